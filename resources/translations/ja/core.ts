<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/core/checks.py</name>
    <message>
        <source>%1: not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: error %2, allowed %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/colormaps.py</name>
    <message>
        <source>Inferno</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, reversed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colour-blind safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>greyscale safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No colour map is called %1. Choose from %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/inputs.py</name>
    <message>
        <source>and</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/intervention.py</name>
    <message>
        <source>The numbers %1 go from the smaller to the larger one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gates are held as LAYER.CHANNEL=VALUE, as 3.12=0, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gates are held as LAYER.CHANNEL=VALUE, as 3.12=0 or 2.*=1, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which gates are to be held? Name them as 3.12=0 or 2.*=1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gate is held at a number, as 0 or 0.5, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks are blocked as QUERIES&gt;KEYS, as 3-5&gt;0 or dog&gt;cat+the, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no token %1: tokens go from 0 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no token %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No word reads %1: there are %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No patch has its middle in the box %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches are named as cls, ROW,COL, a number, or X0,Y0,X1,Y1, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A box is four shares, as 0.2,0.1,0.8,0.9, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no patch of the photo: name one as ROW,COL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the region lies in what the model sees of the photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer %1 is a spatial gate, which is held as a whole: name it %2.*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has heads and no gate: mute them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no channel %1 in layer %2: channels go from 0 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 boxes of the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1layers %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the %1 attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no site named %1. The first is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers go from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no layer %1 to be muted: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no %1 attention whose looks could be blocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no tokens that look at each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its layers attend on different grids: name one, as 0&gt;1@5.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/attribution.py</name>
    <message>
        <source>scale of this map alone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/heatmap.py</name>
    <message>
        <source>attention weight of one patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size of the activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate of one position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weight of one point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points of %1 heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activations %1 the channel gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spatial gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weights of points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/levels.py</name>
    <message>
        <source>levels set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The levels must be numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The levels go from 0 upwards, since no map has values below it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upper level must lie above the lower one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels are two numbers, as 0:0.02, not %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shared by the means of all %1 layers, special and first tokens left aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these %1s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shared by the %1 heads of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale of %1%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, same before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shared by all %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/long/long_line.py</name>
    <message>
        <source>attention weight, the row sums to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weight, the row sums to %1, the rest goes to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale of this passage</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/long/pooled_map.py</name>
    <message>
        <source>A picture of %1 × %2 values shows nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no region of %2 tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no head %1: heads go from 0 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/matrix.py</name>
    <message>
        <source>attention weight, each row sums to at most 1, the rest goes to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 attention weight of %2 × %3 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale of this picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/matrix_words.py</name>
    <message>
        <source>largest attention weight of the heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, without %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weight, without %1; the rest of each row sums to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weight, special tokens hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weight among the tokens shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weight, each row sums to at most 1, the rest goes to %1 (%2 of the row that asks)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention weight, each row sums to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token%1 %2%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>summed over the tokens of a key word, averaged over those of a query word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>special tokens hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some keys left out and the rest renormalised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masked self-attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, layer%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>head %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1head %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/steps.py</name>
    <message>
        <source>There are no steps to show: the scores of this model are not q·k alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inner product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inner product by the root of its length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inner product times the model's own scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the model has it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/summary.py</name>
    <message>
        <source>Photo seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole, between bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open gates, &gt; 0.5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strongest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, rank %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 → no point here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>position %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of layer %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strongest head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channel %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/map/text_summary.py</name>
    <message>
        <source>masked everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hidden tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the query may not look there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strongest tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest of heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/mute.py</name>
    <message>
        <source>A head to be muted is a number from 0, or "*", not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A muted head gives %1, not %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads are muted as LAYER.HEAD, as 5.3 or 7.*, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which heads are to be muted? Name them as 5.3 or 7.*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is to be masked? Name a patch, a box, a token or a word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a channel gate, which has no heads to be muted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no head %1 in layer %2: heads go from 0 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no photo of which a part could be masked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is masked are tokens of another text: mask those of this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MuteError</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MuteMode</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/novelty.py</name>
    <message>
        <source>Novelty: shapes that do not fit together: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/numbers.py</name>
    <message>
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/photo_output.py</name>
    <message>
        <source>A depth for every pixel, from %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No segment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 segment%2: %3%4.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/photo_region.py</name>
    <message>
        <source>the mask%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the box%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 boxes%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/selection.py</name>
    <message>
        <source>The current cell %1 is not among the chosen ones.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/selector.py</name>
    <message>
        <source>channel gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spatial gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer %1 of %2 has no attention; these have: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no layer %1: layers go from %2 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no site named %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no %2: leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no %2, only %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A head is a number, mean or max, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no %1 %2 in layer %3: %4s go from 0 to %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose those with the site channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave the side of the gate out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer %1 of %2 is no channel gate, so that nothing lies before it: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only tokens of a text can be left out of the columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a text of more than %1 tokens none can be left out: it is shown in tiles. Shorten it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tokens are left out: nothing would be left to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of a map are for texts of more than %1 tokens, whose maps are shown in tiles: leave queries and keys out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 %2 are no part of %3 tokens: give the first and the one after the last, as 0:%4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A query is cls, ROW,COL or a token number, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has gates, which nobody queries: leave the query out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer %1 has no CLS that asks: give ROW,COL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no %1 %2: %3s go from 0 to %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has found no object named %2, but %3. A query is one of these, a number, or ROW,COL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no cell %1, %2: rows go from 0 to %3, columns from 0 to %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row reads %1: there are %2%3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/attention.py</name>
    <message>
        <source>masked self-attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>soft attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention to points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A diagonal of %1 hides every key from query 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key &lt;= query + %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>|key - query| &lt;= %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, or one of both is among %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/axes.py</name>
    <message>
        <source>whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>object %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no patch %1, %2, but %3 alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no patch %1, %2: rows go from 0 to %3, columns from 0 to %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patch %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/object_queries.py</name>
    <message>
        <source>%1, %2 (object %3)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/operands.py</name>
    <message>
        <source>This run kept the map alone: what its scores came from is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run kept no values: what the weights multiply is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This query has scores from products of its own, of which the run kept the scores.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/point_axes.py</name>
    <message>
        <source>There is no position %1, %2: rows go from 0 to %3, columns from 0 to %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>position %1, %2 of %3 × %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>point %1 on %2 × %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 point%2 on %3%4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/sites/points.py</name>
    <message>
        <source>%1head %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/text.py</name>
    <message>
        <source>drawn, temperature %1, top-p %2, seed %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beam of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/core/trace.py</name>
    <message>
        <source>Best guess %1, below the %2 threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlike the photos it was trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was given no photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not among the tokens of a text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
