"""Models of a library in the window: opened behind it, shown when they are there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.core.checks import Verdict
from explorer.core.placement import Placement
from explorer.core.sites.attention import Kind
from explorer.core.sites.gates import ChannelGate
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.trace import Trace
from explorer.gui.control.present.panel_views import card_view
from explorer.gui.control.slices import Fact
from explorer.gui.kit.buttons import LinkLabel
from explorer.gui.kit.combo import ComboButton
from explorer.gui.window.main_window import MainWindow
from explorer.registry.catalogue import find, untrained
from explorer.runtime.settings import Settings, save
from tests.models.conftest import one_thread

from .conftest import Answers, Open, gates_of

__all__ = ["one_thread"]

pytest.importorskip("timm")
pytestmark = pytest.mark.usefixtures("one_thread")
VIT, GATED = untrained("timm:test_vit"), untrained("timm:test_efficientnet")
MISSING = "timm:no_such_model"


def wait(qtbot: QtBot, window: MainWindow) -> Trace:
    qtbot.waitUntil(lambda: not window.busy())
    trace = window.controller.state.trace
    return trace


def test_a_model_of_a_library_opens_behind_what_is_shown(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    before = window.controller.state.trace
    window.controller.choose_model(VIT)
    assert window.controller.state.trace is before
    assert window.controller.state.model == "spatial-gate"
    trace = wait(qtbot, window)
    assert window.controller.state.model == VIT
    assert trace.model.title == "test_vit (untrained)"
    assert trace.verdict is Verdict.VERIFIED
    assert trace.kind is Kind.SELF
    assert window.toolbar.model() == VIT
    said = [one.shown() for one in window.toolbar.findChildren(ComboButton)]
    assert "Untrained test_vit" in said
    window.controller.choose_model("spatial-gate")
    assert wait(qtbot, window).model.id == "spatial-gate"
    assert window.toolbar.model() == "spatial-gate"


def test_a_model_that_cannot_be_had_leaves_the_old_one(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    before = window.controller.state.trace
    window.controller.choose_model(MISSING)
    assert wait(qtbot, window) is before
    assert window.controller.state.model == window.toolbar.model() == "spatial-gate"
    assert window.current_canvas.strip.isVisible()
    assert "no model named no_such_model" in window.current_canvas.strip.accessibleName()


def test_a_remembered_model_that_is_gone_makes_room_for_a_bundled_one(
    open_window: Open, qtbot: QtBot, photo: Path
) -> None:
    save(Settings(model=MISSING))
    window = open_window(model=None, photo=photo)
    trace = wait(qtbot, window)
    assert (trace.model.id, trace.photo.name) == ("vit", photo.name)
    assert "no model named no_such_model" in window.current_canvas.strip.accessibleName()


def test_weights_that_cannot_be_had_may_be_done_without(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hub = pytest.importorskip("huggingface_hub.constants")
    monkeypatch.setattr(hub, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(hub, "HF_HUB_CACHE", str(tmp_path))
    window = open_window()
    window.controller.choose_model("timm:test_vit")
    wait(qtbot, window)
    strip = window.current_canvas.strip
    assert strip.accessibleName().endswith("Unset that, or open it untrained.")
    strip.actionRequested.emit("untrained")
    assert wait(qtbot, window).model.title == "test_vit (untrained)"
    assert strip.isHidden()


def test_a_model_that_was_never_trained_may_be_opened_untrained(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    window.controller.choose_model("timm:vit_base_patch32_plus_256")
    wait(qtbot, window)
    strip = window.current_canvas.strip
    assert strip.accessibleName().endswith("Choose another model, or open it untrained.")
    offered = [link.text() for link in strip.findChildren(LinkLabel) if link.isVisible()]
    assert "Open untrained" in offered


def test_photos_are_fitted_as_each_model_was_trained_or_as_the_settings_say(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    wide = tmp_path / "wide.png"
    Image.new("RGB", (80, 40), "teal").save(wide)
    window = open_window(photo=wide)
    assert wait(qtbot, window).placement == Placement(0, 0, 80, 40, 80, 40)  # stretched
    window.controller.choose_model(VIT)
    place = wait(qtbot, window).placement
    # its centre alone, as measured: to a thousandth of its width
    assert place.x1 - place.x0 == pytest.approx(place.y1 - place.y0, rel=1e-3)
    assert place.y1 - place.y0 <= 40
    menu = window.commands.menus.settings()
    choice = {one.text(): one for one in menu.actions()}
    assert choice["As the model was trained"].isChecked()
    choice["Whole photo with bars"].trigger()
    assert wait(qtbot, window).placement == Placement(0, -20, 80, 60, 80, 40)
    choice["As the model was trained"].trigger()
    assert wait(qtbot, window).placement == place


def test_a_plug_in_opens_from_the_browser(
    open_window: Open, qtbot: QtBot, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.registry.sources.plugins._FILES", {})
    window = open_window()
    answers.path = Path(__file__).parents[2] / "resources" / "plugins" / "example.py"
    window.browsing.panel.fileRequested.emit()
    trace = wait(qtbot, window)
    assert (trace.model.id, trace.verdict) == ("mine:net", Verdict.VERIFIED)
    assert window.toolbar.model() == "mine:net"


def test_registers_can_ask_too(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.controller.choose_model(untrained("timm:test_vit2"))
    trace = wait(qtbot, window)
    site = trace.sites[-1]
    assert isinstance(site, PatchSite)
    assert site.queries.prefix == ("register 1",)
    scene = window.canvas.scene
    assert scene is not None
    assert scene.chip == ("Query", "patch 5, 5")  # a register says nothing of the whole
    menu = window.commands.menus.picture()
    next(one for one in menu.actions() if one.text() == "register 1").trigger()
    scene = window.canvas.scene
    assert scene is not None
    assert scene.chip == ("Query", "register 1")
    assert scene.words.resettable
    expected = site.maps(0).mean(axis=0)
    np.testing.assert_allclose(scene.heatmap.values, expected, atol=1e-6)
    window.controller.choose_model(VIT)
    wait(qtbot, window)
    assert not [one for one in window.commands.menus.picture().actions() if one.text() == "CLS"]


def test_layers_with_other_numbers_of_channels_and_gates_of_a_library(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(model="se-resnet")
    window.controller.choose_model(GATED)
    trace = wait(qtbot, window)
    assert trace.verdict is Verdict.VERIFIED
    site = trace.sites[window.controller.state.selection.layer]
    assert isinstance(site, ChannelGate)
    assert gates_of(window).isVisibleTo(window)
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Right)
    assert window.controller.state.selection.unit >= 0


def test_the_card_says_what_is_known_and_that_nothing_was_trained() -> None:
    card = card_view(find(VIT), "ab" * 32)
    assert card.title == "test_vit (untrained)"
    assert Fact("Source", "timm") in card.facts
    assert Fact("Weights", "random, untrained") in card.facts
    trained = card_view(find("timm:vit_tiny_patch16_224"), "ab" * 32)
    values = {fact.label: fact for fact in trained.facts}
    assert values["Classes"].value == "1,000"
    assert values["Parameters"].value == "5.7 M"
    assert values["Weights"].full == "ab" * 32
    assert values["Origin"].kind == "link"
