<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/batch/cluster.py</name>
    <message>
        <source>The same command goes on where it stopped.</source>
        <translation>同じコマンドで続きから再開できます。</translation>
    </message>
    <message>
        <source>%1 workers died over this batch, for want of memory perhaps.</source>
        <translation>この一括処理で %1 個のワーカーが落ちました。メモリ不足かもしれません。</translation>
    </message>
</context>
<context>
    <name>explorer/batch/dask_client.py</name>
    <message>
        <source>The connection to the cluster was lost.</source>
        <translation>クラスタとの接続が切れました。</translation>
    </message>
    <message>
        <source>No scheduler answers at %1 (%2). Start one with: dask scheduler.</source>
        <translation>%1 でスケジューラが応答しません（%2）。dask scheduler で起動してください。</translation>
    </message>
    <message>
        <source>The scheduler at %1 has no workers. Start one with: dask worker %2.</source>
        <translation>%1 のスケジューラにワーカーがいません。dask worker %2 で起動してください。</translation>
    </message>
    <message>
        <source>it closed the connection</source>
        <translation>接続が閉じられました</translation>
    </message>
    <message>
        <source>Work on several processes or machines</source>
        <translation>複数のプロセスやコンピュータでの作業</translation>
    </message>
</context>
<context>
    <name>explorer/batch/frames.py</name>
    <message>
        <source>%1 is a single picture: give a GIF, APNG or WebP of several frames, or several photos.</source>
        <translation>%1 は 1 枚の画像です。複数コマの GIF、APNG、WebP か、複数の写真を渡してください。</translation>
    </message>
    <message>
        <source>That</source>
        <translation>それ</translation>
    </message>
    <message>
        <source>An animation has at most %1 pictures, and these are more.</source>
        <translation>アニメーションは最大 %1 枚で、これはそれを超えています。</translation>
    </message>
</context>
<context>
    <name>explorer/batch/listing.py</name>
    <message>
        <source>There is no photo to read: name one, or a folder of photos.</source>
        <translation>読む写真がありません。写真かそのフォルダを指定してください。</translation>
    </message>
    <message>
        <source>There is no text to read: give --text "…", or a text file.</source>
        <translation>読むテキストがありません。--text "…" かテキストファイルを指定してください。</translation>
    </message>
    <message>
        <source>The folder %1 holds no pictures.</source>
        <translation>フォルダ %1 に画像がありません。</translation>
    </message>
    <message>
        <source>The folder %1 holds no texts.</source>
        <translation>フォルダ %1 にテキストがありません。</translation>
    </message>
</context>
<context>
    <name>explorer/batch/local.py</name>
    <message>
        <source>batch reader</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>batch writer</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/batch/manifest.py</name>
    <message>
        <source>%1 of that folder was not written by this program, and is left as it is. Choose another folder, or move that file.</source>
        <translation>そのフォルダーの %1 はこのプログラムが書いたものではないため、そのまま残します。別のフォルダーを選ぶか、そのファイルを移動してください。</translation>
    </message>
    <message>
        <source>unknown error</source>
        <translation>不明なエラー</translation>
    </message>
    <message>
        <source>%1 was not written (%2). Free some space or choose another folder; the same command then goes on.</source>
        <translation>%1 を書き込めませんでした（%2）。空きを増やすか、別のフォルダにしてください。同じコマンドで続きから再開します。</translation>
    </message>
</context>
<context>
    <name>explorer/batch/place.py</name>
    <message>
        <source>Certificates are for an address that begins with tls://. Change it, or leave them out.</source>
        <translation>証明書は tls:// で始まるアドレスのものです。アドレスを変えるか、証明書を外してください。</translation>
    </message>
    <message>
        <source>The certificate %1 was not found. Name its file.</source>
        <translation>証明書 %1 が見つかりません。ファイルを指定してください。</translation>
    </message>
</context>
<context>
    <name>explorer/batch/remote.py</name>
    <message>
        <source>%1 worker%2</source>
        <translation>ワーカー %1</translation>
    </message>
    <message>
        <source>Running at %1</source>
        <translation>%1 で実行しています</translation>
    </message>
    <message>
        <source>Loading %1 at %2</source>
        <translation>%2 で %1 を読み込んでいます</translation>
    </message>
    <message>
        <source>%1 Run it again.</source>
        <translation>%L1もう一度実行してください。</translation>
    </message>
    <message>
        <source>%1 workers died over this run, for want of memory perhaps. Choose a smaller model or input.</source>
        <translation>この実行で %1 個のワーカーが落ちました。メモリ不足かもしれません。小さいモデルか入力にしてください。</translation>
    </message>
    <message>
        <source>This run holds %1 GB of queries and keys, more than the %2 GB that come back over the network. Shorten the input, or have its pictures made there: Batch… with the same cluster.</source>
        <translation>この実行結果のクエリとキーは %1 GB あり、ネットワークで戻せる %2 GB を超えます。入力を短くするか、図を向こうで作ってください：同じクラスタで「一括処理…」。</translation>
    </message>
    <message>
        <source>%1 is on the cluster, and not on this machine. Run on the cluster, or choose another model.</source>
        <translation>%1 はクラスタにあり、このコンピュータにはありません。クラスタで実行するか、別のモデルを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/batch/run.py</name>
    <message>
        <source>%1 is to be read. Write to another name or folder.</source>
        <translation>%1 は入力です。別の名前かフォルダに書き込んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/batch/worker.py</name>
    <message>
        <source>%1.axt</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The maps are not what the model computed</source>
        <translation>マップはモデルが計算したものと違います</translation>
    </message>
    <message>
        <source>It is not proved that the maps are what the model computed</source>
        <translation>マップがモデルの計算どおりとは確かめられていません</translation>
    </message>
    <message>
        <source>%1 (%2). The files say so.</source>
        <translation>%L1（%L2）。ファイルにもそう書かれます。</translation>
    </message>
    <message>
        <source>nothing was checked</source>
        <translation>何も検査していません</translation>
    </message>
    <message>
        <source>Not known to %1: %2</source>
        <translation>%1 が知らないもの：%2</translation>
    </message>
    <message>
        <source>Goes on: %1</source>
        <translation>続きから：%1</translation>
    </message>
</context>
</TS>
