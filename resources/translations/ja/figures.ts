<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/figures/architecture/figure.py</name>
    <message>
        <source>%1 blocks</source>
        <translation>%1 ブロック</translation>
    </message>
    <message>
        <source>its output</source>
        <translation>その出力</translation>
    </message>
    <message>
        <source>next word, %1</source>
        <translation>次の単語、%1</translation>
    </message>
    <message>
        <source>K, V: what the encoder has made</source>
        <translation>K、V：エンコーダが作ったもの</translation>
    </message>
</context>
<context>
    <name>explorer/figures/architecture/layout.py</name>
    <message>
        <source>%1 more</source>
        <translation>ほか %1</translation>
    </message>
</context>
<context>
    <name>explorer/figures/architecture/site_box.py</name>
    <message>
        <source>masked self</source>
        <translation>マスク付き自己</translation>
    </message>
    <message>
        <source>channel gate</source>
        <translation>チャネルゲート</translation>
    </message>
    <message>
        <source>to points</source>
        <translation>点へ</translation>
    </message>
    <message>
        <source>softmax(Q Kᵀ) V</source>
        <translation>softmax(Q Kᵀ) V</translation>
    </message>
    <message>
        <source>softmax(Q Kᵀ / √d) V</source>
        <translation>softmax(Q Kᵀ / √d) V</translation>
    </message>
</context>
<context>
    <name>explorer/figures/devices.py</name>
    <message>
        <source>Inter, 'Noto Sans', 'Noto Sans JP', 'Helvetica Neue', Arial, sans-serif</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>width="%1" height="%2"</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Software</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Attention Explorer</source>
        <translation>Attention Explorer</translation>
    </message>
</context>
<context>
    <name>explorer/figures/drawing.py</name>
    <message>
        <source>%1.%2layer%3.head%4.%5%6</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>query%1.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>query%1-%2.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/figures/explained_picture.py</name>
    <message>
        <source>%1: mistakes</source>
        <translation>%1：間違い</translation>
    </message>
</context>
<context>
    <name>explorer/figures/fonts.py</name>
    <message>
        <source>Inter</source>
        <translation>Inter</translation>
    </message>
    <message>
        <source>JetBrains Mono</source>
        <translation>JetBrains Mono</translation>
    </message>
    <message>
        <source>Noto Sans JP</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Noto Sans JP Medium</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>No font of this system has %1: install one for the script, as fonts-noto has.</source>
        <translation>このシステムには %1 を含むフォントがありません。fonts-noto のような、その文字のフォントをインストールしてください。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/lines/figure.py</name>
    <message>
        <source>looked at</source>
        <translation>見られる側</translation>
    </message>
    <message>
        <source>%1 %2, %3 %4 · lines from %5</source>
        <translation>%1 %L2、%3 %L4 · %5 以上の線</translation>
    </message>
    <message>
        <source>%1, the %2 strongest in sight</source>
        <translation>%L1、見えている強い順に %2 個</translation>
    </message>
