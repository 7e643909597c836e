<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/analysis/answer_input.py</name>
    <message>
        <source>%1
Choose one from the list (↓), or type another and press Enter; empty for the %2</source>
        <translation>%L1
一覧から選ぶ（↓）か、別のものを入力して Enter。空なら%L2</translation>
    </message>
    <message>
        <source>%1
Choose one from the list (↓), or type another and press Enter; empty for none</source>
        <translation>%L1
一覧から選ぶ（↓）か、別のものを入力して Enter。空ならなし</translation>
    </message>
    <message>
        <source>Answers to choose from (↓)</source>
        <translation>答えの候補（↓）</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/area_table.py</name>
    <message>
        <source>Areas under the curves</source>
        <translation>曲線の下の面積</translation>
    </message>
    <message>
        <source>Area under the curve, and how many of the random maps it beats.
Deletion: low is good. Insertion: high is good.</source>
        <translation>曲線の下の面積と、ランダムなマップのうち何枚に勝つか。
削除：小さいほどよい。挿入：大きいほどよい。</translation>
    </message>
    <message>
        <source>Area under the curve</source>
        <translation>曲線の下の面積</translation>
    </message>
    <message>
        <source>deletion ↓</source>
        <translation>削除 ↓</translation>
    </message>
    <message>
        <source>insertion ↑</source>
        <translation>挿入 ↑</translation>
    </message>
    <message>
        <source>%1: deletion %2, insertion %3</source>
        <translation>%L1：削除 %2、挿入 %3</translation>
    </message>
    <message>
        <source>%1: deletion %2 %3, insertion %4 %5</source>
        <translation>%L1：削除 %2 %L3、挿入 %4 %L5</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/check_panel.py</name>
    <message>
        <source>Deletion</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Random weights</source>
        <translation>乱数の重み</translation>
    </message>
    <message>
        <source>Parts of the model are given random weights, from the head down, and the map is made anew: one that stays the same does not show what was learned (Adebayo et al. 2018).</source>
        <translation>モデルの重みを出力側から順に乱数にして、マップを作り直します。変わらないマップは、学習した内容を示していません（Adebayo ほか 2018）。</translation>
    </message>
    <message>
        <source>What this map claims</source>
        <translation>このマップの主張</translation>
    </message>
    <message>
        <source>What the map is checked by</source>
        <translation>マップを検証する方法</translation>
    </message>
    <message>
        <source>What stands where something is taken away</source>
        <translation>取り去った場所に置くもの</translation>
    </message>
    <message>
        <source>Hide by</source>
        <translation>隠し方</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再検証</translation>
    </message>
    <message>
        <source>Check the map that is on screen now</source>
        <translation>いま画面にあるマップを検証</translation>
    </message>
    <message>
        <source>Close the check</source>
        <translation>検証を閉じる</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Rank correlation with this map</source>
        <translation>このマップとの順位相関</translation>
    </message>
    <message>
        <source>Insertion</source>
        <translation>挿入</translation>
    </message>
    <message>
        <source>How much of the map lies inside</source>
        <translation>枠内にあるマップの割合</translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation>枠を描く</translation>
    </message>
    <message>
        <source>Any drag on the picture draws a box that the map is held against</source>
        <translation>図の上をドラッグすると、マップと比べる枠を描きます</translation>
    </message>
    <message>
        <source>Read boxes or a mask from a file…</source>
        <translation>ファイルから枠やマスクを読む…</translation>
    </message>
    <message>
        <source>Take the box away (Del)</source>
        <translation>枠を消す（Del）</translation>
    </message>
    <message>
        <source>probability of %1</source>
        <translation>%1 の確率</translation>
    </message>
    <message>
        <source>Is what it marks where you would look?</source>
        <translation>印の付いた所は、あなたが見る所と同じですか。</translation>
    </message>
    <message>
        <source>Waiting for the first part.</source>
        <translation>最初の部分を待っています。</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/compare/change_list.py</name>
    <message>
        <source>Places that differ most</source>
        <translation>もっとも違う場所</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/compare/compare_page.py</name>
    <message>
        <source>What asks in B asks in A too</source>
        <translation>B のクエリを A でもクエリにします</translation>
    </message>
    <message>
        <source>Layer and head</source>
        <translation>層とヘッド</translation>
    </message>
    <message>
        <source>Layer and head of B are those of A too</source>
        <translation>B の層とヘッドを A にも使います</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>All pictures are zoomed and moved together</source>
        <translation>すべての図を一緒に拡大・移動します</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>入れ替え</translation>
    </message>
    <message>
        <source>Shift+P</source>
        <translation>Shift+P</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>連動</translation>
    </message>
    <message>
        <source>A and B share this scale</source>
        <translation>A と B は同じ目盛りです</translation>
    </message>
    <message>
        <source>Where A and B part, by layer</source>
        <translation>A と B が分かれる所（層ごと）</translation>
    </message>
    <message>
        <source>Most changed</source>
        <translation>変化の大きい順</translation>
    </message>
    <message>
        <source>How far each layer lies from A</source>
        <translation>各層の A からの距離</translation>
    </message>
    <message>
        <source>being worked out …</source>
        <translation>計算中…</translation>
    </message>
    <message>
        <source>share of the mass that moved</source>
        <translation>移動した重みの割合</translation>
    </message>
    <message>
        <source>A, B and A − B; a click lights the place</source>
        <translation>A、B、A − B。クリックでその場所を表示</translation>
    </message>
    <message>
        <source>in a higher window</source>
        <translation>ウィンドウを高くすると表示</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/compare/compare_side.py</name>
    <message>
        <source>not in both</source>
        <translation>片方にしかありません</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/compare/parting_plot.py</name>
    <message>
        <source>layer of A</source>
        <translation>A の層</translation>
    </message>
    <message>
        <source>layer %1: %2</source>
        <translation>層 %1：%2</translation>
    </message>
    <message>
        <source>layer %1: %2 of the mean map moved</source>
        <translation>層 %1：平均マップの %2 が移動</translation>
    </message>
    <message>
        <source>most in head %1: %2</source>
        <translation>最大はヘッド %1：%2</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/control_maps.py</name>
    <message>
        <source>The map with random weights, part by part</source>
        <translation>部分ごとに乱数の重みにしたマップ</translation>
    </message>
    <message>
        <source>Random weights down to %1</source>
        <translation>%L1まで乱数の重み</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/control_plot.py</name>
    <message>
        <source>Rank correlation with the trained model's map</source>
        <translation>訓練済みモデルのマップとの順位相関</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/curve_plot.py</name>
    <message>
        <source>area %1, random %2 to %3</source>
        <translation>面積 %1、ランダム %2〜%3</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/head_list.py</name>
    <message>
        <source>Ranked</source>
        <translation>順位</translation>
    </message>
    <message>
        <source>Rank by</source>
        <translation>並べる値</translation>
    </message>
    <message>
        <source>Largest or smallest first</source>
        <translation>大きい順・小さい順</translation>
    </message>
    <message>
        <source>Heads, ranked</source>
        <translation>順位付きのヘッド</translation>
    </message>
    <message>
        <source>largest first</source>
        <translation>大きい順</translation>
    </message>
    <message>
        <source>smallest first</source>
        <translation>小さい順</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/head_scatter.py</name>
    <message>
        <source>Heads over the layers</source>
        <translation>層ごとのヘッド</translation>
    </message>
    <message>
        <source>layer of %1</source>
        <translation>%L1の層</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/heads_page.py</name>
    <message>
        <source>Heads at a glance</source>
        <translation>ヘッド一覧</translation>
    </message>
    <message>
        <source>All queries</source>
        <translation>全クエリ</translation>
    </message>
    <message>
        <source>First only</source>
        <translation>先頭のみ</translation>
    </message>
    <message>
        <source>The mean over everything that asks</source>
        <translation>すべてのクエリにわたる平均</translation>
    </message>
    <message>
        <source>What CLS, or the first token, looks at</source>
        <translation>CLS または先頭のトークンが見るもの</translation>
    </message>
    <message>
        <source>Mean over many inputs</source>
        <translation>多くの入力の平均</translation>
    </message>
    <message>
        <source>This input</source>
        <translation>この入力</translation>
    </message>
    <message>
        <source>Show the heads of the input on screen alone again</source>
        <translation>画面の入力だけのヘッドに戻す</translation>
    </message>
    <message>
        <source>Colour and rank by</source>
        <translation>色と順位に使う値</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Show over the layers</source>
        <translation>層に対して示す値</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高さ</translation>
    </message>
    <message>
        <source>Show its map</source>
        <translation>マップを表示</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>ミュート</translation>
    </message>
    <message>
        <source>Clear the box</source>
        <translation>枠を消す</translation>
    </message>
    <message>
        <source>Mean over a folder of photos…</source>
        <translation>フォルダの写真の平均…</translation>
    </message>
    <message>
        <source>Mean over a file of sentences…</source>
        <translation>ファイルの文の平均…</translation>
    </message>
    <message>
        <source>How far each head looks</source>
        <translation>各ヘッドが見る距離</translation>
    </message>
    <message>
        <source>mean distance, %1</source>
        <translation>平均距離、%L1</translation>
    </message>
    <message>
        <source>by layer</source>
        <translation>層ごと</translation>
    </message>
    <message>
        <source>No head chosen</source>
        <translation>ヘッド未選択</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>層 %1</translation>
    </message>
    <message>
        <source>%1, head %2</source>
        <translation>%L1、ヘッド %2</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>ミュート解除</translation>
    </message>
    <message>
        <source>white: %1</source>
        <translation>白：%L1</translation>
    </message>
    <message>
        <source>drag to draw a box: mass in the box</source>
        <translation>ドラッグで枠を描く：枠内の割合</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/matter_panel.py</name>
    <message>
        <source>Which heads matter</source>
        <translation>どのヘッドが重要か</translation>
    </message>
    <message>
        <source>Heads, ranked by the change of the answer</source>
        <translation>答えの変化で並べたヘッド</translation>
    </message>
    <message>
        <source>Largest change</source>
        <translation>変化の大きい順</translation>
    </message>
    <message>
        <source>The largest change first, whether up or down</source>
        <translation>増減を問わず、変化の大きいものから</translation>
    </message>
    <message>
        <source>Largest fall</source>
        <translation>減少の大きい順</translation>
    </message>
    <message>
        <source>What the answer rests on first</source>
        <translation>答えの拠り所から</translation>
    </message>
    <message>
        <source>Largest rise</source>
        <translation>増加の大きい順</translation>
    </message>
    <message>
        <source>What speaks against the answer first</source>
        <translation>答えに反するものから</translation>
    </message>
    <message>
        <source>Order of the model</source>
        <translation>モデルの順</translation>
    </message>
    <message>
        <source>By layer and head</source>
        <translation>層とヘッドの順</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Shift+H</source>
        <translation>Shift+H</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Answer that is watched</source>
        <translation>注目する答え</translation>
    </message>
    <message>
        <source>Second answer, whose probability is taken away from that of the first</source>
        <translation>2 つ目の答え。その確率を 1 つ目の確率から引く</translation>
    </message>
    <message>
        <source>Over many inputs</source>
        <translation>多くの入力で</translation>
    </message>
    <message>
        <source>Ask of the input on screen alone again</source>
        <translation>画面の入力だけに戻す</translation>
    </message>
    <message>
        <source>Sort the list</source>
        <translation>一覧の並べ替え</translation>
    </message>
    <message>
        <source>against …</source>
        <translation>比べる相手…</translation>
    </message>
    <message>
        <source>Which heads matter: %1</source>
        <translation>どのヘッドが重要か: %L1</translation>
    </message>
    <message>
        <source>Heads, ranked by the change of %1</source>
        <translation>%L1 の変化で並べたヘッド</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>もう一度</translation>
    </message>
    <message>
        <source>Stop; what is done is kept</source>
        <translation>停止（済んだ分は残ります）</translation>
    </message>
    <message>
        <source>Mute each head in turn once more</source>
        <translation>もう一度ヘッドを順にミュート</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/statistic_grid.py</name>
    <message>
        <source>Heads by a statistic</source>
        <translation>統計量で見たヘッド</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/heads/statistic_strips.py</name>
    <message>
        <source>Statistics of the chosen head</source>
        <translation>選んだヘッドの統計量</translation>
    </message>
    <message>
        <source>One line a head, the chosen one in the accent; a click colours by it</source>
        <translation>1 本の線が 1 つのヘッド、選んだものは強調色。クリックで色付け</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/lens_view.py</name>
    <message>
        <source>%1. The last layer says %2.</source>
        <translation>%L1。最後の層の予測は %2 です。</translation>
    </message>
    <message>
        <source>Logit lens</source>
        <translation>Logit lens</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/page_header.py</name>
    <message>
        <source>Back to the map</source>
        <translation>マップに戻る</translation>
    </message>
</context>
<context>
    <name>explorer/gui/analysis/scale_bar.py</name>
    <message>
        <source>From %1 to %2</source>
        <translation>%L1〜%L2</translation>
    </message>
</context>
</TS>
