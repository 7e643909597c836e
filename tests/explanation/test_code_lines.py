"""The source of a module: folded, coloured, each step in the line that computes it."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.code import Code
from explorer.explanation.code_lines import code_lines

ATTENTION = '''\
class Attention(nn.Module):
    """Attends.

    Several lines of it.
    """

    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(self.d)
        scores = scores.masked_fill(self.mask, float("-inf"))
        weights = torch.softmax(scores, dim=-1)  # (B, heads, T, T)
        out = torch.matmul(weights, v)
        return self.proj(out.transpose(1, 2).reshape(x.shape))
'''
STEPS = (
    "products",
    "sum",
    "÷ √8",
    "mask",
    "exp",
    "Σ exp",
    "softmax",
    "a × v",
    "sum",
    "concatenate",
)


def marked(text: str, steps: tuple[str, ...] = STEPS, first: int = 10) -> dict[int, list[str]]:
    lines = code_lines(Code("A", parts=((first, text),)), steps)
    return {one.number: [steps[at] for at in one.steps] for one in lines if one.steps}


def test_steps_stand_where_they_are_computed() -> None:
    assert marked(ATTENTION) == {
        18: ["products", "sum", "÷ √8"],
        19: ["mask"],
        20: ["exp", "Σ exp", "softmax"],
        21: ["a × v", "sum"],
        22: ["concatenate"],
    }
    # the two sums are told apart
    lines = {
        one.number: one.steps for one in code_lines(Code("A", parts=((10, ATTENTION),)), STEPS)
    }
    assert (lines[18], lines[21]) == ((0, 1, 2), (7, 8))


def test_one_fused_call_does_all_steps() -> None:
    text = "def forward(q, k, v):\n    return F.scaled_dot_product_attention(q, k, v)\n"
    assert marked(text, first=1) == {2: list(STEPS)}


def test_a_function_before_the_class_has_its_softmax() -> None:
    before = "def attend(q, k):\n    return (q @ k.mT).softmax(-1)\n"
    after = "class A:\n    def forward(self, q, k, v):\n        return attend(q, k) @ v\n"
    lines = code_lines(Code("A", parts=((1, before), (9, after))), STEPS)
    found = {one.number: one.steps for one in lines}
    assert found[2] == (0, 1, 4, 5, 6)
    assert found[11] == (7, 8)
    assert [one.text for one in lines if not one.number] == ["… 6 lines"]


def test_docstrings_are_folded_and_numbers_go_on() -> None:
    lines = code_lines(Code("A", parts=((10, ATTENTION),)))
    assert [one.number for one in lines] == [10, 0, *range(15, 23)]
    assert lines[1].text == "… what it does, 4 lines"
    whole = "\n".join(one.text for one in lines if one.number)
    assert whole == "\n".join([ATTENTION.splitlines()[0], *ATTENTION.splitlines()[5:]])


def test_keywords_literals_comments_and_self_have_their_inks() -> None:
    lines = code_lines(Code("A", parts=((1, ATTENTION),)))
    inks = {text: ink for line in lines for text, ink in line.spans}
    assert inks["class"] == inks["return"] == inks["def"] == "keyword"
    assert inks["self"] == "self"
    assert inks["1"] == "literal"
    assert inks["# (B, heads, T, T)"] == "comment"
    assert inks["matmul"] == ""


@pytest.mark.parametrize("text", ["    def forward(self):\n        return 1\n", "x = (\n", "\t\n"])
def test_pieces_that_are_no_whole_program_are_shown(text: str) -> None:
    lines = code_lines(Code("A", parts=((3, text),)), STEPS)
    assert len(lines) == len(text.splitlines())


@given(st.text(alphabet=" \t\nabcxyz()[]=+@.:#'\"1é漢\ud800", max_size=200))
def test_any_text_keeps_its_characters(text: str) -> None:
    lines = code_lines(Code("A", parts=((1, text),)), STEPS)
    if all(one.number for one in lines):  # nothing was folded
        shown = "\n".join(one.text for one in lines)
        assert shown.rstrip("\n") == textwrap.dedent(text).rstrip("\n")
