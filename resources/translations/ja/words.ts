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
</context>
</TS>
