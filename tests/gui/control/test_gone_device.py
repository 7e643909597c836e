"""A remembered device that is not there now: the window begins on the best one and says so."""

from __future__ import annotations

import pytest

from tests.gui.control.fake_engine import Seat, Undocked

SAID = "This computer has no cuda device now. The best there is is used."


@pytest.mark.parametrize("model", ["vit", "transformer"])
@pytest.mark.parametrize("sync", [True, False])
def test_the_first_run_falls_back_to_the_best_device_and_says_so(model: str, sync: bool) -> None:
    seat = Seat(sync, model, device="cuda", engine=Undocked)
    assert seat.state.trace is not None
    assert seat.state.trace.model.id == model
    assert (seat.state.device, seat.controller.waiting) == ("auto", False)
    assert seat.state.message is not None
    assert seat.state.message.sentence.startswith(SAID)


def test_it_is_said_once() -> None:
    seat = Seat(device="cuda", engine=Undocked)
    seat.controller.photo.open_sample("chelsea")
    assert seat.state.message is None


def test_a_device_that_is_chosen_and_not_there_is_refused_and_the_picture_stays() -> None:
    seat = Seat(engine=Undocked)
    before = seat.state.trace
    seat.controller.choose_device("cuda")
    assert seat.state.trace is before
    assert seat.state.message is not None
    assert seat.state.message.sentence == "This computer has no cuda device. Choose cpu."
