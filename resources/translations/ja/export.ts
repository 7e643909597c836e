<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/export/archive.py</name>
    <message>
        <source>%1 lacks %2: it is not whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged. Open another copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds more than can be read. It is not ours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not found. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 may not be read. Change its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged, or none of ours. Open another copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds more files than can be read. It is not ours.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/export/arrays.py</name>
    <message>
        <source>x and y of every point in pixels of the photo: see the array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see the array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>softmax over the keys of (query @ key.T * scale), where the mask allows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>query and key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the queries %1: see the array</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/export/figure_settings.py</name>
    <message>
        <source>{model}, {method} from {query}. {quantity}, {levels}. {smooth}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A page is 20 to 1,000 mm wide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The resolution goes from 50 to 1,200 dpi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text goes from %1 to 40 pt: smaller is not printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture of an animation is shown for 20 to 60,000 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A title or caption has at most 2,000 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A brace has no other half in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no field {%1}; there are %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/export/files.py</name>
    <message>
        <source>The disk is full: %1 was not saved. Free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is read-only: %2 was not saved. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a folder: %2 was not saved. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a pipe that nothing reads from. Start its reader first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a folder. Name a file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name %1… is too long. Choose a shorter one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not saved (%2). Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/export/provenance.py</name>
    <message>
        <source>PySide6-Essentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not say what made it. Open one that this program wrote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 says more of itself than can be read. It is not ours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is of a later version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is damaged, or was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What %1 says of how it was made %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not of the size that is said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo in this file is damaged. Open the photo itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of another version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a size that no picture has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a comparison has two sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cells that no model has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the opacity goes from 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/export/provenance_files.py</name>
    <message>
        <source>Provenance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;?xpacket begin="﻿" id="W5M0MpCehiHzreSzNTczkc9d"?&gt;
&lt;x:xmpmeta xmlns:x="adobe:ns:meta/"&gt;
&lt;rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"&gt;
&lt;rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"&gt;
&lt;dc:title&gt;&lt;rdf:Alt&gt;&lt;rdf:li xml:lang="x-default"&gt;%1&lt;/rdf:li&gt;&lt;/rdf:Alt&gt;&lt;/dc:title&gt;
&lt;dc:description&gt;&lt;rdf:Alt&gt;
&lt;rdf:li xml:lang="x-default"&gt;%2&lt;/rdf:li&gt;&lt;/rdf:Alt&gt;&lt;/dc:description&gt;
&lt;/rdf:Description&gt;&lt;/rdf:RDF&gt;&lt;/x:xmpmeta&gt;
&lt;?xpacket end="r"?&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a file. Choose a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too large to be a picture of ours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no PNG, SVG, PDF, GIF or WebP, and says nothing of itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/export/trace_file.py</name>
    <message>
        <source>%1 of %2 is of a kind that cannot be saved yet. Export its pictures or arrays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photos/%1.png</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs more memory than there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged, of a later version, or no saved run. Open another copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an output without a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segments of other numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of other sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words of other tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classes without names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sites of another input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers that there are not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a part that there is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a %1 has no form of its own in a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit its tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an array of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
