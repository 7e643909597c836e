<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/export/archive.py</name>
    <message>
        <source>%1 lacks %2: it is not whole.</source>
        <translation>%1 に %2 がなく、完全ではありません。</translation>
    </message>
    <message>
        <source>%1 is damaged. Open another copy of it.</source>
        <translation>%1 は壊れています。別のコピーを開いてください。</translation>
    </message>
    <message>
        <source>%1 holds more than this program writes. Choose another file.</source>
        <translation>%1 は、このプログラムが書くものより大きすぎます。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 is not a file. Choose %2.</source>
        <translation>%1 はファイルではありません。%L2を選んでください。</translation>
    </message>
    <message>
        <source>%1 was not found. Choose another file.</source>
        <translation>%1 が見つかりません。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 may not be read. Change its permissions or choose another file.</source>
        <translation>%1 を読む権限がありません。アクセス権を変えるか、別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 is damaged, or not %2. Choose another file.</source>
        <translation>%1 は破損しているか、%L2ではありません。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 holds more files than this program writes. Choose another.</source>
        <translation>%1 には、このプログラムが書くより多くのファイルが入っています。別のものを選んでください。</translation>
    </message>
    <message>
        <source>%1 is not %2. Choose another file.</source>
        <translation>%1 は%L2ではありません。別のファイルを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/export/arrays.py</name>
    <message>
        <source>x and y of every point in pixels of the photo: see the array</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>see the array</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>softmax over the keys of (query @ key.T * scale), where the mask allows it</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>query and key</source>
        <translation>クエリとキー</translation>
    </message>
    <message>
        <source>of the queries %1: see the array</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/export/figure_settings.py</name>
    <message>
        <source>{model}, {method} from {query}. {quantity}, {levels}. {smooth}</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>A page is 20 to 1,000 mm wide</source>
        <translation>ページの幅は 20〜1,000 mm です</translation>
    </message>
    <message>
        <source>The resolution goes from 50 to 1,200 dpi</source>
        <translation>解像度は 50〜1,200 dpi です</translation>
    </message>
    <message>
        <source>Text goes from %1 to 40 pt: smaller is not printed</source>
        <translation>文字は %1〜40 pt です。それより小さいと印刷できません</translation>
    </message>
    <message>
        <source>A picture of an animation is shown for 20 to 60,000 ms</source>
        <translation>アニメーションの 1 枚は 20〜60,000 ms です</translation>
    </message>
    <message>
        <source>A title or caption has at most 2,000 characters</source>
        <translation>タイトルとキャプションは 2,000 文字までです</translation>
    </message>
    <message>
        <source>A brace has no other half in %1</source>
        <translation>%1 に対になっていない波括弧があります</translation>
    </message>
    <message>
        <source>There is no field {%1}; there are %2</source>
        <translation>{%1} という項目はありません。あるのは %2 です</translation>
    </message>
</context>
<context>
    <name>explorer/export/files.py</name>
    <message>
        <source>%1 is no name of a file. Choose another one.</source>
        <translation>%1 はファイル名として使えません。別の名前を選んでください。</translation>
    </message>
    <message>
        <source>The disk is full: %1 was not saved. Free some space and try again.</source>
        <translation>ディスクがいっぱいで、%1 を保存できませんでした。空きを増やしてやり直してください。</translation>
    </message>
    <message>
        <source>%1 is read-only: %2 was not saved. Choose another folder.</source>
        <translation>%1 は読み取り専用で、%2 を保存できませんでした。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>%1 is not a folder: %2 was not saved. Choose another folder.</source>
        <translation>%1 はフォルダではないので、%2 を保存できませんでした。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>%1 is a pipe that nothing reads from. Start its reader first.</source>
        <translation>%1 は読み手のいないパイプです。先に読み手を起動してください。</translation>
    </message>
    <message>
        <source>Nothing reads from %1 any more: not all of it was written.</source>
        <translation>%1 からはもう読み取られていません。全部は書き込まれませんでした。</translation>
    </message>
    <message>
        <source>%1 is a folder. Name a file in it.</source>
        <translation>%1 はフォルダです。その中のファイルを指定してください。</translation>
    </message>
    <message>
        <source>The name %1… is too long. Choose a shorter one.</source>
        <translation>名前 %1… は長すぎます。短くしてください。</translation>
    </message>
    <message>
        <source>%1 was not saved (%2). Choose another folder.</source>
        <translation>%1 を保存できませんでした（%2）。別のフォルダを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/export/object_boxes.py</name>
    <message>
        <source>solid: %1 (%2); dashed: %3 (%4)</source>
        <translation>実線: %L1（%2）、破線: %L3（%4）</translation>
    </message>
    <message>
        <source>as run</source>
        <translation>この実行</translation>
    </message>
