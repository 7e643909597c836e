<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/analysis/answer_input.py</name>
    <message>
        <source>%1
Choose one from the list (↓), or type another and press Enter; empty for the %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers to choose from (↓)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/area_table.py</name>
    <message>
        <source>Areas under the curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area under the curve, and how many of the random maps it beats.
Deletion: low is good. Insertion: high is good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area under the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deletion ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>insertion ↑</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: deletion %2 %3, insertion %4 %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/check_panel.py</name>
    <message>
        <source>What this map claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands where something is taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the map that is on screen now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deletion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insertion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the map lies inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any drag on the picture draws a box that the map is held against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read boxes or a mask from a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the box away (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is what it marks where you would look?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/compare/change_list.py</name>
    <message>
        <source>Places that differ most</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/compare/compare_page.py</name>
    <message>
        <source>What asks in B asks in A too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer and head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer and head of B are those of A too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All pictures are zoomed and moved together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A and B share this scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where A and B part, by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the mass that moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A, B and A − B; a click lights the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each layer lies from A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being worked out …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/compare/compare_side.py</name>
    <message>
        <source>not in both</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/compare/parting_plot.py</name>
    <message>
        <source>layer of A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1: %2 of the mean map moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most in head %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/curve_plot.py</name>
    <message>
        <source>area %1, random %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/head_list.py</name>
    <message>
        <source>Ranked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest or smallest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads, ranked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smallest first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/head_scatter.py</name>
    <message>
        <source>Heads over the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/heads_page.py</name>
    <message>
        <source>Heads at a glance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean over everything that asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What CLS, or the first token, looks at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean over many inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the heads of the input on screen alone again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour and rank by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show over the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show its map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean over a folder of photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean over a file of sentences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each head looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean distance, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No head chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>white: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drag to draw a box: mass in the box</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/matter_panel.py</name>
    <message>
        <source>Largest change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest change first, whether up or down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest fall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the answer rests on first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest rise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What speaks against the answer first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By layer and head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which heads matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+H</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer that is watched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over many inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask of the input on screen alone again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads, ranked by the change of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop; what is done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute each head in turn once more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/statistic_grid.py</name>
    <message>
        <source>Heads by a statistic</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/statistic_strips.py</name>
    <message>
        <source>Statistics of the chosen head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One line a head, the chosen one in the accent; a click colours by it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/lens_view.py</name>
    <message>
        <source>%1. The last layer says %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logit lens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/page_header.py</name>
    <message>
        <source>Back to the map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/panels.py</name>
    <message>
        <source>ranked heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right alone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/scale_bar.py</name>
    <message>
        <source>From %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
