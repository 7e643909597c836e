"""What stands beside a map is true: sums of rows, what is hidden, numbers of layers, NaN."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.torch import load_file, save_file

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.map.matrix import resolve_matrix
from explorer.core.map.steps import no_steps
from explorer.core.selection import MEAN, Selection
from explorer.core.selector import SelectionError, site_numbers
from explorer.export.files import ExportError
from explorer.export.run_file.trace_file import trace_bytes, trace_of
from explorer.figures.photo_picture import Layout
from explorer.figures.text_picture import draw_text
from explorer.figures.views import TextStyle
from explorer.registry.catalogue import find
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")
TEXT = "a model reads a text"
WINDOW = 3
SIZES = {**hf_toys.SIZES, "intermediate_size": 32, "num_key_value_heads": 2, "head_dim": 8}
EXPERTS = {"num_local_experts": 2, "num_experts_per_tok": 1}


def made(folder: Path, kind: str, **more: Any) -> Any:
    """A small model that continues texts, loaded."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        named = "Gemma3Text" if kind == "Gemma3" else kind
        config = getattr(library, f"{named}Config")(**SIZES, **vocabulary, **more)
        return getattr(library, f"{kind}ForCausalLM")(config)

    return find(f"hf:{hf_toys.write(folder, make, hf_toys.sentencepiece_bytes())}").load("cpu")


def windowed(folder: Path, kind: str) -> Any:
    more: dict[str, Any] = {"sliding_window": WINDOW}
    if kind == "GptOss":
        more |= EXPERTS
    if kind in ("Gemma2", "GptOss", "Gemma3", "Cohere2"):
        more["layer_types"] = ["sliding_attention"] * 2
    return made(folder, kind, **more)


@pytest.mark.parametrize("kind", ["Mistral", "Gemma2", "GptOss", "Gemma3", "Cohere2", "Starcoder2"])
def test_what_lies_outside_of_a_window_is_hidden(tmp_path: Path, kind: str) -> None:
    trace = windowed(tmp_path, kind).run(Inputs(text=TEXT))
    assert trace.verdict is Verdict.VERIFIED
    size = trace.sites[0].queries.size
    rows, cols = np.mgrid[:size, :size]
    expected = (cols <= rows) & (cols > rows - WINDOW)
    for site in trace.sites:
        np.testing.assert_array_equal(site.allowed, expected)
        assert not site.weights()[:, ~expected].any()


def test_the_rest_of_a_row_goes_to_a_sink(tmp_path: Path) -> None:
    trace = windowed(tmp_path, "GptOss").run(Inputs(text=TEXT))
    for site in trace.sites:
        assert site.rest == "a sink"
        assert (site.weights().sum(-1) < 1).all()
        assert "rows sum to at most 1" in [check.name for check in site.checks]
    picture = resolve_matrix(trace, Selection(layer=0, unit=MEAN, query=2, words=False))
    assert picture.quantity.startswith(
        "attention weight, each row sums to at most 1, the rest goes to a sink ("
    )
    share = 1 - trace.sites[0].weights().mean(0)[2].sum()
    assert f"({share:.2f} of the row that asks)" in picture.quantity


def test_rows_that_sum_to_1_are_said_to(tmp_path: Path) -> None:
    trace = windowed(tmp_path, "Mistral").run(Inputs(text=TEXT))
    picture = resolve_matrix(trace, Selection(layer=0, unit=MEAN, query=2, words=False))
    assert picture.quantity == "attention weight, each row sums to 1"


@pytest.mark.parametrize("name", ["bert", "gpt2", "t5", "longformer"])
@pytest.mark.parametrize("which", ["query", "key"])
def test_a_weight_that_is_no_number_is_never_verified(
    tmp_path: Path, name: str, which: str
) -> None:
    folder = getattr(hf_toys, name)(tmp_path / name)
    file = folder / "model.safetensors"
    state = load_file(file)
    parts = {"query": ("query.weight", ".q.weight"), "key": ("key.weight", ".k.weight")}[which]
    keys = [one for one in state if one.endswith(("c_attn.weight", *parts))]
    state[sorted(keys)[0]][0, 0] = float("nan")
    save_file(state, file, {"format": "pt"})
    trace = find(f"hf:{folder}").load("cpu").run(Inputs(text="the fox", target="a dog"))
    assert trace.verdict is Verdict.MISMATCH
    first = next(one for one in trace.sites if one.layer == 0 and one.part != "cross")
    assert not np.isfinite(first.weights()[0]).all()
    assert Verdict.MISMATCH in {check.verdict for check in first.checks}


