<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/batch/cluster.py</name>
    <message>
        <source>The same command goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 workers died over this batch, for want of memory perhaps.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/batch/dask_client.py</name>
    <message>
        <source>The connection to the cluster was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scheduler answers at %1 (%2). Start one with: dask scheduler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scheduler at %1 has no workers. Start one with: dask worker %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it closed the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several processes or machines need Dask: pip install distributed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/batch/listing.py</name>
    <message>
        <source>There is no photo to read: name one, or a folder of photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no text to read: give --text "…", or a text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 holds no pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out of %1: %2%3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 holds no texts.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/batch/local.py</name>
    <message>
        <source>batch reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch writer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/batch/manifest.py</name>
    <message>
        <source>unknown error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not written (%2). Free some space or choose another folder; the same command then goes on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/batch/place.py</name>
    <message>
        <source>Certificates are for an address that begins with tls://. Change it, or leave them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate %1 was not found. Name its file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/batch/remote.py</name>
    <message>
        <source>%1 worker%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading %1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 workers died over this run, for want of memory perhaps. Choose a smaller model or input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run holds %1 GB of queries and keys, more than the %2 GB that come back over the network. Shorten the input, or have its pictures made there: Batch… with the same cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is on the cluster, and not on this machine. Run on the cluster, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/batch/run.py</name>
    <message>
        <source>%1 is to be read. Write to another name or folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/batch/worker.py</name>
    <message>
        <source>%1.axt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The maps are not what the model computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not proved that the maps are what the model computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2). The files say so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known to %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