</context>
<context>
    <name>explorer/export/provenance/asked_method.py</name>
    <message>
        <source>layer%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>not-%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a rollout that there is not</source>
        <translation>存在しないロールアウト</translation>
    </message>
    <message>
        <source>a layer that no model has</source>
        <translation>どのモデルにもない層</translation>
    </message>
    <message>
        <source>random weights that there are not</source>
        <translation>存在しない乱数の重みです</translation>
    </message>
</context>
<context>
    <name>explorer/export/provenance/picture_words.py</name>
    <message>
        <source>Provenance</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Title</source>
        <translation>タイトル</translation>
    </message>
    <message>
        <source>&lt;?xpacket begin="﻿" id="W5M0MpCehiHzreSzNTczkc9d"?&gt;
&lt;x:xmpmeta xmlns:x="adobe:ns:meta/"&gt;
&lt;rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"&gt;
&lt;rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"&gt;
&lt;dc:title&gt;&lt;rdf:Alt&gt;&lt;rdf:li xml:lang="x-default"&gt;%1&lt;/rdf:li&gt;&lt;/rdf:Alt&gt;&lt;/dc:title&gt;
&lt;dc:description&gt;&lt;rdf:Alt&gt;
&lt;rdf:li xml:lang="x-default"&gt;%2&lt;/rdf:li&gt;&lt;/rdf:Alt&gt;&lt;/dc:description&gt;
&lt;/rdf:Description&gt;&lt;/rdf:RDF&gt;&lt;/x:xmpmeta&gt;
&lt;?xpacket end="r"?&gt;</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 is not a file. Choose a picture.</source>
        <translation>%1 はファイルではありません。図を選んでください。</translation>
    </message>
    <message>
        <source>%1 is too large to be a picture of ours.</source>
        <translation>%1 は大きすぎて、このプログラムの図ではありません。</translation>
    </message>
    <message>
        <source>%1 cannot be read. Choose another file.</source>
        <translation>%1 を読めません。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 is damaged. Choose another file.</source>
        <translation>%1 は壊れています。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>%1 is no PNG, SVG, PDF, GIF or WebP. Choose a picture that this program wrote.</source>
        <translation>%1 は PNG・SVG・PDF・GIF・WebP のどれでもありません。このプログラムが書いた画像を選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/export/provenance/reading.py</name>
    <message>
        <source>%1 does not say what made it. Open one that this program wrote.</source>
        <translation>%1 には何が作ったかの記録がありません。このプログラムが書いたものを開いてください。</translation>
    </message>
    <message>
        <source>%1 says more of itself than can be read. Open one that this program wrote.</source>
        <translation>%1 には読み切れないほどの情報が書かれています。このプログラムが書いたものを開いてください。</translation>
    </message>
    <message>
        <source>is of a later version</source>
        <translation>新しい版のものです</translation>
    </message>
    <message>
        <source>is damaged, or was changed</source>
        <translation>壊れているか、変更されています</translation>
    </message>
    <message>
        <source>What %1 says of how it was made %2.</source>
        <translation>%1 にある作り方の記録は、%L2。</translation>
    </message>
    <message>
        <source>The photo in this file is damaged. Open the photo itself.</source>
        <translation>このファイルの写真は壊れています。写真そのものを開いてください。</translation>
    </message>
    <message>
        <source>of another version</source>
        <translation>別の版のもの</translation>
    </message>
    <message>
        <source>a size that no picture has</source>
        <translation>どの図にもない大きさ</translation>
    </message>
    <message>
        <source>a comparison has two sides</source>
        <translation>比較は 2 つの間で行います</translation>
    </message>
    <message>
        <source>a beam or a length that no run has</source>
        <translation>どの実行にもないビームや長さ</translation>
    </message>
    <message>
        <source>a drawing of tokens that there is not</source>
        <translation>存在しないトークンの図</translation>
    </message>
    <message>
        <source>tokens that no model has</source>
        <translation>どのモデルにもないトークン</translation>
    </message>
    <message>
        <source>cells that no model has</source>
        <translation>どのモデルにもないセル</translation>
    </message>
    <message>
        <source>the opacity goes from 0 to 1</source>
        <translation>不透明度は 0 から 1 です</translation>
    </message>
