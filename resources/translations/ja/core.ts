<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/core/checks.py</name>
    <message>
        <source>%1: not measured</source>
        <translation>%L1：計測なし</translation>
    </message>
    <message>
        <source>%1: error %2, allowed %3</source>
        <translation>%L1：誤差 %2、許容 %3</translation>
    </message>
</context>
<context>
    <name>explorer/core/colormaps.py</name>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Magma</source>
        <translation>Magma</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>Cividis</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>グレー</translation>
    </message>
    <message>
        <source>%1, reversed</source>
        <translation>%L1（反転）</translation>
    </message>
    <message>
        <source>colour-blind safe</source>
        <translation>色覚の違いに対応</translation>
    </message>
    <message>
        <source>greyscale safe</source>
        <translation>白黒でも判別可</translation>
    </message>
    <message>
        <source>No colour map is called %1. Choose from %2.</source>
        <translation>カラーマップ %1 はありません。%2 から選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/core/inputs.py</name>
    <message>
        <source>and</source>
        <translation>と</translation>
    </message>
</context>
<context>
    <name>explorer/core/interventions/intervention.py</name>
    <message>
        <source>The numbers %1 go from the smaller to the larger one.</source>
        <translation>%1 の番号は小さいものから大きいものへ書きます。</translation>
    </message>
    <message>
        <source>Gates are held as LAYER.CHANNEL=VALUE, as 3.12=0, not %1.</source>
        <translation>ゲートの固定は、3.12=0 のように 層.チャネル=値 と書きます（%1 は不可）。</translation>
    </message>
    <message>
        <source>Gates are held as LAYER.CHANNEL=VALUE, as 3.12=0 or 2.*=1, not %1.</source>
        <translation>ゲートの固定は、3.12=0 や 2.*=1 のように 層.チャネル=値 と書きます（%1 は不可）。</translation>
    </message>
    <message>
        <source>Which gates are to be held? Name them as 3.12=0 or 2.*=1.</source>
        <translation>どのゲートを固定しますか。3.12=0 や 2.*=1 のように書いてください。</translation>
    </message>
    <message>
        <source>A gate is held at a number, as 0 or 0.5, not %1.</source>
        <translation>ゲートは 0 や 0.5 のような数に固定します（%1 は不可）。</translation>
    </message>
    <message>
        <source>Looks are blocked as QUERIES&gt;KEYS, as 3-5&gt;0 or dog&gt;cat+the, not %1.</source>
        <translation>視線の遮断は、3-5&gt;0 や dog&gt;cat+the のように クエリ&gt;キー と書きます（%1 は不可）。</translation>
    </message>
