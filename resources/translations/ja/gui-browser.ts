<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/browser/browsing.py</name>
    <message>
        <source>asking %1 …</source>
        <translation>%L1 に問い合わせ中…</translation>
    </message>
    <message>
        <source>The list ends here (%1)</source>
        <translation>一覧はここまでです（%1）</translation>
    </message>
</context>
<context>
    <name>explorer/gui/browser/columns.py</name>
    <message>
        <source>Source</source>
        <translation>出所</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>表示内容</translation>
    </message>
</context>
<context>
    <name>explorer/gui/browser/model_list.py</name>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>recently used</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>%L1用</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
</context>
<context>
    <name>explorer/gui/browser/panel.py</name>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>モデルを検索</translation>
    </message>
    <message>
        <source>Search models, or type a name as timm:NAME, hf:ID or a path</source>
        <translation>モデルを検索、または timm:名前、hf:ID、パスを入力</translation>
    </message>
    <message>
        <source>What the model takes</source>
        <translation>モデルの入力</translation>
    </message>
    <message>
        <source>Untrained (random weights)</source>
        <translation>未訓練（乱数の重み）</translation>
    </message>
    <message>
        <source>The architecture alone, with random weights: needs no download, and its maps mean nothing but for comparison</source>
        <translation>構造だけで、重みは乱数です。ダウンロード不要。マップは比較のほかに意味を持ちません</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>Open a model from a file or a folder</source>
        <translation>ファイルかフォルダからモデルを開く</translation>
    </message>
    <message>
        <source>A file: weights, a Keras model, a plug-in…</source>
        <translation>ファイル：重み、Keras モデル、プラグイン…</translation>
    </message>
    <message>
        <source>A folder: a Hugging Face model…</source>
        <translation>フォルダ：Hugging Face のモデル…</translation>
    </message>
    <message>
        <source>%1 of %2 models</source>
        <translation>%2 個中 %1 個のモデル</translation>
    </message>
    <message>
        <source>No model has such a name. Try fewer words.</source>
        <translation>その名前のモデルはありません。語を減らしてみてください。</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>モデルはまだありません</translation>
    </message>
</context>
<context>
    <name>explorer/gui/browser/placing_panel.py</name>
    <message>
        <source>Weights of large models</source>
        <translation>大きなモデルの重み</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>One device</source>
        <translation>1台のデバイス</translation>
    </message>
    <message>
        <source>GPUs, memory, disk</source>
        <translation>GPU、メモリ、ディスク</translation>
    </message>
    <message>
        <source>Load it so</source>
        <translation>こう読み込む</translation>
    </message>
    <message>
        <source>This model</source>
        <translation>このモデル</translation>
    </message>
    <message>
        <source>%1 is always in float32 on one device: this is for texts of Hugging Face.</source>
        <translation>%L1は常にfloat32で1台のデバイスに置かれます：これはHugging Faceのテキストのモデルのためのものです。</translation>
    </message>
    <message>
        <source>How large %1 is, is not known; %2 GB are free.</source>
        <translation>%1の大きさはわかりません。空きは%2 GBです。</translation>
    </message>
    <message>
        <source>%1 takes %2 GB as %3, %4 GB are free.</source>
        <translation>%1は%3で%2 GBを使います。空きは%4 GBです。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/browser/search.py</name>
    <message>
        <source>%1 (untrained)</source>
        <translation>%1（未訓練）</translation>
    </message>
    <message>
        <source>(untrained)</source>
        <translation>（未訓練）</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
</context>
</TS>
