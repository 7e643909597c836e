<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/grid/grid_area.py</name>
    <message>
        <source>the grid has no row %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the grid shows no cell %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the grid has no section %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/grid_places.py</name>
    <message>
        <source>row %1 is folded away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/grid_shape.py</name>
    <message>
        <source>a grid has at least one row and one column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the aspect is a positive number, not %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sections of %1 rows do not make up %2 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a section has more columns than the grid's %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each section has a title of its own</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/grid_view.py</name>
    <message>
        <source>Unfold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, muted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/heads_panel.py</name>
    <message>
        <source>Colour scale of the heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play through the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/grid/thumbs.py</name>
    <message>
        <source>a colour table is an array (256, 3) of uint8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 thumbnails for %2 columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a mask is an array of bool in the shape of its thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a thumbnail is a two-dimensional array of uint8</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
