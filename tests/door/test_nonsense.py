"""Whatever is handed to the front door is run, or refused in a sentence that names the argument."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import explorer
from explorer.core.foreign import Refusal
from tests.door.conftest import PHOTO, SENTENCE

pytestmark = pytest.mark.usefixtures("one_thread", "elsewhere")

SAID = {
    **{"colormap": "colour map", "width_mm": "wide", "text_pt": "pt", "pace_ms": "ms"},
    **{"dpi": "resolution", "levels": "level"},
}
"""Words for an argument where a value of the right type makes no sense."""
Case = tuple[Callable[..., object], Mapping[str, Any], Callable[..., object]]


class Odd:
    """Something that is nothing that anybody takes."""


class Doors(dict[str, Case]):
    """By name; a failure does not print all of them."""

    def __repr__(self) -> str:
        return "the front door"


def nonsense() -> st.SearchStrategy[Any]:
    """Values of all types, few of which any argument takes."""
    plainly = st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
        *(st.binary(max_size=4), st.complex_numbers()),
    )
    made = st.sampled_from(
        [Odd, int, len, Path("nosuch/a.xyz"), np.array([1.0, 2.0]), np.int64(3), torch.zeros(3)]
    ).map(lambda one: one() if one is Odd else one)
    few = st.one_of(plainly, made)
    return st.one_of(
        few,
        st.lists(few, max_size=3),
        st.lists(few, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=3), few, max_size=2),
        st.frozensets(st.integers(), max_size=2),
        st.lists(st.integers(), max_size=2).map(iter),
    )


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written by chance is written where it is lost."""
    monkeypatch.chdir(tmp_path)


def watched(module: Any = None, **words: Any) -> object:
    layer = torch.nn.MultiheadAttention(8, num_heads=2, batch_first=True).eval()
    with torch.no_grad(), explorer.watch(layer if module is None else module, **words) as seen:
        layer(*[torch.ones(1, 5, 8)] * 3)
    return seen.trace


@pytest.fixture(scope="module")
def doors(
    vit: explorer.Model,
    translator: explorer.Model,
    seen: explorer.Result,
    translated: explorer.Result,
) -> Doors:
    """Functions of the front door, what they are called with beside the nonsense, and as what."""
    page = explorer.FigureSettings()
    table, walk = seen.heads(), seen.walkthrough()
    array = walk.steps[0].quantity

    def paged(**words: Any) -> object:
        return explorer.FigureSettings(**words).checked()

    found = Doors(
        {
            "explain": (explorer.explain, {"word": "head"}, explorer.explain),
            "open_model": (explorer.open_model, {"name": "vit"}, explorer.open_model),
            "open_trace": (explorer.open_trace, {}, explorer.open_trace),
            "compare": (explorer.compare, {"a": seen, "b": seen}, explorer.compare),
            "watch": (watched, {}, explorer.watch),
            "photo_model": (
                *(explorer.photo_model, {"id": "a:b", "title": "A", "build": torch.nn.Identity}),
                explorer.photo_model,
            ),
            "FigureSettings": (paged, {}, explorer.FigureSettings),
            "photo run": (partial(vit.run, PHOTO), {}, vit.run),
            "text run": (partial(translator.run, SENTENCE), {}, translator.run),
            "animate": (partial(vit.animate, PHOTO, PHOTO), {"path": "a.gif"}, vit.animate),
            "ranked": (table.ranked, {"statistic": "entropy"}, table.ranked),
            "unit": (table.unit, {"statistic": "entropy", "row": 0}, table.unit),
            "came_from": (walk.came_from, {"name": array, "place": {}}, walk.came_from),
            "compared": (
                explorer.compare(seen, seen).figure,
                {},
                explorer.compare(seen, seen).figure,
            ),
            "saved": (seen.figure(size=32).save, {"path": "a.png"}, seen.figure().save),
        }
    )
    for kind, result in (("photo", seen), ("text", translated)):
        for name, needs in (
            *(("figure", {}), ("walkthrough", {}), ("architecture", {}), ("code", {"site": 0})),
            *(("heads", {}), ("lens", {}), ("save", {"path": "a.npz"}), ("output_figure", {})),
            *(("save_page", {"path": "a.csv", "settings": page}), ("claim", {"random": 1})),
            *(("attribute", {"method": "rollout"}), ("head_effects", {}), ("control", {})),
        ):
            method = getattr(result, name)
            found[f"{kind} {name}"] = method, needs, method
    return found


NAMES = (
    *("explain", "open_model", "open_trace", "compare", "watch", "photo_model", "FigureSettings"),
    *("photo run", "text run", "animate", "ranked", "unit", "came_from", "compared", "saved"),
    *(f"{kind} {name}" for kind in ("photo", "text") for name in (
        *("figure", "walkthrough", "architecture", "code", "heads", "lens", "save"),
        *("output_figure", "save_page", "attribute", "claim", "head_effects", "control"),
    )),
)  # fmt: skip
LONG = ("claim", "head_effects", "control")
"""What runs the model often where the nonsense makes sense: strings and numbers are left out."""


@pytest.mark.parametrize("name", NAMES)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pick=st.integers(0, 99), value=nonsense())
def test_nonsense_is_refused_by_the_name_of_its_argument(
    doors: Doors, name: str, pick: int, value: Any
) -> None:
    call, needs, shown = doors[name]
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    known = inspect.signature(shown).parameters.values()
    arguments = [one.name for one in known if one.kind not in kinds]
    argument = arguments[pick % len(arguments)]
    if name.endswith(LONG) and isinstance(value, (str, int, float, np.number)):
        return
    said = ""
    try:
        call(**{**needs, argument: value})
    except Refusal:
        return
    except (TypeError, ValueError) as error:
        said = str(error).casefold().replace("_", " ")
    assert "\n" not in said
    assert not said or argument.replace("_", " ") in said or SAID.get(argument, argument) in said


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nonsense())
def test_nonsense_is_no_input(vit: explorer.Model, translator: explorer.Model, value: Any) -> None:
    for model in (vit, translator):
        with suppress(Refusal, TypeError):
            model.run(value)


def test_a_name_of_the_table_is_one_of_the_door(doors: Doors) -> None:
    assert set(doors) == set(NAMES)
