"""Source code of live modules, and one sentence where there is none."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.fx
from torch import nn

from explorer.capture.source_code import code_of, codes
from explorer.models.attention import MultiHeadAttention
from explorer.models.vit import VisionTransformer, ViTConfig
from explorer.registry.sources.plugins import add_file
from explorer.resource_files import resources


def test_a_module_of_ours_comes_with_the_function_that_it_calls() -> None:
    code = code_of(MultiHeadAttention(8, 2))
    assert (code.name, code.shown) == ("MultiHeadAttention", "explorer/models/attention.py")
    assert [text.split("(")[0] for _, text in code.parts] == [
        "def scaled_dot_product",
        "class MultiHeadAttention",
    ]
    source = Path(code.file).read_text(encoding="utf-8").splitlines()
    for first, text in code.parts:
        assert source[first - 1 : first - 1 + len(text.splitlines())] == text.splitlines()
    assert not code.problem


def test_the_sites_of_a_model_have_the_code_of_their_modules() -> None:
    model = VisionTransformer(ViTConfig(image=32, patch=16, width=8, layers=2, heads=2))
    found = codes(model, ["blocks.0.attention", "blocks.1.attention#1", "nowhere"])
    assert {code.name for code in found.values()} == {"MultiHeadAttention"}
    assert len(found) == 2
    assert codes(object(), ["blocks.0"]) == {}


def test_a_compiled_module_is_looked_through_or_says_so() -> None:
    assert code_of(torch.compile(MultiHeadAttention(8, 2))).name == "MultiHeadAttention"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of newer versions: it will go
        scripted = torch.jit.trace(nn.Linear(2, 2), torch.ones(1, 2))
    assert code_of(scripted).problem.endswith("is compiled and has no source.")
    graph = torch.fx.symbolic_trace(nn.Linear(2, 2))
    assert "compiled" in code_of(graph).problem


def test_a_class_of_a_session_says_that_it_has_none() -> None:
    names: dict[str, object] = {"nn": nn, "__name__": "notebook_cell"}
    exec("class Looks(nn.Module):\n    def forward(self, x):\n        return x", names)
    made = names["Looks"]
    assert isinstance(made, type)
    code = code_of(made())
    assert code.parts == ()
    assert code.problem == "Looks was made in a notebook or a session, and its source was not kept."
    there = type("Made", (nn.Module,), {"__module__": __name__})
    assert code_of(there()).problem == "Made was made while the program ran, and has no source."


def test_a_plugin_has_its_file() -> None:
    """Its module is not among those that Python lists, where `inspect` looks for classes."""
    file = resources() / "plugins" / "example.py"
    subject: Any = add_file(file)[0].load("cpu")
    names = {type(one).__name__ for one in subject.model.modules()}
    own = [one for one in subject.model.modules() if code_of(one).file == str(file)]
    assert own, names
    code = code_of(own[0])
    assert code.shown == "example.py"
    lines = file.read_text(encoding="utf-8").splitlines()
    first, text = code.parts[-1]
    assert lines[first - 1] == text.splitlines()[0] == f"class {code.name}(nn.Module):"


@pytest.mark.parametrize("lines", [20, 900])
def test_of_a_very_long_class_the_forward_alone_is_shown(tmp_path: Path, lines: int) -> None:
    import importlib.util
    import sys

    name = f"long_class_{lines}"
    file = tmp_path / f"{name}.py"
    body = "\n".join(f"        x = x + {at}" for at in range(lines))
    file.write_text(
        "from torch import nn\n\n\nclass Long(nn.Module):\n"
        f"    def other(self, x):\n{body}\n        return x\n\n"
        "    def forward(self, x):\n        return x\n",
        encoding="utf-8",
    )
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (part,) = code_of(module.Long()).parts
    assert ("other" in part[1]) == (lines < 400)
    assert "def forward" in part[1]
    del sys.modules[name]
