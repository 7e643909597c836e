"""The language of the window: what it shows is translated here, as it is shown.

Inside the program everything is English. Whatever a widget shows of the program's own words
passes through `say`: the widgets of the kit do it themselves (`Text` unless ``explains`` is off,
buttons, menus, tips, notes), a plain Qt setter gets ``say(text)``. Names of files, models, classes,
tokens and what the user typed never do. Figures that are exported stay English; the dock gives
`say` to the picture of its walk-through, which is saved in English all the same.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from explorer.explanation.glossary import LANGUAGES, Language
from explorer.explanation.translation import FOREIGN, Catalogue
from explorer.resource_files import resources

NAMES: dict[Language, str] = {"en": "English", "ja": "日本語"}
"""What each language calls itself."""
SYSTEM = "system"
"""The choice that follows the system."""
REOPENS = "reopens"
"""The property of a window that is closed to be built anew, in another language."""
_current: Language = "en"
_catalogue: Catalogue | None = None


def say(text: str) -> str:
    """Give a text of the program in the language of the window; as it is where that is English."""
    return text if _catalogue is None else _catalogue.translate(text)


def foreign(text: str) -> str:
    """A text to be put into another one that is said: a token, a name of a file, stays as it is."""
    return text if _catalogue is None or not text else f"{FOREIGN}{text}{FOREIGN}"


def language() -> Language:
    """The language of the window."""
    return _current


def wanted_language(choice: str) -> Language:
    """The language of a choice of the settings: one of them, or the first of the system's."""
    asked = QLocale.system().uiLanguages() if choice == SYSTEM else [choice]
    for one in asked:
        for known in LANGUAGES:
            if one.split("-")[0] == known:
                return known
    return "en"


def use_language(chosen: Language) -> None:
    """Let windows that are built from now on speak a language, and Qt's own dialogs too.

    Raises WordsError where a file that ships is damaged.
    """
    global _current, _catalogue
    _current = chosen
    own = resources() / "translations" / chosen
    _catalogue = Catalogue.read(own) if own.is_dir() else None
    app = QCoreApplication.instance()
    if app is None:
        return
    for before in app.findChildren(QTranslator, "own"):
        QCoreApplication.removeTranslator(before)
        before.deleteLater()
    if chosen == "en":
        return
    words = QTranslator(app)
    words.setObjectName("own")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{chosen}", folder):
        QCoreApplication.installTranslator(words)
