<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/control/analysis/analysis_controls.py</name>
    <message>
        <source>Measuring the heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleting and inserting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading each layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring the heads, input %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no mean: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/matter_controls.py</name>
    <message>
        <source>Muting one head at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, input %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/mute_controls.py</name>
    <message>
        <source>Only tokens of the text that the model reads can be masked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a patch, or at a cell of the matrix: its look is blocked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/muted_runs.py</name>
    <message>
        <source>all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no change</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/analysis/why_controls.py</name>
    <message>
        <source>Asking why</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/controller.py</name>
    <message>
        <source>The model did not stop when asked, and was left behind. The next run starts it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file:%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no %1 device now. The best there is is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1 more in the details)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/explained_pictures.py</name>
    <message>
        <source>%1.%2.png</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/figure/figure_controls.py</name>
    <message>
        <source>This cannot be drawn (%1).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/figure/figure_order.py</name>
    <message>
        <source>%1.compared</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/figure/figure_preview.py</name>
    <message>
        <source>The numbers of what is on screen, as CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map on screen as CSV: %1 × %2 values as they were computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 arrays of float32, (heads, queries, keys), one a site, in the order of the run, and what they are as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/kept/kept_files.py</name>
    <message>
        <source>It was made with %1, which cannot be run here: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/kept/pin_controls.py</name>
    <message>
        <source>Showing %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/lecture_controls.py</name>
    <message>
        <source>This station needs %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sample photo %1 for this station.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This station cannot be shown as it was written: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/many_inputs.py</name>
    <message>
        <source>There is nothing to run in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/opening.py</name>
    <message>
        <source>Install</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open untrained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/photo_controls.py</name>
    <message>
        <source>Opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/alternatives_view.py</name>
    <message>
        <source>Instead of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In place of %1%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yours: %1 a token. Esc: the model's own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continues from your choice. Esc: the model's own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at the limit of %1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a token, geometric mean</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/analysis_views.py</name>
    <message>
        <source>Waiting for the first point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random, %1 maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean colour of the training: zeros, as in TorchCAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black pixels, as in the test of Chefer et al. 2021</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean colour of this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blur</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo blurred, as RISE inserts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask stands where a token is taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens are left out, and the others move together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model knows no mask: its tokens are left out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/compare_view.py</name>
    <message>
        <source>muted %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/explain_views.py</name>
    <message>
        <source>The code of a module is known while its model is open; this run was read from a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run kept no q and k of this site: no mistake can be measured on them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>· head %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>· mean of %1 heads, step by step for head %2, the strongest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>· query “%1”%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A click on a patch shows what that looks at, in layer %1, head %2, which follows it most; Esc comes back here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At position %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 the gate is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 the channels %2 answer most.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/figure_view.py</name>
    <message>
        <source>What is on screen is one picture, without layers and heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most %1 pictures, and these are %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps are those of a text: there is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open something first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curves of the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact sheet of all %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GIF, APNG, WebP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>npz, CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers × %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of this layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers, as this view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/heads_view.py</name>
    <message>
        <source>this input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of %1 inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 could not be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 heads, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1layer %2, head %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not apply to this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is of photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is of models of texts: random words said twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a box on the photo below first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A box is of one photo, and this is the mean of several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a head: click a dot, a cell or a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLS or the first token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>separators, ends or registers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the patch to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the patch to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it looks at no single place most of the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of what it looks at is %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/lecture_views.py</name>
    <message>
        <source>patch %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/matter_view.py</name>
    <message>
        <source>muted one at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 with all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of %1 inputs, %2 with all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>· %1 could not be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>· stopped at %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1 head %2
%3 of the probability where it is muted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/output_view.py</name>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/panel_views.py</name>
    <message>
        <source>Sample · %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random, untrained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sha %1…%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (object %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best %1 objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 with %2, %3 now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It gives %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It gives something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outline: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU · %1 thread%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>· %1 step%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sites, the largest error of each check:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/present_photo.py</name>
    <message>
        <source>Shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spatial gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spatial gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>· uniform = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the first query (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose attention is shown; click the picture to ask what looks there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose attention is shown; no patch asks here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose attention is shown; click a patch to ask it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channels %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a click ranks them all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no point here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1× uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let another object ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let another token ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 most open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the most open one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one map each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 channels of block %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/present_text.py</name>
    <message>
        <source>Cross</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target × source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target × target, masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source × source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token × token, masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token × token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no attention</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/presenter.py</name>
    <message>
        <source>cluster, %1 ms away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/text_scene.py</name>
    <message>
        <source>The word whose attention is shown; click another, or ← →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where the model looks while it %1 “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentence, shaded by the attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentence, shaded by what the method says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the row on hidden tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an estimate, still being sharpened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens %1–%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this query may not look there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/present/why_view.py</name>
    <message>
        <source>surest class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surest object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surest word</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/runs.py</name>
    <message>
        <source>The run failed (%1). Try another %2 or model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/state.py</name>
    <message>
        <source>Several sentences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/texts/long_controls.py</name>
    <message>
        <source>Sharpening the map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/texts/text_controls.py</name>
    <message>
        <source>%1, step %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/gui/control/texts/text_writing.py</name>
    <message>
        <source>does not write on from a text. Choose a model that does, as GPT-2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
