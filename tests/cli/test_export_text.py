"""`attention-explorer export` of texts: what is read and written, and that it is what is drawn."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from explorer.core.map.text_summary import clearest_step
from explorer.core.selection import Scale, Selection
from explorer.export.png import encode
from explorer.figures.photo_picture import Layout
from explorer.figures.text_picture import draw_text
from explorer.figures.views import TextStyle
from explorer.registry.catalogue import find
from explorer.runtime.engine import Engine
from tests.cli.conftest import Command, Outcome
from tests.cli.texts import SENTENCE, chunks, out, toy_resources, trace_of
from tests.registry.toy_translators import LONGEST

__all__ = ["out", "toy_resources"]

pytestmark = pytest.mark.usefixtures("one_thread")

ENGLISH = "this novel is popular."
TWO = "猫は人気です。\n犬を見る\n"
LONG = "猫は人気です、" * 12
SMALL = Layout(200)


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "manifest.csv")


def arrays(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """(meta, arrays by name) of a file."""
    with np.load(path, allow_pickle=False) as stored:
        found = {name: stored[name] for name in stored.files}
    return json.loads(str(found.pop("meta"))), found


def test_one_sentence_one_file(command: Command, out: Path) -> None:
    outcome = command("export", "transformer", "--text", SENTENCE, "-o", out)
    assert outcome == Outcome(0, f"{out}\n", "")
    assert written(out.parent) == ["map.png"]
    with Image.open(out) as image:
        assert max(image.size) == 1024
    found, trace = chunks(out), trace_of()
    assert found["Source-Text"] == SENTENCE
    assert found["Target-Text"] == trace.translation.text == ENGLISH
    assert found["Input-SHA256"] == hashlib.sha256(SENTENCE.encode()).hexdigest()
    assert found["Weights-SHA256"] == find("transformer").weights_sha256
    assert (found["Model"], found["Verified"]) == ("transformer", "Verified")
    # the layer that the card calls the best aligned, the mean of its heads
    assert (found["Layer"], found["Head"], found["Style"]) == ("0", "all", "matrix")
    assert found["Site"] == trace.sites[trace.best].name
    assert found["Query"] == trace.translation.tokens.pieces[clearest_step(trace)]


def test_the_best_aligned_layer_is_the_one_of_the_card(
    command: Command, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Engine.run
    monkeypatch.setattr(Engine, "run", lambda *run: replace(whole(*run), best=1))
    for site, layer in (("cross", "1"), ("encoder", "1")):
        words = ("--text", SENTENCE, "--site", site, "-o", out, "--size", 50)
        assert command("export", "transformer", *words).status == 0
        assert chunks(out)["Layer"] == layer


@pytest.mark.parametrize(
    ("words", "changes", "style", "layout", "how"),
    [
        ([], {}, TextStyle(), SMALL, {}),
        (["--layer", "1", "--head", "1"], {"layer": 1, "unit": 1}, TextStyle(), SMALL, {}),
        (["--layer", "-1"], {"layer": 1}, TextStyle(), SMALL, {}),
        (["--head", "max"], {"reduce": "max"}, TextStyle(), SMALL, {}),
        (["--site", "decoder"], {"layer": 3}, TextStyle(), SMALL, {}),
        (["--site", "encoder", "--layer", "0"], {"layer": 4, "query": 0}, TextStyle(), SMALL, {}),
        (["--query", "2"], {"query": 2}, TextStyle(), SMALL, {}),
        (["--query", "is", "--view", "text"], {"query": "is"}, TextStyle("text"), SMALL, {}),
        (["--view", "lines"], {}, TextStyle("lines"), SMALL, {}),
        (["--view", "steps", "--head", "0"], {"unit": 0}, TextStyle("steps"), SMALL, {}),
        (["--view", "steps"], {}, TextStyle("steps"), SMALL, {}),
        (["--colormap", "viridis"], {}, TextStyle("matrix", "viridis"), SMALL, {}),
        (["--scale", "map"], {"scale": Scale.MAP}, TextStyle(), SMALL, {}),
        (["--subwords"], {"words": False}, TextStyle(), SMALL, {}),
        (["--hide-special"], {"special": False}, TextStyle(), SMALL, {}),
        (
            ["--hide-special", "--renormalise"],
            {"special": False, "renormalised": True}, TextStyle(), SMALL, {},
        ),
        (["--size", "90", "--legend"], {}, TextStyle(), Layout(90, True), {}),
        (["--beam", "3"], {}, TextStyle(), SMALL, {"beam": 3}),
        (["--target", "the cat"], {}, TextStyle(), SMALL, {"target": "the cat"}),
    ],
)  # fmt: skip
def test_the_file_is_the_picture_that_is_drawn(
    command: Command, out: Path, words: list[str], changes: dict[str, Any],
    style: TextStyle, layout: Layout, how: dict[str, Any],
) -> None:  # fmt: skip
    base = ("--text", SENTENCE, "-o", out, "--size", 200)
    assert command("export", "transformer", *base, *words).status == 0
    trace = trace_of(**how)
    asked = {"query": clearest_step(trace)} | changes
    if asked["query"] == "is":
        tokens = trace.translation.tokens
        asked["query"] = next(one[0] for one in tokens.groups(True) if tokens.text(one) == "is")
    picture = draw_text(trace, Selection(**asked), style, layout)
    assert out.read_bytes() == encode(picture.pixels, picture.text)


def test_the_same_command_gives_the_same_bytes(command: Command, tmp_path: Path) -> None:
    for model in ("transformer", "seq2seq"):
        for suffix in ("png", "npz"):
            files = [tmp_path / f"{name}.{suffix}" for name in ("first", "second")]
            for file in files:
                words = ("--text", SENTENCE, "--view", "steps", "--size", 64, "-o", file)
                assert command("export", model, *words).status == 0
            assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "shift_jis", "euc_jp"])
def test_a_file_of_sentences_becomes_a_folder(
    command: Command, tmp_path: Path, encoding: str
) -> None:
    text = tmp_path / "story.txt"
    text.write_bytes(TWO.encode(encoding))
    folder = tmp_path / "maps"
    outcome = command("export", "transformer", text, "-o", folder, "--size", 64)
    assert (outcome.status, outcome.err) == (0, "")
    names = [f"story-{at:03d}.cross.layer00.headmean.png" for at in (1, 2)]
    assert outcome.names == written(folder) == names
    for name, sentence in zip(names, TWO.splitlines(), strict=True):
        assert chunks(folder / name)["Source-Text"] == sentence


def test_what_was_left_out_of_a_file_is_said(command: Command, tmp_path: Path, out: Path) -> None:
    (tmp_path / "story.txt").write_text("猫は\x01人気です。", encoding="utf-8")
    outcome = command("export", "seq2seq", tmp_path / "story.txt", "-o", out, "--size", 64)
    assert (outcome.status, outcome.out) == (0, f"{out}\n")
    assert "1 control character was left out of story.txt." in outcome.err.splitlines()
    assert chunks(out)["Source-Text"] == "猫は人気です。"


def test_a_file_of_one_sentence_is_one_file(command: Command, tmp_path: Path, out: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text(SENTENCE + "\n", encoding="utf-8")
    assert command("export", "transformer", text, "-o", out, "--size", 64).names == ["map.png"]
    folder = tmp_path / "new folder"
    assert command("export", "transformer", text, "-o", f"{folder}/", "--size", 64).status == 0
    assert written(folder) == ["story.cross.layer00.headmean.png"]
    assert chunks(out) == chunks(folder / "story.cross.layer00.headmean.png")


def test_names_of_every_layer_and_head(command: Command, tmp_path: Path) -> None:
    words = ("--layer", "all", "--head", "all", "--site", "encoder", "--size", 50)
    folder = tmp_path / "maps"
    outcome = command("export", "transformer", "--text", SENTENCE, "-o", folder, *words)
    heads = trace_of().sites[0].units
    assert heads > 1
    names = [
        f"この小説は人気です.encoder.layer{layer:02d}.head{head:02d}.png"
        for layer in (0, 1)
        for head in range(heads)
    ]
    assert outcome.names == written(folder) == names
    for name in names:
        found = chunks(folder / name)
        assert f".layer{int(found['Layer']):02d}.head{int(found['Head']):02d}." in name
        assert found["Site"].startswith("encoder")


def test_the_only_head_has_no_other_name(command: Command, out: Path) -> None:
    pages = []
    for head in ("0", "mean"):
        words = ("--text", SENTENCE, "--head", head, "-o", out, "--size", 64)
        assert command("export", "seq2seq", *words).status == 0
        pages.append(out.read_bytes())
    assert pages[0] == pages[1]


def test_sentences_that_begin_alike_have_names_of_their_own(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "猫を見る.txt").write_text("本を見る", encoding="utf-8")
    folder = tmp_path / "maps"
    words = ("--text", "猫を見る", "--text", "猫を見る。", "--size", 50)
    outcome = command("export", "transformer", tmp_path / "猫を見る.txt", *words, "-o", folder)
    assert outcome.status == 0
    end = ".cross.layer00.headmean.png"
    assert outcome.names == [f"猫を見る{end}", f"猫を見る-2{end}", f"猫を見る-3{end}"]
    said = [chunks(folder / name)["Source-Text"] for name in outcome.names]
    assert said == ["猫を見る", "猫を見る。", "本を見る"]


def test_every_line_of_a_text_is_a_sentence(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    outcome = command("export", "seq2seq", "--text", TWO, "-o", folder, "--format", "npz")
    assert outcome.names == ["猫は人気です.npz", "犬を見る.npz"]
    one_line = tmp_path / "one.npz"
    both = TWO.replace("\n", "")
    assert command("export", "seq2seq", "--text", f"{both}\n", "-o", one_line).status == 0
    assert arrays(one_line)[0]["source"]["text"] == f"{both}\n", "as it was given"


@pytest.mark.parametrize("model", ["transformer", "seq2seq"])
@pytest.mark.parametrize("by", ["name", "option"])
def test_arrays(command: Command, tmp_path: Path, model: str, by: str) -> None:
    file = tmp_path / ("run.npz" if by == "name" else "run")
    words = [] if by == "name" else ["--format", "npz"]
    outcome = command("export", model, "--text", SENTENCE, "--beam", 2, "-o", file, *words)
    assert outcome == Outcome(0, f"{file}\n", "")
    trace = trace_of(model, beam=2)
    meta, found = arrays(file)
    assert sorted(found) == [f"{at:03d}.{site.name}" for at, site in enumerate(trace.sites)]
    for name, site in zip(sorted(found), trace.sites, strict=True):
        assert found[name].dtype == np.float32
        np.testing.assert_array_equal(found[name], site.weights())
        np.testing.assert_allclose(found[name].sum(axis=-1), 1, atol=1e-5)
    steps = trace.translation.steps
    assert meta["prediction"] == {
        "text": ENGLISH,
        "tokens": [step.piece for step in steps],
        "probabilities": [step.probability for step in steps],
        "finished": True,
        "beam": 2,
        "decoding": "beam of 2",
    }
    assert meta["source"] == {
        "text": SENTENCE,
        "tokens": list(trace.sentence.tokens.pieces),
        "unknown": [],
    }
    for described, site in zip(meta["sites"], trace.sites, strict=True):
        assert (described["name"], described["kind"]) == (site.name, site.kind.value)
        assert [axis["tokens"] for axis in described["axes"]] == [
            list(site.queries.pieces), list(site.keys.pieces),
        ]  # fmt: skip


def test_a_given_translation_is_judged(command: Command, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.npz" for name in ("own", "given", "other")]
    targets: list[list[str]] = [[], ["--target", ENGLISH], ["--target", "the pen is a cat"]]
    for file, target in zip(files, targets, strict=True):
        words = ("--text", SENTENCE, "-o", file, *target)
        assert command("export", "transformer", *words).status == 0
    own, given, other = (arrays(file)[0]["prediction"] for file in files)
    assert given["tokens"] == own["tokens"]
    assert given["probabilities"] == pytest.approx(own["probabilities"], abs=1e-5)
    assert other["text"] == "the pen is a cat"
    assert min(other["probabilities"]) < min(own["probabilities"])


def test_unknown_characters_are_named(command: Command, tmp_path: Path, out: Path) -> None:
    words = ("--text", "☃は人気です。", "-o", out, "--size", 64)
    outcome = command("export", "transformer", *words)
    assert (outcome.status, outcome.err) == (0, "Not known to Toy Transformer: ☃\n")
    assert outcome.out == f"{out}\n"
    words = ("--text", SENTENCE, "--text", "☃です。", "-o", tmp_path, "--format", "npz")
    outcome = command("export", "transformer", *words)
    assert outcome.err == "☃です。: Not known to Toy Transformer: ☃\n"
    assert arrays(tmp_path / "です.npz")[0]["source"]["unknown"] == ["☃"]
    words = ("--text", SENTENCE, "--target", "a ☃", "-o", out, "--size", 64)
    assert command("export", "transformer", *words).err.endswith("of the translation: ☃\n")


def test_a_sentence_that_is_too_long_does_not_stop_the_good_ones(
    command: Command, tmp_path: Path
) -> None:
    text = tmp_path / "story.txt"
    text.write_text(f"猫を見る\n{LONG}\n犬を見る\n{LONG}\n", encoding="utf-8")
    folder = tmp_path / "runs"
    outcome = command("export", "transformer", text, "-o", folder, "--format", "npz")
    assert outcome.status == 2
    assert outcome.names == written(folder) == ["story-001.npz", "story-003.npz"]
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("story.txt, sentence 2: The sentence has ")
    assert f"the model takes {LONGEST}. Shorten or split it. (2 of 4 failed)" in outcome.err


def test_a_file_that_cannot_be_read_does_not_stop_the_good_ones(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    files = (tmp_path / "empty.txt", tmp_path / "good.txt")
    folder = tmp_path / "runs"
    outcome = command("export", "transformer", *files, "-o", folder, "--format", "npz")
    assert outcome.status == 2
    assert outcome.names == written(folder) == ["good.npz"]
    assert outcome.err.startswith("empty.txt is empty.")
    assert outcome.err.endswith("(1 of 2 failed)\n")


def test_a_note_of_the_run_goes_to_standard_error(
    command: Command, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Engine.run
    monkeypatch.setattr(
        Engine,
        "run",
        lambda *run: replace(whole(*run), notes=("It used the CPU.",)),
    )
    words = ("--text", SENTENCE, "-o", out, "--size", 50)
    assert command("export", "transformer", *words) == Outcome(0, f"{out}\n", "It used the CPU.\n")


@pytest.mark.parametrize(("form", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_vector_is_written_as_the_name_or_the_format_says(
    command: Command, tmp_path: Path, form: str, start: bytes
) -> None:
    words = ("export", "transformer", "--text", SENTENCE, "-o")
    named = tmp_path / f"map.{form}"
    assert command(*words, named) == Outcome(0, f"{named}\n", "")
    assert named.read_bytes().startswith(start)
    assert command(*words, tmp_path / "map", "--format", form).status == 0
    assert (tmp_path / "map").read_bytes().startswith(start)
    assert command(*words, f"{tmp_path}/all/", "--format", form, "--layer", "all").status == 0
    assert {path.suffix for path in (tmp_path / "all").iterdir()} == {f".{form}"}
    other = command(*words, named, "--format", "png")
    assert other.err == f"The name map.{form} does not fit --format png.\n"


@pytest.mark.parametrize("view", ["matrix", "lines", "text"])
def test_a_text_is_written_on_the_levels_that_are_given(
    command: Command, out: Path, view: Any
) -> None:
    words = ("--text", SENTENCE, "--levels", "0.1:0.5", "--view", view, "--size", 300, "-o", out)
    assert command("export", "transformer", *words).status == 0
    assert chunks(out)["Levels"] == "0.100000 to 0.500000, levels set by hand"
    trace = trace_of("transformer", SENTENCE)
    selection = Selection(layer=trace.best, query=clearest_step(trace), levels=(0.1, 0.5))
    drawn = draw_text(trace, selection, TextStyle(view), Layout(300))
    assert out.read_bytes() == encode(drawn.pixels, drawn.text)


def test_tokens_are_left_out_of_the_columns(command: Command, tmp_path: Path) -> None:
    """The rest of a row sums to 1, and the file says what is not there."""
    site, title = ("--site", "encoder"), tmp_path / "whole.png"
    base = ("export", "transformer", "--text", SENTENCE, *site)
    assert command(*base, "-o", title).status == 0
    outcome = command(*base, "--without-first", "-o", tmp_path / "first.png")
    assert outcome.status == 0
    first = chunks(tmp_path / "first.png")
    assert first["Without"].startswith("token 0 (")
    assert (tmp_path / "first.png").read_bytes() != title.read_bytes()
    assert command(*base, "--without", "0", "-o", tmp_path / "zero.png").status == 0
    assert chunks(tmp_path / "zero.png")["Without"] == first["Without"]
    for given, said in (("99", "There is no token 99"), ("a", "--without takes numbers of tokens")):
        outcome = command(*base, "--without", given, "-o", tmp_path / "none.png")
        assert outcome.status == 2
        assert said in outcome.err
