"""A look changes nothing: whatever a model does to itself as it runs is undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from explorer.capture.unchanged import unchanged


class Config:
    """As a configuration of a library."""

    def __init__(self) -> None:
        self.kind = "sparse"
        self.layers = [1, 2]

    def to_dict(self) -> dict[str, Any]:
        return dict(vars(self))


class Restless(nn.Module):
    """A model that can do anything to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.config = Config()
        self.inner = nn.Linear(3, 3)
        self.other = nn.Linear(3, 3)
        self.kind = "sparse"
        self.seen: list[int] = [1]
        self.known = {"a": 1}
        self.register_buffer("table", torch.arange(3.0))
        self.register_buffer("empty", None)

    def forward(self, x: Tensor) -> Tensor:
        return self.inner(x)


def grow_table(model: Restless) -> None:
    model.register_buffer("table", torch.arange(9.0))


def write_table(model: Restless) -> None:
    model.table[0] = 7.0  # type: ignore[operator]


def fill_empty(model: Restless) -> None:
    model.register_buffer("empty", torch.ones(2))


def hook(model: Restless) -> None:
    model.inner.register_forward_hook(lambda *given: None)


DOINGS: dict[str, Callable[[Restless], object]] = {
    "kind": lambda model: setattr(model, "kind", "full"),
    "config.kind": lambda model: setattr(model.config, "kind", "full"),
    "config.layers": lambda model: model.config.layers.append(3),
    "config.new": lambda model: setattr(model.config, "new", 1),
    "seen": lambda model: model.seen.append(2),
    "known": lambda model: model.known.pop("a"),
    "new": lambda model: setattr(model, "new", 1),
    "inner": lambda model: setattr(model, "inner", nn.Linear(3, 3)),
    "more": lambda model: model.add_module("more", nn.ReLU()),
    "training": lambda model: model.eval(),
    "table": grow_table,
    "table's content": write_table,
    "empty": fill_empty,
    "inner._forward_hooks": hook,
}


def state(model: nn.Module) -> tuple[object, ...]:
    """All there is of a model, and who it is made of."""
    modules = [
        (name, id(one), one.training, {k: id(p) for k, p in one._parameters.items()})
        for name, one in model.named_modules()
    ]
    plain = {
        name: repr(one)
        for name, one in vars(model).items()
        if isinstance(one, (str, int, list, dict)) and not name.startswith("_")
    }
    buffers = {name: (id(one), one.tolist()) for name, one in model.named_buffers()}
    hooks = sum(len(one._forward_hooks) for one in model.modules())
    return modules, plain, buffers, hooks, repr(vars(model.config))


@given(st.lists(st.sampled_from(sorted(DOINGS)), unique=True))
def test_whatever_a_model_does_to_itself_is_undone(doings: list[str]) -> None:
    model = Restless()
    before = state(model)
    with unchanged(model) as changed:
        for name in doings:
            DOINGS[name](model)
        assert changed == []
    assert state(model) == before
    assert bool(changed) == bool(doings)
    for name in {one.removesuffix("'s content") for one in doings} - {"inner._forward_hooks"}:
        assert name in changed
    with unchanged(model) as changed:
        model(torch.ones(3))
    assert changed == []


def test_it_is_undone_where_the_model_fails_too() -> None:
    model = Restless()
    before = state(model)

    def fail() -> None:
        with unchanged(model):
            model.kind = "full"
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        fail()
    assert state(model) == before


def test_the_next_run_draws_the_same_numbers() -> None:
    """DiffusionGemma draws the words that it begins with."""

    class Drawing(Restless):
        def forward(self, x: Tensor) -> Tensor:
            return self.inner(x) + torch.rand(3)

    model = Drawing()
    drawn = []
    for _ in range(2):
        with unchanged(model):
            drawn.append(model(torch.ones(3)))
    torch.testing.assert_close(*drawn, rtol=0, atol=0)
    assert not torch.equal(model(torch.ones(3)), model(torch.ones(3)))
