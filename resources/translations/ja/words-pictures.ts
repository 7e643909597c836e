<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/explanation/sentence.py</name>
    <message>
        <source>%1: where %2 looks %3, asked by %4</source>
        <translation>%L1：%L4 をクエリに、%L2 が%L3見る所</translation>
    </message>
    <message>
        <source>%1: where %2 look %3, asked by %4</source>
        <translation>%L1：%L4 をクエリに、%L2 が%L3見る所</translation>
    </message>
    <message>
        <source>%1: where %2 looks, asked by %3</source>
        <translation>%L1：%L3 をクエリに、%L2 が見る所</translation>
    </message>
    <message>
        <source>%1: the points where %2 looks %3, asked by %4</source>
        <translation>%L1：%L4 をクエリに、%L2 が%L3見る点</translation>
    </message>
    <message>
        <source>%1: the points where %2 look %3, asked by %4</source>
        <translation>%L1：%L4 をクエリに、%L2 が%L3見る点</translation>
    </message>
    <message>
        <source>%1: the points where %2 looks, asked by %3</source>
        <translation>%L1：%L3 をクエリに、%L2 が見る点</translation>
    </message>
    <message>
        <source>%1: what of the source %2 looks at %3, %4</source>
        <translation>%L1：%L2 が%L3見る原文の部分、%L4</translation>
    </message>
    <message>
        <source>%1: what of the source %2 look at %3, %4</source>
        <translation>%L1：%L2 が%L3見る原文の部分、%L4</translation>
    </message>
    <message>
        <source>%1: what of the source %2 looks at, %3</source>
        <translation>%L1：%L2 が見る原文の部分、%L3</translation>
    </message>
    <message>
        <source>%1: what of the text so far %2 looks at %3, %4</source>
        <translation>%L1：%L2 が%L3見るここまでの文の部分、%L4</translation>
    </message>
    <message>
        <source>%1: what of the text so far %2 look at %3, %4</source>
        <translation>%L1：%L2 が%L3見るここまでの文の部分、%L4</translation>
    </message>
    <message>
        <source>%1: what of the text so far %2 looks at, %3</source>
        <translation>%L1：%L2 が見るここまでの文の部分、%L3</translation>
    </message>
    <message>
        <source>%1: where in the text %2 looks %3, %4</source>
        <translation>%L1：%L2 が%L3見る文の部分、%L4</translation>
    </message>
    <message>
        <source>%1: where in the text %2 look %3, %4</source>
        <translation>%L1：%L2 が%L3見る文の部分、%L4</translation>
    </message>
    <message>
        <source>%1: where in the text %2 looks, %3</source>
        <translation>%L1：%L2 が見る文の部分、%L3</translation>
    </message>
    <message>
        <source>%1: where %2 answers %3, before the gate</source>
        <translation>%L1：%L2 が%L3応答する所、ゲートの前</translation>
    </message>
    <message>
        <source>%1: where %2 answer %3, before the gate</source>
        <translation>%L1：%L2 が%L3応答する所、ゲートの前</translation>
    </message>
    <message>
        <source>%1: where %2 answers, before the gate</source>
        <translation>%L1：%L2 が応答する所、ゲートの前</translation>
    </message>
    <message>
        <source>%1: where channel %2 of %3 answers, before the gate, which stands at %4</source>
        <translation>%L1：%L3 のチャネル %2 が応答する所、ゲートの前（ゲートは %4）</translation>
    </message>
    <message>
        <source>%1: where %2 answers %3, after the gate</source>
        <translation>%L1：%L2 が%L3応答する所、ゲートの後</translation>
    </message>
    <message>
        <source>%1: where %2 answer %3, after the gate</source>
        <translation>%L1：%L2 が%L3応答する所、ゲートの後</translation>
    </message>
    <message>
        <source>%1: where %2 answers, after the gate</source>
        <translation>%L1：%L2 が応答する所、ゲートの後</translation>
    </message>
    <message>
        <source>%1: where channel %2 of %3 answers, after the gate, which stands at %4</source>
        <translation>%L1：%L3 のチャネル %2 が応答する所、ゲートの後（ゲートは %4）</translation>
    </message>
    <message>
        <source>%1: where %2 answers %3, left of the line before the gate, right of it after</source>
        <translation>%L1：%L2 が%L3応答する所、線の左がゲートの前、右が後</translation>
    </message>
    <message>
        <source>%1: where %2 answer %3, left of the line before the gate, right of it after</source>
        <translation>%L1：%L2 が%L3応答する所、線の左がゲートの前、右が後</translation>
    </message>
    <message>
        <source>%1: where %2 answers, left of the line before the gate, right of it after</source>
        <translation>%L1：%L2 が応答する所、線の左がゲートの前、右が後</translation>
    </message>
    <message>
        <source>%1: where channel %2 of %3 answers, left of the line before the gate, right of it after, which stands at %4</source>
        <translation>%L1：%L3 のチャネル %2 が応答する所、線の左がゲートの前、右が後（ゲートは %4）</translation>
    </message>
    <message>
        <source>on average over its %1 heads</source>
        <translation>%1 個のヘッドの平均で</translation>
    </message>
    <message>
        <source>on average over its heads %1</source>
        <translation>ヘッド %1 の平均で</translation>
    </message>
    <message>
        <source>on average over %1 of its heads</source>
        <translation>そのうち %1 個のヘッドの平均で</translation>
    </message>
    <message>
        <source>most in any of its %1 heads</source>
        <translation>%1 個のヘッドのどれかでもっとも強く</translation>
    </message>
    <message>
        <source>most in any of its heads %1</source>
        <translation>ヘッド %1 のどれかでもっとも強く</translation>
    </message>
    <message>
        <source>most in any of %1 of its heads</source>
        <translation>そのうち %1 個のヘッドのどれかでもっとも強く</translation>
    </message>
    <message>
        <source>on average over its %1 channels</source>
        <translation>%1 個のチャネルの平均で</translation>
    </message>
    <message>
        <source>on average over its channels %1</source>
        <translation>チャネル %1 の平均で</translation>
    </message>
    <message>
        <source>on average over %1 of its channels</source>
        <translation>そのうち %1 個のチャネルの平均で</translation>
    </message>
    <message>
        <source>most in any of its %1 channels</source>
        <translation>%1 個のチャネルのどれかでもっとも強く</translation>
    </message>
    <message>
        <source>most in any of its channels %1</source>
        <translation>チャネル %1 のどれかでもっとも強く</translation>
    </message>
    <message>
        <source>most in any of %1 of its channels</source>
        <translation>そのうち %1 個のチャネルのどれかでもっとも強く</translation>
    </message>
    <message>
        <source>on average over their %1 heads</source>
        <translation>%1 個のヘッドの平均で</translation>
    </message>
    <message>
        <source>on average over their heads %1</source>
        <translation>ヘッド %1 の平均で</translation>
    </message>
    <message>
        <source>on average over %1 of their heads</source>
        <translation>そのうち %1 個のヘッドの平均で</translation>
    </message>
    <message>
        <source>most in any of their %1 heads</source>
        <translation>%1 個のヘッドのどれかでもっとも強く</translation>
    </message>
    <message>
        <source>most in any of their heads %1</source>
        <translation>ヘッド %1 のどれかでもっとも強く</translation>
    </message>
    <message>
        <source>most in any of %1 of their heads</source>
        <translation>そのうち %1 個のヘッドのどれかでもっとも強く</translation>
    </message>
    <message>
        <source>on average over their %1 channels</source>
        <translation>%1 個のチャネルの平均で</translation>
    </message>
    <message>
        <source>on average over their channels %1</source>
        <translation>チャネル %1 の平均で</translation>
    </message>
    <message>
        <source>on average over %1 of their channels</source>
        <translation>そのうち %1 個のチャネルの平均で</translation>
    </message>
    <message>
        <source>most in any of their %1 channels</source>
        <translation>%1 個のチャネルのどれかでもっとも強く</translation>
    </message>
    <message>
        <source>most in any of their channels %1</source>
        <translation>チャネル %1 のどれかでもっとも強く</translation>
    </message>
    <message>
        <source>most in any of %1 of their channels</source>
        <translation>そのうち %1 個のチャネルのどれかでもっとも強く</translation>
    </message>
    <message>
        <source>with its head %1</source>
        <translation>ヘッド %1 で</translation>
    </message>
    <message>
        <source>with its channel %1</source>
        <translation>チャネル %1 で</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>ブロック %1</translation>
    </message>
    <message>
        <source>blocks %1</source>
        <translation>ブロック %1</translation>
    </message>
    <message>
        <source>layers %1</source>
        <translation>層 %1</translation>
    </message>
    <message>
        <source>one row a word that is written</source>
        <translation>1 行が書く 1 語</translation>
    </message>
    <message>
        <source>one row a word that asks</source>
        <translation>1 行がクエリの 1 語</translation>
    </message>
    <message>
        <source>“%1” comes next, asked by %2</source>
        <translation>次は「%1」、クエリは%L2</translation>
    </message>
    <message>
        <source>asked is “%1”</source>
        <translation>クエリは「%1」</translation>
    </message>
    <message>
        <source>asked is “%1”, and “%2” comes next</source>
        <translation>クエリは「%1」、次は「%2」</translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present</name>
    <message>
        <source>blocks</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>map</source>
        <translation>マップ</translation>
    </message>
    <message>
        <source>maps</source>
        <translation>マップ</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>コマ</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>コマ</translation>
    </message>
    <message>
        <source>files</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>before</source>
        <translation>前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>後</translation>
    </message>
    <message>
        <source>key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>queries</source>
        <translation>クエリ</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>自分自身</translation>
    </message>
    <message>
        <source>lowest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>highest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>token</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>gate</source>
        <translation>ゲート</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>ゼロ</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>ゼロ</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>スケール</translation>
    </message>
    <message>
        <source>%1 map</source>
        <translation>マップ %1 枚</translation>
    </message>
    <message>
        <source>%1 frame</source>
        <translation>%1 コマ</translation>
    </message>
    <message>
        <source>%1 file</source>
        <translation>ファイル %1 個</translation>
    </message>
    <message>
        <source>encoder layer %1</source>
        <translation>エンコーダ層 %1</translation>
    </message>
    <message>
        <source>decoder layer %1</source>
        <translation>デコーダ層 %1</translation>
    </message>
    <message>
        <source>cross layer %1</source>
        <translation>クロス層 %1</translation>
    </message>
    <message>
        <source>heads %1</source>
        <translation>ヘッド %1</translation>
    </message>
    <message>
        <source>mean of heads %1</source>
        <translation>ヘッド %1 の平均</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>読み取り中</translation>
    </message>
    <message>
        <source>%1st lowest</source>
        <translation>小さい方から %1 番目</translation>
    </message>
    <message>
        <source>%1st highest</source>
        <translation>大きい方から %1 番目</translation>
    </message>
    <message>
        <source>%1nd lowest</source>
        <translation>小さい方から %1 番目</translation>
    </message>
    <message>
        <source>%1nd highest</source>
        <translation>大きい方から %1 番目</translation>
    </message>
    <message>
        <source>%1rd lowest</source>
        <translation>小さい方から %1 番目</translation>
    </message>
    <message>
        <source>%1rd highest</source>
        <translation>大きい方から %1 番目</translation>
    </message>
    <message>
        <source>%1th lowest</source>
        <translation>小さい方から %1 番目</translation>
    </message>
    <message>
        <source>%1th highest</source>
        <translation>大きい方から %1 番目</translation>
    </message>
    <message>
        <source>cross-attention</source>
        <translation>source-target attention</translation>
    </message>
    <message>
        <source>self-attention</source>
        <translation>自己アテンション</translation>
    </message>
    <message>
        <source>%1 with all heads</source>
        <translation>全ヘッドでは %1</translation>
    </message>
    <message>
        <source>Layers %1</source>
        <translation>層 %1</translation>
    </message>
    <message>
        <source>Blocks %1</source>
        <translation>ブロック %1</translation>
    </message>
    <message>
        <source>Q from %1</source>
        <translation>Q：%L1</translation>
    </message>
    <message>
        <source>K, V from %1</source>
        <translation>K、V：%L1</translation>
    </message>
    <message>
        <source>Q, K, V from %1</source>
        <translation>Q、K、V：%L1</translation>
    </message>
    <message>
        <source>V from %1</source>
        <translation>V：%L1</translation>
    </message>
    <message>
        <source>K from %1</source>
        <translation>K：%L1</translation>
    </message>
    <message>
        <source>Gate from %1</source>
        <translation>ゲート：%L1</translation>
    </message>
    <message>
        <source>At position %1, %2 the gate is %3</source>
        <translation>位置 %1, %2 でゲートは %3 です</translation>
    </message>
    <message>
        <source>At position %1, %2 the channels %3 answer most</source>
        <translation>位置 %1, %2 でもっとも強く応答するチャネルは %3 です</translation>
    </message>
    <message>
        <source>channel-gate</source>
        <translation>チャネルゲート</translation>
    </message>
    <message>
        <source>spatial-gate</source>
        <translation>空間ゲート</translation>
    </message>
    <message>
        <source>gates from %1</source>
        <translation>ゲート：%L1</translation>
    </message>
    <message>
        <source>%1 head</source>
        <translation>%1 ヘッド</translation>
    </message>
    <message>
        <source>Q from the decoder's state before the next word</source>
        <translation>Q：次の単語の前のデコーダの状態</translation>
    </message>
    <message>
        <source>Q from %1 of the layer before</source>
        <translation>Q：前の層の%L1</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>バイアス</translation>
    </message>
    <message>
        <source>bottleneck</source>
        <translation>ボトルネック</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>分岐</translation>
    </message>
    <message>
        <source>concatenate</source>
        <translation>連結</translation>
    </message>
    <message>
        <source>excite</source>
        <translation>励起</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特徴</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>マスク</translation>
    </message>
    <message>
        <source>means</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>means, %1</source>
        <translation>平均、%1</translation>
    </message>
    <message>
        <source>powers</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>product</source>
        <translation>積</translation>
    </message>
    <message>
        <source>score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>values</source>
        <translation>バリュー</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>重み</translation>
    </message>
</context>
</TS>
