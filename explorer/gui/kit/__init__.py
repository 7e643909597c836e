"""What the whole window is built of: theme, type, icons and controls.

Every control has an accessible name, works with the keyboard and shows a focus ring. Setters
never emit; signals named ``...Requested`` come of the user alone.
"""

from explorer.gui.kit.badge import Badge
from explorer.gui.kit.bar import Bar
from explorer.gui.kit.button import GhostButton, IconButton
from explorer.gui.kit.check_box import CheckBox
from explorer.gui.kit.chip import Chip
from explorer.gui.kit.combo import Choice, ChoiceGroup, ComboButton
from explorer.gui.kit.export_button import PrimarySplitButton
from explorer.gui.kit.focus_ring import RingShape, install_focus_ring
from explorer.gui.kit.fonts import MEDIUM, REGULAR, SEMIBOLD, mono_font, ui_font
from explorer.gui.kit.icons import icon, icon_pixmap, paint_icon
from explorer.gui.kit.key_value import FactList, KeyValueRow
from explorer.gui.kit.labels import KeyHint, Line, SectionTitle, Text
from explorer.gui.kit.link import LinkLabel
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.message_strip import MessageStrip
from explorer.gui.kit.note import Note
from explorer.gui.kit.progress_row import ProgressRow
from explorer.gui.kit.scroll_bar import OverlayBar
from explorer.gui.kit.segmented import Segmented
from explorer.gui.kit.slider import LabelledSlider
from explorer.gui.kit.small_button import SmallButton
from explorer.gui.kit.splitter import Splitter, ThinSplitterHandle
from explorer.gui.kit.stepper import Stepper
from explorer.gui.kit.surface import ScrollArea, Surface
from explorer.gui.kit.text_area import TextArea
from explorer.gui.kit.text_input import TextInput
from explorer.gui.kit.theme import (
    DARK,
    LIGHT,
    Theme,
    apply_theme,
    reduced_motion,
    system_theme,
    theme,
    theme_switch,
)
from explorer.gui.kit.tips import set_available, tip
from explorer.gui.kit.toast import Toast

__all__ = [
    "DARK",
    "LIGHT",
    "MEDIUM",
    "REGULAR",
    "SEMIBOLD",
    "Badge",
    "Bar",
    "CheckBox",
    "Chip",
    "Choice",
    "ChoiceGroup",
    "ComboButton",
    "FactList",
    "GhostButton",
    "IconButton",
    "KeyHint",
    "KeyValueRow",
    "LabelledSlider",
    "Line",
    "LinkLabel",
    "Menu",
    "MessageStrip",
    "Note",
    "OverlayBar",
    "PrimarySplitButton",
    "ProgressRow",
    "RingShape",
    "ScrollArea",
    "SectionTitle",
    "Segmented",
    "SmallButton",
    "Splitter",
    "Stepper",
    "Surface",
    "Text",
    "TextArea",
    "TextInput",
    "Theme",
    "ThinSplitterHandle",
    "Toast",
    "apply_theme",
    "icon",
    "icon_pixmap",
    "install_focus_ring",
    "mono_font",
    "paint_icon",
    "reduced_motion",
    "set_available",
    "system_theme",
    "theme",
    "theme_switch",
    "tip",
    "ui_font",
]
