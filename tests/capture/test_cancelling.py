"""Cancelling within one call of a library: between two tensors, between two layers."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import nn

from explorer.capture.cancelling import between_layers, between_tensors
from explorer.core.cancel import Cancelled, never


class After:
    """Counts how often it is asked, and wants to stop after so many times."""

    def __init__(self, count: int) -> None:
        self.count, self.asked = count, 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.asked > self.count


def yes() -> bool:
    return True


def test_of_a_model_that_is_built_no_tensor_is_made_after_the_wish_to_stop() -> None:
    made: list[nn.Module] = []

    class Part(nn.Linear):
        def __init__(self) -> None:
            super().__init__(8, 8)
            made.append(self)

    whole = After(10**9)
    with between_tensors(whole):
        nn.Sequential(*(Part() for _ in range(20)))
    assert len(made) == 20
    made.clear()
    wish = After(whole.asked // 2)
    with pytest.raises(Cancelled), between_tensors(wish):
        nn.Sequential(*(Part() for _ in range(20)))
    assert 0 < len(made) < 20
    assert wish.asked == wish.count + 1, "the first operation after it is not done"


def test_random_numbers_are_the_same_as_ever() -> None:
    torch.manual_seed(3)
    plain = nn.TransformerEncoderLayer(8, 2).state_dict()
    torch.manual_seed(3)
    with between_tensors(After(10**9)):
        asked = nn.TransformerEncoderLayer(8, 2).state_dict()
    assert all(torch.equal(one, asked[name]) for name, one in plain.items())


def test_an_import_is_never_left_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half_done.py").write_text("import torch\nones = torch.ones(3)\nwhole = True\n")
    monkeypatch.syspath_prepend(tmp_path)

    def work() -> None:
        assert importlib.import_module("half_done").whole
        torch.ones(3)
        raise AssertionError("it was never asked")

    with pytest.raises(Cancelled), between_tensors(yes):
        work()
    assert sys.modules.pop("half_done").whole


def test_what_is_put_back_in_the_end_is_put_back_whole() -> None:
    kept = torch.ones(4)

    def work() -> None:
        before = kept.clone()
        wish.count = 0  # from here on
        try:
            kept.zero_()
            kept.add_(5)
        finally:
            kept.copy_(before)
            kept.mul_(2)

    wish = After(10**9)
    with pytest.raises(Cancelled), between_tensors(wish):
        work()
    assert kept.tolist() == [2.0] * 4


@pytest.mark.parametrize("around", [between_tensors, between_layers])
def test_a_library_that_goes_on_or_has_another_word_for_it_is_cancelled(
    around: Callable[[Callable[[], bool]], object],
) -> None:
    layer, done = nn.Identity(), []

    def swallow() -> None:
        try:
            layer(torch.ones(2) * 2)
        except Exception:
            done.append("went on")

    def reword() -> None:
        try:
            layer(torch.ones(2) * 2)
        except BaseException as error:
            raise RuntimeError("Error(s) in loading") from error

    for work in (swallow, reword):
        with pytest.raises(Cancelled), around(yes):  # type: ignore[attr-defined]
            work()
    assert done == []


def test_an_error_without_a_wish_to_stop_stays_what_it_is() -> None:
    for around in (between_tensors, between_layers):
        with pytest.raises(ZeroDivisionError), around(After(10**9)):
            1 / 0  # noqa: B018


def test_a_run_stops_before_its_next_layer() -> None:
    ran: list[int] = []

    class Layer(nn.Module):
        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            ran.append(self.number)
            return x + 1

    model = nn.Sequential(*(Layer(number) for number in range(10)))
    with pytest.raises(Cancelled), between_layers(lambda: len(ran) >= 4):
        model(torch.zeros(2))
    assert ran == [0, 1, 2, 3]
    assert sys.getprofile() is None
    ran.clear()
    with between_layers(After(10**9)):
        assert model(torch.zeros(2)).tolist() == [10.0, 10.0]
    assert ran == list(range(10))


def test_layers_compute_what_they_compute_unasked() -> None:
    layer = nn.TransformerEncoderLayer(8, 2, batch_first=True).eval()
    given = torch.randn(1, 5, 8)
    with torch.no_grad():
        plain = layer(given)
        with between_layers(After(10**9)):
            assert torch.equal(layer(given), plain)


def test_who_listens_to_calls_already_goes_on_listening() -> None:
    heard: list[str] = []

    def profile(frame: object, event: str, argument: object) -> None:
        heard.append(event)

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        with between_layers(yes):
            nn.Identity()(torch.ones(1))
        assert sys.getprofile() is profile
    finally:
        sys.setprofile(before)
    assert "call" in heard


def test_what_nobody_can_stop_costs_nothing() -> None:
    with between_tensors(never), between_layers(never):
        assert torch.utils._python_dispatch._get_current_dispatch_mode() is None
        assert sys.getprofile() is None
