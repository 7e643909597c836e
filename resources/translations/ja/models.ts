<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/models/__init__.py</name>
    <message>
        <source>unknown architecture %1: this version knows %2</source>
        <translation>未知のアーキテクチャ %1（このバージョンにあるのは %2）</translation>
    </message>
    <message>
        <source>unknown config field %1 for %2: known are %3</source>
        <translation>%2 の設定に %1 という項目はありません（あるのは %3）</translation>
    </message>
</context>
<context>
    <name>explorer/models/attention.py</name>
    <message>
        <source>width %1 is not a multiple of %2 heads</source>
        <translation>幅 %1 がヘッドの数 %2 の倍数ではありません</translation>
    </message>
</context>
<context>
    <name>explorer/models/decoding.py</name>
    <message>
        <source>one sentence at a time can be watched, not %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>beam width %1 is not between 1 and %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>an empty source cannot be translated</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/models/se_resnet.py</name>
    <message>
        <source>SEResNetConfig: widths and depths must name the same number of stages</source>
        <translation>SEResNetConfig：widths と depths の段数が同じでなければなりません</translation>
    </message>
    <message>
        <source>SEResNetConfig: reduction must not exceed the smallest width</source>
        <translation>SEResNetConfig：reduction は最小の幅以下でなければなりません</translation>
    </message>
</context>
<context>
    <name>explorer/models/seq2seq.py</name>
    <message>
        <source>Seq2SeqConfig: %1 is not inner-product or additive</source>
        <translation>Seq2SeqConfig：%1 は inner-product でも additive でもありません</translation>
    </message>
</context>
<context>
    <name>explorer/models/spatial_gate.py</name>
    <message>
        <source>SpatialGateConfig: widths and depths must be of the same length</source>
        <translation>SpatialGateConfig：widths と depths の長さが同じでなければなりません</translation>
    </message>
</context>
<context>
    <name>explorer/models/taps.py</name>
    <message>
        <source>scale=%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>kind=%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/models/transformer.py</name>
    <message>
        <source>TransformerConfig: sine and cosine need an even width, %1</source>
        <translation>TransformerConfig：sin と cos には偶数の幅が必要ですが、%1 です</translation>
    </message>
    <message>
        <source>decoder.%1.cross_attention</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/models/translator.py</name>
    <message>
        <source>%1 tokens are too many: the model takes %2</source>
        <translation>%1 トークンは多すぎます。モデルが扱えるのは %2 トークンまでです</translation>
    </message>
</context>
<context>
    <name>explorer/models/vit.py</name>
    <message>
        <source>ViTConfig: image %1 is not a multiple of patch %2</source>
        <translation>ViTConfig：image %1 が patch %2 の倍数ではありません</translation>
    </message>
    <message>
        <source>ViTConfig: the convolutions of the stem must divide the patch</source>
        <translation>ViTConfig：ステムの畳み込みがパッチを割り切らなければなりません</translation>
    </message>
    <message>
        <source>ViTConfig: stem and stem_depths must be of the same length</source>
        <translation>ViTConfig：stem と stem_depths の長さが同じでなければなりません</translation>
    </message>
    <message>
        <source>register %1</source>
        <translation>レジスタ %1</translation>
    </message>
    <message>
        <source>the image size %1 is not a multiple of the patch size %2</source>
        <translation>画像サイズ %1 がパッチサイズ %2 の倍数ではありません</translation>
    </message>
</context>
</TS>
