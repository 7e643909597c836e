"""Copies lie together, hold what was copied, and their memory serves again when they are gone."""

from __future__ import annotations

import gc

import pytest
import torch
from torch import Tensor

from explorer.capture.tracing import arena
from explorer.capture.tracing.arena import LINE, PIECE, SMALL, Arena, idle

TYPES = [torch.float32, torch.float64, torch.bfloat16, torch.float16, torch.int64, torch.bool]


@pytest.fixture(autouse=True)
def nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    gc.collect()
    monkeypatch.setattr(arena, "_idle", {})


def numbers(bytes_: int, seed: int = 0) -> Tensor:
    return torch.randn(bytes_ // 4, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("dtype", TYPES, ids=str)
def test_a_copy_has_the_same_numbers(dtype: torch.dtype) -> None:
    given = numbers(4 * SMALL).reshape(4, -1, 64).to(dtype).transpose(0, 1)
    copied = Arena().copied(given)
    assert copied.dtype == dtype
    assert copied.is_contiguous()
    assert torch.equal(copied, given)
    assert copied.data_ptr() % LINE == 0


def test_copies_share_a_piece_and_not_a_number() -> None:
    room = Arena()
    given = [numbers(SMALL + 4 * at, at) for at in range(5)]
    copies = [room.copied(one) for one in given]
    assert len({one.untyped_storage().data_ptr() for one in copies}) == 1
    given[0].zero_()
    copies[1].zero_()
    for at in (0, 2, 3, 4):
        assert torch.equal(copies[at], numbers(SMALL + 4 * at, at))


def test_what_is_small_or_large_lies_by_itself() -> None:
    room = Arena()
    small, large, other = (room.copied(numbers(one)) for one in (1024, PIECE, PIECE))
    assert small.untyped_storage().nbytes() == 1024
    assert large.untyped_storage().data_ptr() != other.untyped_storage().data_ptr()
    assert large.untyped_storage().nbytes() == PIECE


def test_the_next_run_takes_what_is_free() -> None:
    room = Arena()
    first = room.copied(numbers(2 * SMALL))
    place = first.data_ptr()
    kept = first.numpy()
    del first, room
    assert idle() == 0
    del kept
    assert idle() >= PIECE
    again = Arena().copied(numbers(2 * SMALL, 1))
    assert again.data_ptr() == place
    assert torch.equal(again, numbers(2 * SMALL, 1))
    assert idle() == 0


def test_no_more_waits_than_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arena, "IDLE", 2 * PIECE + 2 * LINE)
    room = Arena()
    held = [room.copied(numbers(PIECE, at)) for at in range(4)]
    assert all(torch.equal(one, numbers(PIECE, at)) for at, one in enumerate(held))
    del held
    assert idle() == 2 * PIECE + 2 * LINE
