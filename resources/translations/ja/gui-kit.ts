<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/gui/kit/__init__.py</name>
    <message>
        <source>Badge</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>CheckBox</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Chip</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Choice</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ChoiceGroup</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ClickCatcher</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ComboButton</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>FactList</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>GhostButton</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Icon</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>IconButton</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>KeyHint</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>LabelledSlider</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Line</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>LinkLabel</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>メニュー</translation>
    </message>
    <message>
        <source>MessageStrip</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Note</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>OverlayBar</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>PrimarySplitButton</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ProgressRow</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>RingShape</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>ScrollArea</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>SectionTitle</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Segmented</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>SmallButton</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Splitter</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Stepper</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Surface</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>TextArea</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>TextInput</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>Toast</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/kit/buttons.py</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>explorer/gui/kit/language.py</name>
    <message>
        <source>English</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>qtbase_%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/kit/look/icons.py</name>
    <message>
        <source>%1.svg</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/kit/look/paint.py</name>
    <message>
        <source>KeyboardFocus</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
</context>
<context>
    <name>explorer/gui/kit/look/style_sheet.py</name>
    <message>
        <source>QToolTip { background: @raised; color: @t1; border: 1px solid @line2; padding: 4px 7px; }

QMenu {
    background: @popup; color: @t1; border: 1px solid @line2; border-radius: 8px;
    padding: 6px; menu-scrollable: 1;
}
QMenu::item { padding: 8px 10px; border-radius: 4px; }
QMenu::item:selected { background: @accent/16; }
QMenu::item:disabled { color: @t4; background: transparent; }
QMenu::separator { height: 1px; background: @line2; margin: 4px -6px; }
QMenu::icon { padding-left: 10px; }
QMenu::indicator { width: 14px; height: 14px; padding-left: 10px; }
QMenu::indicator:checked { image: @icon(check-accent_text); }
QMenu::indicator:checked:disabled { image: @icon(check-t4); }

