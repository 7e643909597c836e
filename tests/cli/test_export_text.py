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

from explorer.core.selection import Scale, Selection
from explorer.core.text_summary import clearest_step
from explorer.core.trace import TextTrace
from explorer.export.picture import Layout
from explorer.export.png import encode
from explorer.export.text_picture import TextStyle, draw_text
from explorer.registry.catalogue import find
from explorer.runtime.engine import Engine
from tests.cli.conftest import Command, Outcome
from tests.registry.toy_translators import LONGEST

pytestmark = pytest.mark.usefixtures("one_thread")

SENTENCE, ENGLISH = "この小説は人気です。", "this novel is popular."
TWO = "猫は人気です。\n犬を見る\n"
LONG = "猫は人気です、" * 12
SMALL = Layout(200)


@pytest.fixture(scope="session")
def toy_resources(toy_translators: Path) -> Path:
    """Models of texts too, for the command line of this file."""
    return toy_translators


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "maps" / "map.png"


def trace_of(model: str = "transformer", text: str = SENTENCE, **how: Any) -> TextTrace:
    found = find(model).load("cpu").run(text, **how)
    assert isinstance(found, TextTrace)
    return found


def chunks(path: Path) -> dict[str, str]:
    with Image.open(path) as image:
        image.load()
        return dict(image.info)


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def arrays(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """(meta, arrays by name) of a file."""
    with np.load(path, allow_pickle=False) as stored:
        found = {name: stored[name] for name in stored.files}
    return json.loads(str(found.pop("meta"))), found


def refusal(outcome: Outcome) -> str:
    """The one sentence of a command that wrote nothing."""
    assert (outcome.status, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert "Traceback" not in outcome.err
    return outcome.err[:-1]


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
    whole = Engine.translate
    monkeypatch.setattr(
        Engine, "translate", lambda self, request: replace(whole(self, request), best=1)
    )
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
        ("--text", SENTENCE), ("--target", "a cat"), ("--view", "matrix"), ("--site", "cross"),
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
        (photos, "photos is a folder. Open a text inside it."),
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


def test_a_note_of_the_run_goes_to_standard_error(
    command: Command, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Engine.translate
    monkeypatch.setattr(
        Engine,
        "translate",
        lambda self, request: replace(whole(self, request), notes=("It used the CPU.",)),
    )
    words = ("--text", SENTENCE, "-o", out, "--size", 50)
    assert command("export", "transformer", *words) == Outcome(0, f"{out}\n", "It used the CPU.\n")
