"""The numbers and devices of large models, chosen in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from explorer.core.inputs import Inputs
from explorer.gui.browser.placing_panel import TITLE, PlacingPanel, told
from explorer.registry.catalogue import find
from explorer.registry.placing import AUTO, FLOAT32, Placing
from explorer.runtime.engine import Engine, Request
from tests.gui.conftest import Open, settle
from tests.registry import hf_toys

pytest.importorskip("accelerate")


@pytest.fixture(scope="module")
def gpt2(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"hf:{hf_toys.gpt2(tmp_path_factory.mktemp('toys') / 'gpt2')}"


def test_what_is_chosen_holds_for_the_models_that_allow_it(gpt2: str) -> None:
    engine = Engine()
    numbers = []
    for placing in (FLOAT32, Placing("bfloat16"), FLOAT32):
        engine.place(placing)
        subject = engine.subject(gpt2, "cpu")
        numbers.append(str(next(vars(subject)["model"].parameters()).dtype))
    assert numbers == ["torch.float32", "torch.bfloat16", "torch.float32"]
    engine.place(Placing("bfloat16", AUTO))
    assert engine.run(Request("vit", Inputs((_photo(),)), "cpu")).sites, "others stay as they are"


def _photo() -> Path:
    from explorer.inputs.samples import samples

    return samples()[0].path


def test_memory_is_said_before_anything_is_loaded(gpt2: str) -> None:
    entry = find(gpt2)
    assert entry.placeable
    assert "GB as bfloat16, 3.0 GB are free." in told(entry, Placing("bfloat16"), 3 * 10**9)
    assert "always in float32" in told(find("vit"), FLOAT32, 10**9)


def test_the_window_asks_and_loads_the_model_so(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    window.commands.actions["weights"].trigger()
    (dialog,) = [one for one in window.findChildren(QDialog, TITLE) if one.isVisible()]
    (panel,) = dialog.findChildren(PlacingPanel)
    panel.numbers.choiceRequested.emit("bfloat16")
    panel.spread.choiceRequested.emit(AUTO)
    assert panel.chosen == Placing("bfloat16", AUTO)
    panel.apply.triggered.emit()
    QApplication.processEvents()
    settle(qtbot, window)
    assert window.controller.runs.engine.placing == Placing("bfloat16", AUTO)
    assert window.controller.state.message is None, "the photo's model stays as it is"
