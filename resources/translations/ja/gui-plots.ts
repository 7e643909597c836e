<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/plots/color_bar.py</name>
    <message>
        <source>Drag an end to set the levels, or click its number to type it. ← → move the upper end, with Shift the lower; L keeps them for other models, Del resets them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep these levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels of the scale again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a colour table is (256, 3), not %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, kept for other models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A uniform map would be %1 everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let other models have their own levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for other models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the upper level…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the lower level…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep these levels for other models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/plots/gate_bars.py</name>
    <message>
        <source>most active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>least active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers most here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gates and activity are two arrays of one length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is one answer a channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>· held at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>· %1 at that place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channel %1 · gate %2 · %3%4%5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channel 0</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/plots/gate_layout.py</name>
    <message>
        <source>channels are sorted by %1, not %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/plots/gate_strip.py</name>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most open channel first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel with the strongest feature map first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel first that answers most at the place that was clicked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/plots/hold_menu.py</name>
    <message>
        <source>Hold at 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the channel goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold at 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel goes on as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value that %1 is held at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a value and press Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the model decide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/plots/level_edit.py</name>
    <message>
        <source>Type a number, as 0.02</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
