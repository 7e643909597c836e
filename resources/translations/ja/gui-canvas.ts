<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/canvas/canvas_base.py</name>
    <message>
        <source>Drop to open</source>
        <translation>ドロップして開く</translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/figure_bars.py</name>
    <message>
        <source>Scroll sideways</source>
        <translation>横にスクロール</translation>
    </message>
    <message>
        <source>Scroll up and down</source>
        <translation>縦にスクロール</translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/figure_keys.py</name>
    <message>
        <source>Arrow keys go to the next word; plus and minus zoom, 0 shows all</source>
        <translation>矢印キーで次の単語へ。+ と − で拡大・縮小、0 で全体表示</translation>
    </message>
    <message>
        <source>%1; a drag moves the map, with Shift it marks what to zoom into</source>
        <translation>%L1。ドラッグでマップを移動、Shift+ドラッグで拡大する範囲を指定</translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/figure_view.py</name>
    <message>
        <source>Figure</source>
        <translation>図</translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/photo_style_bar.py</name>
    <message>
        <source>Overlay</source>
        <translation>重ね描き</translation>
    </message>
    <message>
        <source>Spotlight</source>
        <translation>スポットライト</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>マップ</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>なめらか</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>パッチ</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>後</translation>
    </message>
    <message>
        <source>Style of the map</source>
        <translation>マップの表示</translation>
    </message>
    <message>
        <source>Smooth or raw patches</source>
        <translation>なめらか、またはパッチのまま</translation>
    </message>
    <message>
        <source>Side of the gate</source>
        <translation>ゲートの前後</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Colours over the photo (1)</source>
        <translation>写真に色を重ねる（1）</translation>
    </message>
    <message>
        <source>Darken what is not attended (2)</source>
        <translation>見ていない所を暗くする（2）</translation>
    </message>
    <message>
        <source>The values alone (3)</source>
        <translation>値だけを表示（3）</translation>
    </message>
    <message>
        <source>Bicubic between the patches, for looking (S)</source>
        <translation>パッチの間を双三次補間（見やすさのため）（S）</translation>
    </message>
    <message>
        <source>One square a patch, as computed (S)</source>
        <translation>1 パッチを 1 つの四角に、計算されたまま（S）</translation>
    </message>
    <message>
        <source>Activations before the gate (G)</source>
        <translation>ゲートの前の活性（G）</translation>
    </message>
    <message>
        <source>Activations multiplied by the gate (G)</source>
        <translation>ゲートを掛けた活性（G）</translation>
    </message>
    <message>
        <source>Before and after beside each other (G)</source>
        <translation>ゲートの前と後を並べる（G）</translation>
    </message>
    <message>
        <source>Opacity of the overlay ([ and ])</source>
        <translation>重ねる色の不透明度（[ と ]）</translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/picture_paint.py</name>
    <message>
        <source>after, × %1</source>
        <translation>後、× %1</translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/picture_view.py</name>
    <message>
        <source>A click asks; Ctrl wheel, plus and minus zoom, a drag then moves the picture, 0 shows all; M masks what lies under the mouse, a drag with Shift a region</source>
        <translation>クリックでクエリに。Ctrl+ホイール、+ と − で拡大、ドラッグで移動、0 で全体表示。M でマウスの下を、Shift+ドラッグで範囲をマスク</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>図</translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/style_bar.py</name>
    <message>
        <source>Colour map</source>
        <translation>カラーマップ</translation>
    </message>
    <message>
        <source>Colour map (C)</source>
        <translation>カラーマップ（C）</translation>
    </message>
    <message>
        <source>Picture only</source>
        <translation>図だけを表示</translation>
    </message>
    <message>
        <source>Show the panels</source>
        <translation>パネルを表示</translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/text_canvas.py</name>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Ctrl ← →</source>
        <translation>Ctrl ← →</translation>
    </message>
    <message>
        <source>next word</source>
        <translation>次の単語</translation>
    </message>
</context>
<context>
    <name>explorer/gui/canvas/text_style_bar.py</name>
    <message>
        <source>Matrix</source>
        <translation>行列</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>線</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Every word against every word, with the values (1)</source>
        <translation>すべての単語どうしを値とともに（1）</translation>
    </message>
    <message>
        <source>Two rows of words, joined by lines as thick as the attention (2)</source>
        <translation>2 列の単語を、アテンションの太さの線で結ぶ（2）</translation>
    </message>
    <message>
        <source>The sentence, shaded by what the chosen word attends to (3)</source>
        <translation>選んだ単語が見るところで文に濃淡を付ける（3）</translation>
    </message>
    <message>
        <source>One step as a drawing: scores, softmax, context, next word (4)</source>
        <translation>1 ステップを図で：スコア、softmax、文脈、次の単語（4）</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>単語</translation>
    </message>
    <message>
        <source>Subwords</source>
        <translation>サブワード</translation>
    </message>
    <message>
        <source>View of the attention</source>
        <translation>アテンションの表示</translation>
    </message>
    <message>
        <source>Words or subwords</source>
        <translation>単語かサブワードか</translation>
    </message>
    <message>
        <source>What is shown of a tile of tokens</source>
        <translation>トークンのタイルで示す値</translation>
    </message>
    <message>
        <source>Special tokens</source>
        <translation>特殊トークン</translation>
    </message>
    <message>
        <source>Renormalise</source>
        <translation>正規化し直す</translation>
    </message>
    <message>
        <source>The tokens of a word as one (W): their attention as keys is summed, as queries averaged, %1</source>
        <translation>単語のトークンを 1 つに（W）：キーとしての重みは合計、クエリとしては平均、%L1</translation>
    </message>
    <message>
        <source>One row and column a token, as computed (W)</source>
        <translation>1 トークンを 1 行 1 列に、計算されたまま（W）</translation>
    </message>
    <message>
        <source>Of a tile of tokens the mean of its weights is shown (W)</source>
        <translation>タイルの重みの平均を表示（W）</translation>
    </message>
    <message>
        <source>Of a tile of tokens the largest of its weights is shown (W)</source>
        <translation>タイルの重みの最大値を表示（W）</translation>
    </message>
    <message>
        <source>Show tokens that are no part of the text, as &lt;/s&gt; (T)</source>
        <translation>&lt;/s&gt; のような、テキストの一部でないトークンを表示（T）</translation>
    </message>
    <message>
        <source>special tokens</source>
        <translation>特殊トークン</translation>
    </message>
    <message>
        <source>Make what is shown of each row sum to 1 again, without the hidden tokens (N)</source>
        <translation>隠したトークンを除き、各行の合計をもう一度 1 にする（N）</translation>
    </message>
</context>
</TS>
