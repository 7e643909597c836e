<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/learning/explain_bar.py</name>
    <message>
        <source>Explain</source>
        <translation>説明</translation>
    </message>
    <message>
        <source>Explain what is shown</source>
        <translation>表示中のものを説明</translation>
    </message>
    <message>
        <source>Close the explanation</source>
        <translation>説明を閉じる</translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/explain_dock.py</name>
    <message>
        <source>Walk-through</source>
        <translation>計算をたどる</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>構造</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>よくある誤り</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>説明</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>1 つ戻る</translation>
    </message>
    <message>
        <source>Play the steps</source>
        <translation>ステップを再生</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>次のステップ</translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation>LaTeX でコピー</translation>
    </message>
    <message>
        <source>Copy the formula of this step as LaTeX</source>
        <translation>このステップの数式を LaTeX でコピー</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>図を保存…</translation>
    </message>
    <message>
        <source>Save this page as a picture: PNG, SVG or PDF</source>
        <translation>このページを図として保存：PNG、SVG、PDF</translation>
    </message>
    <message>
        <source>Step %1, %2</source>
        <translation>ステップ %1、%L2</translation>
    </message>
    <message>
        <source>The same q and k, and what a common mistake would make of them.</source>
        <translation>同じ q と k から、よくある誤りをするとどうなるかを示します。</translation>
    </message>
    <message>
        <source>Source of this module</source>
        <translation>このモジュールのソース</translation>
    </message>
    <message>
        <source>The same in Keras</source>
        <translation>Keras で書いた同じもの</translation>
    </message>
    <message>
        <source>Open in editor</source>
        <translation>エディタで開く</translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/glossary_view.py</name>
    <message>
        <source>Glossary</source>
        <translation>用語集</translation>
    </message>
    <message>
        <source>station:</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Search a term</source>
        <translation>用語を検索</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>用語</translation>
    </message>
    <message>
        <source>&lt;p&gt;No such term.&lt;/p&gt;</source>
        <translation>&lt;p&gt;その用語はありません。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;span style="color:t2"&gt;%1&lt;/span&gt;</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>&lt;h4&gt;&lt;a name="%1"&gt;%2&lt;/a&gt;%3&lt;/h4&gt;</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;a href="%1%2" style="color:accent_text"&gt;%3&lt;/a&gt;&lt;/p&gt;</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/lecture_panel.py</name>
    <message>
        <source>Lecture</source>
        <translation>講義</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>課題</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>問い</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>答えを表示</translation>
    </message>
    <message>
        <source>Hide the answer</source>
        <translation>答えを隠す</translation>
    </message>
    <message>
        <source>← Back</source>
        <translation>← 戻る</translation>
    </message>
    <message>
        <source>Next →</source>
        <translation>次へ →</translation>
    </message>
    <message>
        <source>Leave the lecture</source>
        <translation>講義を離れる</translation>
    </message>
    <message>
        <source>Back to the station</source>
        <translation>この回の状態に戻す</translation>
    </message>
    <message>
        <source>The picture is coming …</source>
        <translation>図を準備しています…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Alt ←</source>
        <translation>Alt ←</translation>
    </message>
    <message>
        <source>Alt →</source>
        <translation>Alt →</translation>
    </message>
    <message>
        <source>, done</source>
        <translation>完了</translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/map_page.py</name>
    <message>
        <source>Search a module</source>
        <translation>モジュールを検索</translation>
    </message>
    <message>
        <source>No such module</source>
        <translation>そのモジュールはありません</translation>
    </message>
    <message>
        <source>Modules of the model</source>
        <translation>モデルのモジュール</translation>
    </message>
    <message>
        <source>◆ marks what attends: a click shows it</source>
        <translation>◆ はアテンションの場所。クリックで表示</translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/outline_model.py</name>
    <message>
        <source>Module</source>
        <translation>モジュール</translation>
    </message>
    <message>
        <source>%1 site%2</source>
        <translation>%1 か所</translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/sentence_line.py</name>
    <message>
        <source>Underlined words are explained by a click</source>
        <translation>下線の語はクリックすると説明を表示します</translation>
    </message>
    <message>
        <source>&lt;a href="%1" style="color:%2"&gt;%3&lt;/a&gt;</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/learning/welcome.py</name>
    <message>
        <source>Take the lecture</source>
        <translation>講義を受ける</translation>
    </message>
    <message>
        <source>Open a photo or a text</source>
        <translation>写真かテキストを開く</translation>
    </message>
    <message>
        <source>Type a sentence</source>
        <translation>文を入力</translation>
    </message>
    <message>
        <source>Open your own model</source>
        <translation>自分のモデルを開く</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>はじめに</translation>
    </message>
    <message>
        <source>New here?</source>
        <translation>初めてですか？</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
</context>
</TS>
