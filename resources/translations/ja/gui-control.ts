<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/control/analysis/analysis_controls.py</name>
    <message>
        <source>Measuring the heads</source>
        <translation>ヘッドを計測しています</translation>
    </message>
    <message>
        <source>Reading each layer</source>
        <translation>各層を読み取っています</translation>
    </message>
    <message>
        <source>Giving the model random weights</source>
        <translation>モデルの重みを乱数に変更中</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/check_work.py</name>
    <message>
        <source>Deleting and inserting</source>
        <translation>削除と挿入を計算しています</translation>
    </message>
    <message>
        <source>the input</source>
        <translation>入力</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/compare_controls.py</name>
    <message>
        <source>Comparing the layers</source>
        <translation>層を比べています</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/matter_controls.py</name>
    <message>
        <source>Muting one head at a time</source>
        <translation>ヘッドを 1 つずつミュートしています</translation>
    </message>
    <message>
        <source>%1, input %2 of %3</source>
        <translation>%L1（入力 %2 / %3）</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/mute_controls.py</name>
    <message>
        <source>Only tokens of the text that the model reads can be masked.</source>
        <translation>マスクできるのは、モデルが読むテキストのトークンだけです。</translation>
    </message>
    <message>
        <source>Point at a patch, or at a cell of the matrix: its look is blocked.</source>
        <translation>パッチか行列のセルを指してください。そこへの視線を遮ります。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/room_work.py</name>
    <message>
        <source>Measuring the heads, input %1 of %2</source>
        <translation>ヘッドを計測しています（入力 %1 / %2）</translation>
    </message>
    <message>
        <source>There is no mean: %1.</source>
        <translation>平均を取れません：%L1。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/why_controls.py</name>
    <message>
        <source>Asking why</source>
        <translation>理由を計算しています</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/controller.py</name>
    <message>
        <source>The model did not stop when asked, and was left behind. The next run starts it anew.</source>
        <translation>モデルが停止の求めに応じないため、切り離しました。次の実行で新しく起動します。</translation>
    </message>
    <message>
        <source>Opening the run</source>
        <translation>実行結果を開いています</translation>
    </message>
    <message>
        <source>file:%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>This computer has no %1 device now. The best there is is used.</source>
        <translation>このコンピュータには今 %1 がありません。使えるもののうち最良のものを使います。</translation>
    </message>
    <message>
        <source>(%1 more in the details)</source>
        <translation>（ほか %1 件は詳細に）</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/explained_pictures.py</name>
    <message>
        <source>%1.%2.png</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/figure/figure_controls.py</name>
    <message>
        <source>This cannot be drawn (%1).</source>
        <translation>描画できません（%1）。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/figure/figure_order.py</name>
    <message>
        <source>%1.compared</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/figure/figure_preview.py</name>
    <message>
        <source>The numbers of what is on screen, as CSV.</source>
        <translation>画面に出ている数値を CSV で。</translation>
    </message>
    <message>
        <source>The map on screen as CSV: %1 × %2 values as they were computed.</source>
        <translation>画面のマップを CSV で：計算されたままの %1 × %2 個の値。</translation>
    </message>
    <message>
        <source>%1 arrays of float32, (heads, queries, keys), one a site, in the order of the run, and what they are as JSON.</source>
        <translation>float32 の配列 %1 個。それぞれが 1 か所の（ヘッド、クエリ、キー）で、実行の順に並び、説明が JSON で付きます。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/kept/kept_controls.py</name>
    <message>
        <source>Opening %1</source>
        <translation>%1 を開いています</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/kept/kept_files.py</name>
    <message>
        <source>It was made with %1, which cannot be run here: %2</source>
        <translation>これは %1 で作られましたが、ここでは実行できません：%L2</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/kept/pin_controls.py</name>
    <message>
        <source>Showing %1</source>
        <translation>%L1 を表示しています</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/lecture_controls.py</name>
    <message>
        <source>This station needs %1. %2</source>
        <translation>このステーションには %L1 が必要です。%L2</translation>
    </message>
    <message>
        <source>There is no sample photo %1 for this station.</source>
        <translation>このステーションのサンプル写真 %1 がありません。</translation>
    </message>
    <message>
        <source>This station cannot be shown as it was written: %1</source>
        <translation>このステーションは書かれたとおりに表示できません：%L1</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/many_inputs.py</name>
    <message>
        <source>There is nothing to run in %1.</source>
        <translation>%1 には実行できるものがありません。</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%L1、残り %2</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/messages.py</name>
    <message>
        <source>%1, %2 done</source>
        <translation>%1、%2 件完了</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/opening.py</name>
    <message>
        <source>Install</source>
        <translation>インストール</translation>
    </message>
    <message>
        <source>Open untrained</source>
        <translation>未学習のまま開く</translation>
    </message>
    <message>
        <source>Running %1</source>
        <translation>%1 を実行しています</translation>
    </message>
    <message>
        <source>timm:%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Installing</source>
        <translation>インストールしています</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/photo_controls.py</name>
    <message>
        <source>Opening</source>
        <translation>開いています</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>実行しています</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/analysis/alternatives_view.py</name>
    <message>
        <source>Instead of “%1”</source>
        <translation>「%1」の代わりに</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>In place of %1%2</source>
        <translation>%1%2 の位置に</translation>
    </message>
    <message>
        <source>After “%1”</source>
        <translation>「%1」の後に</translation>
    </message>
    <message>
        <source>Yours: %1 a token. Esc: the model's own</source>
        <translation>あなたの選択：トークンあたり %1。Esc：モデル自身のもの</translation>
    </message>
    <message>
        <source>Continues from your choice. Esc: the model's own</source>
        <translation>あなたの選択から続けます。Esc：モデル自身のもの</translation>
    </message>
    <message>
        <source>Stopped at the limit of %1 tokens</source>
        <translation>上限の %1 トークンで停止</translation>
    </message>
    <message>
        <source>%1 a token, geometric mean</source>
        <translation>トークンあたり %1（幾何平均）</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/analysis/analysis_views.py</name>
    <message>
        <source>Random weights down to %1: %2 of %3 parts</source>
        <translation>%L1まで乱数の重み：%3 部分のうち %2</translation>
    </message>
    <message>
        <source>Waiting for the first point.</source>
        <translation>最初の点を待っています。</translation>
    </message>
    <message>
        <source>random, %1 maps</source>
        <translation>ランダム、%1 枚</translation>
    </message>
    <message>
        <source>Training mean</source>
        <translation>学習時の平均</translation>
    </message>
    <message>
        <source>The mean colour of the training: zeros, as in TorchCAM</source>
        <translation>学習データの平均色：TorchCAM と同じゼロ</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黒</translation>
    </message>
    <message>
        <source>Black pixels, as in the test of Chefer et al. 2021</source>
        <translation>黒い画素（Chefer ほか 2021 の検証と同じ）</translation>
    </message>
    <message>
        <source>Photo mean</source>
        <translation>写真の平均</translation>
    </message>
    <message>
        <source>The mean colour of this photo</source>
        <translation>この写真の平均色</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>ぼかし</translation>
    </message>
    <message>
        <source>The photo blurred, as RISE inserts</source>
        <translation>ぼかした写真（RISE の挿入と同じ）</translation>
    </message>
    <message>
        <source>A mask stands where a token is taken away</source>
        <translation>取り去ったトークンの位置にマスクを置きます</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Tokens are left out, and the others move together</source>
        <translation>トークンを取り除き、残りを詰めます</translation>
    </message>
    <message>
        <source>This model knows no mask: its tokens are left out</source>
        <translation>このモデルにはマスクがないので、トークンを取り除きます</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/analysis/compare_view.py</name>
    <message>
        <source>muted %1</source>
        <translation>%L1 をミュート</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/analysis/heads_view.py</name>
    <message>
        <source>this input</source>
        <translation>この入力</translation>
    </message>
    <message>
        <source>mean of %1 inputs</source>
        <translation>%1 個の入力の平均</translation>
    </message>
    <message>
        <source>, %1 could not be run</source>
        <translation>%1 個は実行できず</translation>
    </message>
    <message>
        <source>%1 heads, %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1layer %2, head %3</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>It does not apply to this model</source>
        <translation>このモデルには当てはまりません</translation>
    </message>
    <message>
        <source>It is of photos</source>
        <translation>写真のモデルだけのものです</translation>
    </message>
    <message>
        <source>It is of models of texts: random words said twice</source>
        <translation>テキストのモデルだけのものです：ランダムな語を 2 度</translation>
    </message>
    <message>
        <source>Draw a box on the photo below first</source>
        <translation>先に下の写真に枠を描いてください</translation>
    </message>
    <message>
        <source>A box is of one photo, and this is the mean of several</source>
        <translation>枠は 1 枚の写真のもので、これは複数の平均です</translation>
    </message>
    <message>
        <source>choose a head: click a dot, a cell or a row</source>
        <translation>ヘッドを選択：点・セル・行をクリック</translation>
    </message>
    <message>
        <source>CLS or the first token</source>
        <translation>CLS または先頭のトークン</translation>
    </message>
    <message>
        <source>separators, ends or registers</source>
        <translation>区切り・文末・レジスタ</translation>
    </message>
    <message>
        <source>the token before</source>
        <translation>前のトークン</translation>
    </message>
    <message>
        <source>the patch to the left</source>
        <translation>左のパッチ</translation>
    </message>
    <message>
        <source>the token after</source>
        <translation>次のトークン</translation>
    </message>
    <message>
        <source>the patch to the right</source>
        <translation>右のパッチ</translation>
    </message>
    <message>
        <source>it looks at no single place most of the time</source>
        <translation>決まった場所をおもに見てはいません</translation>
    </message>
    <message>
        <source>%1 % of what it looks at is %2</source>
        <translation>見ているものの %1 % は%L2</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/analysis/matter_view.py</name>
    <message>
        <source>muted one at a time</source>
        <translation>1 つずつミュート</translation>
    </message>
    <message>
        <source>%1, difference %2 pt with all heads</source>
        <translation>%L1、全ヘッドでの差は %2 pt</translation>
    </message>
    <message>
        <source>%1, mean of %2 inputs, difference %3 pt with all heads</source>
        <translation>%L1、%2 個の入力の平均、全ヘッドでの差は %3 pt</translation>
    </message>
    <message>
        <source>%1, %2 with all heads</source>
        <translation>%1、全ヘッドでは %2</translation>
    </message>
    <message>
        <source>mean of %1 inputs, %2 with all heads</source>
        <translation>%1 個の入力の平均、全ヘッドでは %2</translation>
    </message>
    <message>
        <source>· %1 could not be run</source>
        <translation>%1 個は実行できず</translation>
    </message>
    <message>
        <source>· stopped at %1 %</source>
        <translation>%1 % で停止</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>まだ不明</translation>
    </message>
    <message>
        <source>layer %1 head %2
