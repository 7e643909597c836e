"""Foreign words go into sentences printable, on one line and short, whatever they are."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import explorer
from explorer.core.cancel import Cancelled
from explorer.core.foreign import (
    LONGEST,
    LONGEST_SENTENCE,
    Refusal,
    exceptions_only,
    plain,
    quoted_error,
    sentence,
)
from explorer.export.files import ExportError
from explorer.inputs.photo_files import ImageError
from explorer.inputs.text import TextError
from explorer.registry.entry import ModelError, SentenceError
from explorer.runtime.devices import DeviceError

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=400)


class MuteError(Exception):
    """One whose words cannot be had."""

    def __str__(self) -> str:
        raise RuntimeError("nothing to say")


@given(ANY, st.integers(4, 200))
def test_words_are_printable_and_short(words: str, longest: int) -> None:
    shown = plain(words, longest)
    assert shown.isprintable()
    assert len(shown) <= longest


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=LONGEST))
def test_words_that_are_plain_stay(words: str) -> None:
    assert plain(words) == words


def test_of_long_words_both_ends_are_kept() -> None:
    assert plain("a" * 5_000_000 + "z", 9) == "aaaaa…aaz"


@given(ANY)
def test_an_error_is_one_printable_line(said: str) -> None:
    quoted = quoted_error(ValueError(said))
    assert quoted.isprintable()
    assert quoted.startswith("ValueError")
    assert len(quoted) <= LONGEST + 12


@pytest.mark.parametrize(
    ("error", "quoted"),
    [
        (RuntimeError("boom."), "RuntimeError: boom"),
        (RuntimeError("\n\nfirst\nsecond"), "RuntimeError: first"),
        (
            RuntimeError("all failed:\n\n  a: broken.\n  b: no"),
            "RuntimeError: all failed: a: broken",
        ),
        (RuntimeError("all failed:"), "RuntimeError: all failed"),
        (KeyError(), "KeyError"),
        (SystemExit(0), "SystemExit: 0"),
        (MuteError(), "MuteError"),
    ],
)
def test_the_first_line_is_quoted(error: BaseException, quoted: str) -> None:
    assert quoted_error(error) == quoted


def test_what_has_no_words_is_named_by_its_type() -> None:
    assert plain(MuteError()) == "a MuteError"


@given(words=ANY.map(lambda words: words * 9))
def test_a_sentence_is_one_printable_line_of_bounded_length(words: str) -> None:
    said = sentence(f"There is no model named {words}. Choose another.")
    assert said.isprintable()
    assert len(said) <= LONGEST_SENTENCE
    assert said.startswith("There is no model")
    assert said.endswith("Choose another.")


@pytest.mark.parametrize(
    "kind", [ImageError, TextError, ExportError, ModelError, SentenceError, DeviceError]
)
@given(said=st.text(max_size=50), times=st.integers(1, 100))
def test_whatever_refuses_says_one_printable_line(
    kind: type[Refusal], said: str, times: int
) -> None:
    shown = str(kind(f"It quotes {said * times}."))
    assert shown.isprintable()
    assert len(shown) <= LONGEST_SENTENCE


def test_every_error_of_the_program_is_a_refusal() -> None:
    # so that window, command line and notebook know by one type whether a message can be shown
    root = Path(explorer.__file__).parent
    bases = {
        one.name: {ast.unparse(base) for base in one.bases}
        for file in root.rglob("*.py")
        for one in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(one, ast.ClassDef) and one.name.endswith("Error")
    }
    refusals = {"Refusal"}
    while more := {name for name in bases if bases[name] & refusals} - refusals:
        refusals |= more
    raised = {
        name for name in bases if any("Error" in base or "Exc" in base for base in bases[name])
    }
    assert raised - refusals == {"UsageError", "_EnoughError"}, (
        "the command line's own, and one inside"
    )


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (
            type("PanicException", (BaseException,), {})("slice starts"),
            "PanicException: slice starts",
        ),
        (SystemExit(0), "SystemExit: 0"),
        (GeneratorExit(), "GeneratorExit"),
    ],
)
def test_foreign_code_raises_exceptions_only(raised: BaseException, said: str) -> None:
    with pytest.raises(RuntimeError) as found, exceptions_only():
        raise raised
    assert str(found.value) == said
    with pytest.raises(ModelError), exceptions_only(ModelError):
        raise raised


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), Cancelled(), KeyError("x")])
def test_what_the_user_asks_for_and_exceptions_go_through(raised: BaseException) -> None:
    with pytest.raises(type(raised)) as found, exceptions_only():
        raise raised
    assert found.value is raised
