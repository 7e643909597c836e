<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/window/actions.py</name>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a picture or a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+V</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the last figure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the figure…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Alt+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every head on one page…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every map as a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the explanation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on a cluster…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the whole run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions keep their runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest of the heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask why: relevance and other methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute heads, close a channel, mask what is pointed at; or undo it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block the look that is pointed at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute all others of the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute what sounds, let sound what is muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the model as it is: nothing muted or masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Alt+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the first query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the map: deletion and insertion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin the map, to compare with others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin this picture, for the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logit lens: what each layer would answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay · Matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spotlight · Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map · Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the decoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth or patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before, after, compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most closed channel, before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renormalise what is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out the first token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next colour map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input and model panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it sits in the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present the lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Station before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+/</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is this? (then click)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All documents, with search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a lecture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A lecture of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the program is built</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last errors…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check this installation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Attention Explorer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous or next station, while presenting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous or next head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous or next layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First or last layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer, with the mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head, with the mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into or out of the average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute several heads of the grid, or let them sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the box on the photo away; move it, size it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift ← →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask a patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the patch beside it, the next word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl ← → ↑ ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same layer, other kind of site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt ↑</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom into the picture or a matrix; all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom into a part of a long map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the first query, to what the model itself writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divider between before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour bar: move an end, type it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour bar: keep the levels for other models, reset them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/app.py</name>
    <message>
        <source>Something went wrong (%1).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/commands.py</name>
    <message>
        <source>Fast, 0.2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal, 0.4 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow, 1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the model was trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole photo, stretched to a square</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centre square of the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole photo with bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model itself writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo for the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playing through the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean or largest of a tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average all channels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/dialogs.py</name>
    <message>
        <source>Open a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (%1);;Sessions and runs (*.axs *.axt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts (*.txt *.md);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open boxes or a mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes and masks (*.json %1);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo or a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>*.safetensors *.pt *.pth *.keras *.py</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (%1);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder of a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/help.py</name>
    <message>
        <source>Opens a model, runs it on a photo or a text, and shows where it looks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version %1 · Python %2 · MIT licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fonts: Inter and JetBrains Mono (OFL). Icons: Lucide (ISC).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour maps: matplotlib (CC0), CET by Peter Kovesi (CC BY 4.0).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos and their authors are named beside each sample and in CREDITS.md.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/open_save.py</name>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF page (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GIF animation (*.gif)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>APNG animation (*.apng)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebP animation (*.webp)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NumPy arrays (*.npz)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of values (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensors (*.safetensors)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clipboard holds no picture and no text. Copy one and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run (*.axt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.axs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session (*.axs)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied what is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map is still being sharpened. Drag it again when that is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch of %1%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another export is still running. Wait for it or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting %1 pictures%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pictures in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture was not made (%1). Try another format or size.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/panel_list.py</name>
    <message>
        <source>left alone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/toolbar.py</name>
    <message>
        <source>Input and model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl V</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings and shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a picture, a text, or a file with one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a sample photo or sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device that the model runs on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the picture on screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untrained %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
