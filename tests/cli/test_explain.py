"""`explain`: a term, or where a site sits and how it computes, printed and drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.cli import main
from explorer.explanation.glossary import glossary


def test_a_term_is_said_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "CLS"]) == 0
    assert glossary("en")["cls"].says in capsys.readouterr().out
    assert main(["explain", "CLS", "--language", "ja"]) == 0
    assert glossary("ja")["cls"].says in capsys.readouterr().out


def test_where_a_site_sits_is_told_and_drawn(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    drawn = tmp_path / "map.svg"
    asked = ["--layer", "2", "--part", "cross", "-o", str(drawn)]
    assert main(["explain", "--model", "transformer", *asked]) == 0
    said = capsys.readouterr().out
    assert "3 × DecoderLayer" in said
    assert "◆ cross-attention, layer 0, 4 heads" in said
    assert said.strip().endswith(
        "decoder.2.cross_attention: cross-attention, layer 2, 4 heads. Q from what is being "
        "written; K, V from what the encoder made of the words that are read."
    )
    assert "EncoderLayer" in drawn.read_text(encoding="utf-8")


def test_how_a_site_computes_is_told_step_by_step(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    drawn = tmp_path / "steps.png"
    asked = ["--steps", "--query", "novel", "-o", str(drawn)]
    assert main(["explain", "--model", "seq2seq", *asked]) == 0
    said = capsys.readouterr().out
    assert "attention, asked by novel" in said
    assert "context vector: c_t = Σ_j a_{tj}h_j" in said
    assert drawn.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--steps"], "name a model with --model"),
        (["head", "--model", "vit"], "one of both is explained"),
        (["--model", "vit", "-o", "x.gif"], "Pictures are written as png, svg, pdf, not x.gif"),
        (["--model", "nope"], "nope"),
        (["--model", "vit", "--layer", "77"], "77"),
        (["hed"], "Did you mean head?"),
    ],
)
def test_what_cannot_be_explained_is_refused(
    asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", *asked]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
