<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/batch/asked.py</name>
    <message>
        <source>This view</source>
        <translation>この表示</translation>
    </message>
    <message>
        <source>Every head and layer on one page</source>
        <translation>全ヘッド・全層を 1 ページに</translation>
    </message>
    <message>
        <source>Every map as a file</source>
        <translation>マップごとのファイル</translation>
    </message>
    <message>
        <source>Animation through the layers</source>
        <translation>層を進むアニメーション</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Whole runs</source>
        <translation>実行結果全体</translation>
    </message>
    <message>
        <source>As on screen</source>
        <translation>画面のまま</translation>
    </message>
    <message>
        <source>One column, 84 mm</source>
        <translation>1 段、84 mm</translation>
    </message>
    <message>
        <source>Two columns, 174 mm</source>
        <translation>2 段、174 mm</translation>
    </message>
    <message>
        <source>Slide, 16:9</source>
        <translation>スライド、16:9</translation>
    </message>
    <message>
        <source>%1 of all heads</source>
        <translation>全ヘッドの%L1</translation>
    </message>
    <message>
        <source>its one map</source>
        <translation>その 1 枚のマップ</translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/cluster_fields.py</name>
    <message>
        <source>Authority</source>
        <translation>認証局</translation>
    </message>
    <message>
        <source>PEM of the authority that signed the scheduler's certificate</source>
        <translation>スケジューラの証明書に署名した認証局の PEM</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>証明書</translation>
    </message>
    <message>
        <source>PEM of this machine's certificate</source>
        <translation>このコンピュータの証明書の PEM</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>鍵</translation>
    </message>
    <message>
        <source>PEM of its key</source>
        <translation>その鍵の PEM</translation>
    </message>
    <message>
        <source>Address of the scheduler</source>
        <translation>スケジューラのアドレス</translation>
    </message>
    <message>
        <source>Of a scheduler of Dask, as tcp://host:8786 or tls://host:8786</source>
        <translation>Dask のスケジューラのアドレス。例：tcp://host:8786、tls://host:8786</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>See whether it answers, and how long a word takes there and back</source>
        <translation>応答するか、往復に何秒かかるかを確かめる</translation>
    </message>
    <message>
        <source>Asking %1</source>
        <translation>%1 に問い合わせています</translation>
    </message>
    <message>
        <source>It answers: %1 there and back.</source>
        <translation>応答しました：往復 %1。</translation>
    </message>
    <message>
        <source>It cannot be asked (%1).</source>
        <translation>問い合わせできません（%1）。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/cluster_panel.py</name>
    <message>
        <source>Run on a cluster</source>
        <translation>クラスタで実行</translation>
    </message>
    <message>
        <source>The photo or text travels to a worker, and the run comes back with its queries and keys. Who can reach a scheduler can run any code on its workers: keep it in a network of your own.</source>
        <translation>写真やテキストがワーカーへ送られ、クエリとキーの付いた実行結果が戻ります。スケジューラに届く人は、ワーカーで任意のコードを実行できます。自分のネットワークの中に置いてください。</translation>
    </message>
    <message>
        <source>Run there</source>
        <translation>クラスタで実行</translation>
    </message>
    <message>
        <source>Run on this machine</source>
        <translation>このコンピュータで実行</translation>
    </message>
    <message>
        <source>tcp://%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/job.py</name>
    <message>
        <source>%1 files/s</source>
        <translation>%1 ファイル/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %L1</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>失敗 %1</translation>
    </message>
    <message>
        <source>%1 of %2 made</source>
        <translation>%2 件中 %1 件作成</translation>
    </message>
    <message>
        <source>%1 were finished before</source>
        <translation>%1 件は以前に完了</translation>
    </message>
    <message>
        <source>%1 not verified</source>
        <translation>%1 件は未検証</translation>
    </message>
    <message>
        <source>Listing the files</source>
        <translation>ファイルを調べています</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 時間 %2 分</translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/panel.py</name>
    <message>
        <source>Batch</source>
        <translation>一括処理</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>A folder of photos or texts, or one file</source>
        <translation>写真やテキストのフォルダ、または 1 つのファイル</translation>
    </message>
    <message>
        <source>The folder or the file that is read</source>
        <translation>読み込むフォルダかファイル</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>出力先</translation>
    </message>
    <message>
        <source>The folder of what is made</source>
        <translation>作ったものを入れるフォルダ</translation>
    </message>
    <message>
        <source>What is finished there is passed over: so a batch goes on</source>
        <translation>済んだものは飛ばすので、一括処理を続きから再開できます</translation>
    </message>
    <message>
        <source>What is made of each</source>
        <translation>各入力から作るもの</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>マップ</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>実行場所</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>フォルダ…</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>ファイル…</translation>
    </message>
    <message>
        <source>Choose a %1 for %2</source>
        <translation>%L2の%L1を選択</translation>
    </message>
    <message>
        <source>Open something first: its layer, head and query are taken of every input.</source>
        <translation>先に何かを開いてください。その層・ヘッド・クエリをすべての入力に使います。</translation>
    </message>
    <message>
        <source>Name the folder or file of the inputs.</source>
        <translation>入力のフォルダかファイルを指定してください。</translation>
    </message>
    <message>
        <source>Name the folder that it is written into.</source>
        <translation>出力先のフォルダを指定してください。</translation>
    </message>
    <message>
        <source>Run the model on every input (Ctrl+Return)</source>
        <translation>すべての入力でモデルを実行（Ctrl+Return）</translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/place_row.py</name>
    <message>
        <source>%1 processes here</source>
        <translation>ここの %1 プロセス</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>このコンピュータ</translation>
    </message>
    <message>
        <source>A cluster</source>
        <translation>クラスタ</translation>
    </message>
    <message>
        <source>Several processes and clusters need Dask, the extra cluster</source>
        <translation>複数のプロセスやクラスタには Dask（追加の cluster）が必要です</translation>
    </message>
    <message>
        <source>Name the address of the cluster's scheduler.</source>
        <translation>クラスタのスケジューラのアドレスを指定してください。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/progress.py</name>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Stop; what is made stands, and Start goes on with the rest</source>
        <translation>停止。作ったものは残り、「開始」で続きから再開します</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>一括処理の進み具合</translation>
    </message>
    <message>
        <source>Inputs that failed</source>
        <translation>失敗した入力</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>フォルダで表示</translation>
    </message>
    <message>
        <source>Open the folder of what was made</source>
        <translation>作ったもののフォルダを開く</translation>
    </message>
    <message>
        <source>Paused · %1</source>
        <translation>一時停止中 · %L1</translation>
    </message>
    <message>
        <source>Go on with the batch</source>
        <translation>一括処理を再開</translation>
    </message>
    <message>
        <source>Hold the batch after the inputs at hand</source>
        <translation>いまの入力が済んだら一括処理を一時停止</translation>
    </message>
</context>
<context>
    <name>explorer/gui/batch/running.py</name>
    <message>
        <source>Starting</source>
        <translation>起動しています</translation>
    </message>
    <message>
        <source>after %1 of %2</source>
        <translation>%2 件中 %1 件で</translation>
    </message>
    <message>
        <source>Stopped%1. Start goes on with the rest.</source>
        <translation>%L1停止しました。「開始」で続きから再開します。</translation>
    </message>
    <message>
        <source>The batch failed (%1). Start goes on with the rest.</source>
        <translation>一括処理に失敗しました（%1）。「開始」で続きから再開します。</translation>
    </message>
</context>
</TS>