</context>
<context>
    <name>explorer/core/interventions/mute.py</name>
    <message>
        <source>no change</source>
        <translation>変化なし</translation>
    </message>
    <message>
        <source>all heads</source>
        <translation>すべてのヘッド</translation>
    </message>
    <message>
        <source>A head is muted as (layer, head), not %1.</source>
        <translation>ヘッドは (層, ヘッド) の組でミュートします（%1 は不可）。</translation>
    </message>
    <message>
        <source>A head to be muted is a number from 0, or "*", not %1.</source>
        <translation>ミュートするヘッドは 0 以上の番号か "*" です（%1 は不可）。</translation>
    </message>
    <message>
        <source>A muted head gives %1, not %2.</source>
        <translation>ミュートしたヘッドが出すのは %1 です（%2 は不可）。</translation>
    </message>
    <message>
        <source>Heads are muted as LAYER.HEAD, as 5.3 or 7.*, not %1.</source>
        <translation>ヘッドのミュートは、5.3 や 7.* のように 層.ヘッド と書きます（%1 は不可）。</translation>
    </message>
    <message>
        <source>Which heads are to be muted? Name them as 5.3 or 7.*</source>
        <translation>どのヘッドをミュートしますか。5.3 や 7.* のように書いてください。</translation>
    </message>
    <message>
        <source>What is to be masked? Name a patch, a box, a token or a word.</source>
        <translation>何をマスクしますか。パッチ、枠、トークン、単語のいずれかを指定してください。</translation>
    </message>
    <message>
        <source>%1 is a channel gate, which has no heads to be muted.</source>
        <translation>%1 はチャネルゲートで、ミュートするヘッドはありません。</translation>
    </message>
    <message>
        <source>There is no head %1 in layer %2: heads go from 0 to %3.</source>
        <translation>層 %2 にヘッド %1 はありません。ヘッドは 0 から %3 までです。</translation>
    </message>
    <message>
        <source>There is no photo of which a part could be masked.</source>
        <translation>一部をマスクできる写真がありません。</translation>
    </message>
    <message>
        <source>What is masked are tokens of another text: mask those of this one.</source>
        <translation>マスクされているのは別のテキストのトークンです。このテキストのものをマスクしてください。</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>ミュート</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>マスク</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>遮断</translation>
    </message>
    <message>
        <source>token%1 %2</source>
        <translation>トークン %L2</translation>
    </message>
    <message>
        <source>%1 boxes of the input</source>
        <translation>入力の枠 %1 個</translation>
    </message>
    <message>
        <source>%1 of the input</source>
        <translation>入力の %1</translation>
    </message>
    <message>
        <source>in %1layers %2</source>
        <translation>%L1層 %L2</translation>
    </message>
    <message>
        <source>in the %1 attention</source>
        <translation>%L1アテンション</translation>
    </message>
</context>
<context>
    <name>explorer/core/interventions/named_sites.py</name>
    <message>
        <source>Layer %1 is a spatial gate, which is held as a whole: name it %2.*</source>
        <translation>層 %1 は空間ゲートで、全体を一度に固定します。%2.* と書いてください。</translation>
    </message>
    <message>
        <source>%1 has heads and no gate: mute them.</source>
        <translation>%1 にあるのはヘッドで、ゲートではありません。ミュートしてください。</translation>
    </message>
    <message>
        <source>There is no channel %1 in layer %2: channels go from 0 to %3.</source>
        <translation>層 %2 にチャネル %1 はありません。チャネルは 0 から %3 までです。</translation>
    </message>
    <message>
        <source>There is no site named %1. The first is %2.</source>
        <translation>%1 という名前の箇所はありません。最初は %2 です。</translation>
    </message>
    <message>
        <source>layers go from %1 to %2</source>
        <translation>層は %1 から %2 まで</translation>
    </message>
    <message>
        <source>there is no %1</source>
        <translation>%L1はありません</translation>
    </message>
    <message>
        <source>There is no layer %1 to be muted: %2.</source>
        <translation>ミュートする層 %1 はありません：%L2。</translation>
    </message>
    <message>
        <source>There is no %1 attention whose looks could be blocked.</source>
        <translation>視線を遮れる%L1アテンションはありません。</translation>
    </message>
    <message>
        <source>%1 has no tokens that look at each other.</source>
        <translation>%1 には互いを見るトークンがありません。</translation>
    </message>
    <message>
        <source>Its layers attend on different grids: name one, as 0&gt;1@5.</source>
        <translation>層ごとに格子が違います。0&gt;1@5 のように層を 1 つ指定してください。</translation>
    </message>
