<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/figures/architecture/figure.py</name>
    <message>
        <source>%1 blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next word, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>K, V: what the encoder has made</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/architecture/layout.py</name>
    <message>
        <source>%1 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/architecture/site_box.py</name>
    <message>
        <source>masked self</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channel gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>softmax(Q Kᵀ) V</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>softmax(Q Kᵀ / √d) V</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/devices.py</name>
    <message>
        <source>Inter, 'Noto Sans', 'Noto Sans JP', 'Helvetica Neue', Arial, sans-serif</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>width="%1" height="%2"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Software</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention Explorer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/drawing.py</name>
    <message>
        <source>%1.%2layer%3.head%4.%5%6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>query%1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>query%1-%2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/explained_picture.py</name>
    <message>
        <source>%1: mistakes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/fonts.py</name>
    <message>
        <source>Inter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JetBrains Mono</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noto Sans JP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noto Sans JP Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No font of this system has %1: install one for the script, as fonts-noto has.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/lines/figure.py</name>
    <message>
        <source>looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2, %3 %4 · lines from %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, the %2 strongest in sight</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/long_picture.py</name>
    <message>
        <source>Steps draw one value a word, which a text of %1 tokens has no room for. Matrix shows all of it, Text the passage that the chosen word looks at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines join single words, at most %1 of them: this region has %2 × %3 tokens. Zoom into less of it in Matrix, or see one row in Text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/animation.py</name>
    <message>
        <source>Steps are those of a text that is written: go along layers or heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An animation has at most %1 pictures, and these are %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/comparison_page.py</name>
    <message>
        <source>a map over a photo needs one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/files.py</name>
    <message>
        <source>%1, and on through the %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The numbers of this are not written as %1: choose csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is one picture: it has no sheet, no maps and no animation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are written as %2, not %3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/head_sheet.py</name>
    <message>
        <source>most open channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one scale for %1 maps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/lens_page.py</name>
    <message>
        <source>rank of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/map_drawing.py</name>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/page.py</name>
    <message>
        <source>A page of %1 pixels is too large. Choose fewer dpi, or a smaller page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sheet, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps of a text this long are estimates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only every %1th head has its number, for want of room.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/parts_layout.py</name>
    <message>
        <source>A slide has no room for this at text of 6 pt. Choose a page of a paper, or an own size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of 6 pt needs a page %1 mm wide for this. Choose two columns, an own size, or another view.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/page/words.py</name>
    <message>
        <source>uniform = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature maps of the most open channels of every block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spatial gates of every block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention of every head to points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of every head and layer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/photo_picture.py</name>
    <message>
        <source>activations before | after the channel gate, split %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gives neither segments nor a depth: its maps alone can be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/picture.py</name>
    <message>
        <source>Text is drawn with graphics libraries that this system lacks (%1): install libegl1, libgl1 and libfontconfig1, or ask for photos without a legend or for arrays (--format npz), which need none.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/steps/figure.py</name>
    <message>
        <source>The steps come when the sentence is done.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/steps/notation.py</name>
    <message>
        <source>v · tanh(W %1 + U %2_j)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a_{h%1j} = softmax_j(e_{h%2j})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and values of all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a_{%1j} = softmax_j(e_{%2j})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder states</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/steps/panels.py</name>
    <message>
        <source>cells are means of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1, head %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1, mean of heads %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context vector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heads side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of the heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax of each head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after the rest of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next word</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/text_picture.py</name>
    <message>
        <source>What a method says has no steps: show it as matrix or text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/walk/figure.py</name>
    <message>
        <source>with the numbers of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with the numbers of channel %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at row %1, column %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>q, k of each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, their sum</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/walk/gate_table.py</name>
    <message>
        <source>0 to %1, largest %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/figures/walk/mistakes.py</name>
    <message>
        <source>%1 elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sums to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
