<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/window/app.py</name>
    <message>
        <source>PySide6.QtSvg</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Something went wrong (%1).</source>
        <translation>問題が起きました（%1）。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/commands/actions.py</name>
    <message>
        <source>View</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Paste a picture or a text</source>
        <translation>画像かテキストを貼り付け</translation>
    </message>
    <message>
        <source>Ctrl+V</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>モデルを選ぶ…</translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>画像をコピー</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Figure…</source>
        <translation>図…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Save the last figure again</source>
        <translation>前回の図をもう一度保存</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Save the figure…</source>
        <translation>図を保存…</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Copy the figure</source>
        <translation>図をコピー</translation>
    </message>
    <message>
        <source>Ctrl+Alt+C</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Every head on one page…</source>
        <translation>全ヘッドを 1 ページに…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+P</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Every map as a file…</source>
        <translation>全マップをファイルに…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Numbers…</source>
        <translation>数値…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+N</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Export the explanation…</source>
        <translation>説明を書き出す…</translation>
    </message>
    <message>
        <source>Batch…</source>
        <translation>一括処理…</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Run on a cluster…</source>
        <translation>クラスタで実行…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+B</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Weights of large models…</source>
        <translation>大きなモデルの重み…</translation>
    </message>
    <message>
        <source>Save the whole run…</source>
        <translation>実行結果全体を保存…</translation>
    </message>
    <message>
        <source>Save session…</source>
        <translation>セッションを保存…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Sessions keep their runs</source>
        <translation>セッションに実行結果も含める</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Average all heads</source>
        <translation>全ヘッドの平均</translation>
    </message>
    <message>
        <source>Largest of the heads</source>
        <translation>ヘッドの最大値</translation>
    </message>
    <message>
        <source>Ask why: relevance and other methods</source>
        <translation>理由を調べる：関連度などの手法</translation>
    </message>
    <message>
        <source>Mute heads, close a channel, mask what is pointed at; or undo it</source>
        <translation>ヘッドのミュート、チャネルを閉じる、指した所のマスク、またはその解除</translation>
    </message>
    <message>
        <source>Block the look that is pointed at</source>
        <translation>指した視線を遮断</translation>
    </message>
    <message>
        <source>Alt+M</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Mute all others of the layer</source>
        <translation>同じ層のほかをすべてミュート</translation>
    </message>
    <message>
        <source>Shift+M</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Mute the others in place of those that are muted</source>
        <translation>ミュートするヘッドとしないヘッドを入れ替える</translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Run the model as it is: nothing muted or masked</source>
        <translation>モデルをそのまま実行：ミュートもマスクもなし</translation>
    </message>
    <message>
        <source>Ctrl+Alt+M</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>最初からやり直す</translation>
    </message>
    <message>
        <source>Ctrl+Home</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Back to the first query</source>
        <translation>最初のクエリに戻る</translation>
    </message>
    <message>
        <source>Continue the text</source>
        <translation>テキストの続きを書く</translation>
    </message>
    <message>
        <source>Ctrl+G</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Check the map: deletion and insertion</source>
        <translation>マップを検証：削除と挿入</translation>
    </message>
    <message>
        <source>Pin the map, to compare with others</source>
        <translation>比較用にマップをピン留め</translation>
    </message>
    <message>
        <source>Pin this picture, for the session</source>
        <translation>この図をセッションにピン留め</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>A と B を入れ替え</translation>
    </message>
    <message>
        <source>Logit lens: what each layer would answer</source>
        <translation>ロジットレンズ：各層ならどう答えるか</translation>
    </message>
    <message>
        <source>Overlay · Matrix</source>
        <translation>オーバーレイ · 行列</translation>
    </message>
    <message>
        <source>Spotlight · Lines</source>
        <translation>スポットライト · 線</translation>
    </message>
    <message>
        <source>Map · Text</source>
        <translation>マップ · テキスト</translation>
    </message>
    <message>
        <source>Steps of the decoder</source>
        <translation>デコーダのステップ</translation>
    </message>
    <message>
        <source>Smooth or patches</source>
        <translation>滑らかな表示とパッチ表示</translation>
    </message>
    <message>
        <source>Before, after, compare</source>
        <translation>前、後、比較</translation>
    </message>
    <message>
        <source>Most closed channel, before and after</source>
        <translation>最も閉じたチャネルの前後</translation>
    </message>
    <message>
        <source>Renormalise what is shown</source>
        <translation>表示分を再正規化</translation>
    </message>
    <message>
        <source>Leave out the first token</source>
        <translation>先頭のトークンを除く</translation>
    </message>
    <message>
        <source>Shift+N</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Next colour map</source>
        <translation>次のカラーマップ</translation>
    </message>
    <message>
        <source>Less opacity</source>
        <translation>薄く重ねる</translation>
    </message>
    <message>
        <source>More opacity</source>
        <translation>濃く重ねる</translation>
    </message>
    <message>
        <source>Input and model panel</source>
        <translation>入力とモデルのパネル</translation>
    </message>
    <message>
        <source>Where it sits in the model</source>
        <translation>モデル内の位置</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Present the lecture</source>
        <translation>講義を上映</translation>
    </message>
    <message>
        <source>Next station</source>
        <translation>次の回</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Station before</source>
        <translation>前の回</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Ctrl+/</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>What is this? (then click)</source>
        <translation>これは何？（続けてクリック）</translation>
    </message>
    <message>
        <source>Shift+F1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>All documents, with search</source>
        <translation>全文書（検索付き）</translation>
    </message>
    <message>
        <source>In Python</source>
        <translation>Python から使う</translation>
    </message>
    <message>
        <source>Open a lecture…</source>
        <translation>講義を開く…</translation>
    </message>
    <message>
        <source>A lecture of your own</source>
        <translation>自作の講義</translation>
    </message>
    <message>
        <source>How the program is built</source>
        <translation>プログラムの構造</translation>
    </message>
    <message>
        <source>What is trusted</source>
        <translation>何を信頼するか</translation>
    </message>
    <message>
        <source>Last errors…</source>
        <translation>最近のエラー…</translation>
    </message>
    <message>
        <source>Check this installation…</source>
        <translation>インストールを検査…</translation>
    </message>
    <message>
        <source>Previous or next station, while presenting</source>
        <translation>上映中、前または次の回</translation>
    </message>
    <message>
        <source>Previous or next of the files that were opened together</source>
        <translation>一緒に開いたファイルの前のもの、次のもの</translation>
    </message>
    <message>
        <source>Previous or next head</source>
        <translation>前または次のヘッド</translation>
    </message>
    <message>
        <source>Previous or next layer</source>
        <translation>前または次の層</translation>
    </message>
    <message>
        <source>First or last layer</source>
        <translation>最初または最後の層</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Layer, with the mouse</source>
        <translation>マウスで層を変える</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>ホイール</translation>
    </message>
    <message>
        <source>Head, with the mouse</source>
        <translation>マウスでヘッドを変える</translation>
    </message>
    <message>
        <source>Shift wheel</source>
        <translation>Shift ホイール</translation>
    </message>
    <message>
        <source>Into or out of the average</source>
        <translation>平均に加える、外す</translation>
    </message>
    <message>
        <source>Shift click</source>
        <translation>Shift クリック</translation>
    </message>
    <message>
        <source>Mute or unmute several heads of the grid</source>
        <translation>格子の複数のヘッドをミュート、または解除</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>ドラッグ</translation>
    </message>
    <message>
        <source>Take the box on the photo away; move it, size it</source>
        <translation>写真上の枠を消す；動かす、大きさを変える</translation>
    </message>
    <message>
        <source>Shift ← →</source>
        <translation>Shift ← →</translation>
    </message>
    <message>
        <source>Ask a patch</source>
        <translation>パッチをクエリにする</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>クリック</translation>
    </message>
    <message>
        <source>Ask the patch beside it, the next word</source>
        <translation>隣のパッチ、次の単語をクエリにする</translation>
    </message>
    <message>
        <source>Ctrl ← → ↑ ↓</source>
        <translation>Ctrl ← → ↑ ↓</translation>
    </message>
    <message>
        <source>Same layer, other kind of site</source>
        <translation>同じ層の別の種類の場所</translation>
    </message>
    <message>
        <source>Alt ↑</source>
        <translation>Alt ↑</translation>
    </message>
    <message>
        <source>Alt ↓</source>
        <translation>Alt ↓</translation>
    </message>
    <message>
        <source>Zoom into the picture or a matrix; all of it</source>
        <translation>図や行列を拡大；全体を表示</translation>
    </message>
    <message>
        <source>Ctrl wheel</source>
        <translation>Ctrl ホイール</translation>
    </message>
    <message>
        <source>Zoom into a part of a long map</source>
        <translation>長いマップの一部を拡大</translation>
    </message>
    <message>
        <source>Shift drag</source>
        <translation>Shift ドラッグ</translation>
    </message>
    <message>
        <source>Back to the first query, to what the model itself writes</source>
        <translation>最初のクエリ、モデル自身の文に戻る</translation>
    </message>
    <message>
        <source>Divider between before and after</source>
        <translation>前と後の境界を動かす</translation>
    </message>
    <message>
        <source>Colour bar: move an end, type it</source>
        <translation>カラーバー：端を動かす、入力する</translation>
    </message>
    <message>
        <source>Colour bar: keep the levels for other models, reset them</source>
        <translation>カラーバー：レベルをほかのモデルにも使う、元に戻す</translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/commands/commands.py</name>
    <message>
        <source>What the model itself writes</source>
        <translation>モデル自身が書く文</translation>
    </message>
    <message>
        <source>Mean or largest of a tile</source>
        <translation>タイルの平均か最大値</translation>
    </message>
    <message>
        <source>Average all channels</source>
        <translation>全チャネルの平均</translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/commands/menus.py</name>
    <message>
        <source>Fast, 0.2 s</source>
        <translation>速い（0.2 秒）</translation>
    </message>
    <message>
        <source>Normal, 0.4 s</source>
        <translation>普通（0.4 秒）</translation>
    </message>
    <message>
        <source>Slow, 1 s</source>
        <translation>遅い（1 秒）</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>What the window speaks; it is built anew as it was. Figures and files stay English.</source>
        <translation>ウィンドウの言語です。同じ状態のまま作り直します。図とファイルは英語のままです。</translation>
    </message>
    <message>
        <source>As the model was trained</source>
        <translation>モデルの訓練時と同じ</translation>
    </message>
    <message>
        <source>Whole photo, stretched to a square</source>
        <translation>写真全体を正方形に伸縮</translation>
    </message>
    <message>
        <source>Centre square of the photo</source>
        <translation>写真中央の正方形</translation>
    </message>
    <message>
        <source>Whole photo with bars</source>
        <translation>余白を付けて写真全体</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>見た目</translation>
    </message>
    <message>
        <source>Photo for the model</source>
        <translation>モデルに渡す写真</translation>
    </message>
    <message>
        <source>Playing through the layers</source>
        <translation>層の再生速度</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>セッション</translation>
    </message>
    <message>
        <source>No session was saved or opened yet</source>
        <translation>まだセッションを保存したことも開いたこともありません</translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation>最近のセッション</translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/dialogs.py</name>
    <message>
        <source>*.safetensors *.pt *.pth *.keras *.py</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Pictures (%1);;Sessions and runs (*.axs *.axt);;All files (*)</source>
        <translation>画像 (%1);;セッションと実行結果 (*.axs *.axt);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>写真を開く</translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation>テキストを開く</translation>
    </message>
    <message>
        <source>Texts (*.txt *.md);;All files (*)</source>
        <translation>テキスト (*.txt *.md);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>写真のフォルダを開く</translation>
    </message>
    <message>
        <source>Boxes and masks (*.json %1);;All files (*)</source>
        <translation>枠とマスク (*.json %1);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Open boxes or a mask</source>
        <translation>枠かマスクを開く</translation>
    </message>
    <message>
        <source>Choose a photo or a text</source>
        <translation>写真かテキストを選ぶ</translation>
    </message>
    <message>
        <source>Models (%1);;All files (*)</source>
        <translation>モデル (%1);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>モデルを開く</translation>
    </message>
    <message>
        <source>Open the folder of a model</source>
        <translation>モデルのフォルダを開く</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>フォルダに書き出す</translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/panel_list.py</name>
    <message>
        <source>left alone</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ranked heads</source>
        <translation>順位付きのヘッド</translation>
    </message>
    <message>
        <source>right alone</source>
        <translation>右は単独</translation>
    </message>
    <message>
        <source>figure page</source>
        <translation>図のページ</translation>
    </message>
</context>
<context>
    <name>explorer/gui/window/toolbar.py</name>
    <message>
        <source>Input and model</source>
        <translation>入力とモデル</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Ctrl V</source>
        <translation>Ctrl V</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Settings and shortcuts</source>
        <translation>設定とショートカット</translation>
    </message>
    <message>
        <source>End the presentation</source>
        <translation>上映を終える</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Paste a picture, a text, or a file with one</source>
        <translation>画像、テキスト、またはそのファイルを貼り付けます</translation>
    </message>
    <message>
        <source>Open a sample photo or sentence</source>
        <translation>サンプルの写真や文を開きます</translation>
    </message>
    <message>
        <source>Device that the model runs on</source>
        <translation>モデルを実行する装置</translation>
    </message>
    <message>
        <source>Export the picture on screen</source>
        <translation>表示中の図を書き出します</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>モデル：%1</translation>
    </message>
    <message>
        <source>Ctrl M</source>
        <translation>Ctrl M</translation>
    </message>
    <message>
        <source>Untrained %1</source>
        <translation>未訓練の %1</translation>
    </message>
</context>
</TS>
