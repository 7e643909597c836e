<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/panels/bar_list.py</name>
    <message>
        <source>%1%2, %3 with %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/documents.py</name>
    <message>
        <source>Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search all documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/drop_target.py</name>
    <message>
        <source>Open an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop an image, or</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop an image here, paste one, or click to choose a file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/history_button.py</name>
    <message>
        <source>Recent inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo or text of your own was run yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/input_panel.py</name>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/installation_panel.py</name>
    <message>
        <source>This installation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all of it, for a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before its end.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/last_errors.py</name>
    <message>
        <source>Last errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has gone wrong since the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details may quote a text or the name of a file: look through them before you send them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention-explorer %1
%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what is known of this error, for a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of errors: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/model_panel.py</name>
    <message>
        <source>About this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the facts of this map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 the facts of this map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/output_panel.py</name>
    <message>
        <source>What the model gives for every pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 listed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/prediction_panel.py</name>
    <message>
        <source>None of the %1 classes fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model has no classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best guesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 other class%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/status_bar.py</name>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/alternatives.py</name>
    <message>
        <source>click to continue from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>click to fill it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alternatives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands there now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 with %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/text_input_panel.py</name>
    <message>
        <source>a Japanese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a German</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a French</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the beginning of a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a text, %1 for a word to be guessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model reads your words in place of its own, and says how probable it finds each of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a text file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your own translation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type %1 sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known to the model: %1%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentences of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/translation_panel.py</name>
    <message>
        <source>Translation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continuation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 likeliest beginnings are kept at each step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beam %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The likeliest token at each step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the translation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that it writes with all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greedy takes the likeliest token each time; sampled ones are drawn by their probabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search: greedy takes the likeliest token at each step; a beam of 4 keeps the 4 likeliest beginnings, and takes the sentence that is likeliest as a whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beam search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No %1 yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/translation_steps.py</name>
    <message>
        <source>Words of the translation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not so in the other output</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/texts/writing_row.py</name>
    <message>
        <source>Nothing has been written yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens that are written at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What logits are divided by before a token is drawn: lower keeps to the likeliest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens are drawn from the likeliest ones that make up this share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed draws the same text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens are being written</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/panels/why_strip.py</name>
    <message>
        <source>This method is the same whatever the model says: it explains no single answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method that explains the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer that is explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention, or what the method says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
