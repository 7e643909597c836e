"""Used wrongly: exit status 2, nothing on standard output, one line on standard error."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.core.foreign import LONGEST_SENTENCE
from explorer.export.style import LARGEST
from tests.cli.conftest import Command, Outcome


@pytest.fixture
def refused(command: Command, photos: Path, tmp_path: Path) -> Callable[..., str]:
    """Run `export` with these words after the model and photo; the sentence it is refused with."""

    def run(*words: object, model: str = "vit", photo: object = None, out: object = None) -> str:
        outcome = command(
            "export", model, photo or photos / "cat.png", "-o", out or tmp_path / "map.png", *words
        )
        assert not (tmp_path / "map.png").exists()
        return sentence(outcome)

    return run


def sentence(outcome: Outcome) -> str:
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.endswith("\n")
    assert len(outcome.err.splitlines()) == 1
    assert "Traceback" not in outcome.err
    return outcome.err[:-1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--layer", "2"], "There is no layer 2: layers go from 0 to 1."),
        (["--layer", "-3"], "There is no layer -3: layers go from 0 to 1."),
        (["--layer", "last"], "--layer takes a number or all, not last."),
        (["--layer", "1.5"], "--layer takes a number or all, not 1.5."),
        (["--head", "2"], "There is no head 2 in layer 1: heads go from 0 to 1."),
        (["--head", "-1"], "There is no head -1 in layer 1: heads go from 0 to 1."),
        (["--head", "median"], "--head takes a number, mean, max or all, not median."),
        (["--query", "17"], "There is no token 17: tokens go from 0 to 16."),
        (["--query", "-1"], "There is no token -1: tokens go from 0 to 16."),
        (
            ["--query", "4,0"],
            "There is no patch 4, 0: rows go from 0 to 3, columns from 0 to 3.",
        ),
        (["--query", "eye"], "A query is cls, ROW,COL or a token number, not eye."),
        (["--query", "1,2,3"], "A query is cls, ROW,COL or a token number, not 1,2,3."),
        (["--opacity", "1.5"], "The opacity goes from 0 to 1."),
        (["--opacity", "nan"], "The opacity goes from 0 to 1."),
        (["--size", "0"], f"The size goes from 1 to {LARGEST} pixels."),
        (["--size", str(LARGEST + 1)], f"The size goes from 1 to {LARGEST} pixels."),
        (["--format", "npz"], "The name map.png does not fit --format npz."),
        (["--layer", "all"], "There is more than one picture: map.png must be a folder."),
        (["--head", "all"], "There is more than one picture: map.png must be a folder."),
    ],
)
def test_sentences(refused: Callable[..., str], words: list[str], expected: str) -> None:
    assert refused(*words) == expected


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--size", "large"], "invalid int value: 'large'"),
        (["--opacity", "half"], "invalid float value: 'half'"),
        (["--style", "neon"], "invalid choice: 'neon'"),
        (["--device", "tpu"], "invalid choice: 'tpu'"),
        (["--fit", "squash"], "invalid choice: 'squash'"),
        (["--colour", "red"], "nrecognized arguments: --colour red"),
        (["--colormap", "jet"], "No colour map is called 'jet'. Choose from inferno"),
        (["--layer"], "xpected one argument"),
    ],
)
def test_the_parser_is_as_brief(refused: Callable[..., str], words: list[str], part: str) -> None:
    assert part in refused(*words)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (["export", "vit"], "Files are written as png, svg, pdf, npz, axt, csv, safetensors, gif,"),
        (["lens", "vit"], "A lens is written as png, svg, pdf or csv,"),
        (["control", "vit"], "A control is written as png, svg, pdf or csv,"),
        (["heads", "vit"], "A table of heads is written as csv,"),
        (["heads", "--matter", "vit"], "A table of heads is written as csv,"),
        (["explain", "--model", "vit", "--input"], "Pictures are written as png, svg, pdf,"),
    ],
)
def test_a_file_of_an_unknown_kind_is_never_written(
    command: Command, photos: Path, tmp_path: Path, words: list[str], written: str
) -> None:
    output = tmp_path / "out.xyz"
    said = sentence(command(*words, photos / "cat.png", "-o", output))
    assert said.startswith(written)
    assert "not out.xyz" in said
    assert not output.exists()


def test_a_folder_may_have_a_dot_in_its_name(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    for output in (f"{tmp_path}/v1.2/", tmp_path / "v1.3"):
        given = photos if isinstance(output, Path) else photos / "cat.png"
        assert command("export", "vit", given, "-o", output, "--size", 32).status == 0
        assert Path(output).is_dir()
    file = tmp_path / "map.figure"  # what it is was said
    whole = ("export", "vit", photos / "cat.png", "-o", file, "--format", "png")
    assert command(*whole).status == 0
    assert file.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ([], "required: MODEL, -o/--output"),
        (["vit"], "required: -o/--output"),
        (["vit", "a.png"], "required: -o/--output"),
    ],
)
def test_missing_words(command: Command, words: list[str], part: str) -> None:
    assert part in sentence(command("export", *words))


def test_an_unknown_model_suggests_the_nearest(refused: Callable[..., str]) -> None:
    assert refused(model="vitt") == "There is no model named vitt. Did you mean vit?"
    assert "There are vit, se-resnet, spatial-gate." in refused(model="gpt-5")


def test_a_folder_is_opened_by_its_path(
    refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    assert refused(model="mine").endswith("is opened by its path, ./mine.")
    assert refused(model="./mine").startswith("mine has no config.json")


def test_a_channel_that_is_not_there(refused: Callable[..., str]) -> None:
    found = refused("--head", 8, model="se-resnet")
    assert found == "There is no channel 8 in layer 0: channels go from 0 to 7."


@pytest.mark.parametrize("model", ["se-resnet", "spatial-gate"])
def test_gates_have_no_query(refused: Callable[..., str], model: str) -> None:
    assert "gates, which nobody queries: leave the query out." in refused("--query", 3, model=model)


def test_a_device_that_is_not_there(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert refused("--device", "cuda") == "This computer has no cuda device. Choose cpu."


def test_photos_that_are_none(refused: Callable[..., str], photos: Path) -> None:
    assert refused(photo=photos / "missing.png").startswith("missing.png was not found.")
    assert refused(photo=photos / "notes.txt").startswith("notes.txt is not a photo.")
    address = Path("https://example.com/cat.jpg")
    assert refused(photo=address).startswith("cat.jpg stands at an address, from which nothing is")
    (photos / "empty.png").touch()
    assert refused(photo=photos / "empty.png").startswith("empty.png is empty.")
    (photos / "nothing").mkdir()
    assert refused(photo=photos / "nothing") == "The folder nothing holds no pictures."


def test_a_folder_that_may_not_be_listed(
    refused: Callable[..., str], photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert refused(photo=photos) == "photos may not be listed. Choose another folder."


@pytest.mark.parametrize("suffix", ["jpg", "JPEG", "webp", "tiff"])
def test_other_formats(refused: Callable[..., str], tmp_path: Path, suffix: str) -> None:
    found = refused(out=tmp_path / f"figure.{suffix}")
    assert found == "Pictures are written as PNG, SVG or PDF. Name it figure.png."


def test_several_photos_do_not_fit_one_file(
    refused: Callable[..., str], photos: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    assert refused(photo=photos) == "There is more than one picture: map.png must be a folder."
    found = refused(photo=photos, out=tmp_path / "taken")
    assert found == "There is more than one picture: taken must be a folder."
    assert (tmp_path / "taken").read_text() == "a file"


def test_a_photo_is_never_overwritten(command: Command, photos: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in photos.iterdir()}
    shutil.copy(photos / "cat.png", tmp_path / "other.png")
    (tmp_path / "link.png").symlink_to(photos / "cat.png")
    for photo, out in (
        (photos / "cat.png", photos / "cat.png"),
        (photos / "cat.png", photos / ".." / "photos" / "cat.png"),
        (photos / "cat.png", photos),
        (photos, photos),
        (tmp_path / "link.png", photos / "cat.png"),
    ):
        outcome = command("export", "vit", photo, "-o", out, "--size", 16)
        assert sentence(outcome) == ("cat.png is to be read. Write to another name or folder.")
    assert {path.name: path.read_bytes() for path in photos.iterdir()} == before


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "The disk is full: map.png was not saved."),
        (errno.EACCES, "is read-only: map.png was not saved. Choose another folder."),
    ],
)
def test_a_disk_that_refuses(
    command: Command, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    code: int, words: str,
) -> None:  # fmt: skip
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "replace", refuse)
    out = tmp_path / "maps" / "map.png"
    assert words in sentence(command("export", "vit", photos / "cat.png", "-o", out))
    assert list(out.parent.iterdir()) == []


def test_damaged_weights(
    refused: Callable[..., str], toy_resources: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    copy = shutil.copytree(toy_resources, tmp_path / "damaged")
    with (copy / "checkpoints" / "vit.safetensors").open("r+b") as weights:
        weights.seek(-1, os.SEEK_END)
        weights.write(b"\xff")
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: copy)
    assert refused().startswith("The weights vit.safetensors are damaged.")


def test_too_little_memory(refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("explorer.batch.worker.figure_files", no_memory)
    assert refused() == "There is not enough memory. Choose a smaller --size or a smaller photo."


def test_a_sentence_stays_on_one_line_whatever_a_file_is_called(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    photo, out = photos / "two\nlines.png", tmp_path / "two\nlines.gif"
    sentence(command("export", "vit", photo, "-o", tmp_path / "map.png"))
    sentence(command("export", "vit", photos / "cat.png", "-o", out))
    sentence(command("export", "two\nlines", photos / "cat.png", "-o", tmp_path / "map.png"))


def test_interrupted_by_the_user(
    photos: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(arguments: object) -> int:
        signal.raise_signal(signal.SIGINT)
        return 0

    monkeypatch.setattr("explorer.cli.export.run", interrupt)
    assert main(["export", "vit", str(photos), "-o", "x"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "vit", "", "-o", "o.png"),
        ("export", "vit", "p.png", "-o", ""),
        ("check", "vit", ""),
        ("info", ""),
        ("render", "", "-o", "out"),
        ("heads", "vit", "p.png", "-o", ""),
        ("lens", "vit", "", "-o", "o.png"),
        ("control", "vit", "p.png", "-o", ""),
        ("evaluate", "vit", "", "-o", "out"),
        ("explain", "--model", "vit", "--input", ""),
        ("open", ""),
    ],
)
def test_a_name_that_is_empty_is_not_the_folder_one_stands_in(
    command: Command, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "the name is empty" in sentence(command(*words))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("value", ["\x1b[31mred\x07", "a\0b", "\u202eabc", "x" * 5_000])
def test_what_is_quoted_of_a_word_is_printable_and_bounded(
    command: Command, photos: Path, value: str
) -> None:
    for option in ("--layer", "--size", "--values", "--method", "--colormap"):
        found = command("export", "vit", photos / "cat.png", "-o", "o.png", f"{option}={value}")
        said = sentence(found)
        assert said.isprintable()
        assert len(said) <= LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--discard", "0.3"), "--discard is for --method rollout"),
        (("--discard=nan",), "--discard is for --method rollout"),
        (("--fusion", "max", "--method", "relevance"), "--fusion is for --method rollout"),
    ],
)
def test_options_that_one_method_alone_has_a_use_for(
    refused: Callable[..., str], words: tuple[str, ...], said: str
) -> None:
    assert said in refused(*words)


def test_names_that_no_file_has(command: Command, photos: Path, tmp_path: Path) -> None:
    long, loop = "x" * 300, tmp_path / "loop.png"
    loop.symlink_to(loop)
    photo, out = photos / "cat.png", tmp_path / "o.png"
    assert "was not found" in sentence(command("export", "vit", f"{long}.png", "-o", out))
    assert "leads back to itself" in sentence(command("export", "vit", loop, "-o", out))
    assert "This was not found" in sentence(command("export", "vit", " ", "-o", out))
    for name in ("a\0.png", f"{long}.png", f"{long}/o.png"):
        said = sentence(command("export", "vit", photo, "-o", tmp_path / name))
        assert "too long" in said or "no name of a file" in said
    said = sentence(command("export", "vit", photos, "-o", tmp_path / long))
    assert "too long" in said


def test_files_of_ours_in_the_place_of_others_are_called_what_they_are_not(
    command: Command, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for form in ("png", "svg", "axt", "npz"):
        assert command("export", "vit", photos / "cat.png", "-o", f"o.{form}").status == 0
        said = sentence(command("render", f"o.{form}", "-o", "out"))
        assert "not a session (.axs)" in said
    os.mkfifo("pipe.axs")
    assert "is not a file. Choose a session" in sentence(command("render", "pipe.axs", "-o", "out"))
    shutil.copy("o.npz", "o2.axt")
    assert "not a saved run (.axt)" in sentence(command("export", "o2.axt", "-o", "x.png"))
    assert "nofile was not found" in sentence(command("info", "nofile"))
    assert f"{tmp_path.name} is not a file" in sentence(command("info", "."))
    cat = photos / "cat.png"
    for other in ("o.svg", "o.axt"):
        said = sentence(command("export", "vit", cat, "-o", "x.png", "--against", other))
        assert said == f"--against takes arrays (.npz), a photo, a text or a model, not {other}."


def test_what_lies_where_a_model_is_wanted(
    command: Command, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(photos / "cat.png", "cat.png")
    os.mkfifo("pipe")
    assert "a photo or a text: name a model before it" in sentence(
        command("export", "cat.png", "-o", "o.png")
    )
    for pipe in ("pipe", tmp_path / "pipe"):
        assert "a device or a pipe" in sentence(command("export", pipe, "cat.png", "-o", "o.png"))
    Path("pipe").unlink()
    said = sentence(command("export", ".", "cat.png", "-o", "o.png"))
    assert said.startswith(f"{tmp_path.name} has no config.json")
