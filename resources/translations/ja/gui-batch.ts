<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/batch/asked.py</name>
    <message>
        <source>This view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every head and layer on one page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every map as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animation through the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As on screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One column, 84 mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two columns, 174 mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide, 16:9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its one map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/cluster_fields.py</name>
    <message>
        <source>Authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PEM of the authority that signed the scheduler's certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PEM of this machine's certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PEM of its key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the scheduler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a scheduler of Dask, as tcp://host:8786 or tls://host:8786</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See whether it answers, and how long a word takes there and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers: %1 there and back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be asked (%1).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/cluster_panel.py</name>
    <message>
        <source>Run on a cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo or text travels to a worker, and the run comes back with its queries and keys. Who can reach a scheduler can run any code on its workers: keep it in a network of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tcp://%1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/job.py</name>
    <message>
        <source>%1 files/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 were finished before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listing the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/panel.py</name>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder of photos or texts, or one file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder or the file that is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of what is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is finished there is passed over: so a batch goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is made of each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a %1 for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open something first: its layer, head and query are taken of every input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder or file of the inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder that it is written into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the model on every input (Ctrl+Return)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/place_row.py</name>
    <message>
        <source>%1 processes here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several processes and clusters need Dask, the extra cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the address of the cluster's scheduler.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/progress.py</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop; what is made stands, and Start goes on with the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs that failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder of what was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the batch after the inputs at hand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/running.py</name>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped%1. Start goes on with the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch failed (%1). Start goes on with the rest.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
