<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/grid/grid_area.py</name>
    <message>
        <source>the grid has no row %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>, muted</source>
        <translation>ミュート中</translation>
    </message>
    <message>
        <source>, folded</source>
        <translation>折りたたみ</translation>
    </message>
    <message>
        <source>the grid shows no cell %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>the grid has no section %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/grid_places.py</name>
    <message>
        <source>row %1 is folded away</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/grid_shape.py</name>
    <message>
        <source>a grid has at least one row and one column</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>the aspect is a positive number, not %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>sections of %1 rows do not make up %2 rows</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a section has more columns than the grid's %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>each section has a title of its own</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/grid_view.py</name>
    <message>
        <source>Unfold</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折りたたむ</translation>
    </message>
    <message>
        <source>%1, muted</source>
        <translation>%L1、ミュート中</translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/heads_panel.py</name>
    <message>
        <source>Colour scale of the heads</source>
        <translation>ヘッドの目盛り</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>目盛り</translation>
    </message>
    <message>
        <source>Play through the layers</source>
        <translation>層を順に再生</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>再生を停止</translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/thumbs.py</name>
    <message>
        <source>a colour table is an array (256, 3) of uint8</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 thumbnails for %2 columns</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a mask is an array of bool in the shape of its thumbnails</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a thumbnail is a two-dimensional array of uint8</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
</TS>