</context>
<context>
    <name>explorer/export/provenance/record.py</name>
    <message>
        <source>PySide6-Essentials</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/export/provenance/recorded_photo.py</name>
    <message>
        <source>not of the size that is said</source>
        <translation>書かれた大きさと違います</translation>
    </message>
    <message>
        <source>no PNG</source>
        <translation>PNG ではありません</translation>
    </message>
</context>
<context>
    <name>explorer/export/run_file/site_arrays.py</name>
    <message>
        <source>a %1 has no form of its own in a file</source>
        <translation>%1 にはファイルでの形式がありません</translation>
    </message>
    <message>
        <source>%1 does not fit its tokens</source>
        <translation>%1 がトークンに合いません</translation>
    </message>
    <message>
        <source>an array of %1</source>
        <translation>%1 の配列</translation>
    </message>
</context>
<context>
    <name>explorer/export/run_file/trace_file.py</name>
    <message>
        <source>a saved run (.axt)</source>
        <translation>保存された実行（.axt）</translation>
    </message>
    <message>
        <source>%1 of %2 is of a kind that cannot be saved yet. Export its pictures or arrays.</source>
        <translation>%2 の %1 は、まだ保存できない種類です。図か配列として書き出してください。</translation>
    </message>
    <message>
        <source>photos/%1.png</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 needs more memory than there is.</source>
        <translation>%1 はメモリが足りず読めません。</translation>
    </message>
    <message>
        <source>%1 is damaged, of a later version, or no saved run. Open another copy.</source>
        <translation>%1 は壊れているか、新しい版のものか、保存した実行結果ではありません。別のコピーを開いてください。</translation>
    </message>
</context>
<context>
    <name>explorer/export/run_file/trace_json.py</name>
    <message>
        <source>an output without a photo</source>
        <translation>写真のない出力</translation>
    </message>
    <message>
        <source>segments of other numbers</source>
        <translation>番号の違う領域</translation>
    </message>
    <message>
        <source>not whole</source>
        <translation>不完全</translation>
    </message>
    <message>
        <source>of other sites</source>
        <translation>別の箇所のもの</translation>
    </message>
    <message>
        <source>words of other tokens</source>
        <translation>別のトークンの単語</translation>
    </message>
    <message>
        <source>classes without names</source>
        <translation>名前のないクラス</translation>
    </message>
    <message>
        <source>sites of another input</source>
        <translation>別の入力の箇所</translation>
    </message>
    <message>
        <source>layers that there are not</source>
        <translation>存在しない層</translation>
    </message>
    <message>
        <source>a part that there is not</source>
        <translation>存在しない部分</translation>
    </message>
</context>
</TS>
