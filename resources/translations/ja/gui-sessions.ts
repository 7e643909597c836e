<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/sessions/drafting.py</name>
    <message>
        <source>The program ended without being closed. Its last session was kept.</source>
        <translation>プログラムは正常に終了しませんでした。最後のセッションは残っています。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>復元</translation>
    </message>
    <message>
        <source>The session is not kept for after a crash. %1</source>
        <translation>異常終了に備えたセッションの保存ができません。%L1</translation>
    </message>
</context>
<context>
    <name>explorer/gui/sessions/pins_panel.py</name>
    <message>
        <source>Let go</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%L1を表示</translation>
    </message>
    <message>
        <source>Compare, as A: %1</source>
        <translation>A として比較：%L1</translation>
    </message>
    <message>
        <source>Let go: %1</source>
        <translation>外す：%L1</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>ピン留め</translation>
    </message>
</context>
</TS>
