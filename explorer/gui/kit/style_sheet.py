"""The style sheet for what Qt itself paints: tool tips, scroll bars, splitters, menus' sizes.

Everything else in the kit paints itself, because a style sheet can neither fade nor follow the
device's pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.gui.kit.theme import Theme

_SHEET = """
QToolTip {{
    background: {raised}; color: {t1}; border: 1px solid {line2}; padding: 4px 7px;
}}
QMenu {{ background: transparent; border: none; padding: 7px 6px; }}
QMenu::item {{ padding: 8px 10px; }}
QMenu::separator {{ height: 9px; }}
QScrollArea, QAbstractScrollArea {{ border: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget#scrollBody {{ background: transparent; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {line2}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def style_sheet(theme: Theme) -> str:
    """The application's style sheet in the colours of a theme."""
    return _SHEET.format(
        raised=theme.raised.name(),
        t1=theme.t1.name(),
        line2=theme.line2.name(),
        edge=theme.edge.name(),
    )
