<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/explanation/architecture.py</name>
    <message>
        <source>%1 from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the encoder made of the words that are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the layer before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, made of the same layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, as the layer before left them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the words that are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the words so far, none of those to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is being written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the decoder's state before the next word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the encoder's states, one a word that is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the mean of each channel over all positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a branch of convolutions beside the features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the places that ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a few points of the feature maps, which each query chooses</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/code_lines.py</name>
    <message>
        <source>%1 lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it does, %1 lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>context vector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Σ exp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense, ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>convolution, ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hard sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/expression.py</name>
    <message>
        <source>\text{%1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>\frac{%1}{%2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>\sqrt{%1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>\operatorname{%1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%2\left(%3\right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>\sum_{%1} %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/gate_steps.py</name>
    <message>
        <source>This run kept the gate with what went into its sigmoid, and not what its layers read: how the scores came about is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run kept the gate and not the features that it multiplies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run did not keep what went into the sigmoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the weights of the layer are the model's, and not kept in the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Global average pooling: of the %1 positions of a channel one number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small layer makes %1 numbers of all %2; what is below 0 becomes 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second one makes a score for each of the %1 channels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gated feature maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every position of a channel times its gate: near 0 the channel is shut, near 1 it stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after convolution, batch norm and ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The branch looks at 3 × 3 positions and keeps %1 numbers at each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second convolution makes one score of them at each position.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gated features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All channels of a position times its gate: near 0 the position is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hard σ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gate, as the run kept it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score bent into 0 to 1; gates do not compete, so they do not sum to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this model makes of the score; it is neither a sigmoid nor a hard one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/glossary.py</name>
    <message>
        <source>a language is one of %1, not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>glossary.%1.toml</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has the word %2 twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The glossary has no term %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/lecture.py</name>
    <message>
        <source>%1 holds no stations: they are files that end in .toml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds more than %2 stations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has two stations with the id %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address that begins with https://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number from 0 to 999</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given, or a text in its place, and not both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number in quotes, or "mean"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>four numbers: first row, first column, last row, last column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 asks for nothing: name what is to be shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/mistakes.py</name>
    <message>
        <source>÷ √%1 instead of √%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divided by the root of the whole width instead of a head's, the scores are too small, and the weights too even.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>softmax over the queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the wrong axis each key shares out its weight among the queries: a row no longer sums to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mask after the softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden keys have had their share already: what is left of the row sums to less than 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heads not transposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reshaped to heads without exchanging axes, a head gets pieces of different tokens.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/outline.py</name>
    <message>
        <source>ModuleDict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ModuleList</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◆ %1, layer %2%3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/quantities.py</name>
    <message>
        <source>, head %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%2, asked by %3%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, the numbers%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, as the run kept it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1 numbers)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/sentence.py</name>
    <message>
        <source>Thick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; left out of every row: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>head is muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heads are muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gates are held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part of the input is masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parts of the input are masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look is blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looks are blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; %1 %2 in this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with its %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most in any of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on average over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the points where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, asked by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the %1 (row, column)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, a token without a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the CLS token, from which the class is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before the gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after the gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left of the line before the gate, right of it after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where %1 %2 %3, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where channel %1 of %2 answers, %3, which stands at %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the positions that the gates of blocks %1 let through on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the positions that the gate of block %1 lets through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what of the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what of the text so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the start of the sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one row a word that is written; “%1” comes next, asked by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one row a word that asks; asked is “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one row a word that asks; asked is “%1”, and “%2” comes next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/softmax_steps.py</name>
    <message>
        <source>The output projection comes after this site: its weights are the model's, not the run's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each of the %1 numbers of the query times that of a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inner products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The products of a key, summed: the inner product, large where both point alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So that the scores do not grow with the length of the vectors, and the softmax stays soft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scale that this model has, which is not one over √d.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model adds for the places of query and key; very low where it hides one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 key is hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys are hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from this query: minus infinity, of which the softmax makes exactly 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The projected state of the decoder and that of each word, added and bent into −1 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the vector v is the model's, and not kept in the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A learnt vector makes one number of each: how well the word suits this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of the keys, as the run kept them; they sum to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every score becomes positive, and a difference of scores a ratio.%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest is taken off first, which changes no weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum of the powers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over all %1 keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of each key: the weights sum to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value dimension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weighted values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each value times the weight of its key: what is looked at little goes pale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weighted values, summed: what this query takes with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outputs of all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>those of the other heads come from vectors of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs of the %1 heads, one after the other: %2 numbers, which the output projection mixes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights of all heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the picture shows: the mean of the %1 heads, of which the steps above are head %2, the strongest here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/toml_tables.py</name>
    <message>
        <source>%1 has more than %2 KiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read as UTF-8 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not TOML: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 should be a table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text of 1 to %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number from 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>texts of 1 to %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a field %2 that does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 should be %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number, or a list of them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/translation.py</name>
    <message>
        <source>not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no .ts file: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/explanation/walk.py</name>
    <message>
        <source>their mean over the tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head %1 is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads %1 are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 muted in this run: %2 go on in place of the output shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gate is held at %1 in this run, in place of the values shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channel%1 %2 at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held in this run, in place of the gates shown here: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