</context>
<context>
    <name>explorer/figures/long_picture.py</name>
    <message>
        <source>Steps draw one value a word, which a text of %1 tokens has no room for. Matrix shows all of it, Text the passage that the chosen word looks at.</source>
        <translation>ステップは単語ごとに 1 つの値を描くので、%1 トークンのテキストでは場所が足りません。行列なら全体を、テキストなら選んだ単語が見る部分を表示します。</translation>
    </message>
    <message>
        <source>Lines join single words, at most %1 of them: this region has %2 × %3 tokens. Zoom into less of it in Matrix, or see one row in Text.</source>
        <translation>線は 1 語ずつ、%1 語までを結びます。この範囲は %2 × %3 トークンです。行列で狭い範囲に拡大するか、テキストで 1 行を見てください。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/animation.py</name>
    <message>
        <source>Frames are those of a GIF, APNG or WebP, or several photos: open these with a model.</source>
        <translation>コマとは GIF、APNG、WebP のコマか、複数の写真のことです。モデルで開いてください。</translation>
    </message>
    <message>
        <source>Steps are those of a text that is written: go along layers or heads.</source>
        <translation>ステップは書かれるテキストのものです。層かヘッドを順に進めてください。</translation>
    </message>
    <message>
        <source>An animation has at most %1 pictures, and these are %2.</source>
        <translation>アニメーションは %1 枚までですが、これは %2 枚です。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/comparison_page.py</name>
    <message>
        <source>a map over a photo needs one</source>
        <translation>写真に重ねるマップには写真が必要です</translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/files.py</name>
    <message>
        <source>%1, and on through the %2</source>
        <translation>%1、続けて%L2へ</translation>
    </message>
    <message>
        <source>The numbers of this are not written as %1: choose csv.</source>
        <translation>これの数値は %1 では書けません。csv を選んでください。</translation>
    </message>
    <message>
        <source>This is one picture: it has no sheet, no maps and no animation.</source>
        <translation>これは 1 枚の図で、シートも複数のマップもアニメーションもありません。</translation>
    </message>
    <message>
        <source>A figure of this kind (%1) is written as %2, not %3.</source>
        <translation>この種類の図（%1）は %2 で書き出します（%3 は使えません）。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/head_sheet.py</name>
    <message>
        <source>most open channel</source>
        <translation>もっとも開いたチャネル</translation>
    </message>
    <message>
        <source>one scale for %1 maps</source>
        <translation>%1 枚のマップで共通の目盛り</translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/lens_page.py</name>
    <message>
        <source>rank of %1</source>
        <translation>%1 の順位</translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/map_drawing.py</name>
    <message>
        <source>Target</source>
        <translation>ターゲット</translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/page.py</name>
    <message>
        <source>A page of %1 pixels is too large. Choose fewer dpi, or a smaller page.</source>
        <translation>%1 画素のページは大きすぎます。dpi を下げるか、ページを小さくしてください。</translation>
    </message>
    <message>
        <source>sheet, %1</source>
        <translation>シート、%L1</translation>
    </message>
    <message>
        <source>Maps of a text this long are estimates.</source>
        <translation>これだけ長いテキストのマップは推定値です。</translation>
    </message>
    <message>
        <source>Only every %1th head has its number, for want of room.</source>
        <translation>場所が足りないので、番号はヘッド %1 個ごとに付けています。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/parts_layout.py</name>
    <message>
        <source>A slide has no room for this at text of 6 pt. Choose a page of a paper, or an own size.</source>
        <translation>6 pt の文字では、スライドにこれが入りません。論文のページか、任意の大きさを選んでください。</translation>
    </message>
    <message>
        <source>Text of 6 pt needs a page %1 mm wide for this. Choose two columns, an own size, or another view.</source>
        <translation>6 pt の文字でこれを描くには、幅 %1 mm のページが必要です。2 段、任意の大きさ、または別の表示を選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/words.py</name>
    <message>
        <source>uniform = %1</source>
        <translation>一様なら %1</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%L1 層</translation>
    </message>
    <message>
        <source>%1 heads</source>
        <translation>%L1 ヘッド</translation>
    </message>
    <message>
        <source>no query</source>
        <translation>クエリなし</translation>
    </message>
    <message>
        <source>one head</source>
        <translation>ヘッド 1 つ</translation>
    </message>
    <message>
        <source>%1 keys</source>
        <translation>%L1 キー</translation>
    </message>
    <message>
        <source>Feature maps of the most open channels of every block</source>
        <translation>各ブロックでもっとも開いたチャネルの特徴マップ</translation>
    </message>
    <message>
        <source>Spatial gates of every block</source>
        <translation>各ブロックの空間ゲート</translation>
    </message>
    <message>
        <source>Attention of every head to points</source>
        <translation>各ヘッドの点へのアテンション</translation>
    </message>
    <message>
        <source>%1 of every head and layer</source>
        <translation>全ヘッド・全層の%L1</translation>
    </message>
