"""Every command of the window, once: its words, its shortcut, its icon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence

from explorer.gui.kit.language import say
from explorer.gui.kit.menu import Menu


@dataclass(frozen=True, slots=True)
class Command:
    """`id` names the command, `keys` are its shortcuts, the first one is shown."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    group: str = "View"
    checkable: bool = False


COMMANDS = (
    Command("open", "Open…", ("Ctrl+O",), "File"),
    Command("paste", "Paste a picture or a text", ("Ctrl+V",), "File"),
    Command("models", "Choose a model…", ("Ctrl+M",), "File"),
    Command("copy", "Copy picture", ("Ctrl+C",), "File"),
    Command("export", "Figure…", ("Ctrl+E", "E"), "File"),
    Command("export_again", "Save the last figure again", ("Ctrl+Shift+E",), "File"),
    Command("save_figure", "Save the figure…", ("Ctrl+S",), "File"),
    Command("copy_figure", "Copy the figure", ("Ctrl+Alt+C",), "File"),
    Command("export_sheet", "Every head on one page…", ("Ctrl+Shift+P",), "File"),
    Command("export_maps", "Every map as a file…", ("Ctrl+Shift+L",), "File"),
    Command("export_numbers", "Numbers…", ("Ctrl+Shift+N",), "File"),
    Command("export_explained", "Export the explanation…", (), "File"),
    Command("batch", "Batch…", ("Ctrl+B",), "File"),
    Command("run_on", "Run on a cluster…", ("Ctrl+Shift+B",), "File"),
    Command("weights", "Weights of large models…", (), "File"),
    Command("save_run", "Save the whole run…", (), "File"),
    Command("save_session", "Save session…", ("Ctrl+Shift+S",), "File"),
    Command("keep_runs", "Sessions keep their runs", (), "File", checkable=True),
    Command("undo", "Undo", ("Ctrl+Z",), "File"),
    Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "File"),
    Command("quit", "Quit", ("Ctrl+Q",), "File"),
    Command("average", "Average all heads", ("A",), "Maps"),
    Command("maximum", "Largest of the heads", ("X",), "Maps"),
    Command("why", "Ask why: relevance and other methods", ("Y",), "Maps"),
    Command(
        "mute", "Mute heads, close a channel, mask what is pointed at; or undo it", ("M",), "Maps"
    ),
    Command("block", "Block the look that is pointed at", ("Alt+M",), "Maps"),
    Command("solo", "Mute all others of the layer", ("Shift+M",), "Maps"),
    Command(
        "invert_mute", "Mute the others in place of those that are muted", ("Ctrl+Shift+M",), "Maps"
    ),
    Command("unmute", "Run the model as it is: nothing muted or masked", ("Ctrl+Alt+M",), "Maps"),
    Command("start_again", "Start again", ("Ctrl+Home",), "Maps"),
    Command("reset_query", "Back to the first query", (), "Maps"),
    Command("go_on", "Continue the text", ("Ctrl+G",), "Maps"),
    Command("heads", "Heads at a glance", ("H",), "Analysis"),
    Command("matter", "Which heads matter", ("Shift+H",), "Analysis"),
    Command("check", "Check the map: deletion and insertion", ("D",), "Analysis"),
    Command("pin", "Pin the map, to compare with others", ("P",), "Analysis"),
    Command("pin_keep", "Pin this picture, for the session", ("Ctrl+P",), "Analysis"),
    Command("swap", "Swap A and B", ("Shift+P",), "Analysis"),
    Command("lens", "Logit lens: what each layer would answer", ("J",), "Analysis"),
    Command("overlay", "Overlay · Matrix", ("1",)),
    Command("spotlight", "Spotlight · Lines", ("2",)),
    Command("map", "Map · Text", ("3",)),
    Command("steps", "Steps of the decoder", ("4",)),
    Command("smooth", "Smooth or patches", ("S",)),
    Command("side", "Before, after, compare", ("G",)),
    Command("closed", "Most closed channel, before and after", ("K",)),
    Command("words", "Words or subwords", ("W",)),
    Command("special", "Special tokens", ("T",)),
    Command("renormalised", "Renormalise what is shown", ("N",)),
    Command("without_first", "Leave out the first token", ("Shift+N",)),
    Command("colormap", "Next colour map", ("C",)),
    Command("fainter", "Less opacity", ("[",)),
    Command("stronger", "More opacity", ("]",)),
    Command("full", "Picture only", ("F", "F11")),
    Command("panel", "Input and model panel", ("B",)),
    Command("explain", "Explain what is shown", ("F1",)),
    Command("where", "Where it sits in the model", ("O",)),
    Command("lecture", "Take the lecture", (), "Help"),
    Command("present", "Present the lecture", ("F5",), "Help"),
    Command("station_on", "Next station", ("Alt+Right",), "Help"),
    Command("station_back", "Station before", ("Alt+Left",), "Help"),
    Command("shortcuts", "Keyboard shortcuts", ("?", "Ctrl+/"), "Help"),
    Command("what", "What is this? (then click)", ("Shift+F1",), "Help"),
    Command("glossary", "Glossary", (), "Help"),
    Command("documents", "All documents, with search", (), "Help"),
    Command("python", "In Python", (), "Help"),
    Command("open_lecture", "Open a lecture…", (), "Help"),
    Command("lecture_own", "A lecture of your own", (), "Help"),
    Command("architecture", "How the program is built", (), "Help"),
    Command("security", "What is trusted", (), "Help"),
    Command("errors", "Last errors…", (), "Help"),
    Command("installation", "Check this installation…", (), "Help"),
    Command("about", "About Attention Explorer", (), "Help"),
)

