<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/analysis/attribution/attention_maps.py</name>
    <message>
        <source>%1 has gates and no attention between tokens.</source>
        <translation>%1 にはゲートしかなく、トークン間のアテンションがありません。</translation>
    </message>
    <message>
        <source>%1 looks at points of its own, which are no tokens.</source>
        <translation>%1 は自分で選んだ点を見るもので、その点はトークンではありません。</translation>
    </message>
    <message>
        <source>Of %1 the rows are kept that wrote the answer, not those of all tokens, so that nothing can be followed from one layer to the next.</source>
        <translation>%1 については、回答を書いた行だけが残され、全トークンの行はありません。そのため、層から層へたどることはできません。</translation>
    </message>
    <message>
        <source>%1 has no self-attention, whose layers could be multiplied.</source>
        <translation>%1 には、層どうしを掛け合わせられる自己アテンションがありません。</translation>
    </message>
    <message>
        <source>Its layers attend on different grids, so that their maps cannot be multiplied.</source>
        <translation>層によって格子が異なるため、マップを掛け合わせられません。</translation>
    </message>
    <message>
        <source>Its maps of %1 tokens are too long to be multiplied.</source>
        <translation>マップが %1 トークンと長すぎて、掛け合わせられません。</translation>
    </message>
    <message>
        <source>%1 of its layers are not seen as maps (%2).</source>
        <translation>%1 個の層はマップとして観察できません（%2）。</translation>
    </message>
    <message>
        <source>Its rows do not sum to 1, which rollout rests on.</source>
        <translation>行の合計が 1 にならないため、ロールアウトを使えません。</translation>
    </message>
    <message>
        <source>There is no site %1: they go from 0 to %2.</source>
        <translation>箇所 %1 はありません。箇所は 0 から %2 までです。</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大値</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小値</translation>
    </message>
    <message>
        <source>heads-%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 of heads</source>
        <translation>ヘッドの%L1</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>層 %1</translation>
    </message>
    <message>
        <source>attention weight</source>
        <translation>アテンションの重み</translation>
    </message>
    <message>
        <source>Mean of layers</source>
        <translation>層の平均</translation>
    </message>
    <message>
        <source>attention weight, mean of all heads and layers</source>
        <translation>アテンションの重み（全ヘッド・全層の平均）</translation>
    </message>
    <message>
        <source>heads by their %1</source>
        <translation>ヘッドは%L1</translation>
    </message>
    <message>
        <source>, weakest %1 % of links left out</source>
        <translation>, 弱い方から %1 % のつながりを除く</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>ロールアウト</translation>
    </message>
    <message>
        <source>share of the rollout</source>
        <translation>ロールアウトの割合</translation>
    </message>
    <message>
        <source>mean of all patches</source>
        <translation>全パッチの平均</translation>
    </message>
    <message>
        <source>%1 of one patch</source>
        <translation>パッチ 1 つの%L1</translation>
    </message>
    <message>
        <source>%1layers %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/call.py</name>
    <message>
        <source>The model gives no numbers that could be explained.</source>
        <translation>モデルは説明の対象になる数値を返しません。</translation>
    </message>
    <message>
        <source>This is not worked out of %1: a model of photos alone, or of texts alone, is needed.</source>
        <translation>これは %1 では計算しません。写真だけ、またはテキストだけのモデルが必要です。</translation>
    </message>
    <message>
        <source>%1 has written nothing that could be explained.</source>
        <translation>%1 は説明の対象になるものを何も書いていません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/captum_inputs.py</name>
    <message>
        <source>The model has no table in which it looks its tokens up.</source>
        <translation>モデルにトークンの埋め込み表がありません。</translation>
    </message>
    <message>
        <source>%1 token</source>
        <translation>%1 トークン</translation>
    </message>
    <message>
        <source>unknown token</source>
        <translation>未知語のトークン</translation>
    </message>
    <message>
        <source>The vocabulary has no token that says nothing.</source>
        <translation>語彙に、意味を持たないトークンがありません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/feature_maps.py</name>
    <message>
        <source>It reads texts, which have no feature map.</source>
        <translation>テキストを読むモデルなので、特徴マップがありません。</translation>
    </message>
    <message>
        <source>Its tokens lie in windows, or at points of their own, and not on one grid.</source>
        <translation>トークンがウィンドウの中や独自の点にあり、1 つの格子に並んでいません。</translation>
    </message>
    <message>
        <source>It has no layer before the last one on the same grid.</source>
        <translation>最後の層より前に、同じ格子の層がありません。</translation>
    </message>
    <message>
        <source>patches after %1, %2 × %3</source>
        <translation>%1 の後のパッチ、%2 × %3</translation>
    </message>
    <message>
        <source>The model has no feature map of more than one position.</source>
        <translation>モデルには、2 か所以上の位置を持つ特徴マップがありません。</translation>
    </message>
    <message>
        <source>%1, %2 channels of %3 × %4</source>
        <translation>%1、%3 × %4 のチャネル %2 個</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/from_captum.py</name>
    <message>
        <source>integrated gradients sum to the change of the target</source>
        <translation>積分勾配の合計が対象の変化に等しい</translation>
    </message>
    <message>
        <source>%1 gives %2, no answer with a name.</source>
        <translation>%1 の出力は%L2で、名前の付いた答えではありません。</translation>
    </message>
    <message>
        <source>Integrated gradients for %1</source>
        <translation>%1 の積分勾配</translation>
    </message>
    <message>
        <source>%1 steps from %2</source>
        <translation>%L2から %1 ステップ</translation>
    </message>
    <message>
        <source>share of the logit of %1</source>
        <translation>%1 のロジットへの寄与</translation>
    </message>
    <message>
        <source>%1 × %2 cells made grey</source>
        <translation>%1 × %2 の区画を灰色にした</translation>
    </message>
    <message>
        <source>tokens replaced by the %1</source>
        <translation>トークンを%L1に置き換えた</translation>
    </message>
    <message>
        <source>Occlusion for %1</source>
        <translation>%1 のオクルージョン</translation>
    </message>
    <message>
        <source>fall of the logit of %1</source>
        <translation>%1 のロジットの低下</translation>
    </message>
    <message>
        <source>LayerCAM</source>
        <translation>LayerCAM</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 inputs at a time with gradients</source>
        <translation>勾配付きで一度に %1 個の入力を扱う計算</translation>
    </message>
    <message>
        <source>The pass with gradients</source>
        <translation>勾配を求める計算</translation>
    </message>
    <message>
        <source>The gradients are no numbers: they grew beyond all bounds.</source>
        <translation>勾配が数値ではなくなりました。際限なく大きくなったためです。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/from_gradients.py</name>
    <message>
        <source>share of the relevance</source>
        <translation>関連度の割合</translation>
    </message>
    <message>
        <source>Its decoder is recurrent: what earlier steps looked at comes through its state, which no rule of attention follows.</source>
        <translation>デコーダが再帰型です。以前に見たものが状態を通して伝わるので、アテンションの規則ではたどれません。</translation>
    </message>
    <message>
        <source>Its layers attend on different grids: no relevance goes from one to the next.</source>
        <translation>層によって格子が異なるため、関連度を次の層へ伝えられません。</translation>
    </message>
    <message>
        <source>It attends within windows, whose maps are not those of all patches.</source>
        <translation>ウィンドウ内のアテンションなので、全パッチのマップになりません。</translation>
    </message>
    <message>
        <source>It reads one text and writes another, so that its layers have no common score.</source>
        <translation>読むテキストと書くテキストが別なので、層に共通のスコアがありません。</translation>
    </message>
    <message>
        <source>A detector answers for each object, and its layers have no score of their own.</source>
        <translation>検出モデルは物体ごとに答えるので、層自体のスコアがありません。</translation>
    </message>
    <message>
        <source>%1 attends within windows, which no relevance passes.</source>
        <translation>%1 はウィンドウ内のアテンションで、関連度が通りません。</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>関連度</translation>
    </message>
    <message>
        <source>gradient × attention</source>
        <translation>勾配 × アテンション</translation>
    </message>
    <message>
        <source>LeGrad</source>
        <translation>LeGrad</translation>
    </message>
    <message>
        <source>gradient of each layer's score</source>
        <translation>各層のスコアの勾配</translation>
    </message>
    <message>
        <source>%1 was not seen as a whole in the pass with gradients.</source>
        <translation>勾配を求める計算で、%1 の全体を観察できませんでした。</translation>
    </message>
    <message>
        <source>Value-weighted attention</source>
        <translation>バリュー加重のアテンション</translation>
    </message>
    <message>
        <source>layer %1 · all heads</source>
        <translation>層 %1 · 全ヘッド</translation>
    </message>
    <message>
        <source>length of what comes through</source>
        <translation>伝わるベクトルの長さ</translation>
    </message>
    <message>
        <source>%1 is not among the maps of this run.</source>
        <translation>%1 はこの実行のマップにありません。</translation>
    </message>
    <message>
        <source>%1 does not depend on any attention.</source>
        <translation>%1 はどのアテンションにも依存しません。</translation>
    </message>
    <message>
        <source>%1 attention sites</source>
        <translation>アテンションの箇所 %1 個</translation>
    </message>
    <message>
        <source>%1 layers · %2</source>
        <translation>%1 層 · %L2</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/gradient_pass.py</name>
    <message>
        <source>output of the pass with gradients</source>
        <translation>勾配を求める計算での出力</translation>
    </message>
    <message>
        <source>maps of the pass with gradients</source>
        <translation>勾配を求める計算でのマップ</translation>
    </message>
    <message>
        <source>No attention was seen in the pass with gradients.</source>
        <translation>勾配を求める計算で、アテンションを観察できませんでした。</translation>
    </message>
    <message>
        <source>%1 is not loaded, and it must be run once more.</source>
        <translation>もう一度実行する必要がありますが、%1 は読み込まれていません。</translation>
    </message>
    <message>
        <source>%1 takes about %2 MB</source>
        <translation>%L1には約 %2 MB 必要です</translation>
    </message>
    <message>
        <source>%1, and %2 MB are free. Give it a smaller input.</source>
        <translation>%L1が、空きは %2 MB です。入力を小さくしてください。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/layer_scores.py</name>
    <message>
        <source>answer of the last layer is the model's own</source>
        <translation>最後の層の答えがモデルの答えに等しい</translation>
    </message>
    <message>
        <source>%1 lies in no layer of the model.</source>
        <translation>%1 はモデルのどの層にもありません。</translation>
    </message>
    <message>
        <source>A layer of it attends more than once.</source>
        <translation>1 つの層にアテンションが 2 つ以上あります。</translation>
    </message>
    <message>
        <source>The outputs of its layers do not have one shape.</source>
        <translation>層の出力の形がそろっていません。</translation>
    </message>
    <message>
        <source>The rest of the model does not answer for each of its layers.</source>
        <translation>モデルの残りの部分が、各層に対して答えを出しません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/method.py</name>
    <message>
        <source>The run goes on: wait for its end.</source>
        <translation>実行中です。終わるまでお待ちください。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/methods.py</name>
    <message>
        <source>Abnar &amp; Zuidema 2020, Quantifying Attention Flow in Transformers, https://arxiv.org/abs/2005.00928</source>
        <translation>Abnar &amp; Zuidema 2020, Quantifying Attention Flow in Transformers, https://arxiv.org/abs/2005.00928</translation>
    </message>
    <message>
        <source>max_h A_h</source>
        <translation>max_h A_h</translation>
    </message>
    <message>
        <source>min_h A_h</source>
        <translation>min_h A_h</translation>
    </message>
    <message>
        <source>Vaswani et al. 2017, Attention Is All You Need, https://arxiv.org/abs/1706.03762</source>
        <translation>Vaswani ほか 2017, Attention Is All You Need, https://arxiv.org/abs/1706.03762</translation>
    </message>
    <message>
        <source>Rollout (Abnar &amp; Zuidema 2020)</source>
        <translation>ロールアウト（Abnar &amp; Zuidema 2020）</translation>
    </message>
    <message>
        <source>R = Ā_L … Ā_2 Ā_1 with Ā_l = (A_l + I) / 2, rows brought back to 1</source>
        <translation>R = Ā_L … Ā_2 Ā_1、ただし Ā_l = (A_l + I) / 2、行の合計は 1 に戻す</translation>
    </message>
    <message>
        <source>Relevance (Chefer 2021)</source>
        <translation>関連度（Chefer 2021）</translation>
    </message>
    <message>
        <source>R ← R + Ā R with Ā = E_h [(∇A ⊙ A)⁺]; across R_ts ← R_ts + R̄_ttᵀ Ā R̄_ss</source>
        <translation>R ← R + Ā R、ただし Ā = E_h [(∇A ⊙ A)⁺]。系列間では R_ts ← R_ts + R̄_ttᵀ Ā R̄_ss</translation>
    </message>
    <message>
        <source>Chefer et al. 2021, Generic Attention-model Explainability for Interpreting Bi-Modal and Encoder-Decoder Transformers, https://arxiv.org/abs/2103.15679</source>
        <translation>Chefer ほか 2021, Generic Attention-model Explainability for Interpreting Bi-Modal and Encoder-Decoder Transformers, https://arxiv.org/abs/2103.15679</translation>
    </message>
    <message>
        <source>LeGrad (Bousselham 2024)</source>
        <translation>LeGrad（Bousselham 2024）</translation>
    </message>
    <message>
        <source>1/L Σ_l E_h E_q [(∂s_l/∂A_l)⁺], s_l the answer of layer l</source>
        <translation>1/L Σ_l E_h E_q [(∂s_l/∂A_l)⁺]、s_l は層 l の答え</translation>
    </message>
    <message>
        <source>Bousselham et al. 2024, LeGrad: An Explainability Method for Vision Transformers via Feature Formation Sensitivity, https://arxiv.org/abs/2404.03214</source>
        <translation>Bousselham ほか 2024, LeGrad: An Explainability Method for Vision Transformers via Feature Formation Sensitivity, https://arxiv.org/abs/2404.03214</translation>
    </message>
    <message>
        <source>Value-weighted (Kobayashi 2020)</source>
        <translation>バリュー加重（Kobayashi 2020）</translation>
    </message>
    <message>
        <source>Kobayashi et al. 2020, Attention is Not Only a Weight: Analyzing Transformers with Vector Norms, https://arxiv.org/abs/2004.10102</source>
        <translation>Kobayashi ほか 2020, Attention is Not Only a Weight: Analyzing Transformers with Vector Norms, https://arxiv.org/abs/2004.10102</translation>
    </message>
    <message>
        <source>Integrated gradients (Sundararajan 2017)</source>
        <translation>積分勾配（Sundararajan 2017）</translation>
    </message>
    <message>
        <source>Sundararajan et al. 2017, Axiomatic Attribution for Deep Networks, https://arxiv.org/abs/1703.01365</source>
        <translation>Sundararajan ほか 2017, Axiomatic Attribution for Deep Networks, https://arxiv.org/abs/1703.01365</translation>
    </message>
    <message>
        <source>Grad-CAM (Selvaraju 2017)</source>
        <translation>Grad-CAM（Selvaraju 2017）</translation>
    </message>
    <message>
        <source>Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks, https://arxiv.org/abs/1610.02391</source>
        <translation>Selvaraju ほか 2017, Grad-CAM: Visual Explanations from Deep Networks, https://arxiv.org/abs/1610.02391</translation>
    </message>
    <message>
        <source>LayerCAM (Jiang 2021)</source>
        <translation>LayerCAM（Jiang 2021）</translation>
    </message>
    <message>
        <source>Jiang et al. 2021, LayerCAM: Exploring Hierarchical Class Activation Maps for Localization, https://doi.org/10.1109/TIP.2021.3089943</source>
        <translation>Jiang ほか 2021, LayerCAM: Exploring Hierarchical Class Activation Maps for Localization, https://doi.org/10.1109/TIP.2021.3089943</translation>
    </message>
    <message>
        <source>Occlusion (Zeiler &amp; Fergus 2014)</source>
        <translation>オクルージョン（Zeiler &amp; Fergus 2014）</translation>
    </message>
    <message>
        <source>y(x) - y(x with a cell or token hidden)</source>
        <translation>y(x) - y(区画かトークンを隠した x)</translation>
    </message>
    <message>
        <source>Zeiler &amp; Fergus 2014, Visualizing and Understanding Convolutional Networks, https://arxiv.org/abs/1311.2901</source>
        <translation>Zeiler &amp; Fergus 2014, Visualizing and Understanding Convolutional Networks, https://arxiv.org/abs/1311.2901</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>%1 ではありませんか。</translation>
    </message>
    <message>
        <source>There are %1.</source>
        <translation>あるのは %1 です。</translation>
    </message>
    <message>
        <source>There is no method named %1. %2</source>
        <translation>%1 という名前の手法はありません。%L2</translation>
    </message>
    <message>
        <source>%1 cannot be shown: %2</source>
        <translation>%L1は表示できません。%L2</translation>
    </message>
    <message>
        <source>%1 explains no single answer to be held against.</source>
        <translation>%L1は 1 つの答えを説明するものではないので、比べられません。</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%L1（%2 との差）</translation>
    </message>
    <message>
        <source>difference of the %1</source>
        <translation>%L1の差</translation>
    </message>
    <message>
        <source>AttributionError</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>選択肢</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>手法</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/projections.py</name>
    <message>
        <source>heads side by side are what the output projection is given</source>
        <translation>並べたヘッドが出力射影への入力に等しい</translation>
    </message>
    <message>
        <source>No layer is given the heads of %1 side by side.</source>
        <translation>%1 のヘッドを並べて受け取る層がありません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/rollout.py</name>
    <message>
        <source>There is no map to roll out.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The share of links that is discarded lies in 0 to 1, not %1.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/targets.py</name>
    <message>
        <source>%1 gives %2, and no answer with a name.</source>
        <translation>%1 の出力は%L2で、名前の付いた答えではありません。</translation>
    </message>
    <message>
        <source>They go from 0 to %1.</source>
        <translation>番号は 0 から %1 までです。</translation>
    </message>
    <message>
        <source>There is no class %1. %2</source>
        <translation>クラス %1 はありません。%L2</translation>
    </message>
    <message>
        <source>No object %1 was found, only %2.</source>
        <translation>物体 %1 は見つかりません。見つかったのは %2 です。</translation>
    </message>
    <message>
        <source>The class %1 has no number of its own.</source>
        <translation>クラス %1 には番号がありません。</translation>
    </message>
    <message>
        <source>%1, object %2</source>
        <translation>%1、物体 %2</translation>
    </message>
    <message>
        <source>%1 in place of token %2</source>
        <translation>トークン %2 に %1</translation>
    </message>
    <message>
        <source>%1 after token %2</source>
        <translation>トークン %2 の後の %1</translation>
    </message>
    <message>
        <source>%1 (in place of token %2)</source>
        <translation>%1（トークン %2 の位置）</translation>
    </message>
    <message>
        <source>%1 expects no word at any place of this text.</source>
        <translation>%1 は、このテキストのどこでも単語を予測しません。</translation>
    </message>
    <message>
        <source>at the mask</source>
        <translation>マスクの位置</translation>
    </message>
    <message>
        <source>as the next token</source>
        <translation>次のトークン</translation>
    </message>
    <message>
        <source>The model has no token for %1.</source>
        <translation>モデルに %1 のトークンがありません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/claims.py</name>
    <message>
        <source>this map</source>
        <translation>このマップ</translation>
    </message>
    <message>
        <source>Tokens of the text that is read are taken away, and this map does not look at them. Choose one that does.</source>
        <translation>消すのは読むテキストのトークンですが、このマップはそれを見ていません。読むテキストを見るマップを選んでください。</translation>
    </message>
    <message>
        <source>tokens %1</source>
        <translation>トークン（%L1）</translation>
    </message>
    <message>
        <source>%1 (token %2)</source>
        <translation>%1（トークン %2）</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/control.py</name>
    <message>
        <source>%1 is a map of a photo: name a method.</source>
        <translation>%L1は写真のマップです。手法を指定してください。</translation>
    </message>
    <message>
        <source>With random weights a detector finds other objects: choose a model that names classes.</source>
        <translation>ランダムな重みでは、検出モデルは別の物体を見つけます。クラスを答えるモデルを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/control_drawing.py</name>
    <message>
        <source>Rank correlation with the map of the trained model</source>
        <translation>学習済みモデルのマップとの順位相関</translation>
    </message>
    <message>
        <source>Random weights: %1</source>
        <translation>乱数の重み：%1</translation>
    </message>
    <message>
        <source>Random weights from the top down, each part as its training begins, seed %1: %2 of %3 parts</source>
        <translation>上から順に各部分を学習開始時の乱数の重みに（乱数の種 %1）：%3 部分のうち %2</translation>
    </message>
    <message>
        <source>random weights (Adebayo et al. 2018)</source>
        <translation>乱数の重み（Adebayo et al. 2018）</translation>
    </message>
    <message>
        <source>random weights, the cascading test of Adebayo et al. 2018</source>
        <translation>乱数の重み（Adebayo et al. 2018 のカスケード検証）</translation>
    </message>
    <message>
        <source>%1; seed %2</source>
        <translation>%1；乱数の種 %2</translation>
    </message>
    <message>
        <source>%1.control</source>
        <translation>%1.control</translation>
    </message>
    <message>
        <source>random weights down to</source>
        <translation>ここまで重みを乱数に</translation>
    </message>
    <message>
        <source>rank correlation</source>
        <translation>順位相関</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/control_maps.py</name>
    <message>
        <source>its own parameters</source>
        <translation>モデル自身のパラメータ</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/curves_drawing.py</name>
    <message>
        <source>Taken away: %1.</source>
        <translation>消し方：%L1。</translation>
    </message>
    <message>
        <source>, dashed: %1</source>
        <translation>, 破線：%L1</translation>
    </message>
    <message>
        <source>Blue: %1%2, grey: %3 random maps of the same grid.%4</source>
        <translation>青：%L1%L2、灰色：同じ格子のランダムなマップ %3 個。%L4</translation>
    </message>
    <message>
        <source>Deletion and insertion: %1</source>
        <translation>削除と挿入：%L1</translation>
    </message>
    <message>
        <source>deletion and insertion</source>
        <translation>削除と挿入</translation>
    </message>
    <message>
        <source>Probability of %1</source>
        <translation>%1 の確率</translation>
    </message>
    <message>
        <source>%1.check</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1: probability of %2</source>
        <translation>%L1：%2 の確率</translation>
    </message>
    <message>
        <source>random %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>share taken away</source>
        <translation>消した割合</translation>
    </message>
    <message>
        <source>share put in</source>
        <translation>与えた割合</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/faithfulness.py</name>
    <message>
        <source>Still running: %1 % of the points.</source>
        <translation>実行中：点の %1 %。</translation>
    </message>
    <message>
        <source>%1: area %2, random %3, better than %4 of %5</source>
        <translation>%L1：面積 %2、ランダム %3、%5 個中 %4 個を上回る</translation>
    </message>
    <message>
        <source>in %1 %2 does better: %3</source>
        <translation>%L1では%L2の方が良い：%3</translation>
    </message>
    <message>
        <source>Both tests tell %1 from random maps.</source>
        <translation>両方のテストで、%L1はランダムなマップと区別できます。</translation>
    </message>
    <message>
        <source>%1 tells %2 from random maps; in %3 it does worse.</source>
        <translation>%L1では%L2がランダムなマップより良く、%L3では悪い結果です。</translation>
    </message>
    <message>
        <source>%1 tells %2 from random maps, %3 does not.</source>
        <translation>%L1では%L2をランダムなマップと区別できますが、%L3ではできません。</translation>
    </message>
    <message>
        <source>In both tests %1 does worse than random maps.</source>
        <translation>両方のテストで、%L1はランダムなマップより悪い結果です。</translation>
    </message>
    <message>
        <source>In %1 %2 does worse than random maps; %3 cannot tell them apart.</source>
        <translation>%L1では%L2がランダムなマップより悪く、%L3では区別できません。</translation>
    </message>
    <message>
        <source>Neither test tells %1 from random maps.</source>
        <translation>どちらのテストでも、%L1をランダムなマップと区別できません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/localise.py</name>
    <message>
        <source>%1 of it lies inside, on %2 of the area; its peak lies %3</source>
        <translation>内側の割合 %1（面積の %2）、最大点は%L3</translation>
    </message>
    <message>
        <source>The mask has %1 × %2 pixels, the photo %3 × %4. Scale it to the photo.</source>
        <translation>マスクは %1 × %2 ピクセル、写真は %3 × %4 ピクセルです。マスクを写真の大きさに合わせてください。</translation>
    </message>
    <message>
        <source>Nothing of the region lies in what the model saw of the photo.</source>
        <translation>モデルが見た範囲に、領域がまったく入っていません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/measured_maps.py</name>
    <message>
        <source>Random</source>
        <translation>ランダム</translation>
    </message>
    <message>
        <source>Centred blob</source>
        <translation>中央の山</translation>
    </message>
    <message>
        <source>Raw map, last layer</source>
        <translation>そのままのマップ、最後の層</translation>
    </message>
    <message>
        <source>Raw map, best layer</source>
        <translation>そのままのマップ、最良の層</translation>
    </message>
    <message>
        <source>%1 gives numbers that are none here.</source>
        <translation>%L1は、ここでは数値になりません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/measures.py</name>
    <message>
        <source>average drop</source>
        <translation>平均低下率</translation>
    </message>
    <message>
        <source>share in box</source>
        <translation>枠内の割合</translation>
    </message>
    <message>
        <source>peak in box</source>
        <translation>枠内の最大点</translation>
    </message>
    <message>
        <source>Petsiuk et al. 2018, as TorchCAM: 20 steps, zeros of the normalised input, softmax</source>
        <translation>Petsiuk ほか 2018、TorchCAM と同じ：20 段階、正規化した入力の 0、softmax</translation>
    </message>
    <message>
        <source>Chattopadhyay et al. 2018, as TorchCAM: the input times the map</source>
        <translation>Chattopadhyay ほか 2018、TorchCAM と同じ：入力 × マップ</translation>
    </message>
    <message>
        <source>Chefer et al. 2021: accuracy while 0 to 90 % are black, area times 100</source>
        <translation>Chefer ほか 2021：0 〜 90 % を黒くしたときの正解率、面積 × 100</translation>
    </message>
    <message>
        <source>area while the most important goes first (%1)</source>
        <translation>重要な順に消したときの面積（%L1）</translation>
    </message>
    <message>
        <source>area while the most important comes first (%1)</source>
        <translation>重要な順に与えたときの面積（%L1）</translation>
    </message>
    <message>
        <source>share of the probability that is lost (%1)</source>
        <translation>失われる確率の割合（%L1）</translation>
    </message>
    <message>
        <source>share of photos of which the model is then surer (%1)</source>
        <translation>モデルの確信が増す写真の割合（%L1）</translation>
    </message>
    <message>
        <source>%1, most important first</source>
        <translation>%L1、重要な順</translation>
    </message>
    <message>
        <source>%1, least important first</source>
        <translation>%L1、重要でない順</translation>
    </message>
    <message>
        <source>share of the map that lies in the boxes (Kohlbrenner et al. 2020)</source>
        <translation>枠の中にあるマップの割合（Kohlbrenner ほか 2020）</translation>
    </message>
    <message>
        <source>share of photos whose peak lies in a box (Zhang et al. 2016, pointing game)</source>
        <translation>最大点が枠の中にある写真の割合（Zhang ほか 2016、pointing game）</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/perturbed_photo.py</name>
    <message>
        <source>mean colour of the training</source>
        <translation>学習データの平均色</translation>
    </message>
    <message>
        <source>mean colour of the photo</source>
        <translation>写真の平均色</translation>
    </message>
    <message>
        <source>the photo blurred</source>
        <translation>ぼかした写真</translation>
    </message>
    <message>
        <source>%1 gives no probabilities of classes for a photo, which deletion and insertion watch.</source>
        <translation>%1 は写真のクラスの確率を返しません。削除と挿入にはそれが必要です。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/perturbed_text.py</name>
    <message>
        <source>%1 knows no mask: leave tokens out instead.</source>
        <translation>%1 にはマスクがありません。代わりにトークンを除いてください。</translation>
    </message>
    <message>
        <source>Tokens that are left out change the numbers of those that are masked or blocked: run the text with nothing masked or blocked.</source>
        <translation>トークンを除くと、隠したトークンや塞いだトークンの番号が変わります。何も隠さず、塞がずに実行してください。</translation>
    </message>
    <message>
        <source>Nothing stands before this word that could be taken away.</source>
        <translation>この単語の前に、消せるものがありません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/randomise.py</name>
    <message>
        <source>With random weights the map is alike all over.</source>
        <translation>ランダムな重みでは、マップが全体に一様になります。</translation>
    </message>
    <message>
        <source>all weights random</source>
        <translation>重みはすべて乱数</translation>
    </message>
    <message>
        <source>random weights down to %1</source>
        <translation>%L1まで重みを乱数にする</translation>
    </message>
    <message>
        <source>With %1 the rank correlation with this map is %2</source>
        <translation>%L1と、このマップとの順位相関は %2 です</translation>
    </message>
    <message>
        <source>%1: it depends on what the model has learned.</source>
        <translation>%L1：モデルが学習したことに依存しています。</translation>
    </message>
    <message>
        <source>%1: much of it comes from the input or the architecture, not from what was learned.</source>
        <translation>%L1：多くは学習ではなく、入力やアーキテクチャによるものです。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/compare.py</name>
    <message>
        <source>one scale for A and B</source>
        <translation>A と B で同じ目盛り</translation>
    </message>
    <message>
        <source>around 0</source>
        <translation>0 を中心</translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation>比べるものがない</translation>
    </message>
    <message>
        <source>%1 of it moved, rank correlation %2</source>
        <translation>%1 が移動、順位相関 %2</translation>
    </message>
    <message>
        <source>A map over a photo has no difference from one among tokens.</source>
        <translation>写真上のマップとトークン間のマップの差は取れません。</translation>
    </message>
    <message>
        <source>The photos differ: places are compared by where they lie on each.</source>
        <translation>写真が異なるので、それぞれの写真上の位置で比べます。</translation>
    </message>
    <message>
        <source>The grids differ (%1 × %2 and %3 × %4): the difference is taken on %5 × %6 pixels of the photo.</source>
        <translation>格子が異なるので（%1 × %2 と %3 × %4）、差は写真の %5 × %6 ピクセルで取ります。</translation>
    </message>
    <message>
        <source>The tokens differ: %1 %2 are aligned by their text, %3 of A and %4 of B have no counterpart.</source>
        <translation>トークンが異なります。%1 個の%L2を文字列で対応付け、A の %3 個と B の %4 個には対応するものがありません。</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>検証済み</translation>
    </message>
    <message>
        <source>signed difference</source>
        <translation>符号付きの差</translation>
    </message>
    <message>
        <source>difference in %1</source>
        <translation>%L1の差</translation>
    </message>
    <message>
        <source>Mismatch</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未検証</translation>
    </message>
    <message>
        <source>B has no %1 attention: its layers are taken as they are.</source>
        <translation>B に%L1アテンションはないので、層をそのまま使います。</translation>
    </message>
    <message>
        <source>Layers are matched by position: %1 of %2 in A with %3 of %4 in B.</source>
        <translation>層は位置で対応付けます：A は全 %2 層の %1、B は全 %4 層の %3。</translation>
    </message>
    <message>
        <source>B has no head %1 there: the mean of its heads is shown.</source>
        <translation>B のその層にヘッド %1 はないので、ヘッドの平均を表示します。</translation>
    </message>
    <message>
        <source>Of B the one layer and head is shown.</source>
        <translation>B は、その層とヘッドだけを表示します。</translation>
    </message>
    <message>
        <source>What asks in A is not there in B: its first query asks.</source>
        <translation>A のクエリが B にないので、B の最初のクエリを使います。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/comparison_picture.py</name>
    <message>
        <source>Query</source>
        <translation>クエリ</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>ヘッド</translation>
    </message>
    <message>
        <source>A, B and their difference: %1</source>
        <translation>A、B とその差：%L1</translation>
    </message>
    <message>
        <source>%1 to %2 for the difference</source>
        <translation>差は %1 〜 %2</translation>
    </message>
    <message>
        <source>Bicubic between patches.</source>
        <translation>パッチの間はバイキュービックで補間。</translation>
    </message>
    <message>
        <source>query %1</source>
        <translation>クエリ %L1</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/head_effects.py</name>
    <message>
        <source>The heads of these runs are not the same.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has gates and no heads to be muted.</source>
        <translation>%1 にはゲートしかなく、ミュートできるヘッドがありません。</translation>
    </message>
    <message>
        <source>There is no head %1 in site %2.</source>
        <translation>箇所 %2 にヘッド %1 はありません。</translation>
    </message>
    <message>
        <source>Muting %1 heads, %2 at a time,</source>
        <translation>%1 個のヘッドを %2 個ずつミュートする計算</translation>
    </message>
    <message>
        <source>Muting a head</source>
        <translation>ヘッドを 1 つミュートする計算</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/head_table.py</name>
    <message>
        <source>Entropy</source>
        <translation>エントロピー</translation>
    </message>
    <message>
        <source>Entropy of a row in bits: 0 looks at one place, log2 of the keys at all alike.</source>
        <translation>行のエントロピー（ビット）。1 か所だけを見れば 0、すべてを同じように見ればキーの数の log2。</translation>
    </message>
    <message>
        <source>Mean distance</source>
        <translation>平均距離</translation>
    </message>
    <message>
        <source>How far from what asks it looks: the distance weighted by the attention (Dosovitskiy et al. 2021, figure 7).</source>
        <translation>クエリからどれだけ遠くを見るか。アテンションで重み付けした距離（Dosovitskiy ほか 2021、図 7）。</translation>
    </message>
    <message>
        <source>To CLS or first</source>
        <translation>CLS か先頭へ</translation>
    </message>
    <message>
        <source>Share of the attention on CLS, or on the first token.</source>
        <translation>CLS か先頭のトークンに置かれたアテンションの割合。</translation>
    </message>
    <message>
        <source>To separators</source>
        <translation>区切りへ</translation>
    </message>
    <message>
        <source>Share on other tokens that are no part of the input: separators, ends, registers.</source>
        <translation>入力の一部ではないほかのトークン（区切り、終わり、レジスタ）に置かれた割合。</translation>
    </message>
    <message>
        <source>To sinks</source>
        <translation>シンクへ</translation>
    </message>
    <message>
        <source>Share on keys that get more than 0.3 of all rows' attention on average (Gu et al. 2025).</source>
        <translation>全行の平均で 0.3 を超えるアテンションが集まるキーに置かれた割合（Gu ほか 2025）。</translation>
    </message>
    <message>
        <source>Diagonal</source>
        <translation>対角</translation>
    </message>
    <message>
        <source>Share that a token or patch keeps for itself.</source>
        <translation>トークンやパッチが自分自身に置く割合。</translation>
    </message>
    <message>
        <source>Previous token</source>
        <translation>前のトークン</translation>
    </message>
    <message>
        <source>Share on the token before, or the patch to the left.</source>
        <translation>1 つ前のトークン、または左のパッチに置かれた割合。</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>次のトークン</translation>
    </message>
    <message>
        <source>Share on the token after, or the patch to the right.</source>
        <translation>1 つ後のトークン、または右のパッチに置かれた割合。</translation>
    </message>
    <message>
        <source>Induction</source>
        <translation>インダクション</translation>
    </message>
    <message>
        <source>In random tokens said twice, the share on what came after the same token the first time (Olsson et al. 2022).</source>
        <translation>ランダムなトークン列を 2 回繰り返したとき、1 回目に同じトークンの次に来たものに置かれた割合（Olsson ほか 2022）。</translation>
    </message>
    <message>
        <source>Mass in the box</source>
        <translation>枠内の割合</translation>
    </message>
    <message>
        <source>Share of the attention within the box on the photo.</source>
        <translation>写真の枠内に置かれたアテンションの割合。</translation>
    </message>
    <message>
        <source>a row is one of %1, from 0, not %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>there is nothing to average</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>the inputs did not pass through the same heads</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/heads.py</name>
    <message>
        <source>%1 has gates alone: they have no heads, and their values no entropy.</source>
        <translation>%1 にはゲートしかありません。ゲートにはヘッドがなく、値にエントロピーもありません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/induction.py</name>
    <message>
        <source>%1 is no language model with words to be said twice.</source>
        <translation>%1 は、単語を 2 回繰り返せる言語モデルではありません。</translation>
    </message>
    <message>
        <source>The words of %1 cannot be said twice alike.</source>
        <translation>%1 の単語は、同じ形で 2 回繰り返せません。</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/lens.py</name>
    <message>
        <source>What each layer of %1 would answer</source>
        <translation>%1 の各層の答え</translation>
    </message>
    <message>
        <source>query %1 · read by %2</source>
        <translation>クエリ %L1 · 読み方：%L2</translation>
    </message>
    <message>
        <source>Verified: %1</source>
        <translation>検証済み：%L1</translation>
    </message>
    <message>
        <source>logit lens</source>
        <translation>ロジットレンズ</translation>
    </message>
    <message>
        <source>there is no token %1: they go from 0 to %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>last row is the model's own output</source>
        <translation>最後の行がモデルの出力に等しい</translation>
    </message>
    <message>
        <source>Attention Explorer %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 names neither words nor classes.</source>
        <translation>%1 は単語もクラスも答えません。</translation>
    </message>
    <message>
        <source>the model's own</source>
        <translation>モデルの標準</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/lens_chain.py</name>
    <message>
        <source>%1 has no linear module whose output is the model's own, so that no layer before it can be read by it.</source>
        <translation>%1 には、出力がモデルの出力に等しい線形層がないので、その前の層を読み出せません。</translation>
    </message>
    <message>
        <source>The head of %1 reads something else than the blocks give.</source>
        <translation>%1 の出力層が読むものは、ブロックの出力とは別のものです。</translation>
    </message>
    <message>
        <source>What lies between the last block of %1 and its head is not one norm, so that no layer can be read as the last one is.</source>
        <translation>%1 の最後のブロックと出力層の間にあるものが 1 つの正規化ではないので、ほかの層を最後の層と同じようには読み出せません。</translation>
    </message>
    <message>
        <source>%1 has no list of alike blocks that hand a stream of tokens on.</source>
        <translation>%1 には、トークンの列を次へ渡す同じ形のブロックの並びがありません。</translation>
    </message>
    <message>
        <source>The blocks of %1 do not hand one stream on.</source>
        <translation>%1 のブロックは、1 つの列を次へ渡していません。</translation>
    </message>
    <message>
        <source>no norm</source>
        <translation>正規化なし</translation>
    </message>
    <message>
        <source>each token</source>
        <translation>各トークン</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>先頭のトークン</translation>
    </message>
    <message>
        <source>%1, %2, %3, head</source>
        <translation>%1、%L2、%L3、出力層</translation>
    </message>