def hybrid(folder: Path) -> Any:
    """Of its four layers every second attends."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        sizes = {**hf_toys.SIZES, "num_hidden_layers": 4}
        config = library.JambaConfig(
            **sizes,
            **vocabulary,
            num_key_value_heads=2,
            intermediate_size=48,
            attn_layer_period=2,
            attn_layer_offset=1,
            num_experts=1,
            use_mamba_kernels=False,
            mamba_d_state=4,
        )
        return library.JambaForCausalLM(config)

    return find(f"hf:{hf_toys.write(folder, make, hf_toys.sentencepiece_bytes())}").load("cpu")


def test_layers_have_the_numbers_that_their_paths_have(tmp_path: Path) -> None:
    trace = hybrid(tmp_path).run(Inputs(text=TEXT))
    assert [site.layer for site in trace.sites] == [1, 3]
    assert [site.name for site in trace.sites] == [
        "model.layers.1.self_attn",
        "model.layers.3.self_attn",
    ]
    assert site_numbers(trace, 3) == site_numbers(trace, -1) == (1,)
    assert site_numbers(trace, 1) == (0,)
    with pytest.raises(SelectionError, match=r"^Layer 2 of .* has no attention; these have: 1, 3"):
        site_numbers(trace, 2)
    with pytest.raises(SelectionError, match=r"There is no layer 4: layers go from 1 to 3\."):
        site_numbers(trace, 4)


def test_layers_that_share_their_weights_are_counted(tmp_path: Path) -> None:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = library.AlbertConfig(
            **hf_toys.SIZES, **vocabulary, intermediate_size=48, embedding_size=16
        )
        return library.AlbertForMaskedLM(config)

    folder = hf_toys.write(tmp_path, make, hf_toys.wordpiece())
    trace = find(f"hf:{folder}").load("cpu").run(Inputs(text="the fox"))
    assert [site.layer for site in trace.sites] == [0, 1]


def test_layers_without_attention_are_told(tmp_path: Path) -> None:
    trace = hybrid(tmp_path).run(Inputs(text=TEXT))
    assert trace.no_attention == (0, 2)
    again = trace_of(trace_bytes(trace), "run.axt")
    assert (again.no_attention, [site.layer for site in again.sites]) == ((0, 2), [1, 3])
    whole = made(tmp_path / "whole", "Llama").run(Inputs(text=TEXT))
    assert whole.no_attention == ()


@pytest.mark.parametrize(
    ("kind", "more"),
    [("Bloom", {}), ("GptOss", {"sliding_window": WINDOW, **EXPERTS}), ("Llama", {})],
)
def test_steps_that_a_model_cannot_have_are_refused(
    tmp_path: Path, kind: str, more: dict[str, Any]
) -> None:
    if kind == "Bloom":

        def make(library: Any, vocabulary: dict[str, Any]) -> Any:
            sizes = {"hidden_size": 32, "n_layer": 2, "n_head": 4}
            return library.BloomForCausalLM(library.BloomConfig(**sizes, **vocabulary))

        folder = hf_toys.write(tmp_path, make, hf_toys.sentencepiece_bytes())
        trace = find(f"hf:{folder}").load("cpu").run(Inputs(text=TEXT))
    else:
        trace = made(tmp_path, kind, **more).run(Inputs(text=TEXT))
    reason = no_steps(trace, Selection())
    if kind == "Llama":
        assert reason == ""
        return
    assert reason == "There are no steps to show: the scores of this model are not q·k alone."
    with pytest.raises(ExportError, match="There are no steps to show"):
        draw_text(trace, Selection(), TextStyle("steps", "inferno"), Layout(64))
    draw_text(trace, Selection(), TextStyle("matrix", "inferno"), Layout(64))
