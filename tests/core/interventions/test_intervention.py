"""Gates that are held and looks that are blocked are read as people write them."""

from __future__ import annotations

import pytest

from explorer.core.interventions.intervention import (
    ALL,
    Block,
    Hold,
    MuteError,
    parsed_block,
    parsed_holds,
)


def test_gates_are_read_as_layer_channel_and_value() -> None:
    assert parsed_holds("3.12=0, 2.*=1,blocks.0.se.1-2=-0.5") == {
        Hold(3, 12, 0.0), Hold(2, ALL, 1.0), Hold("blocks.0.se", 1, -0.5),
        Hold("blocks.0.se", 2, -0.5),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "3.12", "3.12=", "3=0", "3.12=nan", "3.12=inf", "=1", ".=0"])
def test_other_gates_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(MuteError, match=r"[.]$"):
        parsed_holds(text)


def test_looks_are_read_as_queries_and_keys() -> None:
    assert parsed_block("3-5+7>0") == Block(("3-5", "7"), ("0",))
    assert parsed_block("dog>cat + the@encoder") == Block(("dog",), ("cat", "the"), ("encoder",))
    assert parsed_block("*>1@5") == Block(("*",), ("1",), (5,))


@pytest.mark.parametrize("text", ["", ">", "3", "3>", ">3", "@5", "3@5"])
def test_other_looks_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(MuteError, match="Looks are blocked as"):
        parsed_block(text)