</context>
<context>
    <name>explorer/figures/photo_picture.py</name>
    <message>
        <source>activations before | after the channel gate, split %1</source>
        <translation>チャネルゲートの前 | 後の活性、境目 %1</translation>
    </message>
    <message>
        <source>%1 gives neither segments nor a depth: its maps alone can be drawn.</source>
        <translation>%1 は領域も奥行きも出しません。描けるのはマップだけです。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/picture.py</name>
    <message>
        <source>Pictures are written as %1, not %2.</source>
        <translation>画像の書き出し形式は %1 です（%2 は不可）。</translation>
    </message>
    <message>
        <source>Text is drawn with graphics libraries that this system lacks (%1): install libegl1, libgl1 and libfontconfig1, or ask for photos without a legend or for arrays (--format npz), which need none.</source>
        <translation>文字の描画に必要なグラフィックライブラリがこのシステムにありません（%1）。libegl1、libgl1、libfontconfig1 をインストールするか、それらの要らない凡例なしの写真か配列（--format npz）にしてください。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/steps/figure.py</name>
    <message>
        <source>The steps come when the sentence is done.</source>
        <translation>ステップは文が完成すると表示されます。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/steps/notation.py</name>
    <message>
        <source>v · tanh(W %1 + U %2_j)</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a_{h%1j} = softmax_j(e_{h%2j})</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Keys and values of all heads</source>
        <translation>全ヘッドのキーとバリュー</translation>
    </message>
    <message>
        <source>a_{%1j} = softmax_j(e_{%2j})</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Encoder states</source>
        <translation>エンコーダの状態</translation>
    </message>
    <message>
        <source>Keys and values</source>
        <translation>キーとバリュー</translation>
    </message>
</context>
<context>
    <name>explorer/figures/steps/panels.py</name>
    <message>
        <source>cells are means of %1</source>
        <translation>セルは%L1の平均</translation>
    </message>
    <message>
        <source>layer %1, head %2</source>
        <translation>層 %1、ヘッド %2</translation>
    </message>
    <message>
        <source>layer %1, mean of heads %2</source>
        <translation>層 %1、ヘッド %L2 の平均</translation>
    </message>
    <message>
        <source>Context vector</source>
        <translation>文脈ベクトル</translation>
    </message>
    <message>
        <source>heads side by side</source>
        <translation>ヘッドを並べたもの</translation>
    </message>
    <message>
        <source>Mean of the heads</source>
        <translation>ヘッドの平均</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>softmax</translation>
    </message>
    <message>
        <source>Softmax of each head</source>
        <translation>各ヘッドの softmax</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>after the rest of the model</source>
        <translation>モデルの残りの後</translation>
    </message>
    <message>
        <source>Next word</source>
        <translation>次の単語</translation>
    </message>
</context>
<context>
    <name>explorer/figures/text_picture.py</name>
    <message>
        <source>What a method says has no steps: show it as matrix or text.</source>
        <translation>手法の結果にステップはありません。行列かテキストで表示してください。</translation>
    </message>
</context>
<context>
    <name>explorer/figures/walk/figure.py</name>
    <message>
        <source>with the numbers of %1</source>
        <translation>%1 の数値</translation>
    </message>
    <message>
        <source>with the numbers of channel %1</source>
        <translation>チャネル %1 の数値</translation>
    </message>
    <message>
        <source>at row %1, column %2</source>
        <translation>行 %1、列 %2</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>ほか %1</translation>
    </message>
    <message>
        <source>q, k of each</source>
        <translation>それぞれの q、k</translation>
    </message>
    <message>
        <source>%1, their sum</source>
        <translation>%1、その合計</translation>
    </message>
</context>
<context>
    <name>explorer/figures/walk/gate_table.py</name>
    <message>
        <source>0 to %1, largest %2</source>
        <translation>0 から %1、最大 %2</translation>
    </message>
</context>
<context>
    <name>explorer/figures/walk/mistakes.py</name>
    <message>
        <source>%1 elsewhere</source>
        <translation>ほかで %1</translation>
    </message>
    <message>
        <source>sums to %1</source>
        <translation>合計は %1</translation>
    </message>
</context>
</TS>
