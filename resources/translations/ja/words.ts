<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>by hand</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%L1、ほか %2 件</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>ほか %1 件</translation>
    </message>
    <message>
        <source>hf:%1#vision looks at photos</source>
        <translation>hf:%1#vision（写真を見る）</translation>
    </message>
    <message>
        <source>hf:%1#text reads texts</source>
        <translation>hf:%1#text（テキストを読む）</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>文</translation>
    </message>
    <message>
        <source>translation</source>
        <translation>訳文</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>object</source>
        <translation>物体</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>%1 is %2: save it as JPEG or PNG and open that.</source>
        <translation>%1 は%L2です。JPEG か PNG で保存し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 is %2: export it as PNG and open that.</source>
        <translation>%1 は%L2です。PNG に書き出し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 is %2: export the page as PNG and open that.</source>
        <translation>%1 は%L2です。そのページを PNG に書き出し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 is damaged. Open another copy of it.</source>
        <translation>%1 は壊れています。別のコピーを開いてください。</translation>
    </message>
    <message>
        <source>%1 is larger than 2 GB. Save it smaller and open that.</source>
        <translation>%1 は 2 GB を超えています。小さくして保存し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 is larger than 5 MB. Open a part of it.</source>
        <translation>%1 は 5 MB を超えています。その一部を開いてください。</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 parts, %4 of %5 queries)</source>
        <translation>%L1（全 %3 部分のうち %2、全 %5 クエリのうち %4）</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 parts)</source>
        <translation>%L1（全 %3 部分のうち %2）</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 queries)</source>
        <translation>%L1（全 %3 クエリのうち %2）</translation>
    </message>
    <message>
        <source>rows sum to 1 (%1 that see nothing left out)</source>
        <translation>行の合計が 1 である（何も見ない %1 行を除く）</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>photos and texts</source>
        <translation>写真とテキスト</translation>
    </message>
</context>
</TS>
