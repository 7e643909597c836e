"""What the whole window is built of: theme, type, icons and controls.

Every control has an accessible name, works with the keyboard and shows that it has the focus.
Setters never emit; signals named ``...Requested`` come of the user alone.
"""

from explorer.gui.kit.buttons import (
    CheckBox,
    Chip,
    GhostButton,
    IconButton,
    LinkLabel,
    PrimarySplitButton,
    Segmented,
    SmallButton,
)
from explorer.gui.kit.combo import Choice, ChoiceGroup, ComboButton
from explorer.gui.kit.key_value import FactList
from explorer.gui.kit.labels import Badge, KeyHint, Line, Note, SectionTitle, Text
from explorer.gui.kit.look.fonts import MEDIUM, REGULAR, SEMIBOLD, mono_font, ui_font
from explorer.gui.kit.look.icons import Icon, icon, icon_pixmap, paint_icon
from explorer.gui.kit.look.paint import RingShape, by_keyboard, paint_focus
from explorer.gui.kit.look.theme import (
    apply_theme,
    reduced_motion,
    system_theme,
    theme,
    theme_switch,
)
from explorer.gui.kit.look.tokens import DARK, LIGHT, Theme
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.messages import MessageStrip, ProgressRow, Toast
from explorer.gui.kit.slider import LabelledSlider
from explorer.gui.kit.stepper import Stepper
from explorer.gui.kit.surface import ClickCatcher, OverlayBar, ScrollArea, Splitter, Surface
from explorer.gui.kit.text_area import TextArea
from explorer.gui.kit.text_input import TextInput
from explorer.gui.kit.tips import label_text, plain_tip, set_available, tip

__all__ = [
    "DARK",
    "LIGHT",
    "MEDIUM",
    "REGULAR",
    "SEMIBOLD",
    "Badge",
    "CheckBox",
    "Chip",
    "Choice",
    "ChoiceGroup",
    "ClickCatcher",
    "ComboButton",
    "FactList",
    "GhostButton",
    "Icon",
    "IconButton",
    "KeyHint",
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
    "Toast",
    "apply_theme",
    "by_keyboard",
    "icon",
    "icon_pixmap",
    "label_text",
    "mono_font",
    "paint_focus",
    "paint_icon",
    "plain_tip",
    "reduced_motion",
    "set_available",
    "system_theme",
    "theme",
    "theme_switch",
    "tip",
    "ui_font",
]
