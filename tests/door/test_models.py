"""Opening a model by its name, and what it can be given."""

from __future__ import annotations

import doctest
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import explorer
from explorer.core.inputs import Modality
from explorer.door import arguments, models, result
from explorer.door.arguments import sorted_out
from explorer.resource_files import resources
from tests.door.conftest import PHOTO, SENTENCE
from tests.registry import hf_toys

PHOTOS, TEXTS = frozenset({Modality.PHOTO}), frozenset({Modality.TEXT})
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.parametrize("module", [models, result, arguments])
def test_the_examples_of_the_docstrings_run(module: Any) -> None:
    outcome = doctest.testmod(module)
    assert outcome.failed == 0


def test_what_a_model_says_of_itself(vit: explorer.Model) -> None:
    assert (vit.id, vit.takes, len(vit.labels)) == ("vit", "photos", 20)
    assert repr(vit) == "<Model vit: Vision Transformer, takes photos>"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("vitt", "Did you mean vit?"),
        ("timm:vit_tny", "Did you mean timm:"),
        ("", "A model has a name. There are"),
    ],
)
def test_an_unknown_model_is_one_sentence(name: str, sentence: str) -> None:
    with pytest.raises(explorer.ModelError) as refused:
        explorer.open_model(name)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_device_that_is_not_there() -> None:
    with pytest.raises(explorer.DeviceError):
        explorer.open_model("vit", device="mps" if torch.cuda.is_available() else "cuda")


def test_files_are_opened_by_their_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = resources() / "checkpoints"
    for file in source.glob("spatial-gate.*"):
        shutil.copy(file, tmp_path)
    weights = tmp_path / "spatial-gate.safetensors"
    assert explorer.open_model(weights).title == explorer.open_model(str(weights)).title
    monkeypatch.chdir(tmp_path)
    assert explorer.open_model(f"./{weights.name}").takes == "photos"


def test_a_plug_in_is_opened_by_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.registry.sources.plugins._FILES", {})
    model = explorer.open_model(resources() / "plugins" / "example.py")
    assert model.id == "mine:net"
    assert model.run(PHOTO)["attention"].weights().shape == (4, 64, 64)


def test_photos_in_every_form_give_the_same_maps(
    vit: explorer.Model, seen: explorer.Result, tmp_path: Path
) -> None:
    picture = Image.open(PHOTO).convert("RGB")
    pixels = np.asarray(picture)
    turned = picture.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 270 degrees to stand upright
    turned.save(tmp_path / "turned.png", exif=exif)
    forms = {
        "a string": str(PHOTO),
        "pixels": pixels,
        "fractions": pixels / np.float32(255),
        "a picture": picture,
        "an open file": Image.open(PHOTO),
        "a turned picture": Image.open(tmp_path / "turned.png"),
        "a tensor": torch.from_numpy(pixels.copy()).permute(2, 0, 1),
        "with alpha": np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)]),
    }
    wanted = seen[-1].weights()
    for name, form in forms.items():
        found = vit.run(form)[-1].weights()
        np.testing.assert_array_equal(found, wanted, err_msg=name)


@pytest.mark.parametrize(
    ("pixels", "sentence"),
    [
        (np.zeros((4,)), "is no picture: give"),
        (np.zeros((5, 5, 2)), "is no picture"),
        (np.zeros((0, 4, 3)), "is no picture"),
        (np.full((4, 4, 3), np.nan), "undo the normalisation first"),
        (np.full((4, 4, 3), -1.5), "go from 0 to 1, and these from -1.5 to -1.5"),
        (np.full((4, 4, 3), 300), "go from 0 to 255, and these from 300 to 300"),
        (Image.new("RGB", (0, 3)), "has no pixels"),
    ],
)
def test_pixels_that_are_none(vit: explorer.Model, pixels: Any, sentence: str) -> None:
    with pytest.raises(explorer.ImageError, match=sentence):
        vit.run(pixels)


