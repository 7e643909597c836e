<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/capture/blocking.py</name>
    <message>
        <source>Query %1 of %2 would have nothing left to look at: leave it a key.</source>
        <translation>%2 のクエリ %1 は見る先がなくなります。キーを 1 つは残してください。</translation>
    </message>
</context>
<context>
    <name>explorer/capture/cancelling.py</name>
    <message>
        <source>&lt;frozen importlib._bootstrap&gt;</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/capture/masking.py</name>
    <message>
        <source>The model is not given its photo as one picture, so that no part can be masked.</source>
        <translation>このモデルには写真が一枚の画像として渡されないため、その一部をマスクできません。</translation>
    </message>
</context>
<context>
    <name>explorer/capture/muting.py</name>
    <message>
        <source>%1 has no attention that could be muted.</source>
        <translation>%1 には、ミュートできるアテンションがありません。</translation>
    </message>
    <message>
        <source>%1 has no gate that could be held.</source>
        <translation>%1 には、固定できるゲートがありません。</translation>
    </message>
    <message>
        <source>%1 sees one token at a time while it writes, which have no mean: mute with zeros.</source>
        <translation>%1 は書く間トークンを 1 つずつ見るので、平均がありません。0 でミュートしてください。</translation>
    </message>
    <message>
        <source>There is no channel %1 to be held: there are %2.</source>
        <translation>固定するチャネル %1 はありません。チャネルは %2 個です。</translation>
    </message>
</context>
<context>
    <name>explorer/capture/observe.py</name>
    <message>
        <source>Only a batch of %1 can be observed, not %2.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has more queries than its place.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 had only %2 queries; its place has more.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Only a batch of one can be observed, not %1.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has %2 × %3 tokens; its place says %4.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has no inner products, which the maps of patches are.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has another mask in every head, which no picture can show.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/capture/second_pass.py</name>
    <message>
        <source>The answer does not depend on %1.</source>
        <translation>答えは %1 に依存しません。</translation>
    </message>
    <message>
        <source>%1 has no map of tokens and values.</source>
        <translation>%1 には、トークンとバリューのマップがありません。</translation>
    </message>
    <message>
        <source>Some tokens of %1 have values of their own.</source>
        <translation>%1 の一部のトークンは、独自のバリューを持ちます。</translation>
    </message>
