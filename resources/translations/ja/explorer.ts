<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/resource_files.py</name>
    <message>
        <source>Install Attention Explorer again to repair it.</source>
        <translation>Attention Explorer をインストールし直してください。</translation>
    </message>
    <message>
        <source>The package %1 is missing. %2</source>
        <translation>パッケージ %1 がありません。%2</translation>
    </message>
</context>
</TS>
