<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/figure_panel/choices.py</name>
    <message>
        <source>Paper, 1 column</source>
        <translation>論文、1 段</translation>
    </message>
    <message>
        <source>One column of a journal</source>
        <translation>論文誌の 1 段</translation>
    </message>
    <message>
        <source>Paper, 2 columns</source>
        <translation>論文、2 段</translation>
    </message>
    <message>
        <source>The whole width of a journal</source>
        <translation>論文誌の全幅</translation>
    </message>
    <message>
        <source>Slide 16:9</source>
        <translation>スライド 16:9</translation>
    </message>
    <message>
        <source>A slide, as large as the screen</source>
        <translation>スライド、画面いっぱい</translation>
    </message>
    <message>
        <source>so many pixels</source>
        <translation>画素数を指定</translation>
    </message>
    <message>
        <source>The picture alone, in pixels</source>
        <translation>図だけを画素で</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>任意の大きさ</translation>
    </message>
    <message>
        <source>so many mm</source>
        <translation>mm を指定</translation>
    </message>
    <message>
        <source>A page of a width of your own</source>
        <translation>幅を自分で決めたページ</translation>
    </message>
    <message>
        <source>Own size…</source>
        <translation>任意の大きさ…</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>ページ</translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/foot.py</name>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Ctrl S</source>
        <translation>Ctrl S</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the figure as a picture</source>
        <translation>図を画像としてコピー</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>セッションを保存</translation>
    </message>
    <message>
        <source>Ctrl Shift S</source>
        <translation>Ctrl Shift S</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>約 %1</translation>
    </message>
    <message>
        <source>Pictures alone are copied: this view, a sheet</source>
        <translation>コピーできるのは図だけ：この表示かシート</translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/page.py</name>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>Size of the preview</source>
        <translation>プレビューの大きさ</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>全体</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>実寸</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>画素</translation>
    </message>
    <message>
        <source>All of the page</source>
        <translation>ページ全体</translation>
    </message>
    <message>
        <source>As large as it is printed</source>
        <translation>印刷したときの大きさ</translation>
    </message>
    <message>
        <source>A pixel of the file for a pixel of the screen</source>
        <translation>ファイルの 1 画素を画面の 1 画素に</translation>
    </message>
    <message>
        <source>Greyscale</source>
        <translation>白黒</translation>
    </message>
    <message>
        <source>As a black-and-white printer gives it; the file keeps its colours</source>
        <translation>白黒プリンタでの見え方。ファイルの色はそのまま</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>定規</translation>
    </message>
    <message>
        <source>Rulers in mm</source>
        <translation>mm の定規</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>描画しています…</translation>
    </message>
    <message>
        <source>A picture of pixels has no size in mm</source>
        <translation>画素の図に mm の大きさはありません</translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/page_view.py</name>
    <message>
        <source>Ruler across, mm</source>
        <translation>横の定規、mm</translation>
    </message>
    <message>
        <source>Ruler down, mm</source>
        <translation>縦の定規、mm</translation>
    </message>
    <message>
        <source>Preview of the figure</source>
        <translation>図のプレビュー</translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/panel.py</name>
    <message>
        <source>WebP</source>
        <translation>WebP</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Of a page of a size in mm: choose a paper, a slide or an own size</source>
        <translation>大きさが mm のページのもの：論文、スライド、任意の大きさから選んでください</translation>
    </message>
    <message>
        <source>Close the figure panel</source>
        <translation>図のパネルを閉じる</translation>
    </message>
    <message>
        <source>Ctrl E</source>
        <translation>Ctrl E</translation>
    </message>
    <message>
        <source>What the figure is of</source>
        <translation>図にするもの</translation>
    </message>
    <message>
        <source>The animation goes through</source>
        <translation>アニメーションで進むもの</translation>
    </message>
    <message>
        <source>Which maps are files</source>
        <translation>ファイルにするマップ</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>1 インチあたりの点数</translation>
    </message>
    <message>
        <source>dpi</source>
        <translation>dpi</translation>
    </message>
    <message>
        <source>Pixels an inch, kept in the file</source>
        <translation>1 インチあたりの画素数、ファイルに記録</translation>
    </message>
    <message>
        <source>Longer edge</source>
        <translation>長辺</translation>
    </message>
    <message>
        <source>Longer edge of the picture</source>
        <translation>図の長辺</translation>
    </message>
    <message>
        <source>Time of a picture</source>
        <translation>1 枚の時間</translation>
    </message>
    <message>
        <source>How long a picture is shown</source>
        <translation>1 枚を表示する時間</translation>
    </message>
    <message>
        <source>Width of the page</source>
        <translation>ページの幅</translation>
    </message>
    <message>
        <source>The whole width, as printed</source>
        <translation>印刷時の全幅</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Of the labels, as printed; 6 pt at least</source>
        <translation>印刷時のラベルの大きさ、6 pt 以上</translation>
    </message>
    <message>
        <source>Above the figure; with fields in braces, as {site}</source>
        <translation>図の上に。{site} のような波括弧の項目も使えます</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>キャプション</translation>
    </message>
    <message>
        <source>Below the figure; with fields in braces, as {model}</source>
        <translation>図の下に。{model} のような波括弧の項目も使えます</translation>
    </message>
    <message>
        <source>Insert a field into the caption</source>
        <translation>キャプションに項目を入れる</translation>
    </message>
    <message>
        <source>Insert a field into the caption: it is filled in when drawn</source>
        <translation>キャプションに項目を入れます。描くときに中身に置き換わります</translation>
    </message>
    <message>
        <source>Colour bar</source>
        <translation>カラーバー</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>Query's mark</source>
        <translation>クエリの印</translation>
    </message>
    <message>
        <source>Panel letters</source>
        <translation>パネルの文字</translation>
    </message>
    <message>
        <source>The colour bar with its numbers</source>
        <translation>数値の付いたカラーバー</translation>
    </message>
    <message>
        <source>The numbers of layers and heads on a contact sheet</source>
        <translation>コンタクトシートの層とヘッドの番号</translation>
    </message>
    <message>
        <source>The ring around the patch that asks</source>
        <translation>クエリのパッチを囲む輪</translation>
    </message>
    <message>
        <source>a, b, c at pictures that stand beside each other</source>
        <translation>並んだ図の a、b、c</translation>
    </message>
    <message>
        <source>Title and bar</source>
        <translation>タイトルとバー</translation>
    </message>
    <message>
        <source>On a sheet</source>
        <translation>シートで</translation>
    </message>
    <message>
        <source>Over a photo alone</source>
        <translation>写真に重ねるときだけ</translation>
    </message>
    <message>
        <source>Where pictures stand beside each other</source>
        <translation>図を並べるとき</translation>
    </message>
</context>
<context>
    <name>explorer/gui/figure_panel/saved_line.py</name>
    <message>
        <source>Copy path</source>
        <translation>パスをコピー</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 を保存しました</translation>
    </message>
</context>
</TS>