</context>
<context>
    <name>explorer/core/interventions/named_tokens.py</name>
    <message>
        <source>There is no token %1: tokens go from 0 to %2.</source>
        <translation>トークン %1 はありません。トークンは 0 から %2 までです。</translation>
    </message>
    <message>
        <source>There is no token %1.</source>
        <translation>トークン %1 はありません。</translation>
    </message>
    <message>
        <source>No word reads %1: there are %2.</source>
        <translation>「%1」という単語はありません。あるのは %2 です。</translation>
    </message>
    <message>
        <source>No patch has its middle in the box %1.</source>
        <translation>枠 %1 の中に中心があるパッチはありません。</translation>
    </message>
    <message>
        <source>Patches are named as cls, ROW,COL, a number, or X0,Y0,X1,Y1, not %1.</source>
        <translation>パッチは cls、行,列、番号、X0,Y0,X1,Y1 のいずれかで書きます（%1 は不可）。</translation>
    </message>
    <message>
        <source>A box is four shares, as 0.2,0.1,0.8,0.9, not %1.</source>
        <translation>枠は 0.2,0.1,0.8,0.9 のような 4 つの割合です（%1 は不可）。</translation>
    </message>
    <message>
        <source>%1 is no patch of the photo: name one as ROW,COL.</source>
        <translation>%1 は写真のパッチではありません。行,列 で書いてください。</translation>
    </message>
    <message>
        <source>Nothing of the region lies in what the model sees of the photo.</source>
        <translation>この範囲は、モデルが写真のうち見る部分に入っていません。</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/attribution.py</name>
    <message>
        <source>scale of this map alone</source>
        <translation>このマップだけの目盛り</translation>
    </message>
    <message>
        <source>scale of this map alone, around 0</source>
        <translation>このマップだけの目盛り（0 が中心）</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/heatmap.py</name>
    <message>
        <source>attention weight of one patch</source>
        <translation>1 パッチのアテンションの重み</translation>
    </message>
    <message>
        <source>size of the activation</source>
        <translation>活性の大きさ</translation>
    </message>
    <message>
        <source>gate of one position</source>
        <translation>1 か所のゲート</translation>
    </message>
    <message>
        <source>attention weight of one point</source>
        <translation>1 点のアテンションの重み</translation>
    </message>
    <message>
        <source>%1 of %2 gates</source>
        <translation>%2 個のゲートの%L1</translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation>チャネル %1</translation>
    </message>
    <message>
        <source>points of %1 heads</source>
        <translation>%1 ヘッドの点</translation>
    </message>
    <message>
        <source>activations %1 the channel gate</source>
        <translation>チャネルゲートの%L1の活性</translation>
    </message>
    <message>
        <source>spatial gate</source>
        <translation>空間ゲート</translation>
    </message>
    <message>
        <source>attention weights of points</source>
        <translation>点へのアテンションの重み</translation>
    </message>
    <message>
        <source>attention weights</source>
        <translation>アテンションの重み</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/levels.py</name>
    <message>
        <source>levels set by hand</source>
        <translation>手動のレベル</translation>
    </message>
    <message>
        <source>levels set by hand, to both sides of 0</source>
        <translation>手動のレベル（0 の両側）</translation>
    </message>
    <message>
        <source>The levels must be numbers</source>
        <translation>レベルは数で指定してください</translation>
    </message>
    <message>
        <source>The levels go from 0 upwards; a contrast has them to both sides of it</source>
        <translation>レベルは 0 以上です。対比では 0 の両側に置かれます</translation>
    </message>
    <message>
        <source>The upper level must lie above the lower one</source>
        <translation>上のレベルは下のレベルより大きくしてください</translation>
    </message>
    <message>
        <source>Levels are two numbers, as (0, 0.02), not %1</source>
        <translation>レベルは (0, 0.02) のような 2 つの数です（%1 は不可）</translation>
    </message>
    <message>
        <source>Levels are two numbers, as 0:0.02, not %1</source>
        <translation>レベルは 0:0.02 のような 2 つの数です（%1 は不可）</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/long/long_line.py</name>
    <message>
        <source>attention weight, the row sums to 1</source>
        <translation>アテンションの重み、行の合計は 1</translation>
    </message>
    <message>
        <source>attention weight, the row sums to %1, the rest goes to %2</source>
        <translation>アテンションの重み、行の合計は %1、残りは%L2へ</translation>
    </message>
    <message>
        <source>scale of this passage</source>
        <translation>この部分の目盛り</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/long/pooled_map.py</name>
    <message>
        <source>A picture of %1 × %2 values shows nothing.</source>
        <translation>%1 × %2 個の値の図には何も写りません。</translation>
    </message>
    <message>
        <source>%1 is no region of %2 tokens.</source>
        <translation>%1 は %2 トークンの範囲ではありません。</translation>
    </message>
    <message>
        <source>There is no head %1: heads go from 0 to %2.</source>
        <translation>ヘッド %1 はありません。ヘッドは 0 から %2 までです。</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/matrix.py</name>
    <message>
        <source>attention weight, each row sums to at most 1, the rest goes to %1</source>
        <translation>アテンションの重み、各行の合計は 1 以下、残りは%L1へ</translation>
    </message>
    <message>
        <source>%1 attention weight of %2 × %3 tokens</source>
        <translation>%2 × %3 トークンのアテンションの重みの%L1</translation>
    </message>
    <message>
        <source>%1, estimated</source>
        <translation>%L1、推定</translation>
    </message>
    <message>
        <source>scale of this picture</source>
        <translation>この図の目盛り</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/matrix_words.py</name>
    <message>
        <source>largest attention weight of the heads</source>
        <translation>ヘッドの中で最大のアテンションの重み</translation>
    </message>
    <message>
        <source>%1, without %2</source>
        <translation>%L1、%2 を除く</translation>
    </message>
    <message>
        <source>attention weight, without %1; the rest of each row sums to 1</source>
        <translation>アテンションの重み、%1 を除く。各行の残りの合計は 1</translation>
    </message>
    <message>
        <source>attention weight, special tokens hidden</source>
        <translation>アテンションの重み、特殊トークンは非表示</translation>
    </message>
    <message>
        <source>attention weight among the tokens shown</source>
        <translation>表示中のトークンの間のアテンションの重み</translation>
    </message>
    <message>
        <source>attention weight, each row sums to at most 1, the rest goes to %1 (%2 of the row that asks)</source>
        <translation>アテンションの重み、各行の合計は 1 以下、残りは%L1へ（クエリの行では %2）</translation>
    </message>
    <message>
        <source>attention weight, each row sums to 1</source>
        <translation>アテンションの重み、各行の合計は 1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>ほか %1 件</translation>
    </message>
    <message>
        <source>token%1 %2%3</source>
        <translation>トークン %2%3</translation>
    </message>
    <message>
        <source>summed over the tokens of a key word, averaged over those of a query word</source>
        <translation>キーの単語ではトークンの合計、クエリの単語では平均</translation>
    </message>
    <message>
        <source>special tokens hidden</source>
        <translation>特殊トークンは非表示</translation>
    </message>
    <message>
        <source>some keys left out and the rest renormalised</source>
        <translation>一部のキーを除いて正規化し直し</translation>
    </message>
    <message>
        <source>Cross-attention</source>
        <translation>source-target attention</translation>
    </message>
    <message>
        <source>Soft attention</source>
        <translation>ソフトアテンション</translation>
    </message>
    <message>
        <source>Masked self-attention</source>
        <translation>マスク付き自己アテンション</translation>
    </message>
    <message>
        <source>Self-attention</source>
        <translation>自己アテンション</translation>
    </message>
    <message>
        <source>, layer%1 %2</source>
        <translation>層 %L2</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>ヘッド %1</translation>
    </message>
    <message>
        <source>layer %1,</source>
        <translation>層 %1、</translation>
    </message>
    <message>
        <source>%1head %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/scales.py</name>
    <message>
        <source>one scale for all frames</source>
        <translation>全コマで 1 つの目盛り</translation>
    </message>
    <message>
        <source>shared by the means of all %1 layers, special and first tokens left aside</source>
        <translation>全 %1 層の平均で共有、特殊トークンと先頭を除く</translation>
    </message>
    <message>
        <source>this %1</source>
        <translation>この%L1</translation>
    </message>
    <message>
        <source>these %1s</source>
        <translation>これらの%L1</translation>
    </message>
    <message>
        <source>shared by the %1 heads of %2</source>
        <translation>%L2の %1 ヘッドで共有</translation>
    </message>
    <message>
        <source>scale of %1</source>
        <translation>%L1の目盛り</translation>
    </message>
    <message>
        <source>scale of %1%2</source>
        <translation>%L1%L2の目盛り</translation>
    </message>
    <message>
        <source>, same before and after</source>
        <translation>前と後で同じ</translation>
    </message>
    <message>
        <source>shared by all %1 %2</source>
        <translation>全 %1 %L2で共有</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/steps.py</name>
    <message>
        <source>There are no steps to show: the scores of this model are not q·k alone.</source>
        <translation>表示できるステップがありません。このモデルのスコアは q·k だけではありません。</translation>
    </message>
    <message>
        <source>inner product</source>
        <translation>内積</translation>
    </message>
    <message>
        <source>inner product by the root of its length</source>
        <translation>内積を次元の平方根で割ったもの</translation>
    </message>
    <message>
        <source>inner product times the model's own scale</source>
        <translation>内積にモデル独自の倍率を掛けたもの</translation>
    </message>
    <message>
        <source>as the model has it</source>
        <translation>モデルのまま</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/summary.py</name>
    <message>
        <source>Photo seen</source>
        <translation>見えている写真</translation>
    </message>
    <message>
        <source>whole, between bars</source>
        <translation>全体、余白つき</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>箇所</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Mean gate</source>
        <translation>ゲートの平均</translation>
    </message>
    <message>
        <source>Open gates, &gt; 0.5</source>
        <translation>開いたゲート、&gt; 0.5</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>クエリ</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形</translation>
    </message>
    <message>
        <source>%1 of %2 bits</source>
        <translation>%1 / %2 ビット</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Strongest</source>
        <translation>最強</translation>
    </message>
    <message>
        <source>Beside the picture</source>
        <translation>図の横</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>特徴マップ</translation>
    </message>
    <message>
        <source>%1, rank %2 of %3</source>
        <translation>%1、%3 中 %2 位</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>ゲート</translation>
    </message>
    <message>
        <source>%1 → no point here</source>
        <translation>%1 → ここに点はありません</translation>
    </message>
    <message>
        <source>from the left</source>
        <translation>左から</translation>
    </message>
    <message>
        <source>from the top</source>
        <translation>上から</translation>
    </message>
    <message>
        <source>position %1, %2</source>
        <translation>位置 %1, %2</translation>
    </message>
    <message>
        <source>mean of the map</source>
        <translation>マップの平均</translation>
    </message>
    <message>
        <source>%1 of layer %2</source>
        <translation>層 %2 の%L1</translation>
    </message>
    <message>
        <source>strongest head</source>
        <translation>もっとも強いヘッド</translation>
    </message>
    <message>
        <source>mean of heads</source>
        <translation>ヘッドの平均</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>%1 チャネル</translation>
    </message>
    <message>
        <source>mean gate</source>
        <translation>ゲートの平均</translation>
    </message>
    <message>
        <source>most open</source>
        <translation>もっとも開</translation>
    </message>
    <message>
        <source>channel %1</source>
        <translation>チャネル %1</translation>
    </message>
    <message>
        <source>most closed</source>
        <translation>もっとも閉</translation>
    </message>
    <message>
        <source>mean of map</source>
        <translation>マップの平均</translation>
    </message>
