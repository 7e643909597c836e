<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/panels/about_panel.py</name>
    <message>
        <source>About Attention Explorer</source>
        <translation>Attention Explorer について</translation>
    </message>
    <message>
        <source>Fonts: Inter and JetBrains Mono (OFL). Icons: Lucide (ISC).</source>
        <translation>フォント：Inter、JetBrains Mono（OFL）。アイコン：Lucide（ISC）。</translation>
    </message>
    <message>
        <source>Colour maps: matplotlib (CC0), CET by Peter Kovesi (CC BY 4.0).</source>
        <translation>カラーマップ：matplotlib（CC0）、Peter Kovesi 作 CET（CC BY 4.0）。</translation>
    </message>
    <message>
        <source>Photos and their authors are named beside each sample and in CREDITS.md.</source>
        <translation>写真とその作者は、各サンプルの横と CREDITS.md に記載しています。</translation>
    </message>
    <message>
        <source>Test the models now</source>
        <translation>モデルをテスト</translation>
    </message>
    <message>
        <source>Opens a model, runs it on a photo or a text, and shows where it looks.</source>
        <translation>モデルを開き、写真やテキストを入力して実行し、どこを見ているかを表示します。</translation>
    </message>
    <message>
        <source>Version %1 · MIT licence</source>
        <translation>バージョン %1 · MIT ライセンス</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>The bundled models were not tested on this machine yet.</source>
        <translation>付属のモデルは、このコンピュータでまだテストされていません。</translation>
    </message>
    <message>
        <source>%1 of %2 models gave the answers and maps that they are to give.</source>
        <translation>%2 個中 %1 個のモデルが、決められた答えとマップを出しました。</translation>
    </message>
    <message>
        <source>Tested %1, version %2, torch %3</source>
        <translation>%1 にテスト、バージョン %2、torch %3</translation>
    </message>
    <message>
        <source>Tested</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>%1, version %2, torch %3</source>
        <translation>%1、バージョン %2、torch %3</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未インストール</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/bar_list.py</name>
    <message>
        <source>, %1 with %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/documents.py</name>
    <message>
        <source>Document</source>
        <translation>文書</translation>
    </message>
    <message>
        <source>Search all documents</source>
        <translation>全文書を検索</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文書</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/history_button.py</name>
    <message>
        <source>Recent inputs</source>
        <translation>最近の入力</translation>
    </message>
    <message>
        <source>No photo or text of your own was run yet</source>
        <translation>自分の写真やテキストはまだ実行していません</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/input_panel.py</name>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>The photo %1</source>
        <translation>写真 %1</translation>
    </message>
    <message>
        <source>Open an image</source>
        <translation>画像を開く</translation>
    </message>
    <message>
        <source>Drop an image, or</source>
        <translation>画像をドロップ、または</translation>
    </message>
    <message>
        <source>Drop an image here, paste one, or click to choose a file</source>
        <translation>ここに画像をドロップするか、貼り付けるか、クリックしてファイルを選びます</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/installation_panel.py</name>
    <message>
        <source>This installation</source>
        <translation>このインストール</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>検査結果</translation>
    </message>
    <message>
        <source>Copy all of it, for a report</source>
        <translation>報告用にすべてコピー</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>%L1 を検査中</translation>
    </message>
    <message>
        <source>Stopped before its end.</source>
        <translation>途中で止まりました。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/last_errors.py</name>
    <message>
        <source>Last errors</source>
        <translation>最近のエラー</translation>
    </message>
    <message>
        <source>Nothing has gone wrong since the start.</source>
        <translation>起動してから問題は起きていません。</translation>
    </message>
    <message>
        <source>Details may quote a text or the name of a file: look through them before you send them.</source>
        <translation>詳細にはテキストやファイル名が含まれることがあります。送る前に目を通してください。</translation>
    </message>
    <message>
        <source>attention-explorer %1
