"""Texts used wrongly: exit status 2, nothing on standard output, one line on standard error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command, Outcome
from tests.cli.texts import SENTENCE, chunks, out, toy_resources, trace_of

__all__ = ["out", "toy_resources"]

pytestmark = pytest.mark.usefixtures("one_thread")


def refusal(outcome: Outcome) -> str:
    """The one sentence of a command that wrote nothing."""
    assert (outcome.status, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert "Traceback" not in outcome.err
    return outcome.err[:-1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--layer", "2"], "There is no layer 2: layers go from 0 to 1."),
        (["--layer", "-3", "--site", "encoder"], "There is no layer -3: layers go from 0 to 1."),
        (["--layer", "best"], "--layer takes a number or all, not best."),
        (
            ["--head", "9", "--site", "encoder"],
            "There is no head 9 in layer 1: heads go from 0 to 1.",
        ),
        (["--head", "-1"], "There is no head -1 in layer 0: heads go from 0 to 1."),
        (["--head", "median"], "--head takes a number, mean, max or all, not median."),
        (["--query", "novels"], "No row reads novels: there are this novel is popular . </s>."),
        (["--query", "cls"], "No row reads cls: there are this novel is popular . </s>."),
        (["--query", "-1"], "There is no token -1: tokens go from 0 to "),
        (["--query", "99"], "There is no token 99: tokens go from 0 to "),
        (["--beam", "0"], "The beam goes from 1 to 8."),
        (["--beam", "9"], "The beam goes from 1 to 8."),
        (["--beam", "wide"], "Argument --beam: invalid int value: 'wide'."),
        (["--site", "gate"], "Argument --site: invalid choice: 'gate'"),
        (["--view", "map"], "Argument --view: invalid choice: 'map'"),
        (["--size", "0"], "The size goes from 1 to "),
        (["--colormap", "jet"], "No colour map is called 'jet'."),
        (["--format", "npz"], "The name map.png does not fit --format npz."),
        (["--layer", "all"], "There is more than one picture: map.png must be a folder."),
        (["--text", "猫"], "There is more than one picture: map.png must be a folder."),
        (["--target", "cat", "--text", "猫"], "--target translates one sentence, and there are 2."),
        (["--target", "cat " * 40], "The translation has "),
        (["--style", "map"], "--style is for models of photos. transformer takes texts: leave"),
        (["--style", "overlay"], "--style is for models of photos."),
        (["--patches"], "--patches is for models of photos."),
        (["--opacity", "0.5"], "--opacity is for models of photos."),
        (["--gate", "after"], "--gate is for models of photos."),
        (["--fit", "crop"], "--fit is for models of photos."),
    ],
)
def test_refusals(command: Command, out: Path, words: list[str], expected: str) -> None:
    outcome = command("export", "transformer", "--text", SENTENCE, "-o", out, *words)
    assert refusal(outcome).startswith(expected)
    assert not out.parent.exists()


def test_the_largest_head_and_token_are_there(command: Command, out: Path) -> None:
    words = ("--text", SENTENCE, "--query", "99", "-o", out)
    last = int(refusal(command("export", "transformer", *words)).rstrip(".").split()[-1])
    assert last == trace_of().translation.tokens.size - 1
    words = ("--text", SENTENCE, "--query", str(last), "--head", "1", "-o", out, "--size", 64)
    assert command("export", "transformer", *words).status == 0
    assert chunks(out)["Query"] == "</s>"


@pytest.mark.parametrize("site", ["encoder", "decoder"])
def test_seq2seq_has_one_site(command: Command, out: Path, site: str) -> None:
    outcome = command("export", "seq2seq", "--text", SENTENCE, "--site", site, "-o", out)
    assert refusal(outcome) == f"Toy seq2seq has no {site} attention, only cross."
    assert command("export", "seq2seq", "--text", SENTENCE, "--site", "cross", "-o", out).out


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--text", SENTENCE), ("--target", "a cat"), ("--view", "matrix"),
        ("--beam", "1"), ("--subwords", None), ("--hide-special", None), ("--renormalise", None),
    ],
)  # fmt: skip
def test_models_of_photos_take_no_options_of_texts(
    command: Command, photos: Path, out: Path, option: str, value: str | None
) -> None:
    words = [option] if value is None else [option, value]
    assert refusal(command("export", "vit", photos / "cat.png", "-o", out, *words)) == (
        f"{option} is for models of texts. vit takes photos: leave it out, or choose another model."
    )


def test_no_text_and_texts_that_are_none(
    command: Command, photos: Path, tmp_path: Path, out: Path
) -> None:
    nothing = refusal(command("export", "transformer", "-o", out))
    assert nothing == 'There is no text to read: give --text "…", or a text file.'
    for blank in ("", "  \n\u3000"):
        said = refusal(command("export", "transformer", "--text", blank, "-o", out))
        assert said == "There is nothing to translate. Type a sentence."
    half = refusal(command("export", "transformer", "--text", "猫\udce9", "-o", out))
    assert half.startswith("Character 2 of the text is damaged.")
    for path, said in (
        (photos / "cat.png", "cat.png is not a text. Open a plain text file."),
        (tmp_path / "missing.txt", "missing.txt was not found. Choose another text."),
    ):
        assert refusal(command("export", "transformer", path, "-o", out)) == said
    assert not out.parent.exists()


def test_a_text_is_never_overwritten(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(text)
    for output in (text, tmp_path / "link.txt", tmp_path / "." / "story.txt"):
        for words in ([], ["--format", "npz"]):
            outcome = command("export", "transformer", text, "-o", output, *words)
            assert refusal(outcome) == (
                f"{output.name} is to be read. Write to another name or folder."
            )
    assert text.read_text(encoding="utf-8") == SENTENCE