@given(st.text(max_size=40))
def test_a_string_is_a_text_for_models_of_texts_and_a_path_for_models_of_photos(text: str) -> None:
    photos, found, _ = sorted_out([text], TEXTS)
    assert (photos, found) == ((), text)
    if text.strip():
        photos, found, _ = sorted_out([text], PHOTOS)
        assert (photos, found) == ((Path(os.path.expanduser(text)),), "")


def test_a_model_of_both_takes_both() -> None:
    photos, text, _ = sorted_out([str(PHOTO), "what is this?"], PHOTOS | TEXTS)
    assert (photos, text) == ((PHOTO,), "what is this?")


def test_a_string_that_names_a_file_is_that_file_and_never_read_as_a_text(tmp_path: Path) -> None:
    assert sorted_out([str(PHOTO)], TEXTS) == ((PHOTO,), "", "")
    file = tmp_path / "story.txt"
    file.write_text("Once upon a time.", encoding="utf-8")
    assert sorted_out([str(file)], TEXTS) == ((), "Once upon a time.", "story.txt")


def test_a_text_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Once upon a time.\n", encoding="utf-8")
    assert sorted_out([file], TEXTS) == ((), "Once upon a time.", "story.txt")
    with pytest.raises(explorer.TextError, match=r"gone\.txt"):
        sorted_out([tmp_path / "gone.txt"], TEXTS)


def test_a_text_in_another_language_is_told(translator: explorer.Model) -> None:
    for text, told in (("hello world", True), ("hello 世界", False), ("123.", False)):
        notes = translator.run(text).notes
        assert any(note.startswith("There is no Japanese in the text") for note in notes) is told