%2  %3</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Copy what is known of this error, for a report</source>
        <translation>このエラーの情報を報告用にコピー</translation>
    </message>
    <message>
        <source>Log of errors: %1</source>
        <translation>エラーの記録：%1</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/model_panel.py</name>
    <message>
        <source>About this model</source>
        <translation>このモデルについて</translation>
    </message>
    <message>
        <source>Copy the card</source>
        <translation>カードをコピー</translation>
    </message>
    <message>
        <source>Open the paper</source>
        <translation>論文を開く</translation>
    </message>
    <message>
        <source>Show the facts of this map</source>
        <translation>このマップの詳細を表示</translation>
    </message>
    <message>
        <source>This map</source>
        <translation>このマップ</translation>
    </message>
    <message>
        <source>%1 the facts of this map</source>
        <translation>このマップの詳細を%L1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/output_panel.py</name>
    <message>
        <source>What the model gives for every pixel</source>
        <translation>モデルが各画素に与える値</translation>
    </message>
    <message>
        <source>%1 listed</source>
        <translation>%1 件</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/prediction_panel.py</name>
    <message>
        <source>None of the %1 classes fits</source>
        <translation>%1 クラスのどれにも当てはまりません</translation>
    </message>
    <message>
        <source>This model has no classes</source>
        <translation>このモデルにはクラスがありません</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>予測</translation>
    </message>
    <message>
        <source>Best guesses</source>
        <translation>上位の候補</translation>
    </message>
    <message>
        <source>%1 classes</source>
        <translation>%1 クラス</translation>
    </message>
    <message>
        <source>%1 other class%2</source>
        <translation>ほかに %1 クラス</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/status_bar.py</name>
    <message>
        <source>Device</source>
        <translation>装置</translation>
    </message>
    <message>
        <source>Time of the run</source>
        <translation>実行時間</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation>使用メモリ</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/alternatives.py</name>
    <message>
        <source>click to continue from it</source>
        <translation>クリックすると、ここから続きを書きます</translation>
    </message>
    <message>
        <source>click to fill it in</source>
        <translation>クリックすると、ここに入れます</translation>
    </message>
    <message>
        <source>Continue from it</source>
        <translation>ここから続ける</translation>
    </message>
    <message>
        <source>Fill it in</source>
        <translation>ここに入れる</translation>
    </message>
    <message>
        <source>Alternatives</source>
        <translation>ほかの候補</translation>
    </message>
    <message>
        <source>Stands there now</source>
        <translation>今ここにある語</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/beside_fields.py</name>
    <message>
        <source>As the model is set</source>
        <translation>モデルの設定のまま</translation>
    </message>
    <message>
        <source>Second text</source>
        <translation>2 つ目のテキスト</translation>
    </message>
    <message>
        <source>A context, a hypothesis, a text to compare</source>
        <translation>文脈、仮説、比べるテキスト</translation>
    </message>
    <message>
        <source>Choices, each on a line of its own</source>
        <translation>選択肢を 1 行に 1 つずつ</translation>
    </message>
    <message>
        <source>one a line</source>
        <translation>1 行に 1 つ</translation>
    </message>
    <message>
        <source>Read together with the first text, parted from it as the model has learnt it</source>
        <translation>1 つ目のテキストと一緒に、モデルが学習したとおりに区切って読まれます</translation>
    </message>
    <message>
        <source>The model chooses among them; the maps are those of the likeliest one</source>
        <translation>モデルはこの中から選びます。マップはもっとも確率の高いもののものです</translation>
    </message>
    <message>
        <source>The text becomes a user's turn in the chat template of the model</source>
        <translation>テキストはモデルのチャットテンプレートの中で、ユーザーの発言になります</translation>
    </message>
    <message>
        <source>What the model is told before the user's turn</source>
        <translation>ユーザーの発言の前にモデルに伝えること</translation>
    </message>
    <message>
        <source>Ask as a chat</source>
        <translation>チャットとして尋ねる</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Language of the text</source>
        <translation>テキストの言語</translation>
    </message>
    <message>
        <source>Language that is written</source>
        <translation>書かれる言語</translation>
    </message>
    <message>
        <source>Run the text as one, or each sentence by itself</source>
        <translation>テキスト全体を一度に、または文ごとに実行</translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>テキスト全体</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>文</translation>
    </message>
    <message>
        <source>From</source>
        <translation>原文</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/text_input_panel.py</name>
    <message>
        <source>a Japanese</source>
        <translation>日本語の</translation>
    </message>
    <message>
        <source>an English</source>
        <translation>英語の</translation>
    </message>
    <message>
        <source>a German</source>
        <translation>ドイツ語の</translation>
    </message>
    <message>
        <source>a French</source>
        <translation>フランス語の</translation>
    </message>
    <message>
        <source>empty: the picture is of the text before</source>
        <translation>空：図は前のテキストのものです</translation>
    </message>
    <message>
        <source>Type a text</source>
        <translation>テキストを入力</translation>
    </message>
    <message>
        <source>Type the beginning of a text</source>
        <translation>テキストの書き出しを入力</translation>
    </message>
    <message>
        <source>Type a text, %1 for a word to be guessed</source>
        <translation>テキストを入力（当てさせる語は %1）</translation>
    </message>
    <message>
        <source>Ask about the photo</source>
        <translation>写真について質問する</translation>
    </message>
    <message>
        <source>The model reads your words in place of its own, and says how probable it finds each of them</source>
        <translation>モデルは自分の語の代わりにあなたの語を読み、それぞれの確率を示します</translation>
    </message>
    <message>
        <source>Open a text file</source>
        <translation>テキストファイルを開く</translation>
    </message>
    <message>
        <source>Ctrl O</source>
        <translation>Ctrl O</translation>
    </message>
    <message>
        <source>Type your own translation</source>
        <translation>自分の訳を入力</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>サンプル</translation>
    </message>
    <message>
        <source>Close this list</source>
        <translation>この一覧を閉じる</translation>
    </message>
    <message>
        <source>Type %1 sentence</source>
        <translation>%L1文を入力</translation>
    </message>
    <message>
        <source>and %1</source>
        <translation>ほか %L1</translation>
    </message>
    <message>
        <source>Not known to the model: %1%2</source>
        <translation>モデルが知らない文字：%1%L2</translation>
    </message>
    <message>
        <source>Sentences of %1</source>
        <translation>%L1の文</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/translation_panel.py</name>
    <message>
        <source>Translation</source>
        <translation>訳文</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Continuation</source>
        <translation>続き</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>The %1 likeliest beginnings are kept at each step</source>
        <translation>各ステップで確率の高い書き出しを %1 個残します</translation>
    </message>
    <message>
        <source>Beam %1</source>
        <translation>ビーム %1</translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation>貪欲法</translation>
    </message>
    <message>
        <source>The likeliest token at each step</source>
        <translation>各ステップで最も確率の高いトークン</translation>
    </message>
    <message>
        <source>Sampled</source>
        <translation>サンプリング</translation>
    </message>
    <message>
        <source>Copy the translation</source>
        <translation>訳文をコピー</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>With all heads</source>
        <translation>全ヘッド使用時</translation>
    </message>
    <message>
        <source>Words that it writes with all heads</source>
        <translation>全ヘッドを使ったときに書く語</translation>
    </message>
    <message>
        <source>Greedy takes the likeliest token each time; sampled ones are drawn by their probabilities</source>
        <translation>貪欲法は毎回最も確率の高いトークンを選び、サンプリングは確率に従って抽選します</translation>
    </message>
    <message>
        <source>Search: greedy takes the likeliest token at each step; a beam of 4 keeps the 4 likeliest beginnings, and takes the sentence that is likeliest as a whole</source>
        <translation>探索：貪欲法は各ステップで最も確率の高いトークンを選びます。ビーム 4 は確率の高い書き出しを 4 個残し、全体として最も確率の高い文を選びます</translation>
    </message>
    <message>
        <source>beam search</source>
        <translation>ビームサーチ</translation>
    </message>
    <message>
        <source>Copy the %1</source>
        <translation>%L1をコピー</translation>
    </message>
    <message>
        <source>No %1 yet</source>
        <translation>%L1はまだありません</translation>
    </message>
    <message>
        <source>step %1 …</source>
        <translation>ステップ %1…</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>%L1</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/translation_steps.py</name>
    <message>
        <source>Words of the translation</source>
        <translation>訳文の単語</translation>
    </message>
    <message>
        <source>Given by you</source>
        <translation>あなたが与えた語</translation>
    </message>
    <message>
        <source>Not so in the other output</source>
        <translation>もう一方の出力では異なります</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/writing_row.py</name>
    <message>
        <source>Nothing has been written yet</source>
        <translation>まだ何も書かれていません</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Tokens that are written at a time</source>
        <translation>一度に書くトークンの数</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Ctrl G</source>
        <translation>Ctrl G</translation>
    </message>
    <message>
        <source>The prompt alone</source>
        <translation>プロンプトだけ</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>What logits are divided by before a token is drawn: lower keeps to the likeliest</source>
        <translation>抽選の前にロジットを割る数。小さいほど確率の高いトークンに絞られます</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Tokens are drawn from the likeliest ones that make up this share</source>
        <translation>確率の高い順に合計がこの割合になるまでのトークンから抽選します</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>The same seed draws the same text</source>
        <translation>同じシードなら同じテキストになります</translation>
    </message>
    <message>
        <source>Tokens are being written</source>
        <translation>トークンを書いています</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/walk_strip.py</name>
    <message>
        <source>This is the first file</source>
        <translation>最初のファイルです</translation>
    </message>
    <message>
        <source>This is the last file</source>
        <translation>最後のファイルです</translation>
    </message>
    <message>
        <source>Previous file</source>
        <translation>前のファイル</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Page Up</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>次のファイル</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Page Down</translation>
    </message>
    <message>
        <source>Files that were opened together</source>
        <translation>一緒に開いたファイル</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/weights_strip.py</name>
    <message>
        <source>The first names of the list fit the shapes of its tensors, the likeliest first</source>
        <translation>リストのはじめの名前はテンソルの形に合うもので、もっともらしい順に並んでいます</translation>
    </message>
    <message>
        <source>No architecture of timm or torchvision fits its tensors: name the one it was trained as</source>
        <translation>timm と torchvision のどのアーキテクチャもテンソルに合いません。学習したときのものを指定してください</translation>
    </message>
    <message>
        <source>Architecture of the weights</source>
        <translation>重みのアーキテクチャ</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>%1: which architecture?</source>
        <translation>%1：どのアーキテクチャですか</translation>
    </message>
    <message>
        <source>name of timm or torchvision</source>
        <translation>timm か torchvision の名前</translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/why_strip.py</name>
    <message>
        <source>This method is the same whatever the model says: it explains no single answer</source>
        <translation>この手法はモデルの答えによらず同じ結果になり、個々の答えを説明しません</translation>
    </message>
    <message>
        <source>Method that explains the answer</source>
        <translation>答えを説明する手法</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Answer that is explained</source>
        <translation>説明する答え</translation>
    </message>
    <message>
        <source>Second answer, whose map is taken away from that of the first</source>
        <translation>2 つ目の答え。そのマップを 1 つ目のマップから引きます</translation>
    </message>
    <message>
        <source>Attention, or what the method says</source>
        <translation>アテンション、または手法の結果</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>そのまま</translation>
    </message>
</context>
</TS>
