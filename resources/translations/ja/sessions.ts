<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/sessions/drafts.py</name>
    <message>
        <source>The session is not kept for after a crash (%1). Free some space in the folder of the settings.</source>
        <translation>クラッシュに備えたセッションを保存できません（%1）。設定フォルダの空きを増やしてください。</translation>
    </message>
    <message>
        <source>Session of %Y-%m-%d %H-%M-%S</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/sessions/render.py</name>
    <message>
        <source>What the file says made it cannot be run (%1). It was changed.</source>
        <translation>ファイルにある作成条件を実行できません（%L1）。変更しました。</translation>
    </message>
</context>
<context>
    <name>explorer/sessions/session.py</name>
    <message>
        <source>a session (.axs)</source>
        <translation>セッション（.axs）</translation>
    </message>
    <message>
        <source>runs/%1%2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>of another version, or empty</source>
        <translation>別の版のもの、または空</translation>
    </message>
    <message>
        <source>a picture that there is not</source>
        <translation>存在しない図</translation>
    </message>
    <message>
        <source>a form that there is not</source>
        <translation>存在しない形式</translation>
    </message>
    <message>
        <source>%1 is damaged, of a later version, or no session. Open another copy.</source>
        <translation>%1 は壊れているか、新しい版のものか、セッションではありません。別のコピーを開いてください。</translation>
    </message>
    <message>
        <source>with the SHA-256 %1…</source>
        <translation>SHA-256 %1… の</translation>
    </message>
    <message>
        <source>The photo %1 is not in the file. Open the photo itself.</source>
        <translation>写真 %1 はファイルに入っていません。写真そのものを開いてください。</translation>
    </message>
    <message>
        <source>The text is not in the file. Type or open it.</source>
        <translation>テキストはファイルに入っていません。入力するか開いてください。</translation>
    </message>
    <message>
        <source>The weights of %1 are not those that made this picture.</source>
        <translation>%1 の重みは、この図を作ったものと違います。</translation>
    </message>
    <message>
        <source>The photo is not the one that made this picture.</source>
        <translation>写真は、この図を作ったものと違います。</translation>
    </message>
    <message>
        <source>The text is not the one that made this picture.</source>
        <translation>テキストは、この図を作ったものと違います。</translation>
    </message>
</context>
</TS>