</context>
<context>
    <name>explorer/capture/source_code.py</name>
    <message>
        <source>%1 is compiled and has no source.</source>
        <translation>%1 はコンパイル済みで、ソースがありません。</translation>
    </message>
    <message>
        <source>the class stands elsewhere</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 was made in a notebook or a session, and its source was not kept.</source>
        <translation>%1 はノートブックか対話セッションで作られ、ソースが残っていません。</translation>
    </message>
    <message>
        <source>%1 was made while the program ran, and has no source.</source>
        <translation>%1 はプログラムの実行中に作られ、ソースがありません。</translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/budget.py</name>
    <message>
        <source>Kept at half precision to stay within %1: %2.</source>
        <translation>%1 に収めるため半精度で保存：%L2。</translation>
    </message>
    <message>
        <source>Checked but not kept, to stay within %1: %2.</source>
        <translation>%1 に収めるため、検査だけして保存しなかったもの：%L2。</translation>
    </message>
    <message>
        <source>an unnamed site</source>
        <translation>名前のない箇所</translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/masks.py</name>
    <message>
        <source>sliding window</source>
        <translation>スライディングウィンドウ</translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/measure.py</name>
    <message>
        <source>queries and keys are numbers</source>
        <translation>クエリとキーが数値である</translation>
    </message>
    <message>
        <source>rows sum to 1</source>
        <translation>行の合計が 1 である</translation>
    </message>
    <message>
        <source>rows sum to at most 1</source>
        <translation>行の合計が 1 以下である</translation>
    </message>
    <message>
        <source>rows of the softmax sum to 1</source>
        <translation>softmax の行の合計が 1 である</translation>
    </message>
    <message>
        <source>map times v is the output</source>
        <translation>マップ × v が出力に等しい</translation>
    </message>
    <message>
        <source>map rebuilt from q and k</source>
        <translation>q と k から作り直したマップ</translation>
    </message>
    <message>
        <source>(%1 that see nothing left out)</source>
        <translation>（何も見ない %1 行を除く）</translation>
    </message>
    <message>
        <source>%1 of %2 parts</source>
        <translation>全 %2 部分のうち %1</translation>
    </message>
    <message>
        <source>%1 of %2 queries</source>
        <translation>全 %2 クエリのうち %1</translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/observation.py</name>
    <message>
        <source>%1 attends within windows: its looks cannot be blocked.</source>
        <translation>%1 のアテンションはウィンドウ内のものなので、見る先を塞げません。</translation>
    </message>
    <message>
        <source>%1 cannot be blocked: its softmax is not seen.</source>
        <translation>%1 は塞げません。softmax を観察できないためです。</translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/paths.py</name>
    <message>
        <source>_orig_mod.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/recognition/banded.py</name>
    <message>
        <source>%1, with the keys that count twice</source>
        <translation>%L1（二重に数えるキーを含む）</translation>
    </message>
    <message>
        <source>%1 of the tokens that look everywhere</source>
        <translation>すべてを見るトークンの%L1</translation>
    </message>
    <message>
        <source>keys that count twice</source>
        <translation>二重に数えるキー</translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/recognition/explicit.py</name>
    <message>
        <source>a sink</source>
        <translation>シンク</translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/recognition/gates.py</name>
    <message>
        <source>SqueezeExcitation</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>SqueezeExcite</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>SqueezeExciteCl</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>EffectiveSEModule</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>EcaModule</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>CecaModule</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>CbamModule</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>LightCbamModule</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>GatherExcite</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>SelectiveKernel</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>SplitAttn</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ResNetSELayer</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>RegNetSELayer</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/recognition/sampled.py</name>
    <message>
        <source>weights times sampled values is the product</source>
        <translation>重み × 取り出した値が積に等しい</translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/records.py</name>
    <message>
        <source>full precision</source>
        <translation>全精度</translation>
    </message>
    <message>
        <source>half precision</source>
        <translation>半精度</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>保存なし</translation>
    </message>
    <message>
        <source>%1 was not kept; give a larger budget or fewer layers.</source>
        <translation>%1 は保存されていません。容量を増やすか、層を減らしてください。</translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/sites.py</name>
    <message>
        <source>%1 has %2 × %3 tokens, not %4 × %5.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 looks at points of its own for every query, not at tokens.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1: the keys of patches are patches.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1: the keys of tokens are tokens.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has no points that were kept.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The features of %1 were not kept.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 gates neither channels nor positions of a feature map.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/capture/tracing/trace.py</name>
    <message>
        <source>output with and without capture</source>
        <translation>観察の有無による出力の差</translation>
    </message>
    <message>
        <source>No gate was found in %1.</source>
        <translation>%1 にはゲートが見つかりませんでした。</translation>
    </message>
    <message>
        <source>HigherOrderOperator</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>HOP</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Models that use torch's flex_attention cannot be watched; load this one with attn_implementation='sdpa'.</source>
        <translation>torch の flex_attention を使うモデルは観察できません。attn_implementation='sdpa' で読み込んでください。</translation>
    </message>
    <message>
        <source>%1 cannot be muted: its heads are not found in its output.</source>
        <translation>%1 はミュートできません。出力の中にヘッドが見つからないためです。</translation>
    </message>
    <message>
        <source>%1 cannot be held: its gate is not found.</source>
        <translation>%1 は固定できません。ゲートが見つからないためです。</translation>
    </message>
</context>
<context>
    <name>explorer/capture/unchanged.py</name>
    <message>
        <source>config.%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/capture/verify.py</name>
    <message>
        <source>its scores</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>q and k</source>
        <translation>q と k</translation>
    </message>
    <message>
        <source>map rebuilt from %1</source>
        <translation>%L1から作り直したマップ</translation>
    </message>
    <message>
        <source>nothing where it may not look</source>
        <translation>見てはいけない場所の重みが 0 である</translation>
    </message>
    <message>
        <source>(%1 of %2 rows)</source>
        <translation>（全 %2 行のうち %1）</translation>
    </message>
    <message>
        <source>gate between 0 and %1</source>
        <translation>ゲートが 0 から %1 の間にある</translation>
    </message>
    <message>
        <source>features times gate is the output%1</source>
        <translation>特徴 × ゲートが出力に等しい%L1</translation>
    </message>
    <message>
        <source>prediction without capture</source>
        <translation>観察しないときの予測</translation>
    </message>
    <message>
        <source>step by step equals all at once</source>
        <translation>1 語ずつでも一度にでも結果が等しい</translation>
    </message>
</context>
</TS>
