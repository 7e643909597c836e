<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/capture/blocking.py</name>
    <message>
        <source>Query %1 of %2 would have nothing left to look at: leave it a key.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/cancelling.py</name>
    <message>
        <source>&lt;frozen importlib._bootstrap&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/masking.py</name>
    <message>
        <source>The model is given no photo of which a part could be masked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/muting.py</name>
    <message>
        <source>%1 has no attention that could be muted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no gate that could be held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sees one token at a time while it writes, which have no mean: mute with zeros.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no channel %1 to be held: there are %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/observe.py</name>
    <message>
        <source>Only a batch of %1 can be observed, not %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has more queries than its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 had only %2 queries; its place has more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a batch of one can be observed, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has %2 × %3 tokens; its place says %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no inner products, which the maps of patches are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has another mask in every head, which no picture can show.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/second_pass.py</name>
    <message>
        <source>The answer does not depend on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no map of tokens and values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some tokens of %1 have values of their own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/source_code.py</name>
    <message>
        <source>%1 is compiled and has no source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the class stands elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was made in a notebook or a session, and its source was not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was made while the program ran, and has no source.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/budget.py</name>
    <message>
        <source>Kept at half precision to stay within %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked but not kept, to stay within %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an unnamed site</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/masks.py</name>
    <message>
        <source>sliding window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/measure.py</name>
    <message>
        <source>queries and keys are numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows sum to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows sum to at most 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows of the softmax sum to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>map times v is the output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>map rebuilt from q and k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1 that see nothing left out)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 queries</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/observation.py</name>
    <message>
        <source>%1 attends within windows: its looks cannot be blocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be blocked: its softmax is not seen.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/paths.py</name>
    <message>
        <source>_orig_mod.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/recognition/banded.py</name>
    <message>
        <source>%1, with the keys that count twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the tokens that look everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keys that count twice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/recognition/explicit.py</name>
    <message>
        <source>a sink</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/recognition/gates.py</name>
    <message>
        <source>SqueezeExcitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SqueezeExcite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SqueezeExciteCl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EffectiveSEModule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EcaModule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CecaModule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CbamModule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LightCbamModule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GatherExcite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SelectiveKernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SplitAttn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNetSELayer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RegNetSELayer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/recognition/sampled.py</name>
    <message>
        <source>weights times sampled values is the product</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/records.py</name>
    <message>
        <source>full precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not kept; give a larger budget or fewer layers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/sites.py</name>
    <message>
        <source>%1 has %2 × %3 tokens, not %4 × %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 looks at points of its own for every query, not at tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the keys of patches are patches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the keys of tokens are tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no points that were kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The features of %1 were not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gates neither channels nor positions of a feature map.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/trace.py</name>
    <message>
        <source>output with and without capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No gate was found in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models that use torch's flex_attention cannot be watched; load this one with attn_implementation='sdpa'.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be muted: its heads are not found in its output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be held: its gate is not found.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/unchanged.py</name>
    <message>
        <source>config.%1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/capture/verify.py</name>
    <message>
        <source>its scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>q and k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>map rebuilt from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing where it may not look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1 of %2 rows)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate between 0 and 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>features times gate is the output%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prediction without capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step by step equals all at once</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
