<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/browser/browsing.py</name>
    <message>
        <source>The list ends here (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asking %1 …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/browser/columns.py</name>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/browser/model_list.py</name>
    <message>
        <source>in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recently used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/browser/panel.py</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search models, or type a name as timm:NAME, hf:ID or a path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untrained (random weights)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The architecture alone, with random weights: needs no download, and its maps mean nothing but for comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model from a file or a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file: weights, a Keras model, a plug-in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder: a Hugging Face model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is named so. Fewer words find more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/browser/search.py</name>
    <message>
        <source>%1 (untrained)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(untrained)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