UNBOUND = (
    ("Help", "Previous or next station, while presenting", ("←", "→", "Page Up", "Page Down")),
    ("File", "Previous or next of the files that were opened together", ("Page Up", "Page Down")),
    ("Maps", "Previous or next head", ("←", "→")),
    ("Maps", "Previous or next layer", ("↑", "↓")),
    ("Maps", "First or last layer", ("Home", "End")),
    ("Maps", "Layer, with the mouse", ("Wheel",)),
    ("Maps", "Head, with the mouse", ("Shift wheel",)),
    ("Maps", "Into or out of the average", ("Shift click",)),
    ("Maps", "Mute or unmute several heads of the grid", ("Drag",)),
    ("Analysis", "Take the box on the photo away; move it, size it", ("Del", "← →", "Shift ← →")),
    ("Maps", "Ask a patch", ("Click",)),
    ("Maps", "Ask the patch beside it, the next word", ("Ctrl ← → ↑ ↓",)),
    ("Maps", "Same layer, other kind of site", ("Alt ↑", "Alt ↓")),
    ("Maps", "Zoom into the picture or a matrix; all of it", ("Ctrl wheel", "+", "−", "0")),
    ("Maps", "Zoom into a part of a long map", ("Shift drag",)),
    ("Maps", "Back to the first query, to what the model itself writes", ("Esc",)),
    ("Maps", "Play through the layers", ("Space",)),
    ("Maps", "Divider between before and after", (",", ".")),
    ("Maps", "Colour bar: move an end, type it", ("← →", "Shift ← →", "Enter")),
    ("Maps", "Colour bar: keep the levels for other models, reset them", ("L", "Del")),
)
"""Keys that belong to whatever has the focus, for the list of shortcuts only."""


class Actions(QObject):
    """The QActions of a window, by command id."""

    def __init__(self, owner: QObject, handlers: dict[str, Callable[[], object]]) -> None:
        """`handlers`: what each command does; raises KeyError when one is missing."""
        super().__init__(owner)
        # held here and not by connections, which would keep the window alive
        self._handlers = {one.id: handlers[one.id] for one in COMMANDS}
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(say(command.text), owner)
            action.setObjectName(command.id)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(command.checkable)
            action.triggered.connect(self._perform)
            self._actions[command.id] = action

    @Slot()
    def _perform(self) -> None:
        self._handlers[self.sender().objectName()]()

    def __getitem__(self, command: str) -> QAction:
        return self._actions[command]

    def all(self) -> list[QAction]:
        return list(self._actions.values())

    def fill(self, menu: Menu, *commands: str) -> None:
        """Put commands into a menu; "-" is a separator, a word with a colon a heading."""
        for command in commands:
            if command == "-":
                menu.addSeparator()
            elif command.endswith(":"):
                menu.add_heading(command[:-1])
            else:
                menu.addAction(self._actions[command])
