<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>by hand</name>
    <message>
        <source>%1 % with %2</source>
        <translation>%L2では %1 %</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 parts)</source>
        <translation>%L1（全 %3 部分のうち %2）</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 parts, %4 of %5 queries)</source>
        <translation>%L1（全 %3 部分のうち %2、全 %5 クエリのうち %4）</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 queries)</source>
        <translation>%L1（全 %3 クエリのうち %2）</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%L1、ほか %2 件</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 ビット</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 ファイル</translation>
    </message>
    <message>
        <source>%1 for the weights</source>
        <translation>重みは %1</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 コマ</translation>
    </message>
    <message>
        <source>%1 is %2: export it as PNG and open that.</source>
        <translation>%1 は %L2です。PNG に書き出し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 is %2: export the page as PNG and open that.</source>
        <translation>%1 は %L2です。そのページを PNG に書き出し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 is %2: save it as JPEG or PNG and open that.</source>
        <translation>%1 は %L2です。JPEG か PNG で保存し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 is larger than 2 GB. Save it smaller and open that.</source>
        <translation>%1 は 2 GB を超えています。小さくして保存し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 is larger than 5 MB. Open a part of it.</source>
        <translation>%1 は 5 MB を超えています。その一部を開いてください。</translation>
    </message>
    <message>
        <source>%1 maps</source>
        <translation>%1 枚</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2  %3</source>
        <translation>%1 / %2　%L3</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%L2へ %1</translation>
    </message>
    <message>
        <source>%1 on CLS</source>
        <translation>CLS へ %1</translation>
    </message>
    <message>
        <source>%1 on patches</source>
        <translation>パッチへ %1</translation>
    </message>
    <message>
        <source>%1 on registers</source>
        <translation>レジスタへ %1</translation>
    </message>
    <message>
        <source>%1 other</source>
        <translation>ほか %1 件</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 wide</source>
        <translation>幅 %1</translation>
    </message>
    <message>
        <source>%1 word</source>
        <translation>%1 語</translation>
    </message>
    <message>
        <source>%1 words</source>
        <translation>%1 語</translation>
    </message>
    <message>
        <source>%1 × %2 heads</source>
        <translation>%1 × %2 ヘッド</translation>
    </message>
    <message>
        <source>%1, dashed: %2</source>
        <translation>%L1、破線：%L2</translation>
    </message>
    <message>
        <source>Astronaut</source>
        <translation>宇宙飛行士</translation>
    </message>
    <message>
        <source>a cat</source>
        <translation>猫</translation>
    </message>
    <message>
        <source>a cup of coffee</source>
        <translation>コーヒー</translation>
    </message>
    <message>
        <source>a rocket</source>
        <translation>ロケット</translation>
    </message>
    <message>
        <source>an astronaut</source>
        <translation>宇宙飛行士</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>アテンション</translation>
    </message>
    <message>
        <source>Batch of %1, %2 left</source>
        <translation>%1 件の一括処理、残り %L2</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>ビット</translation>
    </message>
    <message>
        <source>black</source>
        <translation>黒</translation>
    </message>
    <message>
        <source>block</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>ブロック %1</translation>
    </message>
    <message>
        <source>bundled</source>
        <translation>同梱</translation>
    </message>
    <message>
        <source>bundled models</source>
        <translation>同梱モデル</translation>
    </message>
    <message>
        <source>By</source>
        <translation>基準</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>チャネル</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>チャネル</translation>
    </message>
    <message>
        <source>Chelsea the cat</source>
        <translation>猫のチェルシー</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>Church</source>
        <translation>教会</translation>
    </message>
    <message>
        <source>close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>continuation</source>
        <translation>続き</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>source-target</translation>
    </message>
    <message>
        <source>cross %1</source>
        <translation>クロス %1</translation>
    </message>
    <message>
        <source>cross attention</source>
        <translation>source-target attention</translation>
    </message>
    <message>
        <source>Cup of coffee</source>
        <translation>コーヒー</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>デコーダ</translation>
    </message>
    <message>
        <source>decoder %1</source>
        <translation>デコーダ %1</translation>
    </message>
    <message>
        <source>decoder layers %1</source>
        <translation>デコーダの層 %1</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>除去</translation>
    </message>
    <message>
        <source>deletion</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Deletion: area %1, random %2, better than %3 of %4; insertion: area %5, random %6, better than %7 of %8.</source>
        <translation>削除：面積 %1、ランダム %2（%4 個中 %3 個を上回る）。挿入：面積 %5、ランダム %6（%8 個中 %7 個を上回る）。</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>エンコーダ</translation>
    </message>
    <message>
        <source>encoder %1</source>
        <translation>エンコーダ %1</translation>
    </message>
    <message>
        <source>encoder layers %1</source>
        <translation>エンコーダの層 %1</translation>
    </message>
    <message>
        <source>eos token</source>
        <translation>文末のトークン</translation>
    </message>
    <message>
        <source>Exporting %1 pictures, %2 left</source>
        <translation>%1 枚を書き出し中、残り %L2</translation>
    </message>
    <message>
        <source>file</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>first frame of more than %1</source>
        <translation>%1 を超えるフレームのうち最初のもの</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>gates</source>
        <translation>ゲート</translation>
    </message>
    <message>
        <source>Grad-CAM for %1</source>
        <translation>%1 の Grad-CAM</translation>
    </message>
    <message>
        <source>head</source>
        <translation>ヘッド</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>ヘッド</translation>
    </message>
    <message>
        <source>hf:%1#text reads texts</source>
        <translation>hf:%1#text（テキストを読む）</translation>
    </message>
    <message>
        <source>hf:%1#vision looks at photos</source>
        <translation>hf:%1#vision（写真を見る）</translation>
    </message>
    <message>
        <source>In deletion %1 does better: %2.</source>
        <translation>削除では%L1の方が良い結果です（%2）。</translation>
    </message>
    <message>
        <source>In deletion %1 does better: %2; in insertion %3 does better: %4.</source>
        <translation>削除では%L1の方が良く（%2）、挿入では%L3の方が良い結果です（%4）。</translation>
    </message>
    <message>
        <source>In insertion %1 does better: %2.</source>
        <translation>挿入では%L1の方が良い結果です（%2）。</translation>
    </message>
    <message>
        <source>insertion</source>
        <translation>挿入</translation>
    </message>
    <message>
        <source>inside</source>
        <translation>内側</translation>
    </message>
    <message>
        <source>largest of %1 heads</source>
        <translation>%1 ヘッドの最大値</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>層</translation>
    </message>
    <message>
        <source>LayerCAM for %1</source>
        <translation>%1 の LayerCAM</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Layers × heads, %1 files</source>
        <translation>層 × ヘッド、%1 ファイル</translation>
    </message>
    <message>
        <source>LeGrad for %1</source>
        <translation>%1 の LeGrad</translation>
    </message>
    <message>
        <source>Lines of %1</source>
        <translation>%L1の線</translation>
    </message>
    <message>
        <source>Lines of Soft attention</source>
        <translation>ソフトアテンションの線</translation>
    </message>
    <message>
        <source>live</source>
        <translation>即時</translation>
    </message>
    <message>
        <source>logit</source>
        <translation>ロジット</translation>
    </message>
    <message>
        <source>mask token</source>
        <translation>マスクのトークン</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>マスク</translation>
    </message>
    <message>
        <source>Matrix of %1</source>
        <translation>%L1の行列</translation>
    </message>
    <message>
        <source>Matrix of Soft attention</source>
        <translation>ソフトアテンションの行列</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>mean of %1 channels</source>
        <translation>%1 チャネルの平均</translation>
    </message>
    <message>
        <source>mean of %1 heads</source>
        <translation>%1 ヘッドの平均</translation>
    </message>
    <message>
        <source>min</source>
        <translation>最小値</translation>
    </message>
    <message>
        <source>mute</source>
        <translation>ミュート</translation>
    </message>
    <message>
        <source>Muting one channel at a time</source>
        <translation>1 チャネルずつミュート中</translation>
    </message>
    <message>
        <source>Muting one channel at a time, %1 left</source>
        <translation>1 チャネルずつミュート中、残り %L1</translation>
    </message>
    <message>
        <source>Muting one head at a time, %1 left</source>
        <translation>1 ヘッドずつミュート中、残り %L1</translation>
    </message>
    <message>
        <source>Next tokens</source>
        <translation>トークン数を増やす</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>object</source>
        <translation>物体</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>外側</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速さ</translation>
    </message>
    <message>
        <source>pad token</source>
        <translation>パディングのトークン</translation>
    </message>
    <message>
        <source>a photo</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>photos and texts</source>
        <translation>写真とテキスト</translation>
    </message>
    <message>
        <source>play</source>
        <translation>再生</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>予測</translation>
    </message>
    <message>
        <source>preprocessor_config.json or processor_config.json</source>
        <translation>preprocessor_config.json か processor_config.json</translation>
    </message>
    <message>
        <source>Previous tokens</source>
        <translation>トークン数を減らす</translation>
    </message>
    <message>
        <source>products</source>
        <translation>積</translation>
    </message>
    <message>
        <source>public domain</source>
        <translation>パブリックドメイン</translation>
    </message>
    <message>
        <source>query</source>
        <translation>クエリ</translation>
    </message>
    <message>
        <source>query %1 · read by %2, %3, %4, head</source>
        <translation>クエリ %L1 · 読み方：%2、%L3、%L4、出力層</translation>
    </message>
    <message>
        <source>random</source>
        <translation>ランダム</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>順位</translation>
    </message>
    <message>
        <source>Read by %1, %2, %3, head.</source>
        <translation>読み方：%1、%L2、%L3、出力層。</translation>
    </message>
    <message>
        <source>Relevance for %1</source>
        <translation>%1 の関連度</translation>
    </message>
    <message>
        <source>Rocket</source>
        <translation>ロケット</translation>
    </message>
    <message>
        <source>rollout</source>
        <translation>ロールアウト</translation>
    </message>
    <message>
        <source>rows sum to 1 (%1 that see nothing left out)</source>
        <translation>行の合計が 1 である（何も見ない %1 行を除く）</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>Saved %1 pictures in %2</source>
        <translation>%1 枚を保存しました：%2</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>スケーリング</translation>
    </message>
    <message>
        <source>see data.licence_note for the photos</source>
        <translation>写真は data.licence_note を参照</translation>
    </message>
    <message>
        <source>see data.licence_note for the sentences</source>
        <translation>文は data.licence_note を参照</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>self attention</source>
        <translation>自己アテンション</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>文</translation>
    </message>
    <message>
        <source>share of the relevance for %1</source>
        <translation>%1 の関連度の割合</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>シグモイド</translation>
    </message>
    <message>
        <source>squeeze</source>
        <translation>スクイーズ</translation>
    </message>
    <message>
        <source>Steps of %1</source>
        <translation>%L1のステップ</translation>
    </message>
    <message>
        <source>Steps of Soft attention</source>
        <translation>ソフトアテンションのステップ</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>和</translation>
    </message>
    <message>
        <source>text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Text of %1</source>
        <translation>%L1のテキスト</translation>
    </message>
    <message>
        <source>Text of Soft attention</source>
        <translation>ソフトアテンションのテキスト</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>The tokens differ: %1 tokens are aligned by their text, %2 of A and %3 of B have no counterpart.</source>
        <translation>トークンが異なります。%1 個のトークンを文字列で対応付け、A の %2 個と B の %3 個には対応するものがありません。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>translating</source>
        <translation>翻訳中</translation>
    </message>
    <message>
        <source>translation</source>
        <translation>訳文</translation>
    </message>
    <message>
        <source>Two spaniels</source>
        <translation>スパニエル 2 匹</translation>
    </message>
    <message>
        <source>typing</source>
        <translation>入力中</translation>
    </message>
    <message>
        <source>unk token</source>
        <translation>未知語のトークン</translation>
    </message>
    <message>
        <source>words</source>
        <translation>単語</translation>
    </message>
</context>
</TS>
