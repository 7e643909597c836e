<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/runtime/devices.py</name>
    <message>
        <source>Cluster</source>
        <translation>クラスタ</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple の GPU</translation>
    </message>
    <message>
        <source>This computer has no %1 device. Choose %2.</source>
        <translation>このコンピュータにデバイス %1 はありません。%2 を選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/runtime/engine.py</name>
    <message>
        <source>Translating</source>
        <translation>翻訳中</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>執筆中</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>回答中</translation>
    </message>
    <message>
        <source>%1 ends with %2. Choose another model.</source>
        <translation>%1 は %2 で終了しました。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>The GPU ran out of memory.</source>
        <translation>GPU のメモリが足りなくなりました。</translation>
    </message>
    <message>
        <source>%1 This run used the CPU.</source>
        <translation>%L1この実行では CPU を使いました。</translation>
    </message>
    <message>
        <source>Looking for %1</source>
        <translation>%1 を探しています</translation>
    </message>
    <message>
        <source>%1 is for %2, not %3. Choose another model.</source>
        <translation>%1 は%L2のモデルで、%L3には使えません。別のモデルを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/runtime/installation.py</name>
    <message>
        <source>Send this with a report, the steps that led to the error, and the log of errors named above. None of them holds a text, a photo or the name of a file of yours.</source>
        <translation>報告には、これと、エラーに至った手順、上に示したエラーのログを添えてください。どれにも、あなたのテキスト、写真、ファイル名は含まれません。</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>フォント</translation>
    </message>
    <message>
        <source>No model came along. Install the program again.</source>
        <translation>同梱のモデルがありません。プログラムをインストールし直してください。</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>ライブラリ</translation>
    </message>
    <message>
        <source>%1 is missing. Install the program again.</source>
        <translation>%1 がありません。プログラムをインストールし直してください。</translation>
    </message>
    <message>
        <source>%1 of %2 GB free</source>
        <translation>%2 GB 中 %1 GB が空き</translation>
    </message>
    <message>
        <source>torch cannot be used (%1). Install it again.</source>
        <translation>torch を使えません（%1）。インストールし直してください。</translation>
    </message>
    <message>
        <source>Log of errors</source>
        <translation>エラーのログ</translation>
    </message>
    <message>
        <source>Counted layers and heads</source>
        <translation>数えた層とヘッド</translation>
    </message>
    <message>
        <source>Last test of the models</source>
        <translation>モデルの最後のテスト</translation>
    </message>
    <message>
        <source>Models of Hugging Face</source>
        <translation>Hugging Face のモデル</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 バイト</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>まだない</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>アクセスできない</translation>
    </message>
    <message>
        <source>%1: nothing can be written there. Make the folder writable.</source>
        <translation>%L1：書き込めません。フォルダを書き込み可能にしてください。</translation>
    </message>
    <message>
        <source>%1 is damaged (%2). Install the program again.</source>
        <translation>%1 は壊れています（%2）。プログラムをインストールし直してください。</translation>
    </message>
    <message>
        <source>No font came along. Install the program again.</source>
        <translation>同梱のフォントがありません。プログラムをインストールし直してください。</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>プログラムをインストールし直してください。</translation>
    </message>
    <message>
        <source>The numbers that %1 is to give are missing. %2</source>
        <translation>%1 の正解の値がありません。%L2</translation>
    </message>
    <message>
        <source>%1 fails (%2). %3</source>
        <translation>%1 の実行に失敗しました（%2）。%L3</translation>
    </message>
    <message>
        <source>%1 map%2</source>
        <translation>マップ %1 枚</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>クラスなし</translation>
    </message>
    <message>
        <source>%1 is not right: %2. %3</source>
        <translation>%1 が正しく動きません：%L2。%L3</translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation>すべて正常です。</translation>
    </message>
</context>
<context>
    <name>explorer/runtime/installing.py</name>
    <message>
        <source>This Python has no pip. Install it yourself: %1.</source>
        <translation>この Python には pip がありません。ご自分でインストールしてください：%1。</translation>
    </message>
    <message>
        <source>Installing %1</source>
        <translation>%1 をインストール中</translation>
    </message>
    <message>
        <source>Installing %1 has come to a halt. Try again.</source>
        <translation>%1 のインストールが止まりました。もう一度試してください。</translation>
    </message>
    <message>
        <source>Install it yourself: pip install %1.</source>
        <translation>ご自分で pip install %1 を実行してください。</translation>
    </message>
    <message>
        <source>Check the connection.</source>
        <translation>接続を確認してください。</translation>
    </message>
    <message>
        <source>%1 could not be installed%2. %3</source>
        <translation>%1 をインストールできませんでした%2。%L3</translation>
    </message>
    <message>
        <source>Progress (\d+) of (\d+)</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Downloading (?:\S*/)?(\S+)</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/jobs.py</name>
    <message>
        <source>The job runner is closed.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 watch</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/log.py</name>
    <message>
        <source>your code</source>
        <translation>自分のコード</translation>
    </message>
    <message>
        <source>%1.log</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%(asctime)s %(message)s</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/preload.py</name>
    <message>
        <source>lib%1.%2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/self_test.py</name>
    <message>
        <source>%1 holds no table</source>
        <translation>%1 に表がありません</translation>
    </message>
    <message>
        <source>its numbers are not known</source>
        <translation>正解の値がありません</translation>
    </message>
    <message>
        <source>its maps are not proved right (%1)</source>
        <translation>マップの正しさを確かめられません（%1）</translation>
    </message>
    <message>
        <source>it gives %1, not %2</source>
        <translation>結果は %1（正しくは %2）</translation>
    </message>
    <message>
        <source>it has %1 maps, not %2</source>
        <translation>マップは %1 枚（正しくは %2 枚）</translation>
    </message>
    <message>
        <source>its numbers differ %1 times as much as may be</source>
        <translation>値の差が許容の %1 倍です</translation>
    </message>
</context>
</TS>
