<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/sessions/drafting.py</name>
    <message>
        <source>The program ended without being closed. Its last session was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session is not kept for after a crash. %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/sessions/pins_panel.py</name>
    <message>
        <source>Let go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare, as A: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/sessions/recent_menu.py</name>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session was saved or opened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