QPushButton {
    background: transparent; color: @t1; border: 1px solid transparent; border-radius: 6px;
    padding: 0 9px 0 6px;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:open { background: @track; }
QPushButton:disabled { color: @t4; }
QPushButton:focus { border: 2px solid @accent; padding: 0 8px 0 5px; }
QPushButton::menu-indicator {
    image: @icon(chevron-down-t3); width: 14px; height: 14px;
    subcontrol-origin: border; subcontrol-position: center right; right: 4px;
}
GhostButton[labelled="false"]::menu-indicator { image: none; width: 0; }
IconButton, IconButton:focus { padding: 0; }
IconButton:checked { background: @sel; }
IconButton::menu-indicator { image: none; width: 0; }
SmallButton { background: @raised; border-color: @line2; padding: 0 10px; }
SmallButton:focus { padding: 0 9px; }
LinkLabel, LinkLabel:hover, LinkLabel:pressed {
    background: transparent; color: @accent_text; border-radius: 3px; padding: 0;
}
LinkLabel { border: none; }
LinkLabel[outside="true"] { padding-right: 18px; }
LinkLabel:hover { text-decoration: underline; }
LinkLabel:disabled { color: @t4; }
LinkLabel:focus { border: 2px solid @accent; padding: -2px; }
LinkLabel[outside="true"]:focus { padding-right: 16px; }
QPushButton[station="true"] { text-align: left; padding: 0 8px; }
QPushButton[station="true"]:checked { background: @accent/16; color: @accent_text; }
QPushButton[station="true"]:focus { padding: 0 7px; }
QPushButton[walking="true"] {
    background: @raised; border-color: @line2; padding: 0 9px; text-align: center;
}
QPushButton[walking="main"] {
    background: @fill; color: @on_fill; padding: 0 9px; text-align: center;
}
QPushButton[walking="main"]:disabled { background: @track; color: @t4; }
QFrame[card="true"] { background: @raised; border: 1px solid @line; border-radius: 8px; }
Chip {
    background: @raised; border: 1px solid @line2; border-radius: 13px; padding: 0 3px;
}
Chip:focus { padding: 0 2px; }
Chip[closable="true"] { padding-right: 19px; }
Chip[closable="true"]:focus { padding-right: 18px; }
Chip[chosen="true"] { background: @accent/16; color: @accent_text; border-color: transparent; }
Chip[chosen="true"]:hover { background: @accent/22; }
Chip[chosen="true"]:focus { border-color: @accent; }
Segmented { background: @well; border: 1px solid @line; border-radius: 6px; }
Segmented &gt; QPushButton {
    color: @t2; background: transparent; border-radius: 5px; padding: 0;
}
Segmented &gt; QPushButton:hover { color: @t1; }
Segmented &gt; QPushButton:checked { color: @t1; background: @sel; border-color: @line2; }
Segmented &gt; QPushButton:disabled { color: @t4; }
Segmented &gt; QPushButton:focus { border: 2px solid @accent; }
PrimarySplitButton {
    background: @fill; color: @on_fill; border: 2px solid @fill; border-radius: 6px;
    padding: 0 6px 0 8px;
}
PrimarySplitButton[popupMode="1"] { padding-right: 30px; }
PrimarySplitButton:hover { background: @fill_hover; border-color: @fill_hover; }
PrimarySplitButton:pressed { background: @fill_pressed; border-color: @fill_pressed; }
PrimarySplitButton:disabled { background: @track; color: @t4; border-color: @track; }
PrimarySplitButton:focus { border-color: @t1; }
PrimarySplitButton::menu-button {
    width: 25px; border: none; border-left: 1px solid @on_fill/80; border-radius: 0;
}
PrimarySplitButton::menu-button:disabled { border-left-color: @line2; }
PrimarySplitButton::menu-arrow {
    image: @icon(chevron-down-on_fill); width: 14px; height: 14px;
}
PrimarySplitButton::menu-arrow:disabled { image: @icon(chevron-down-t4); }

QComboBox {
    background: @raised; color: @t1; border: 1px solid @line2; border-radius: 6px;
    padding: 0 4px 0 10px; combobox-popup: 0;
}
QComboBox:hover { background: @hover; }
QComboBox:on { background: @hover; border-color: @edge; }
QComboBox:disabled { color: @t4; border-color: @line; background: @raised; }
QComboBox:focus { border: 2px solid @accent; padding: 0 3px 0 9px; }
QComboBox::drop-down {
    border: none; width: 22px; subcontrol-origin: border; subcontrol-position: center right;
    right: 4px;
}
QComboBox::down-arrow { image: @icon(chevron-down-t3); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: @icon(chevron-down-t4); }
QComboBoxPrivateContainer { background: transparent; border: none; }
QComboBox QAbstractItemView {
    background: @popup; color: @t1; border: 1px solid @line2; border-radius: 8px; padding: 6px;
    outline: none;
}

QCheckBox { color: @t2; spacing: 8px; }
QCheckBox:disabled { color: @t4; }
QCheckBox::indicator {
    width: 14px; height: 14px; border: 1px solid @edge; border-radius: 4px;
}
QCheckBox::indicator:hover { background: @hover; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate {
    background: @fill; border-color: @fill; image: @icon(check-on_fill);
}
QCheckBox::indicator:checked:hover, QCheckBox::indicator:indeterminate:hover {
    background: @fill_hover; border-color: @fill_hover;
}
QCheckBox::indicator:indeterminate { image: @icon(minus-on_fill); }
QCheckBox::indicator:disabled { background: @track; border-color: @line2; }
QCheckBox::indicator:checked:disabled { image: @icon(check-t4); }
QCheckBox:focus { border: 2px solid @accent; border-radius: 4px; margin: 0; }

QRadioButton { color: @t1; spacing: 9px; }
QRadioButton:disabled { color: @t4; }
QRadioButton::indicator {
    width: 12px; height: 12px; border: 1px solid @edge; border-radius: 7px;
}
QRadioButton::indicator:hover { background: @hover; }
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 4px solid @fill; background: @on_fill;
}
QRadioButton::indicator:disabled { background: @track; border-color: @line2; }
QRadioButton:focus { border: 2px solid @accent; border-radius: 4px; margin: 0; }

QAbstractSpinBox {
    background: @raised; color: @t1; border: 1px solid @line2; border-radius: 6px;
    selection-background-color: @fill; selection-color: @on_fill;
}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: none; background: transparent; padding: 0 0 0 7px;
}
QAbstractSpinBox:hover { background: @hover; }
QAbstractSpinBox:disabled { color: @t4; border-color: @line; }
QAbstractSpinBox:focus { border: 2px solid @accent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: 20px; height: 12px; border: none; background: transparent;
    right: 2px;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; top: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; bottom: 2px; }
QAbstractSpinBox::up-arrow { image: @icon(chevron-up-t3); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: @icon(chevron-down-t3); width: 12px; height: 12px; }

QToolButton[popupMode="2"] {
    background: @raised; color: @t2; border: 1px solid @line2; border-radius: 6px; padding: 3px 6px;
}
QToolButton[popupMode="2"]:hover { background: @hover; }
QToolButton[popupMode="2"]:focus { border: 2px solid @accent; padding: 2px 5px; }
QToolButton[popupMode="2"]::menu-indicator { image: none; width: 0; }
QPushButton[tile="true"] {
    background: @raised; border: 1px solid @line2; text-align: left; padding: 0 8px;
}
QPushButton[tile="true"]:hover { background: @hover; }
QPushButton[tile="true"]:checked {
    background: @accent/16; border: 2px solid @accent; padding: 0 7px;
}
QPushButton[tile="true"]:focus { border: 2px solid @t1; padding: 0 7px; }
QPushButton[tile="true"]:disabled { color: @t4; }

