<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/figure_panel/choices.py</name>
    <message>
        <source>Paper, 1 column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One column of a journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper, 2 columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole width of a journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide 16:9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A slide, as large as the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>so many pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture alone, in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>so many mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A page of a width of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own size…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/page.py</name>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As large as it is printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pixel of the file for a pixel of the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greyscale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As a black-and-white printer gives it; the file keeps its colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rulers in mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture of pixels has no size in mm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/page_view.py</name>
    <message>
        <source>Ruler across, mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ruler down, mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview of the figure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/panel.py</name>
    <message>
        <source>WebP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>White</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a page of a size in mm: choose a paper, a slide or an own size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the figure panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the figure is of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The animation goes through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which maps are files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dpi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels an inch, kept in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longer edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longer edge of the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a picture is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole width, as printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the labels, as printed; 6 pt at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above the figure; with fields in braces, as {site}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below the figure; with fields in braces, as {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a field into the caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a field into the caption: it is filled in when drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Query's mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panel letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colour bar with its numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The numbers of layers and heads on a contact sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ring around the patch that asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a, b, c at pictures that stand beside each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the figure as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl Shift S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title and bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over a photo alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where pictures stand beside each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures alone are copied: this view, a sheet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/panels.py</name>
    <message>
        <source>figure page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/saved_line.py</name>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