def test_what_cannot_be_run(vit: explorer.Model, translator: explorer.Model) -> None:
    with pytest.raises(explorer.ImageError, match=r"gone\.jpg was not found"):
        vit.run("gone.jpg")
    with pytest.raises(explorer.ModelError):
        vit.run(text="a sentence")
    with pytest.raises(explorer.ImageError, match="There is no photo to read: name one"):
        vit.run(" ")
    for photo in (PHOTO, str(PHOTO)):
        with pytest.raises(explorer.ModelError, match="is for texts, not photos"):
            translator.run(photo)
    with pytest.raises(explorer.SentenceError):
        translator.run("")
    with pytest.raises(TypeError, match="two were given"):
        translator.run(SENTENCE, SENTENCE)
    with pytest.raises(TypeError, match="two were given"):
        translator.run(SENTENCE, text=SENTENCE)
    with pytest.raises(TypeError, match="dict is no path"):
        vit.run({})
    with pytest.raises(ValueError, match="a beam goes from 1 to 8"):
        translator.run(SENTENCE, beam=9)
    with pytest.raises(ValueError, match="from 0"):
        translator.run(SENTENCE, generate=-1)
    with pytest.raises(ValueError, match="crop, pad, not squash"):
        vit.run(PHOTO, fit="squash")
    for values in ((5, 1), (1, 1), (float("nan"), 1), (0, float("inf"))):
        with pytest.raises(ValueError, match="values are two numbers, the lower one first, not"):
            vit.run(PHOTO, values=values)
    with pytest.raises(ValueError, match=r"bands are counted from 1, not \(0, 1, 2\)"):
        vit.run(PHOTO, bands=(0, 1, 2))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"fit": "pad"}, "fit is for models of photos. transformer takes texts: leave it out"),
        ({"bands": (3, 2, 1)}, "bands is for models of photos."),
        ({"text_b": "a"}, "text_b is for a model that only reads a text. transformer translates"),
        ({"chat": True}, "chat is for a model that continues a text."),
        ({"system": "a"}, "system is for a model that continues a text."),
        ({"generate": 3}, "generate is for a model that continues a text."),
        ({"temperature": 0.5}, "temperature is for a model that continues a text."),
    ],
)
def test_an_argument_that_a_model_has_no_use_for_is_refused(
    translator: explorer.Model, words: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(explorer.ModelError) as refused:
        translator.run(SENTENCE, **words)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("words", [{"beam": 2}, {"chat": True}, {"to_language": "fr"}, {"seed": 1}])
def test_a_model_of_photos_has_no_use_for_what_is_said_of_texts(
    vit: explorer.Model, words: dict[str, Any]
) -> None:
    name = next(iter(words))
    with pytest.raises(explorer.ModelError, match=f"^{name} is for models of texts. vit takes"):
        vit.run(PHOTO, **words)


@pytest.mark.parametrize("words", [{"source": "ja"}, {"to_language": "fr"}])
def test_a_model_of_one_language_has_no_choice(
    translator: explorer.Model, words: dict[str, Any]
) -> None:
    with pytest.raises(explorer.SentenceError, match="tell languages apart: leave out"):
        translator.run(SENTENCE, **words)


@pytest.mark.parametrize(
    "tensor",
    [
        torch.zeros(3, 9, 9, device="meta"),
        torch.eye(9).to_sparse(),
        torch.zeros(3, 9, 9, dtype=torch.complex64),
    ],
)
def test_tensors_that_hold_no_pixels(vit: explorer.Model, tensor: torch.Tensor) -> None:
    with pytest.raises(explorer.ImageError, match=r"holds no pixels|is no picture"):
        vit.run(tensor)


@pytest.mark.parametrize(
    "array", [np.zeros((9, 9), complex), np.array([["a"]]), np.array([[None]])]
)
def test_arrays_of_what_is_no_number(vit: explorer.Model, array: Any) -> None:
    with pytest.raises(explorer.ImageError, match="is no picture: give real numbers"):
        vit.run(array)


@pytest.mark.parametrize("kind", [torch.bfloat16, torch.float16])
def test_narrow_fractions_are_pixels(vit: explorer.Model, kind: torch.dtype) -> None:
    grey = torch.full((3, 9, 9), 0.5)
    same = vit.run(grey)[0].weights()
    np.testing.assert_array_equal(vit.run(grey.to(kind))[0].weights(), same)


@pytest.mark.parametrize(
    "words", [{"beam": 0}, {"temperature": float("nan")}, {"temperature": float("inf")}]
)
def test_numbers_of_the_writing_that_make_no_sense(
    translator: explorer.Model, words: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"from 1 to 8|from 0"):
        translator.run(SENTENCE, **words)


def test_what_is_asked_of_a_result_in_words_that_there_are_not(
    vit: explorer.Model, tmp_path: Path
) -> None:
    run = vit.run(PHOTO)
    for name in ("what", "preset", "ground", "maps", "along"):
        settings = explorer.FigureSettings(**{name: "nosuch"})
        with pytest.raises(ValueError, match=f"^{name} is one of .*, not nosuch$"):
            run.save_page(tmp_path / "a.pdf", settings)
    for name in ("a.png", "a", ".npz"):
        with pytest.raises(explorer.ExportError, match=rf"written as npz or axt, not {name}"):
            run.save(tmp_path / name)
        if name != "a.png":
            with pytest.raises(explorer.ExportError, match="written as png, svg, pdf, not"):
                run.lens().picture().write(tmp_path / name)
    for other in (None, 5, "run"):
        with pytest.raises(TypeError, match="b is a Result or a Figure, not"):
            explorer.compare(run, other)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_who_gives_a_seed_wants_tokens_drawn(tmp_path: Path) -> None:
    """As on the command line; with a temperature of 0 nothing is drawn all the same."""
    model = explorer.open_model(f"hf:{hf_toys.gpt2(tmp_path / 'toy')}")

    def written(**how: Any) -> tuple[int, ...]:
        made = model.run("a small test", generate=6, **how)._trace.translation
        assert made is not None
        return made.ids

    assert written(seed=3) == written(seed=3, temperature=1.0) != written()
    assert written(top_p=0.9) == written(top_p=0.9, temperature=1.0, seed=0) != written()
    assert written(seed=3, temperature=0.0) == written()