QSlider { border: 2px solid transparent; border-radius: 6px; }
QSlider:focus { border-color: @accent; }
QSlider::groove:horizontal { height: 3px; border-radius: 1px; background: @line2; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 1px; }
QSlider::sub-page:horizontal:disabled { background: @t4; }
QSlider::handle:horizontal {
    background: @knob; width: 13px; height: 13px; margin: -5px 0; border-radius: 6px;
}
QSlider::handle:horizontal:disabled { background: @t4; }

QLineEdit, QPlainTextEdit {
    background: @raised; color: @t1; border: 1px solid @edge; border-radius: 6px;
    selection-background-color: @fill; selection-color: @on_fill; placeholder-text-color: @t3;
}
QLineEdit { padding: 0 8px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; }
QLineEdit:focus { padding: 0 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: @t4; border-color: @line; }
QPlainTextEdit[broken="true"] { border-color: @err; }

QProgressBar { background: @track; border: none; border-radius: 2px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }

Stepper { background: @raised; border: 1px solid @line2; border-radius: 6px; }
Stepper:disabled { border-color: @line; }
Stepper:focus { border: 2px solid @accent; }
Stepper &gt; QPushButton { border: none; border-radius: 5px; padding: 0; }
DropTarget, DropTarget:hover, DropTarget:pressed {
    background: transparent; border: 1px dashed @edge/60; border-radius: 8px;
}
DropTarget:hover { border-color: @edge; }
DropTarget:focus { border: 2px solid @accent; }
DropTarget[dragging="true"] { background: @accent/12; border: 2px dashed @accent; }
Thumb, Thumb:hover, Thumb:pressed {
    background: transparent; border: 2px solid transparent; border-radius: 5px; padding: 0;
}
Thumb:hover { border-color: @edge; }
Thumb:checked { background: transparent; border-color: @accent; }
Thumb:focus { border-color: @t1; }
DoubtCard { background: @raised; border: 1px solid @line2; border-radius: 6px; }
KeyHint {
    background: @raised; color: @t2; border: 1px solid @line2; border-radius: 4px; padding: 0 4px;
}
ModelBrowser { background: @panel; border: 1px solid @line2; border-radius: 8px; }
Toast { background: @popup; border: 1px solid @line2; border-radius: 8px; }

QScrollArea, QListView, QTreeView { background: transparent; border: none; }
QTreeView {
    border: 2px solid transparent; outline: none; show-decoration-selected: 1;
    selection-background-color: transparent; selection-color: @t1;
}
QAbstractScrollArea::corner { background: transparent; border: none; }
QTreeView:focus { border-color: @accent; border-radius: 4px; }
QTreeView::item { height: 22px; }
QTreeView::item:hover { background: @hover; }
QTreeView::item:selected { background: @accent/16; color: @t1; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: @t3; border: none; border-bottom: 1px solid @line;
    padding: 2px 4px;
}
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @line2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @edge; }</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>QLabel[ink="@token"] { color: @@token; }
QLabel[ink="@token"]:disabled { color: @t4; }</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>QMenu QLabel[ink="t3"]:disabled { color: @t3; }</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Badge[verdict="@token"] { background: @@token/13; border-radius: 10px; }
MessageStrip[severity="@token"] {
    background: @tint_@token; border: 1px solid @@token/55; border-radius: 6px;
}</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>rgba(%1, %2, %3, %4%)</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/kit/look/theme.py</name>
    <message>
        <source>Fusion</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>a theme needs a QApplication</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>only the running application can be themed</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/gui/kit/messages.py</name>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>このメッセージを閉じる</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
</context>
<context>
    <name>explorer/gui/kit/stepper.py</name>
    <message>
        <source>Previous %1</source>
        <translation>前の%L1</translation>
    </message>
    <message>
        <source>Next %1</source>
        <translation>次の%L1</translation>
    </message>
</context>
<context>
    <name>explorer/gui/kit/text_area.py</name>
    <message>
        <source>Only the beginning of %1 characters is shown. Clear them to write something else.</source>
        <translation>%1 文字のうち冒頭だけを表示しています。ほかのことを書くには消去してください。</translation>
    </message>
    <message>
        <source>Clear: %1</source>
        <translation>消去：%L1</translation>
    </message>
</context>
</TS>