</context>
<context>
    <name>explorer/core/map/text_summary.py</name>
    <message>
        <source>masked everywhere</source>
        <translation>すべてマスク</translation>
    </message>
    <message>
        <source>Row entropy</source>
        <translation>行のエントロピー</translation>
    </message>
    <message>
        <source>On hidden tokens</source>
        <translation>非表示のトークンへ</translation>
    </message>
    <message>
        <source>the query may not look there</source>
        <translation>クエリはそこを見てはいけません</translation>
    </message>
    <message>
        <source>strongest tokens</source>
        <translation>もっとも強いトークン</translation>
    </message>
    <message>
        <source>largest of heads</source>
        <translation>ヘッドの中で最大</translation>
    </message>
    <message>
        <source>of the words</source>
        <translation>単語の</translation>
    </message>
</context>
<context>
    <name>explorer/core/novelty.py</name>
    <message>
        <source>Novelty: shapes that do not fit together: %1</source>
        <translation>新しさ：形が合いません：%1</translation>
    </message>
</context>
<context>
    <name>explorer/core/numbers.py</name>
    <message>
        <source>not a number</source>
        <translation>数ではない</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
</context>
<context>
    <name>explorer/core/packages.py</name>
    <message>
        <source>%1 needs %2, which is installed and cannot be imported (%3). Install another version of it.</source>
        <translation>%L1 に必要な %2 はインストールされていますが、読み込めません（%3）。別のバージョンをインストールしてください。</translation>
    </message>
    <message>
        <source>%1 is installed and cannot be imported (%2). Install another version of it.</source>
        <translation>%1 はインストールされていますが、読み込めません（%2）。別のバージョンをインストールしてください。</translation>
    </message>
    <message>
        <source>%1 needs %2, which is not installed: pip install %3.</source>
        <translation>%L1 に必要な %2 がインストールされていません。pip install %3 を実行してください。</translation>
    </message>
    <message>
        <source>%1, which %2 needs, is not installed: pip install %3.</source>
        <translation>%2 に必要な %1 がインストールされていません。pip install %3 を実行してください。</translation>
    </message>
    <message>
        <source>%1 is not installed: pip install %2.</source>
        <translation>%1 がインストールされていません。pip install %2 を実行してください。</translation>
    </message>
