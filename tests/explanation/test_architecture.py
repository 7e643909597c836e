"""Where a site sits: blocks in order, equal ones folded, Q, K and V by where they come from."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import nn

import explorer
from explorer.capture.module_tree import module_tree
from explorer.core.modules import Module
from explorer.core.sites.attention import Kind
from explorer.explanation.architecture import architecture
from explorer.explanation.outline import home, outline, tree_of_names
from explorer.inputs.samples import samples
from tests.core.text_traces import seq2seq_trace, text_trace
from tests.core.traces import vit_trace


def test_the_tree_is_that_of_named_modules() -> None:
    model = nn.Sequential(nn.Linear(3, 4), nn.Sequential(nn.Linear(4, 5), nn.ReLU()))
    tree = module_tree(model)
    assert tree is not None
    found = [(one.path, one.kind) for one in tree.walk()]
    assert found == [(path, type(one).__name__) for path, one in model.named_modules()]
    assert tree.parameters == sum(one.numel() for one in model.parameters())
    assert module_tree(object()) is None


def test_a_model_that_holds_itself_or_a_part_twice_has_an_end() -> None:
    model, shared = nn.Module(), nn.Linear(2, 2)
    model.add_module("a", shared)
    model.add_module("b", shared)
    model.add_module("me", model)
    tree = module_tree(model)
    assert tree is not None
    assert [one.path for one in tree.walk()] == ["", "a"]
    assert tree.parameters == 6


def test_names_of_others_are_made_printable() -> None:
    kind = type("Evil\n<b>" + "x" * 500, (nn.Module,), {})
    tree = module_tree(kind())
    assert tree is not None
    assert "\n" not in tree.kind
    assert len(tree.kind) <= 80


def test_a_parameter_without_a_shape_counts_nothing() -> None:
    tree = module_tree(nn.LazyLinear(3))
    assert tree is not None
    assert tree.parameters == 0


def test_equal_neighbours_are_folded_and_the_sites_are_marked() -> None:
    seen = explorer.open_model("vit").run(samples()[0].path)
    shown = seen.architecture()
    runs = [one for one in shown.rows.walk() if one.run]
    blocks = next(one for one in runs if "EncoderBlock" in one.kind)
    assert blocks.kind == "6 × EncoderBlock"
    assert blocks.name == "0–5"
    assert [one.name for one in blocks.children] == [str(at) for at in range(6)]
    assert blocks.within == tuple(range(6))
    marked = {one.path: one.own for one in shown.rows.walk() if one.own}
    assert marked == {site.name: (at,) for at, site in enumerate(seen.sites)}
    total = sum(one.parameters for one in shown.rows.children)
    assert shown.rows.parameters >= total > 0
    said = str(shown)
    assert "6 × EncoderBlock" in said
    assert said.count("◆") == 1  # of equal blocks one is told
    assert "Q, K, V from CLS" in said


def test_encoder_and_decoder_are_two_lanes_and_cross_attention_looks_over() -> None:
    seen = explorer.open_model("transformer").run("この小説は人気です。")
    shown = seen.architecture(1, part="cross")
    encoder, decoder = shown.lanes
    assert (encoder.part, decoder.part) == ("encoder", "decoder")
    assert [one.kind for one in encoder.blocks] == ["EncoderLayer"] * 3
    assert [one.kind for one in decoder.blocks] == ["DecoderLayer"] * 3
    kinds = [[seen.sites[at].kind for at in one.sites] for one in decoder.blocks]
    assert kinds == [[Kind.MASKED, Kind.CROSS]] * 3  # in the order of the model
    assert "feedforward" in decoder.blocks[0].beside
    assert "embedding" in encoder.before
    assert [(one.letters, one.source) for one in shown.origins] == [
        ("Q", "own"), ("K, V", "encoder"),
    ]  # fmt: skip
    own = seen.architecture(0, part="encoder")
    assert [(one.letters, one.source) for one in own.origins] == [("Q, K, V", "own")]


def test_soft_attention_asks_the_encoder_too() -> None:
    seen = explorer.open_model("seq2seq").run("この小説は人気です。")
    shown = seen.architecture()
    encoder, decoder = shown.lanes
    assert not encoder.blocks
    assert any("encoder" in name for name in encoder.before)
    assert [one.sites for one in decoder.blocks] == [(0,)]
    assert shown.origins[1].source == "encoder"


@pytest.mark.parametrize("model", ["se-resnet", "spatial-gate"])
def test_gates_are_in_their_blocks(model: str) -> None:
    seen = explorer.open_model(model).run(samples()[0].path)
    (lane,) = seen.architecture(0).lanes
    assert [at for one in lane.blocks for at in one.sites] == list(range(len(seen)))
    assert seen.architecture(0).origins[0].letters == "gates"


class Attending(nn.Module):
    """A block of somebody else's, whose first one has a table for all of them."""

    def __init__(self, table: bool) -> None:
        super().__init__()
        self.attn = nn.MultiheadAttention(16, 4, batch_first=True)
        self.norm = nn.LayerNorm(16)
        if table:
            self.attn.table = nn.Parameter(torch.zeros(7))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = self.norm(x + self.attn(x, x, x, need_weights=False)[0])
        return out


class Foreign(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Linear(8, 16)
        self.layers = nn.ModuleList(Attending(at == 0) for at in range(4))
        self.head = nn.Linear(16, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.stem(x)
        for layer in self.layers:
            x = layer(x)
        out: torch.Tensor = self.head(x)
        return out


def test_a_module_that_is_watched_has_its_place_too() -> None:
    module = Foreign().eval()
    with torch.no_grad(), explorer.watch(module) as seen:
        module(torch.randn(1, 5, 8))
    shown = seen.trace.architecture(2)
    runs = [one.kind for one in shown.rows.walk() if one.run]
    assert runs == ["4 × Attending"]
    (lane,) = shown.lanes
    assert [one.name for one in lane.blocks] == ["0", "1", "2", "3"]
    assert (lane.before, lane.after) == (("stem",), ("head",))
    assert lane.blocks[0].beside == ("norm",)


def test_without_the_tree_the_names_of_the_sites_tell_it() -> None:
    trace = replace(text_trace(), modules=None)
    rows = outline(trace)
    assert {one.path for one in rows.walk() if one.own} == {site.name for site in trace.sites}
    assert architecture(trace, 0).lanes
    tree = tree_of_names(["blocks.0.attn", "blocks.1.attn#2"])
    assert [one.path for one in tree.walk()] == [
        "", "blocks", "blocks.0", "blocks.0.attn", "blocks.1", "blocks.1.attn",
    ]  # fmt: skip


def test_a_site_that_is_no_module_is_at_home_in_the_nearest_one() -> None:
    paths = {"", "blocks", "blocks.0"}
    assert home("blocks.0.sdpa#1", paths) == "blocks.0"
    assert home("elsewhere", paths) == ""


def test_a_site_without_a_name_has_a_map() -> None:
    trace = seq2seq_trace()
    nameless = replace(trace, sites=(replace(trace.sites[0], name=""),), modules=Module("", "M"))
    shown = architecture(nameless, 0)
    assert shown.order == (0,)


def test_every_site_is_on_the_map_once() -> None:
    for trace in (text_trace(), seq2seq_trace(), vit_trace()):
        for lit in range(len(trace.sites)):
            shown = architecture(trace, lit)
            assert sorted(shown.order) == list(range(len(trace.sites)))
            assert shown.says
    with pytest.raises(IndexError):
        architecture(vit_trace(), 99)
