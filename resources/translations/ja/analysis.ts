<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/analysis/attribution/attention_maps.py</name>
    <message>
        <source>%1 has gates and no attention between tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 looks at points of its own, which are no tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no self-attention, whose layers could be multiplied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its layers attend on different grids, so that their maps cannot be multiplied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its maps of %1 tokens are too long to be multiplied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of its layers are not seen as maps (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its rows do not sum to 1, which rollout rests on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no site %1: they go from 0 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heads-%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weight, mean of all heads and layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heads by their %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, weakest %1 % of links left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of all patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of one patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1layers %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/call.py</name>
    <message>
        <source>The model gives no numbers that could be explained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no model that can be run a second time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has written nothing that could be explained.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/captum_inputs.py</name>
    <message>
        <source>captum is not installed: pip install captum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no table in which it looks its tokens up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vocabulary has no token that says nothing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/feature_maps.py</name>
    <message>
        <source>It reads texts, which have no feature map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its tokens lie in windows, or at points of their own, and not on one grid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no layer before the last one on the same grid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patches after %1, %2 × %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no feature map of more than one position.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 channels of %3 × %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/from_captum.py</name>
    <message>
        <source>integrated gradients sum to the change of the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gives %2, no answer with a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrated gradients for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the logit of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 cells made grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens replaced by the %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Occlusion for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fall of the logit of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LayerCAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 inputs at a time with gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pass with gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradients are no numbers: they grew beyond all bounds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/from_gradients.py</name>
    <message>
        <source>share of the relevance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its decoder is recurrent: what earlier steps looked at comes through its state, which no rule of attention follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its layers attend on different grids: no relevance goes from one to the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It attends within windows, whose maps are not those of all patches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reads one text and writes another, so that its layers have no common score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A detector answers for each object, and its layers have no score of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 attends within windows, which no relevance passes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient × attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LeGrad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient of each layer's score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not seen as a whole in the pass with gradients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value-weighted attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1 · all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>length of what comes through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not among the maps of this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not depend on any attention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 attention sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 layers · %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/gradient_pass.py</name>
    <message>
        <source>output of the pass with gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maps of the pass with gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attention was seen in the pass with gradients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not loaded, and it must be run once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes about %2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, and %2 MB are free. Give it a smaller input.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/layer_scores.py</name>
    <message>
        <source>answer of the last layer is the model's own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lies in no layer of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer of it attends more than once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs of its layers do not have one shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rest of the model does not answer for each of its layers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/method.py</name>
    <message>
        <source>attention maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradients of a second pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run goes on: wait for its end.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/methods.py</name>
    <message>
        <source>Abnar &amp; Zuidema 2020, Quantifying Attention Flow in Transformers, https://arxiv.org/abs/2005.00928</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max_h A_h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min_h A_h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vaswani et al. 2017, Attention Is All You Need, https://arxiv.org/abs/1706.03762</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout (Abnar &amp; Zuidema 2020)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R = Ā_L … Ā_2 Ā_1 with Ā_l = (A_l + I) / 2, rows brought back to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relevance (Chefer 2021)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R ← R + Ā R with Ā = E_h [(∇A ⊙ A)⁺]; across R_ts ← R_ts + R̄_ttᵀ Ā R̄_ss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chefer et al. 2021, Generic Attention-model Explainability for Interpreting Bi-Modal and Encoder-Decoder Transformers, https://arxiv.org/abs/2103.15679</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LeGrad (Bousselham 2024)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1/L Σ_l E_h E_q [(∂s_l/∂A_l)⁺], s_l the answer of layer l</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bousselham et al. 2024, LeGrad: An Explainability Method for Vision Transformers via Feature Formation Sensitivity, https://arxiv.org/abs/2404.03214</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value-weighted (Kobayashi 2020)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kobayashi et al. 2020, Attention is Not Only a Weight: Analyzing Transformers with Vector Norms, https://arxiv.org/abs/2004.10102</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrated gradients (Sundararajan 2017)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sundararajan et al. 2017, Axiomatic Attribution for Deep Networks, https://arxiv.org/abs/1703.01365</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grad-CAM (Selvaraju 2017)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks, https://arxiv.org/abs/1610.02391</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LayerCAM (Jiang 2021)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jiang et al. 2021, LayerCAM: Exploring Hierarchical Class Activation Maps for Localization, https://doi.org/10.1109/TIP.2021.3089943</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Occlusion (Zeiler &amp; Fergus 2014)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>y(x) - y(x with a cell or token hidden)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeiler &amp; Fergus 2014, Visualizing and Understanding Convolutional Networks, https://arxiv.org/abs/1311.2901</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no method named %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be shown: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 explains no single answer to be held against.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>difference of the %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AttributionError</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Need</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/projections.py</name>
    <message>
        <source>heads side by side are what the output projection is given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer is given the heads of %1 side by side.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/rollout.py</name>
    <message>
        <source>There is no map to roll out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of links that is discarded lies in 0 to 1, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/attribution/targets.py</name>
    <message>
        <source>%1 gives %2, and no answer with a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They go from 0 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no class %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No object %1 was found, only %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class %1 has no number of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, object %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (token %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 after token %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 expects no word at any place of this text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the next token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no token for %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/claims.py</name>
    <message>
        <source>this map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This map does not look at the text that is read, whose tokens are taken away: choose one that does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/control.py</name>
    <message>
        <source>%1 is a map of a photo: name a method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With other weights a detector finds other objects.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/curves_drawing.py</name>
    <message>
        <source>Taken away: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, dashed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue: %1%2, grey: %3 random maps of the same grid.%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deletion and insertion: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deletion and insertion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share put in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: probability of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/evaluate.py</name>
    <message>
        <source>Random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centred blob</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw map, last layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw map, best layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average drop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share in box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peak in box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Petsiuk et al. 2018, as TorchCAM: 20 steps, zeros of the normalised input, softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chattopadhyay et al. 2018, as TorchCAM: the input times the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chefer et al. 2021: accuracy while 0 to 90 % are black, area times 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>area while the most important goes first (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>area while the most important comes first (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the probability that is lost (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of photos of which the model is then surer (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, most important first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, least important first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the map that lies in the boxes (Kohlbrenner et al. 2020)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of photos whose peak lies in a box (Zhang et al. 2016, pointing game)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gives numbers that are none here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/faithfulness.py</name>
    <message>
        <source>Still running: %1 % of the points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: area %2, random %3, better than %4 of %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1 %2 does better: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both tests tell %1 from random maps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tells %2 from random maps; in %3 it does worse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tells %2 from random maps, %3 does not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In both tests %1 does worse than random maps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In %1 %2 does worse than random maps; %3 cannot tell them apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither test tells %1 from random maps.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/localise.py</name>
    <message>
        <source>%1 of it lies inside, on %2 of the area; its peak lies %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask has %1 × %2 pixels, the photo %3 × %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the region lies in what the model saw of the photo.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/perturbed_photo.py</name>
    <message>
        <source>mean colour of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean colour of the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the photo blurred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gives no probabilities of classes for a photo, which deletion and insertion watch.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/perturbed_text.py</name>
    <message>
        <source>%1 knows no mask: leave tokens out instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens that are left out change the numbers of those that are masked or blocked: run the text as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stands before this word that could be taken away.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/checks/randomise.py</name>
    <message>
        <source>With random weights the map is alike all over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With all weights random the rank correlation with this map is %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: it depends on what the model has learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: much of it comes from the input or the architecture, not from what was learned.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/compare.py</name>
    <message>
        <source>one scale for A and B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>around 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of it moved, rank correlation %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A map over a photo has no difference from one among tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photos differ: places are compared by where they lie on each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The grids differ (%1 × %2 and %3 × %4): the difference is taken on %5 × %6 pixels of the photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokens differ: %1 %2 are aligned by their text, %3 of A and %4 of B have no counterpart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>difference in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mismatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B has no %1 attention: its layers are taken as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers are matched by position: %1 of %2 in A with %3 of %4 in B.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B has no head %1 there: the mean of its heads is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of B the one layer and head is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What asks in A is not there in B: its first query asks.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/comparison_picture.py</name>
    <message>
        <source>Query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A, B and their difference: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 for the difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bicubic between patches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>query %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/head_effects.py</name>
    <message>
        <source>The heads of these runs are not the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has gates and no heads to be muted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no head %1 in site %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muting %1 heads, %2 at a time,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muting a head</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/head_table.py</name>
    <message>
        <source>Entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy of a row in bits: 0 looks at one place, log2 of the keys at all alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far from what asks it looks: the distance weighted by the attention (Dosovitskiy et al. 2021, figure 7).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To CLS or first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the attention on CLS, or on the first token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To separators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share on other tokens that are no part of the input: separators, ends, registers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To sinks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share on keys that get more than 0.3 of all rows' attention on average (Gu et al. 2025).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagonal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share that a token or patch keeps for itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share on the token before, or the patch to the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share on the token after, or the patch to the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Induction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In random tokens said twice, the share on what came after the same token the first time (Olsson et al. 2022).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mass in the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the attention within the box on the photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is nothing to average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the inputs did not pass through the same heads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/heads.py</name>
    <message>
        <source>%1 has gates alone: they have no heads, and their values no entropy.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/induction.py</name>
    <message>
        <source>%1 is no language model with words to be said twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words of %1 cannot be said twice alike.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/lens.py</name>
    <message>
        <source>What each layer of %1 would answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>query %1 · read by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>logit lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no token %1: they go from 0 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last row is the model's own output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention Explorer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 names neither words nor classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model's own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no linear module whose output is the model's own, so that no layer before it can be read by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The head of %1 reads something else than the blocks give.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What lies between the last block of %1 and its head is not one norm, so that no layer can be read as the last one is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no list of alike blocks that hand a stream of tokens on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The blocks of %1 do not hand one stream on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3, head</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/lens_drawing.py</name>
    <message>
        <source>%1 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability of an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read by %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · query %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank of the final answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its probability</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/analysis/saved_maps.py</name>
    <message>
        <source>%1 holds more than an export writes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no maps of patches, tokens or positions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not written by export --format npz.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has another shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds what is no number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has another grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has other tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no photo has that size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing lies there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
