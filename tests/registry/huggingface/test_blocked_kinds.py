"""Looks are blocked, or refused in one sentence: sliding windows, blocks, points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.core.inputs import Fit, Inputs
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import Mute
from explorer.core.trace import Trace
from explorer.runtime.engine import Engine, Request
from tests.models.conftest import one_thread
from tests.registry import detectors, hf_toys
from tests.registry.huggingface.test_looks import LINE, bigbird
from tests.registry.test_detectors import photo

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")
ASKED = "who is lazy [SEP] [SEP] the quick brown fox jumps over the lazy dog"


def run(folder: Path, inputs: Inputs, block: str) -> tuple[Trace, Trace]:
    engine = Engine()
    plain = engine.run(Request(f"hf:{folder}", inputs))
    mute = Mute.asked(block=[block])
    try:
        return plain, engine.run(Request(f"hf:{folder}", inputs, mute=mute))
    finally:  # and the model is as it was
        again = engine.run(Request(f"hf:{folder}", inputs))
        for one, other in zip(plain.sites, again.sites, strict=True):
            assert (one.weights() == other.weights()).all()


@pytest.mark.parametrize(
    ("make", "text", "block"),
    [
        (hf_toys.longformer, ASKED, "5>3"),
        (bigbird, LINE * 8, "1>3"),
        (hf_toys.led, "the quick fox", "1>2@encoder"),
    ],
)
def test_sliding_windows_and_blocks_are_refused(
    tmp_path: Path, make: Callable[[Path], Path], text: str, block: str
) -> None:
    folder = make(tmp_path / "model")
    with pytest.raises(MuteError, match=r"^\S+ cannot be blocked: its softmax is not seen\.$"):
        run(folder, Inputs(text=text), block)


def test_beside_windows_what_looks_at_all_is_blocked(tmp_path: Path) -> None:
    folder = hf_toys.led(tmp_path / "model")
    plain, blocked = run(folder, Inputs(text="the quick fox", target="a fox"), "1>3@cross")
    crossing = [at for at, site in enumerate(plain.sites) if site.part == "cross"]
    assert crossing
    for at in crossing:
        assert plain.sites[at].weights()[:, 1, 3].max() > 0
        assert blocked.sites[at].weights()[:, 1, 3].max() == 0


def test_points_are_refused(tmp_path: Path) -> None:
    folder = detectors.write(tmp_path / "model", "deformable_detr")
    inputs: Any = Inputs((photo(),), fit=Fit.CROP)
    with pytest.raises(MuteError, match=r"^\S+ has no tokens that look at each other\.$"):
        run(folder, inputs, "0>1")
