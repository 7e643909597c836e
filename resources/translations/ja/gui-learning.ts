<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/learning/explain_bar.py</name>
    <message>
        <source>Explain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain what is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the explanation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/explain_dock.py</name>
    <message>
        <source>Walk-through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the formula of this step as LaTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this page as a picture: PNG, SVG or PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1, %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same q and k, and what a common mistake would make of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source of this module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same in Keras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in editor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/glossary_view.py</name>
    <message>
        <source>Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>station:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search a term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;No such term.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;span style="color:%1"&gt;%2&lt;/span&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h4&gt;&lt;a name="%1"&gt;%2&lt;/a&gt;%3&lt;/h4&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;a href="%1%2" style="color:%3"&gt;%4&lt;/a&gt;&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/lecture_panel.py</name>
    <message>
        <source>Lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>← Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is coming …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt ←</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/map_page.py</name>
    <message>
        <source>Search a module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modules of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◆ marks what attends: a click shows it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/outline_model.py</name>
    <message>
        <source>Module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 site%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/sentence_line.py</name>
    <message>
        <source>Underlined words are explained by a click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;a href="%1" style="color:%2"&gt;%3&lt;/a&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/welcome.py</name>
    <message>
        <source>Take the lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo or a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open your own model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New here?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
