<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/explanation/architecture.py</name>
    <message>
        <source>%1 from %2</source>
        <translation>%L1（%L2）</translation>
    </message>
    <message>
        <source>what the encoder made of the words that are read</source>
        <translation>読んだ単語からエンコーダが作ったもの</translation>
    </message>
    <message>
        <source>%1 of the layer before</source>
        <translation>前の層の%L1</translation>
    </message>
    <message>
        <source>%1, made of the same layer</source>
        <translation>%L1（同じ層で作られたもの）</translation>
    </message>
    <message>
        <source>%1, as the layer before left them</source>
        <translation>%L1（前の層の出力）</translation>
    </message>
    <message>
        <source>the words that are read</source>
        <translation>読む単語</translation>
    </message>
    <message>
        <source>the same words</source>
        <translation>同じ単語</translation>
    </message>
    <message>
        <source>the words so far, none of those to come</source>
        <translation>ここまでの単語、この先の単語は見ない</translation>
    </message>
    <message>
        <source>what is being written</source>
        <translation>書いている文</translation>
    </message>
    <message>
        <source>one sequence</source>
        <translation>1 つの系列</translation>
    </message>
    <message>
        <source>another sequence</source>
        <translation>別の系列</translation>
    </message>
    <message>
        <source>the decoder's state before the next word</source>
        <translation>次の単語の前のデコーダの状態</translation>
    </message>
    <message>
        <source>the encoder's states, one a word that is read</source>
        <translation>エンコーダの状態（読む単語ごとに 1 つ）</translation>
    </message>
    <message>
        <source>the mean of each channel over all positions</source>
        <translation>各チャネルの全位置の平均</translation>
    </message>
    <message>
        <source>a branch of convolutions beside the features</source>
        <translation>特徴の横にある畳み込みの枝</translation>
    </message>
    <message>
        <source>the places that ask</source>
        <translation>問い合わせる場所</translation>
    </message>
    <message>
        <source>a few points of the feature maps, which each query chooses</source>
        <translation>特徴マップの少数の点（クエリごとに選ぶ）</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/code_lines.py</name>
    <message>
        <source>%1 lines</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>what it does, %1 lines</source>
        <translation>処理の内容、%1 行</translation>
    </message>
    <message>
        <source>context vector</source>
        <translation>文脈ベクトル</translation>
    </message>
    <message>
        <source>Σ exp</source>
        <translation>Σ exp</translation>
    </message>
    <message>
        <source>Dense, ReLU</source>
        <translation>全結合層、ReLU</translation>
    </message>
    <message>
        <source>convolution, ReLU</source>
        <translation>畳み込み、ReLU</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>全結合層</translation>
    </message>
    <message>
        <source>hard sigmoid</source>
        <translation>ハードシグモイド</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/expression.py</name>
    <message>
        <source>\text{%1}</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>\frac{%1}{%2}</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>\sqrt{%1}</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>\operatorname{%1}</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1%2\left(%3\right)</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>\sum_{%1} %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/gate_steps.py</name>
    <message>
        <source>This run kept the gate with what went into its sigmoid, and not what its layers read: how the scores came about is not known.</source>
        <translation>この実行ではゲートと、そのシグモイドへの入力を残していますが、その前の層の入力は残していません。スコアの元は分かりません。</translation>
    </message>
    <message>
        <source>This run kept the gate and not the features that it multiplies.</source>
        <translation>この実行ではゲートを残していますが、掛けられる特徴は残していません。</translation>
    </message>
    <message>
        <source>This run did not keep what went into the sigmoid.</source>
        <translation>この実行ではシグモイドへの入力を残していません。</translation>
    </message>
    <message>
        <source>the weights of the layer are the model's, and not kept in the run</source>
        <translation>この層の重みはモデルのもので、実行には残りません</translation>
    </message>
    <message>
        <source>feature maps</source>
        <translation>特徴マップ</translation>
    </message>
    <message>
        <source>Global average pooling: of the %1 positions of a channel one number.</source>
        <translation>大域平均プーリング：1 チャネルの %1 位置から 1 つの数。</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>A small layer makes %1 numbers of all %2; what is below 0 becomes 0.</source>
        <translation>小さな層が %2 個すべての数から %1 個の数を作ります。0 より小さいものは 0 になります。</translation>
    </message>
    <message>
        <source>A second one makes a score for each of the %1 channels.</source>
        <translation>2 つ目の層が %1 チャネルそれぞれのスコアを作ります。</translation>
    </message>
    <message>
        <source>gated feature maps</source>
        <translation>ゲートを掛けた特徴マップ</translation>
    </message>
    <message>
        <source>Every position of a channel times its gate: near 0 the channel is shut, near 1 it stays.</source>
        <translation>チャネルの全位置にそのゲートを掛けます。0 に近いと閉じ、1 に近いとそのまま通ります。</translation>
    </message>
    <message>
        <source>after convolution, batch norm and ReLU</source>
        <translation>畳み込み・バッチ正規化・ReLU の後</translation>
    </message>
    <message>
        <source>The branch looks at 3 × 3 positions and keeps %1 numbers at each.</source>
        <translation>枝は 3 × 3 の位置を見て、位置ごとに %1 個の数を残します。</translation>
    </message>
    <message>
        <source>A second convolution makes one score of them at each position.</source>
        <translation>2 つ目の畳み込みが、そこから位置ごとに 1 つのスコアを作ります。</translation>
    </message>
    <message>
        <source>gated features</source>
        <translation>ゲートを掛けた特徴</translation>
    </message>
    <message>
        <source>All channels of a position times its gate: near 0 the position is left out.</source>
        <translation>ある位置の全チャネルにそのゲートを掛けます。0 に近いと、その位置は除かれます。</translation>
    </message>
    <message>
        <source>hard σ</source>
        <translation>hard σ</translation>
    </message>
    <message>
        <source>The gate, as the run kept it.</source>
        <translation>実行に残ったままのゲート。</translation>
    </message>
    <message>
        <source>The score bent into 0 to 1; gates do not compete, so they do not sum to 1.</source>
        <translation>スコアを 0 から 1 に収めます。ゲートは競合しないので、合計は 1 になりません。</translation>
    </message>
    <message>
        <source>What this model makes of the score; it is neither a sigmoid nor a hard one.</source>
        <translation>このモデルがスコアから作るもので、シグモイドでもハードシグモイドでもありません。</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/glossary.py</name>
    <message>
        <source>a language is one of %1, not %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>glossary.%1.toml</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has the word %2 twice.</source>
        <translation>%1 に「%2」が 2 度あります。</translation>
    </message>
    <message>
        <source>The glossary has no term %1. %2</source>
        <translation>用語集に「%1」はありません。%L2</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/lecture.py</name>
    <message>
        <source>%1 holds no stations: they are files that end in .toml.</source>
        <translation>%1 にはステーションがありません。名前が .toml で終わるファイルです。</translation>
    </message>
    <message>
        <source>%1 holds more than %2 stations.</source>
        <translation>%1 のステーションが %2 個を超えています。</translation>
    </message>
    <message>
        <source>%1 has two stations with the id %2.</source>
        <translation>%1 に id が %2 のステーションが 2 つあります。</translation>
    </message>
    <message>
        <source>an address that begins with https://</source>
        <translation>https:// で始まるアドレス</translation>
    </message>
    <message>
        <source>a number from 0 to 999</source>
        <translation>0 から 999 の数</translation>
    </message>
    <message>
        <source>given, or a text in its place, and not both</source>
        <translation>指定するか、代わりにテキスト（両方は不可）</translation>
    </message>
    <message>
        <source>a number in quotes, or "mean"</source>
        <translation>引用符付きの番号、または "mean"</translation>
    </message>
    <message>
        <source>four numbers: first row, first column, last row, last column</source>
        <translation>4 つの数：最初の行、最初の列、最後の行、最後の列</translation>
    </message>
    <message>
        <source>%1 asks for nothing: name what is to be shown.</source>
        <translation>%1 は何も求めていません。表示するものを書いてください。</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/mean_steps.py</name>
    <message>
        <source>value dimension</source>
        <translation>バリューの次元</translation>
    </message>
    <message>
        <source>weights of each head</source>
        <translation>各ヘッドの重み</translation>
    </message>
    <message>
        <source>In each head the scores of its keys become shares: the weights of a head sum to 1.</source>
        <translation>ヘッドごとに、キーのスコアが割合になります。1 つのヘッドの重みの合計は 1 です。</translation>
    </message>
    <message>
        <source>mean weights</source>
        <translation>重みの平均</translation>
    </message>
    <message>
        <source>The mean of the %1 heads, as the picture of a mean shows it; what comes next is made by each head's own weights.</source>
        <translation>%1 個のヘッドの平均で、平均の図が示すものです。この先は各ヘッドが自分の重みで作ります。</translation>
    </message>
    <message>
        <source>queries of all heads</source>
        <translation>全ヘッドのクエリ</translation>
    </message>
    <message>
        <source>keys of all heads</source>
        <translation>全ヘッドのキー</translation>
    </message>
    <message>
        <source>inner products</source>
        <translation>内積</translation>
    </message>
    <message>
        <source>Every head has a query and keys of its own, and so an inner product of its own.</source>
        <translation>各ヘッドは自分のクエリとキーを持つので、内積もヘッドごとに 1 つあります。</translation>
    </message>
    <message>
        <source>So that the scores do not grow with the length of the vectors, and the softmax stays soft.</source>
        <translation>ベクトルが長くてもスコアが大きくならず、softmax がやわらかいままになります。</translation>
    </message>
    <message>
        <source>The scale that this model has, which is not one over √d.</source>
        <translation>このモデルの倍率で、1/√d ではありません。</translation>
    </message>
    <message>
        <source>+ bias</source>
        <translation>+ バイアス</translation>
    </message>
    <message>
        <source>with bias</source>
        <translation>バイアスつき</translation>
    </message>
    <message>
        <source>What the model adds for the places of query and key; very low where it hides one.</source>
        <translation>クエリとキーの位置に応じてモデルが足す値。隠す所では非常に小さくなります。</translation>
    </message>
    <message>
        <source>Where the query may not look: minus infinity, of which the softmax makes exactly 0.</source>
        <translation>クエリが見てはいけない所はマイナス無限大で、softmax はそこをちょうど 0 にします。</translation>
    </message>
    <message>
        <source>× scale</source>
        <translation>× 倍率</translation>
    </message>
    <message>
        <source>values of all heads</source>
        <translation>全ヘッドのバリュー</translation>
    </message>
    <message>
        <source>weighted values</source>
        <translation>重みを掛けたバリュー</translation>
    </message>
    <message>
        <source>In each head its values times its own weights, head beside head: what is looked at little goes pale.</source>
        <translation>ヘッドごとに、そのバリューに自分の重みを掛けて並べます。あまり見られないものは薄くなります。</translation>
    </message>
    <message>
        <source>output of all heads</source>
        <translation>全ヘッドの出力</translation>
    </message>
    <message>
        <source>Summed over the keys, head beside head: %1 numbers, which the output projection mixes.</source>
        <translation>キーにわたって合計し、ヘッドを並べた %1 個の数。これを出力射影が混ぜ合わせます。</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/mistakes.py</name>
    <message>
        <source>÷ √%1 instead of √%2</source>
        <translation>√%2 ではなく ÷ √%1</translation>
    </message>
    <message>
        <source>Divided by the root of the whole width instead of a head's, the scores are too small, and the weights too even.</source>
        <translation>ヘッドの次元ではなく全体の次元の平方根で割ると、スコアが小さすぎ、重みがならされすぎます。</translation>
    </message>
    <message>
        <source>softmax over the queries</source>
        <translation>クエリ方向の softmax</translation>
    </message>
    <message>
        <source>With the wrong axis each key shares out its weight among the queries: a row no longer sums to 1.</source>
        <translation>軸を間違えると、各キーがクエリの間で重みを分け合い、行の合計が 1 になりません。</translation>
    </message>
    <message>
        <source>mask after the softmax</source>
        <translation>softmax の後のマスク</translation>
    </message>
    <message>
        <source>Hidden keys have had their share already: what is left of the row sums to less than 1.</source>
        <translation>隠したキーがすでに重みを取っているので、行の残りの合計は 1 より小さくなります。</translation>
    </message>
    <message>
        <source>heads not transposed</source>
        <translation>転置しないヘッド</translation>
    </message>
    <message>
        <source>Reshaped to heads without exchanging axes, a head gets pieces of different tokens.</source>
        <translation>軸を入れ替えずにヘッドへ変形すると、1 つのヘッドに別々のトークンの断片が入ります。</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/outline.py</name>
    <message>
        <source>ModuleDict</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ModuleList</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Sequential</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>パラメータ %1</translation>
    </message>
    <message>
        <source>◆ %1, layer %2%3</source>
        <translation>◆ %L1、層 %2%L3</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/quantities.py</name>
    <message>
        <source>%1 has no number at the place %2.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The walk-through has no array %1, but %2.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>, head %1</source>
        <translation>ヘッド %1</translation>
    </message>
    <message>
        <source>, mean of %1 heads</source>
        <translation>%1 ヘッドの平均</translation>
    </message>
    <message>
        <source>%1%2, asked by %3%4</source>
        <translation>%L1%L2、クエリは %3%L4</translation>
    </message>
    <message>
        <source>, the numbers%1</source>
        <translation>、数は%1</translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation>%1 個の数</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%L1、元は %L2</translation>
    </message>
    <message>
        <source>%1, as the run kept it</source>
        <translation>%L1、実行に残ったまま</translation>
    </message>
    <message>
        <source>(%1 numbers)</source>
        <translation>（%1 個の数）</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/sentence.py</name>
    <message>
        <source>Thick</source>
        <translation>太い線</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高い所</translation>
    </message>
    <message>
        <source>; left out of every row: %1</source>
        <translation>全行から除外：%1</translation>
    </message>
    <message>
        <source>head is muted</source>
        <translation>個のヘッドをミュート</translation>
    </message>
    <message>
        <source>heads are muted</source>
        <translation>個のヘッドをミュート</translation>
    </message>
    <message>
        <source>gate is held</source>
        <translation>個のゲートを固定</translation>
    </message>
    <message>
        <source>gates are held</source>
        <translation>個のゲートを固定</translation>
    </message>
    <message>
        <source>part of the input is masked</source>
        <translation>か所の入力をマスク</translation>
    </message>
    <message>
        <source>parts of the input are masked</source>
        <translation>か所の入力をマスク</translation>
    </message>
    <message>
        <source>look is blocked</source>
        <translation>個の視線を遮断</translation>
    </message>
    <message>
        <source>looks are blocked</source>
        <translation>個の視線を遮断</translation>
    </message>
    <message>
        <source>; %1 %2 in this run</source>
        <translation>この実行では %1 %L2</translation>
    </message>
    <message>
        <source>Bright</source>
        <translation>明るい所</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>暗い所</translation>
    </message>
    <message>
        <source>with its %1 %2</source>
        <translation>%L1 %2 で</translation>
    </message>
    <message>
        <source>most in any of</source>
        <translation>どれかで最大</translation>
    </message>
    <message>
        <source>on average over</source>
        <translation>平均して</translation>
    </message>
    <message>
        <source>the points where</source>
        <translation>点（</translation>
    </message>
    <message>
        <source>%1, as it writes “%2”</source>
        <translation>%L1、「%2」を書くとき</translation>
    </message>
    <message>
        <source>%1, asked by %2</source>
        <translation>%L1、クエリは%L2</translation>
    </message>
    <message>
        <source>the %1 (row, column)</source>
        <translation>%L1（行, 列）</translation>
    </message>
    <message>
        <source>%1, a token without a place</source>
        <translation>場所を持たないトークン %1</translation>
    </message>
    <message>
        <source>the CLS token, from which the class is read</source>
        <translation>クラスを読み取る CLS トークン</translation>
    </message>
    <message>
        <source>before the gate</source>
        <translation>ゲートの前</translation>
    </message>
    <message>
        <source>after the gate</source>
        <translation>ゲートの後</translation>
    </message>
    <message>
        <source>left of the line before the gate, right of it after</source>
        <translation>線の左がゲートの前、右が後</translation>
    </message>
    <message>
        <source>where %1 %2 %3, %4</source>
        <translation>%L2が%L4%L1、%L3</translation>
    </message>
    <message>
        <source>where channel %1 of %2 answers, %3, which stands at %4</source>
        <translation>%L2 のチャネル %1 が応答する所、%L3（ゲートは %4）</translation>
    </message>
    <message>
        <source>the positions that the gates of blocks %1 let through on average</source>
        <translation>ブロック %L1 のゲートが平均して通す位置</translation>
    </message>
    <message>
        <source>the positions that the gate of block %1 lets through</source>
        <translation>ブロック %1 のゲートが通す位置</translation>
    </message>
    <message>
        <source>the attention</source>
        <translation>アテンション</translation>
    </message>
    <message>
        <source>what of the source</source>
        <translation>原文の何を</translation>
    </message>
    <message>
        <source>what of the text so far</source>
        <translation>ここまでの文の何を</translation>
    </message>
    <message>
        <source>where in the text</source>
        <translation>テキストのどこを</translation>
    </message>
    <message>
        <source>the start of the sentence</source>
        <translation>文の始まり</translation>
    </message>
    <message>
        <source>one row a word that is written; “%1” comes next, asked by %2</source>
        <translation>1 行が書かれる 1 語。次は「%1」、クエリは%L2</translation>
    </message>
    <message>
        <source>one row a word that asks; asked is “%1”</source>
        <translation>1 行がクエリの 1 語。クエリは「%1」</translation>
    </message>
    <message>
        <source>one row a word that asks; asked is “%1”, and “%2” comes next</source>
        <translation>1 行がクエリの 1 語。クエリは「%1」、次は「%2」</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/softmax_steps.py</name>
    <message>
        <source>The output projection comes after this site: its weights are the model's, not the run's.</source>
        <translation>出力射影はこの後にあります。その重みはモデルのもので、実行には残りません。</translation>
    </message>
    <message>
        <source>Each of the %1 numbers of the query times that of a key.</source>
        <translation>クエリの %1 個の数に、キーの数をそれぞれ掛けます。</translation>
    </message>
    <message>
        <source>The products of a key, summed: the inner product, large where both point alike.</source>
        <translation>キーごとに積を合計した内積。向きが近いほど大きくなります。</translation>
    </message>
    <message>
        <source>1 key is hidden</source>
        <translation>1 個のキーが隠れています</translation>
    </message>
    <message>
        <source>%1 keys are hidden</source>
        <translation>%1 個のキーが隠れています</translation>
    </message>
    <message>
        <source>%1 from this query: minus infinity, of which the softmax makes exactly 0.</source>
        <translation>このクエリから%L1：マイナス無限大で、softmax はそこをちょうど 0 にします。</translation>
    </message>
    <message>
        <source>The projected state of the decoder and that of each word, added and bent into −1 to 1.</source>
        <translation>デコーダの状態と各単語の状態を線形変換して足し、−1 から 1 に収めます。</translation>
    </message>
    <message>
        <source>the vector v is the model's, and not kept in the run</source>
        <translation>ベクトル v はモデルのもので、実行には残りません</translation>
    </message>
    <message>
        <source>A learnt vector makes one number of each: how well the word suits this step.</source>
        <translation>学習したベクトルで、それぞれを 1 つの数にします。その単語がこのステップにどれだけ合うかを表します。</translation>
    </message>
    <message>
        <source>The weights of the keys, as the run kept them; they sum to 1.</source>
        <translation>実行に残ったままのキーの重み。合計は 1 です。</translation>
    </message>
    <message>
        <source>Every score becomes positive, and a difference of scores a ratio.%1</source>
        <translation>どのスコアも正になり、スコアの差が比になります。%L1</translation>
    </message>
    <message>
        <source>The largest is taken off first, which changes no weight.</source>
        <translation>先に最大値を引きますが、重みは変わりません。</translation>
    </message>
    <message>
        <source>sum of the powers</source>
        <translation>累乗の合計</translation>
    </message>
    <message>
        <source>Over all %1 keys.</source>
        <translation>全 %1 キーにわたる合計。</translation>
    </message>
    <message>
        <source>The share of each key: the weights sum to 1.</source>
        <translation>各キーの割合。重みの合計は 1 です。</translation>
    </message>
    <message>
        <source>Each value times the weight of its key: what is looked at little goes pale.</source>
        <translation>各バリューにそのキーの重みを掛けます。あまり見られないものは薄くなります。</translation>
    </message>
    <message>
        <source>The weighted values, summed: what this query takes with it.</source>
        <translation>重みを掛けたバリューの合計。このクエリが受け取るものです。</translation>
    </message>
    <message>
        <source>outputs of all heads</source>
        <translation>全ヘッドの出力</translation>
    </message>
    <message>
        <source>those of the other heads come from vectors of their own</source>
        <translation>ほかのヘッドのものは、それぞれ自分のベクトルから作られます</translation>
    </message>
    <message>
        <source>The outputs of the %1 heads, one after the other: %2 numbers, which the output projection mixes.</source>
        <translation>%1 個のヘッドの出力を並べた %2 個の数。これを出力射影が混ぜ合わせます。</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/toml_tables.py</name>
    <message>
        <source>%1 has more than %2 KiB.</source>
        <translation>%1 は %2 KiB を超えています。</translation>
    </message>
    <message>
        <source>%1 cannot be read as UTF-8 text.</source>
        <translation>%1 を UTF-8 のテキストとして読めません。</translation>
    </message>
    <message>
        <source>%1 is not TOML: %2.</source>
        <translation>%1 は TOML ではありません：%2。</translation>
    </message>
    <message>
        <source>%1 should be a table.</source>
        <translation>%1 はテーブルにしてください。</translation>
    </message>
    <message>
        <source>a text of 1 to %1 characters</source>
        <translation>1 から %1 文字のテキスト</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true または false</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>%1 のどれか</translation>
    </message>
    <message>
        <source>a list of %1 to %2</source>
        <translation>%1 から %2 個の並び</translation>
    </message>
    <message>
        <source>a list of %1</source>
        <translation>%1 個の並び</translation>
    </message>
    <message>
        <source>texts of 1 to %1 characters</source>
        <translation>1 から %1 文字のテキストの並び</translation>
    </message>
    <message>
        <source>%1 has a field %2 that does not exist.</source>
        <translation>%1 に、存在しない項目 %2 があります。</translation>
    </message>
    <message>
        <source>%1: %2 should be %3.</source>
        <translation>%1：%2 は%L3にしてください。</translation>
    </message>
    <message>
        <source>%1 has no %2.</source>
        <translation>%1 に %2 がありません。</translation>
    </message>
    <message>
        <source>a number, or a list of them</source>
        <translation>数、または数の並び</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/translation.py</name>
    <message>
        <source>not shown</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 is no .ts file: %2.</source>
        <translation>%1 は .ts ファイルではありません：%2。</translation>
    </message>
</context>
<context>
    <name>explorer/explanation/walk.py</name>
    <message>
        <source>their mean over the tokens</source>
        <translation>トークンにわたる平均</translation>
    </message>
    <message>
        <source>Head %1 is</source>
        <translation>ヘッド %1 は</translation>
    </message>
    <message>
        <source>Heads %1 are</source>
        <translation>ヘッド %L1 は</translation>
    </message>
    <message>
        <source>%1 muted in this run: %2 go on in place of the output shown here.</source>
        <translation>%L1この実行でミュートされ、ここに示す出力の代わりに%L2が先へ進みます。</translation>
    </message>
    <message>
        <source>The gate is held at %1 in this run, in place of the values shown here.</source>
        <translation>この実行ではゲートが %1 に固定されています。ここに示す値は使われません。</translation>
    </message>
    <message>
        <source>channel%1 %2 at %3</source>
        <translation>チャネル %L2 を %3 に</translation>
    </message>
    <message>
        <source>Held in this run, in place of the gates shown here: %1.</source>
        <translation>この実行では、ここに示すゲートの代わりに固定：%L1。</translation>
    </message>
</context>
</TS>
