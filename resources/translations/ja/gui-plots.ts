<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/plots/color_bar.py</name>
    <message>
        <source>Drag an end to set the levels, or click its number to type it. ← → move the upper end, with Shift the lower; L keeps them for other models, Del resets them</source>
        <translation>端をドラッグしてレベルを決めるか、数をクリックして入力します。← → で上端、Shift を押すと下端が動きます。L でほかのモデルにも使い、Del で元に戻します</translation>
    </message>
    <message>
        <source>Colour scale</source>
        <translation>カラーバー</translation>
    </message>
    <message>
        <source>Keep these levels</source>
        <translation>このレベルを保つ</translation>
    </message>
    <message>
        <source>Levels of the scale again</source>
        <translation>元のレベルに戻す</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>a colour table is (256, 3), not %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>, kept for other models</source>
        <translation>ほかのモデルにも使用</translation>
    </message>
    <message>
        <source>A uniform map would be %1 everywhere.</source>
        <translation>一様なマップなら、どこも %1 です。</translation>
    </message>
    <message>
        <source>Let other models have their own levels</source>
        <translation>ほかのモデルには固有のレベルを使う</translation>
    </message>
    <message>
        <source>Keep these levels for other models</source>
        <translation>このレベルをほかのモデルにも使う</translation>
    </message>
    <message>
        <source>Upper level</source>
        <translation>上のレベル</translation>
    </message>
    <message>
        <source>Lower level</source>
        <translation>下のレベル</translation>
    </message>
    <message>
        <source>Type the upper level…</source>
        <translation>上のレベルを入力…</translation>
    </message>
    <message>
        <source>Type the lower level…</source>
        <translation>下のレベルを入力…</translation>
    </message>
</context>
<context>
    <name>explorer/gui/plots/gate_bars.py</name>
    <message>
        <source>most active</source>
        <translation>最も活発</translation>
    </message>
    <message>
        <source>least active</source>
        <translation>最も不活発</translation>
    </message>
    <message>
        <source>answers most here</source>
        <translation>ここで最も応答</translation>
    </message>
    <message>
        <source>gates and activity are two arrays of one length</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>there is one answer a channel</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>rank %1 of %2</source>
        <translation>%2 個中 %1 位</translation>
    </message>
    <message>
        <source>· held at %1</source>
        <translation>· %1 に固定</translation>
    </message>
    <message>
        <source>· %1 at that place</source>
        <translation>· その場所で %1</translation>
    </message>
    <message>
        <source>channel %1 · gate %2 · %3%4%5</source>
        <translation>チャネル %1 · ゲート %2 · %L3%L4%L5</translation>
    </message>
    <message>
        <source>channel 0</source>
        <translation>チャネル 0</translation>
    </message>
</context>
<context>
    <name>explorer/gui/plots/gate_layout.py</name>
    <message>
        <source>channels are sorted by %1, not %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/plots/gate_strip.py</name>
    <message>
        <source>Index</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活性</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>ここ</translation>
    </message>
    <message>
        <source>Most open channel first</source>
        <translation>最も開いたチャネルから</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>番号順</translation>
    </message>
    <message>
        <source>Channel with the strongest feature map first</source>
        <translation>特徴マップの最も強いチャネルから</translation>
    </message>
    <message>
        <source>Channel first that answers most at the place that was clicked</source>
        <translation>クリックした場所で最も応答するチャネルから</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>並べ替え</translation>
    </message>
    <message>
        <source>Hold at 0</source>
        <translation>0 に固定</translation>
    </message>
    <message>
        <source>Nothing of the channel goes on</source>
        <translation>チャネルを何も通しません</translation>
    </message>
    <message>
        <source>Hold at 1</source>
        <translation>1 に固定</translation>
    </message>
    <message>
        <source>The channel goes on as it is</source>
        <translation>チャネルをそのまま通します</translation>
    </message>
    <message>
        <source>Value that %1 is held at</source>
        <translation>%L1を固定する値</translation>
    </message>
    <message>
        <source>Type a value and press Enter</source>
        <translation>値を入力して Enter を押します</translation>
    </message>
    <message>
        <source>Hold at</source>
        <translation>固定値</translation>
    </message>
    <message>
        <source>Let the model decide</source>
        <translation>モデルに任せる</translation>
    </message>
</context>
<context>
    <name>explorer/gui/plots/level_edit.py</name>
    <message>
        <source>Type a number, as 0.02</source>
        <translation>0.02 のように数を入力します</translation>
    </message>
</context>
</TS>