</context>
<context>
    <name>explorer/analysis/lens_drawing.py</name>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>Probability of an answer</source>
        <translation>答えの確率</translation>
    </message>
    <message>
        <source>Read by %1.</source>
        <translation>読み方：%L1。</translation>
    </message>
    <message>
        <source>%1 · %2 · query %3</source>
        <translation>%L1 · %L2 · クエリ %L3</translation>
    </message>
    <message>
        <source>%1.lens</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>answer %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>probability %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>rank of the final answer</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>its probability</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/saved_maps.py</name>
    <message>
        <source>%1 holds more than an export writes. Choose another file.</source>
        <translation>%1 は、書き出したファイルにしては大きすぎます。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 holds no maps of patches, tokens or positions.</source>
        <translation>%1 には、パッチ・トークン・位置のマップがありません。</translation>
    </message>
    <message>
        <source>%1 cannot be opened. Choose another file.</source>
        <translation>%1 を開けません。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 was not written by export --format npz. Choose one that was.</source>
        <translation>%1 は export --format npz で書き出したものではありません。そうして書き出したものを選んでください。</translation>
    </message>
    <message>
        <source>%1 has another shape</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 holds what is no number</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has another grid</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has other tokens</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>what the file says</source>
        <translation>ファイルの記載</translation>
    </message>
    <message>
        <source>no photo has that size</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>nothing lies there</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
</TS>