</context>
<context>
    <name>explorer/core/photo_output.py</name>
    <message>
        <source>A depth for every pixel, from %1 to %2.</source>
        <translation>各画素の奥行き、%1 から %2。</translation>
    </message>
    <message>
        <source>No segment.</source>
        <translation>領域なし。</translation>
    </message>
    <message>
        <source>%1 segment%2: %3%4.</source>
        <translation>領域 %1 個：%3%4。</translation>
    </message>
</context>
<context>
    <name>explorer/core/photo_region.py</name>
    <message>
        <source>the mask%1</source>
        <translation>マスク%L1</translation>
    </message>
    <message>
        <source>the box%1</source>
        <translation>枠%L1</translation>
    </message>
    <message>
        <source>%1 boxes%2</source>
        <translation>枠 %1 個%L2</translation>
    </message>
</context>
<context>
    <name>explorer/core/selection.py</name>
    <message>
        <source>The current cell %1 is not among the chosen ones.</source>
        <translation>現在のセル %1 は選択の中にありません。</translation>
    </message>
</context>
<context>
    <name>explorer/core/selector.py</name>
    <message>
        <source>channel gates</source>
        <translation>チャネルゲート</translation>
    </message>
    <message>
        <source>spatial gates</source>
        <translation>空間ゲート</translation>
    </message>
    <message>
        <source>Layer %1 of %2 has no attention; these have: %3.</source>
        <translation>%2 の層 %1 にはアテンションがありません。あるのは：%3。</translation>
    </message>
    <message>
        <source>There is no layer %1: layers go from %2 to %3.</source>
        <translation>層 %1 はありません。層は %2 から %3 までです。</translation>
    </message>
    <message>
        <source>The first is %1.</source>
        <translation>最初は %1 です。</translation>
    </message>
    <message>
        <source>There is no site named %1. %2</source>
        <translation>%1 という名前の箇所はありません。%L2</translation>
    </message>
    <message>
        <source>%1 attention</source>
        <translation>%L1アテンション</translation>
    </message>
    <message>
        <source>%1 has no %2: leave it out.</source>
        <translation>%1 に%L2はありません。指定を外してください。</translation>
    </message>
    <message>
        <source>%1 has no %2, only %3.</source>
        <translation>%1 に%L2はなく、%L3だけです。</translation>
    </message>
    <message>
        <source>A head is a number, mean or max, not %1.</source>
        <translation>ヘッドは番号、mean、max のいずれかです（%1 は不可）。</translation>
    </message>
    <message>
        <source>There is no %1 %2 in layer %3: %4s go from 0 to %5.</source>
        <translation>層 %3 に%L1 %2 はありません。%L4は 0 から %5 までです。</translation>
    </message>
    <message>
        <source>choose those with the site channel</source>
        <translation>箇所 channel で選んでください</translation>
    </message>
    <message>
        <source>leave the side of the gate out</source>
        <translation>ゲートの前後の指定を外してください</translation>
    </message>
    <message>
        <source>Layer %1 of %2 is no channel gate, so that nothing lies before it: %3.</source>
        <translation>%2 の層 %1 はチャネルゲートではないので、その前はありません：%L3。</translation>
    </message>
    <message>
        <source>The query is empty: name a token, or leave the query out.</source>
        <translation>クエリが空です。トークンを指定するか、クエリを省いてください。</translation>
    </message>
    <message>
        <source>Only tokens of a text can be left out of the columns.</source>
        <translation>列から除けるのは、テキストのトークンだけです。</translation>
    </message>
    <message>
        <source>Of a text of more than %1 tokens none can be left out: it is shown in tiles. Shorten it.</source>
        <translation>%1 トークンを超えるテキストではトークンを除けません。タイルで表示されます。短くしてください。</translation>
    </message>
    <message>
        <source>All tokens are left out: nothing would be left to show.</source>
        <translation>すべてのトークンを除くと、表示するものが残りません。</translation>
    </message>
    <message>
        <source>Parts of a map are for texts of more than %1 tokens, whose maps are shown in tiles: leave queries and keys out.</source>
        <translation>マップの部分指定は、タイルで表示する %1 トークンを超えるテキストのものです。クエリとキーの指定を外してください。</translation>
    </message>
    <message>
        <source>The %1 %2 are no part of %3 tokens: give the first and the one after the last, as 0:%4.</source>
        <translation>%L1 %2 は %3 トークンの範囲ではありません。0:%4 のように先頭と、末尾の次を書いてください。</translation>
    </message>
    <message>
        <source>A query is cls, ROW,COL or a token number, not %1.</source>
        <translation>クエリは cls、行,列、トークン番号のいずれかです（%1 は不可）。</translation>
    </message>
    <message>
        <source>%1 has gates, which nobody queries: leave the query out.</source>
        <translation>%1 にあるのはゲートで、クエリはありません。クエリの指定を外してください。</translation>
    </message>
    <message>
        <source>Layer %1 has no CLS that asks: give ROW,COL.</source>
        <translation>層 %1 ではクエリになる CLS がありません。行,列 で指定してください。</translation>
    </message>
    <message>
        <source>The answer of %1 has no token %2, but %3. A query is one of these, or a number.</source>
        <translation>%1 の回答にトークン %2 はありません。あるのは %3 です。クエリには、このいずれかか番号を指定してください。</translation>
    </message>
    <message>
        <source>There is no %1 %2: %3s go from 0 to %4.</source>
        <translation>%L1 %2 はありません。%L3は 0 から %4 までです。</translation>
    </message>
    <message>
        <source>%1 has found no object named %2, but %3. A query is one of these, a number, or ROW,COL.</source>
        <translation>%1 は %2 という物体を見つけていません。見つけたのは %3 です。クエリはこれらのどれか、番号、または 行,列 です。</translation>
    </message>
    <message>
        <source>There is no cell %1, %2: rows go from 0 to %3, columns from 0 to %4.</source>
        <translation>セル %1, %2 はありません。行は 0 から %3、列は 0 から %4 までです。</translation>
    </message>
    <message>
        <source>No row reads %1: there are %2%3.</source>
        <translation>「%1」という行はありません。あるのは %2%3 です。</translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/attention.py</name>
    <message>
        <source>masked self-attention</source>
        <translation>マスク付き自己アテンション</translation>
    </message>
    <message>
        <source>soft attention</source>
        <translation>ソフトアテンション</translation>
    </message>
    <message>
        <source>attention to points</source>
        <translation>点へのアテンション</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>ブロック</translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/axes.py</name>
    <message>
        <source>whole picture</source>
        <translation>図全体</translation>
    </message>
    <message>
        <source>object %1</source>
        <translation>物体 %1</translation>
    </message>
    <message>
        <source>There is no patch %1, %2, but %3 alone.</source>
        <translation>パッチ %1, %2 はなく、%3 だけです。</translation>
    </message>
    <message>
        <source>There is no patch %1, %2: rows go from 0 to %3, columns from 0 to %4.</source>
        <translation>パッチ %1, %2 はありません。行は 0 から %3、列は 0 から %4 までです。</translation>
    </message>
    <message>
        <source>patch %1, %2</source>
        <translation>パッチ %1, %2</translation>
    </message>
    <message>
        <source>%1 other tokens</source>
        <translation>他の %1 トークン</translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/masks.py</name>
    <message>
        <source>A diagonal of %1 hides every key from query 0.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>key &lt;= query + %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>|key - query| &lt;= %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1, or one of both is among %2</source>
        <translation>%1、またはどちらかが %2 の中</translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/object_queries.py</name>
    <message>
        <source>%1, %2 (object %3)</source>
        <translation>%1、%2（物体 %3）</translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/operands.py</name>
    <message>
        <source>This run kept the map alone: what its scores came from is not known.</source>
        <translation>この実行で残したのはマップだけで、スコアの元は分かりません。</translation>
    </message>
    <message>
        <source>This run kept no values: what the weights multiply is not known.</source>
        <translation>この実行ではバリューを残していないので、重みが掛かるものは分かりません。</translation>
    </message>
    <message>
        <source>This query has scores from products of its own, of which the run kept the scores.</source>
        <translation>このクエリのスコアは独自の積から作られ、実行に残るのはスコアだけです。</translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/point_axes.py</name>
    <message>
        <source>There is no position %1, %2: rows go from 0 to %3, columns from 0 to %4.</source>
        <translation>位置 %1, %2 はありません。行は 0 から %3、列は 0 から %4 までです。</translation>
    </message>
    <message>
        <source>position %1, %2 of %3 × %4</source>
        <translation>位置 %1, %2（%3 × %4）</translation>
    </message>
    <message>
        <source>point %1 on %2 × %3</source>
        <translation>%2 × %3 上の点 %1</translation>
    </message>
    <message>
        <source>each of</source>
        <translation>それぞれに</translation>
    </message>
    <message>
        <source>%1 point%2 on %3%4</source>
        <translation>%L3%4 上の点 %1 個</translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/points.py</name>
    <message>
        <source>%1head %2, %3</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/core/taking.py</name>
    <message>
        <source>a string</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a number</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>True or False</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 is %2, not %3</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 is one of %2, not %3</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a %1 is one of %2, not %3</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>None</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a path</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a list</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a function</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/core/text.py</name>
    <message>
        <source>(token</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>drawn, temperature %1, top-p %2, seed %3</source>
        <translation>抽選、温度 %1、top-p %2、シード %3</translation>
    </message>
    <message>
        <source>beam of %1</source>
        <translation>ビーム %1</translation>
    </message>
</context>
<context>
    <name>explorer/core/trace.py</name>
    <message>
        <source>Best guess %1, below the %2 threshold</source>
        <translation>最有力は %1（しきい値 %2 に届きません）</translation>
    </message>
    <message>
        <source>Unlike the photos it was trained on</source>
        <translation>訓練に使った写真とは似ていません</translation>
    </message>
    <message>
        <source>%1 was given no photo</source>
        <translation>%1 に写真が与えられていません</translation>
    </message>
    <message>
        <source>%1 is not among the tokens of a text</source>
        <translation>%1 はテキストのトークンではありません</translation>
    </message>
</context>
</TS>
