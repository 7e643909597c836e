<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/canvas/canvas_base.py</name>
    <message>
        <source>Drop to open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/figure_bars.py</name>
    <message>
        <source>Scroll sideways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll up and down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/figure_keys.py</name>
    <message>
        <source>Arrow keys go to the next word; plus and minus zoom, 0 shows all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; a drag moves the map, with Shift it marks what to zoom into</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/figure_view.py</name>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/photo_style_bar.py</name>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spotlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth or raw patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of the gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours over the photo (1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darken what is not attended (2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values alone (3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bicubic between the patches, for looking (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One square a patch, as computed (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations before the gate (G)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations multiplied by the gate (G)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after beside each other (G)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of the overlay ([ and ])</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/picture_view.py</name>
    <message>
        <source>A click asks; Ctrl wheel, plus and minus zoom, a drag then moves the picture, 0 shows all; M masks what lies under the mouse, a drag with Shift a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after, × %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/style_bar.py</name>
    <message>
        <source>Colour map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour map (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the panels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/text_canvas.py</name>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl ← →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next word</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/text_style_bar.py</name>
    <message>
        <source>Matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every word against every word, with the values (1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two rows of words, joined by lines as thick as the attention (2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentence, shaded by what the chosen word attends to (3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step as a drawing: scores, softmax, context, next word (4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subwords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View of the attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words or subwords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown of a tile of tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Special tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renormalise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokens of a word as one (W): their attention as keys is summed, as queries averaged, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row and column a token, as computed (W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a tile of tokens the mean of its weights is shown (W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a tile of tokens the largest of its weights is shown (W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show tokens that are no part of the text, as &lt;/s&gt; (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>special tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make what is shown of each row sum to 1 again, without the hidden tokens (N)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
