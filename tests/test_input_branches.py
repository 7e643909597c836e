"""How often the program asks "photo or text?", so that the answer stays with the data.

What counts is every expression below that asks it, wherever it stands in the code, by the syntax
tree:

* a comparison with `Modality.PHOTO` or `Modality.TEXT` (also `in`), and a `case` of one of them;
* a comparison of a `task` with None, for photos have none;
* a comparison of what `map_type` gives, and a look at `among_tokens`;
* `isinstance` and `issubclass` with a kind of map, of scene or of site that is one of the two.

A table from `Modality` to what is done is no branch: the data answers. What may ask is where models
and inputs come from (`registry`, `inputs`, the reading of the command line), which is not counted;
the other rooms that show, work out and draw maps have a most each, which may fall and never rise.
Measures that are defined on the patches of a photo alone, or on a text alone (`analysis`), and
files that hold what was run (`export`) are not counted either.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "explorer"
KINDS = {"Heatmap", "Matrix", "PhotoScene", "TextScene", "TokenSite", "Tokens"}
MOST = {"gui/window": 2, "gui": 1, "core": 3, "figures": 3, "runtime": 0}
"""Branches of each room, a room within another before that; gui/window lays the panels out."""


def asks(tree: ast.AST) -> Iterator[ast.expr | ast.pattern]:
    """Every expression of a module that asks whether something is of a photo or of a text."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                if any(_names_one(part) for part in (node.left, *node.comparators)) or (
                    _is_task(node.left) and _is_none(node.comparators[0])
                ):
                    yield node
            case ast.MatchValue(value=value) if _is_modality(value):
                yield node
            case ast.Attribute(attr="among_tokens", ctx=ast.Load()):
                yield node
            case ast.Call(func=ast.Name(id="isinstance" | "issubclass"), args=[_, kinds]) if (
                KINDS & {one.id for one in ast.walk(kinds) if isinstance(one, ast.Name)}
            ):
                yield node


def _is_modality(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="Modality"), attr="PHOTO" | "TEXT"):
            return True
    return False


def _names_one(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="map_type")):
            return True
    return _is_modality(node)


def _is_task(node: ast.AST) -> bool:
    match node:
        case ast.Name(id="task") | ast.Attribute(attr="task"):
            return True
    return False


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def counted() -> dict[str, list[str]]:
    """The places of each room that ask."""
    found: dict[str, list[str]] = {room: [] for room in MOST}
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        room = next((one for one in MOST if name.startswith(f"{one}/")), None)
        if room is not None:
            lines = [node.lineno for node in asks(ast.parse(path.read_text("utf-8")))]
            found[room] += [f"{name}:{line}" for line in lines]
    return found


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("if kind is Modality.TEXT: pass", 1),
        ("a = 1 if Modality.PHOTO in takes else 2", 1),
        ("if trace.task is None or entry.task is not None: pass", 2),
        ("if site.among_tokens: pass", 1),
        ("if map_type(site) is Matrix: pass", 1),
        ("if isinstance(scene, TextScene | PhotoScene): pass", 1),
        ("match kind:\n    case Modality.PHOTO: pass", 1),
        ("a = TABLE[kind]; b = {Modality.PHOTO: 1, Modality.TEXT: 2}[kind]", 0),
        ("if isinstance(site, ChannelGate): pass", 0),
    ],
)
def test_what_counts(code: str, number: int) -> None:
    assert len(list(asks(ast.parse(code)))) == number


@pytest.mark.parametrize("room", MOST)
def test_nobody_asks_photo_or_text_where_the_data_can_answer(room: str) -> None:
    places = counted()[room]
    assert len(places) <= MOST[room], places
