<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/runtime/devices.py</name>
    <message>
        <source>Cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no %1 device. Choose %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/engine.py</name>
    <message>
        <source>Translating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ends with %2. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The GPU ran out of memory. This run used the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is for %2, not %3. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/installation.py</name>
    <message>
        <source>Send this with a report, the steps that led to the error, and the log of errors named above. None of them holds a text, a photo or the name of a file of yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model came along. Install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing. Install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 GB free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>torch cannot be used (%1). Install it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted layers and heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models of Hugging Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: nothing can be written there. Make the folder writable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged (%2). Install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No font came along. Install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What %1 is to give is missing. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fails (%2). %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2, %3 maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not right: %2. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/installing.py</name>
    <message>
        <source>This Python has no pip. Install it yourself: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installing %1 has come to a halt. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be installed%2. Check the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress (\d+) of (\d+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading (?:\S*/)?(\S+)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/jobs.py</name>
    <message>
        <source>The job runner is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 watch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/log.py</name>
    <message>
        <source>%1.log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%(asctime)s %(message)s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/preload.py</name>
    <message>
        <source>lib%1.%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/runtime/self_test.py</name>
    <message>
        <source>%1 holds no table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its numbers are not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its maps are not proved right (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it gives %1, not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has %1 maps, not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its numbers differ %1 times as much as may be</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
