<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/sessions/drafts.py</name>
    <message>
        <source>The session is not kept for after a crash (%1). Free some space in the folder of the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session of %Y-%m-%d %H-%M-%S</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/sessions/session.py</name>
    <message>
        <source>runs/%1%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of another version, or empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a picture that there is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a form that there is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged, of a later version, or no session. Open another copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with the SHA-256 %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo %1 is not in the file. Open the photo itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is not in the file. Type or open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of %1 are not those that made this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo is not the one that made this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is not the one that made this picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
