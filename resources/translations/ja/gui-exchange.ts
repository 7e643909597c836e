<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/exchange/opening.py</name>
    <message>
        <source>The clipboard holds no picture and no text. Copy one and try again.</source>
        <translation>クリップボードに画像もテキストもありません。コピーしてからもう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/exchange/saving.py</name>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 画像 (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG 図 (*.svg)</translation>
    </message>
    <message>
        <source>PDF page (*.pdf)</source>
        <translation>PDF ページ (*.pdf)</translation>
    </message>
    <message>
        <source>GIF animation (*.gif)</source>
        <translation>GIF アニメーション (*.gif)</translation>
    </message>
    <message>
        <source>APNG animation (*.apng)</source>
        <translation>APNG アニメーション (*.apng)</translation>
    </message>
    <message>
        <source>WebP animation (*.webp)</source>
        <translation>WebP アニメーション (*.webp)</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npz)</source>
        <translation>NumPy 配列 (*.npz)</translation>
    </message>
    <message>
        <source>Table of values (*.csv)</source>
        <translation>値の表 (*.csv)</translation>
    </message>
    <message>
        <source>Tensors (*.safetensors)</source>
        <translation>テンソル (*.safetensors)</translation>
    </message>
    <message>
        <source>%1.maps</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Run (*.axt)</source>
        <translation>実行結果 (*.axt)</translation>
    </message>
    <message>
        <source>%1.axs</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Session (*.axs)</source>
        <translation>セッション (*.axs)</translation>
    </message>
    <message>
        <source>Copied what is written</source>
        <translation>書かれた文をコピーしました</translation>
    </message>
    <message>
        <source>The map is still being sharpened. Drag it again when that is done.</source>
        <translation>マップを精細化している最中です。終わってからもう一度ドラッグしてください。</translation>
    </message>
    <message>
        <source>Another export is still running. Wait for it or cancel it.</source>
        <translation>別の書き出しを実行中です。終わるのを待つか、取り消してください。</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 pictures</source>
        <translation>%2 枚中 %1 枚で停止しました</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>残り %L1</translation>
    </message>
    <message>
        <source>Exporting %1 pictures%2</source>
        <translation>%1 枚を書き出し中%L2</translation>
    </message>
    <message>
        <source>Saving the figure</source>
        <translation>図を保存中</translation>
    </message>
    <message>
        <source>%1 pictures in</source>
        <translation>%1 枚：</translation>
    </message>
    <message>
        <source>Saved %1%2</source>
        <translation>保存しました：%1%2</translation>
    </message>
    <message>
        <source>Copied the picture</source>
        <translation>画像をコピーしました</translation>
    </message>
    <message>
        <source>The picture was not made (%1). Try another format or size.</source>
        <translation>図を作れませんでした（%L1）。別の形式か大きさをお試しください。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/exchange/side_windows.py</name>
    <message>
        <source>Batch of %1%2</source>
        <translation>%1 件の一括処理%L2</translation>
    </message>
    <message>
        <source>Batch: %1</source>
        <translation>一括処理：%L1</translation>
    </message>
</context>
</TS>