%3 of %4, where it is muted</source>
        <translation>層 %1 ヘッド %2
ミュートすると %L4 は %L3</translation>
    </message>
    <message>
        <source>layer %1 head %2
%3 of the probability where it is muted</source>
        <translation>層 %1 ヘッド %2
ミュートすると確率は %L3</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/analysis/why_view.py</name>
    <message>
        <source>surest class</source>
        <translation>もっとも確かなクラス</translation>
    </message>
    <message>
        <source>surest object</source>
        <translation>もっとも確かな物体</translation>
    </message>
    <message>
        <source>surest word</source>
        <translation>もっとも確かな単語</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/explain_views.py</name>
    <message>
        <source>The code of a module is known while its model is open; this run was read from a file.</source>
        <translation>モジュールのコードは、そのモデルを開いている間だけ分かります。この実行結果はファイルから読み込んだものです。</translation>
    </message>
    <message>
        <source>This run kept no q and k of this site: no mistake can be measured on them.</source>
        <translation>この実行では、ここの q と k を残していません。間違いを計測できません。</translation>
    </message>
    <message>
        <source>· head %1</source>
        <translation>ヘッド %1</translation>
    </message>
    <message>
        <source>· mean of %1 heads</source>
        <translation>%1 ヘッドの平均</translation>
    </message>
    <message>
        <source>· head %1, the strongest of %2</source>
        <translation>ヘッド %1（%2 個中もっとも強い）</translation>
    </message>
    <message>
        <source>· query “%1”%2</source>
        <translation>クエリ「%1」%2</translation>
    </message>
    <message>
        <source>A click on a patch shows what that looks at, in layer %1, head %2, which follows it most; Esc comes back here.</source>
        <translation>パッチをクリックすると、そのパッチが見るところを、もっともよくついてくる層 %1、ヘッド %2 で示します。Esc でここに戻ります。</translation>
    </message>
    <message>
        <source>At position %1, %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 the gate is %2.</source>
        <translation>%L1 でゲートは %2 です。</translation>
    </message>
    <message>
        <source>%1 the channels %2 answer most.</source>
        <translation>%L1 でもっとも強く応答するチャネルは %2 です。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/figure_view.py</name>
    <message>
        <source>What is on screen is one picture, without layers and heads</source>
        <translation>画面にあるのは層やヘッドのない 1 枚の図です</translation>
    </message>
    <message>
        <source>Open a GIF, APNG or WebP of several frames, or drop several photos</source>
        <translation>複数コマの GIF、APNG、WebP を開くか、複数の写真をドロップしてください</translation>
    </message>
    <message>
        <source>At most %1 pictures, and these are %2</source>
        <translation>図は %1 枚までですが、これは %2 枚です</translation>
    </message>
    <message>
        <source>Steps are those of a text: there is none</source>
        <translation>ステップはテキストのもので、ここにはありません</translation>
    </message>
    <message>
        <source>Open something first.</source>
        <translation>先に何かを開いてください。</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>図 1 枚</translation>
    </message>
    <message>
        <source>The curves of the check</source>
        <translation>検証の曲線</translation>
    </message>
    <message>
        <source>2 plots</source>
        <translation>グラフ 2 枚</translation>
    </message>
    <message>
        <source>Contact sheet of all %1</source>
        <translation>全%L1のコンタクトシート</translation>
    </message>
    <message>
        <source>Animation</source>
        <translation>アニメーション</translation>
    </message>
    <message>
        <source>GIF, APNG, WebP</source>
        <translation>GIF、APNG、WebP</translation>
    </message>
    <message>
        <source>The output of the model</source>
        <translation>モデルの出力</translation>
    </message>
    <message>
        <source>npz, CSV</source>
        <translation>npz、CSV</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>コマ</translation>
    </message>
    <message>
        <source>Layers × %1</source>
        <translation>層 × %L1</translation>
    </message>
    <message>
        <source>%1 of this layer</source>
        <translation>この層の%L1</translation>
    </message>
    <message>
        <source>Layers, as this view</source>
        <translation>層（この表示で）</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/lecture_views.py</name>
    <message>
        <source>patch %1</source>
        <translation>パッチ %1</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/panel_views.py</name>
    <message>
        <source>Sample · %1 · %2</source>
        <translation>サンプル · %1 · %2</translation>
    </message>
    <message>
        <source>random, untrained</source>
        <translation>ランダム（未学習）</translation>
    </message>
    <message>
        <source>sha %1…%2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>論文</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>クラス数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>%1 (object %2)</source>
        <translation>%1（物体 %2）</translation>
    </message>
    <message>
        <source>best %1 objects</source>
        <translation>上位 %1 個の物体</translation>
    </message>
    <message>
        <source>%1 with %2, %3 now</source>
        <translation>%L2 では %1 個、現在 %3 個</translation>
    </message>
    <message>
        <source>It gives %1</source>
        <translation>出力は %L1</translation>
    </message>
    <message>
        <source>It gives something else</source>
        <translation>クラスではないものを出力</translation>
    </message>
    <message>
        <source>no classes</source>
        <translation>クラスなし</translation>
    </message>
    <message>
        <source>outline: %1</source>
        <translation>枠線：%L1</translation>
    </message>
    <message>
        <source>The sample shows %1</source>
        <translation>この見本に写っているのは%L1です</translation>
    </message>
    <message>
        <source>CPU · %1 thread%2</source>
        <translation>CPU · %1 スレッド</translation>
    </message>
    <message>
        <source>· %1 step%2</source>
        <translation>%1 ステップ</translation>
    </message>
    <message>
        <source>%1 sites, the largest error of each check:</source>
        <translation>%1 か所、各検査の最大誤差：</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/photo_grid.py</name>
    <message>
        <source>Blocks</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>ゲート</translation>
    </message>
    <message>
        <source>Channel gate</source>
        <translation>チャネルゲート</translation>
    </message>
    <message>
        <source>Spatial gate</source>
        <translation>空間ゲート</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>アテンション</translation>
    </message>
    <message>
        <source>Channel gates</source>
        <translation>チャネルゲート</translation>
    </message>
    <message>
        <source>Spatial gates</source>
        <translation>空間ゲート</translation>
    </message>
    <message>
        <source>%1 × %2 most open</source>
        <translation>%1 × もっとも開いた %2</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>箇所</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>ヘッド</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>from the most open one</source>
        <translation>もっとも開いたものから</translation>
    </message>
    <message>
        <source>one map each</source>
        <translation>マップ 1 枚ずつ</translation>
    </message>
    <message>
        <source>attention layer</source>
        <translation>アテンション層</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/present_photo.py</name>
    <message>
        <source>Shared</source>
        <translation>共有</translation>
    </message>
    <message>
        <source>no target</source>
        <translation>対象なし</translation>
    </message>
    <message>
        <source>What is explained</source>
        <translation>説明の対象</translation>
    </message>
    <message>
        <source>· uniform = %1</source>
        <translation>一様なら %1</translation>
    </message>
    <message>
        <source>Back to the first query (Esc)</source>
        <translation>最初のクエリに戻す（Esc）</translation>
    </message>
    <message>
        <source>Whose attention is shown; click the picture to ask what looks there</source>
        <translation>誰のアテンションか。図をクリックすると、そこを見るものを尋ねます</translation>
    </message>
    <message>
        <source>From 0 to 1</source>
        <translation>0 から 1</translation>
    </message>
    <message>
        <source>Whose attention is shown; no patch asks here</source>
        <translation>誰のアテンションか。ここではパッチは尋ねません</translation>
    </message>
    <message>
        <source>Whose attention is shown; click a patch to ask it</source>
        <translation>誰のアテンションか。パッチをクリックすると、それが尋ねます</translation>
    </message>
    <message>
        <source>channels %1</source>
        <translation>チャネル %1</translation>
    </message>
    <message>
        <source>a click ranks them all</source>
        <translation>クリックで全チャネルを順位付け</translation>
    </message>
    <message>
        <source>no point here</source>
        <translation>ここに点はありません</translation>
    </message>
    <message>
        <source>%1× uniform</source>
        <translation>一様の %1 倍</translation>
    </message>
    <message>
        <source>Let another object ask</source>
        <translation>別の物体をクエリにする</translation>
    </message>
    <message>
        <source>Let another token ask</source>
        <translation>別のトークンをクエリにする</translation>
    </message>
    <message>
        <source>%1 channels of block %2</source>
        <translation>ブロック %2 の %1 チャネル</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>チャネル</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/present_text.py</name>
    <message>
        <source>Cross</source>
        <translation>クロス</translation>
    </message>
    <message>
        <source>target × source</source>
        <translation>ターゲット × ソース</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>デコーダ</translation>
    </message>
    <message>
        <source>target × target, masked</source>
        <translation>ターゲット × ターゲット、マスク付き</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>エンコーダ</translation>
    </message>
    <message>
        <source>source × source</source>
        <translation>ソース × ソース</translation>
    </message>
    <message>
        <source>token × token, masked</source>
        <translation>トークン × トークン、マスク付き</translation>
    </message>
    <message>
        <source>token × token</source>
        <translation>トークン × トークン</translation>
    </message>
    <message>
        <source>%1 sites</source>
        <translation>%1 か所</translation>
    </message>
    <message>
        <source>%1 of %2 layers</source>
        <translation>%2 層中 %1 層</translation>
    </message>
    <message>
        <source>1 site</source>
        <translation>1 か所</translation>
    </message>
    <message>
        <source>layer%1 %2</source>
        <translation>層 %2</translation>
    </message>
    <message>
        <source>no attention</source>
        <translation>アテンションなし</translation>
    </message>
    <message>
        <source>%1: no attention</source>
        <translation>%L1：アテンションなし</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/presenter.py</name>
    <message>
        <source>cluster, %1 ms away</source>
        <translation>クラスタ、%1 ms 先</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/session_views.py</name>
    <message>
        <source>Depth</source>
        <translation>奥行き</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>領域</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/text_scene.py</name>
    <message>
        <source>The word whose attention is shown; click another, or ← →</source>
        <translation>誰のアテンションか。別の単語をクリック、または ← →</translation>
    </message>
    <message>
        <source>where the model looks while it %1 “%2”</source>
        <translation>「%2」のときにモデルが見るところ</translation>
    </message>
    <message>
        <source>The sentence, shaded by the attention</source>
        <translation>アテンションの濃淡を付けた文</translation>
    </message>
    <message>
        <source>The sentence, shaded by what the method says</source>
        <translation>手法の結果の濃淡を付けた文</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>The row of %1</source>
        <translation>%1 の行</translation>
    </message>
    <message>
        <source>%1 columns</source>
        <translation>%1 列</translation>
    </message>
    <message>
        <source>%1 of the row on hidden tokens</source>
        <translation>行の %1 は非表示のトークン</translation>
    </message>
    <message>
        <source>an estimate, still being sharpened</source>
        <translation>推定値（精度を上げています）</translation>
    </message>
    <message>
        <source>tokens %1–%2</source>
        <translation>トークン %1–%2</translation>
    </message>
    <message>
        <source>token %1</source>
        <translation>トークン %1</translation>
    </message>
    <message>
        <source>this query may not look there</source>
        <translation>このクエリはそこを見てはいけません</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/runs.py</name>
    <message>
        <source>The run failed (%1). Try another %2 or model.</source>
        <translation>実行に失敗しました（%1）。別の%L2か別のモデルを試してください。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/texts/long_text.py</name>
    <message>
        <source>Sharpening the map</source>
        <translation>マップの精度を上げています</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/texts/text_controls.py</name>
    <message>
        <source>%1, step %2</source>
        <translation>%L1、ステップ %2</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/texts/text_state.py</name>
    <message>
        <source>Several sentences</source>
        <translation>複数の文</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/texts/text_writing.py</name>
    <message>
        <source>does not write on from a text. Choose a model that does, as GPT-2.</source>
        <translation>はテキストの続きを書きません。GPT-2 のように書けるモデルを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/walking.py</name>
    <message>
        <source>The folder %1 holds no photos, no texts and no model. Choose another.</source>
        <translation>フォルダ %1 には写真もテキストもモデルもありません。別のフォルダを選んでください。</translation>
    </message>
</context>
</TS>
