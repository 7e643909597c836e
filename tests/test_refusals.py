"""Every refusal is the same true sentence in the window, on the command line and in code.

A row of the table makes what is refused, in a folder of its own; the sentence names what is wrong
in the words of who sees it, says what to do, and never sends anybody down a wrong road.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from PIL import Image
from safetensors.torch import load_file, save_file

import explorer
from explorer.cli import main
from explorer.core.foreign import Refusal
from explorer.explanation.translation import Catalogue
from explorer.gui.control.state import Message
from explorer.registry.entry import UntrainedError
from explorer.resource_files import resources
from explorer.runtime.engine import Engine
from tests.gui.control.fake_engine import Seat
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")


class Refused(NamedTuple):
    """What is given, and what the sentence says."""

    model: str
    given: Path | str
    says: str


JAPANESE = Catalogue.read(resources() / "translations" / "ja")
Make = Callable[[Path], Refused]
TABLE: dict[str, Make] = {}


def row(make: Make) -> Make:
    TABLE[make.__name__] = make
    return make


def photo(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(0).integers(0, 256, (32, 48, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(folder / "photo.png")
    return folder / "photo.png"


def vit(folder: Path) -> Path:
    return hf_models.write(folder / "vit", "vit")


def of_model(says: str) -> Callable[[Callable[[Path], Path | str]], Callable[[Path], Path | str]]:
    """A row for a model, by its folder or its name."""

    def add(make: Callable[[Path], Path | str]) -> Callable[[Path], Path | str]:
        def refused(folder: Path) -> Refused:
            found = make(folder)
            model = found if isinstance(found, str) else f"hf:{found}"
            return Refused(model, photo(folder), says)

        TABLE[make.__name__] = refused
        return make

    return add


def of_photo(says: str) -> Callable[[Callable[[Path], Path]], Callable[[Path], Path]]:
    """A row for a photo, which the bundled ViT is to look at."""

    def add(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
        TABLE[make.__name__] = lambda folder: Refused("vit", make(folder), says)
        return make

    return add


def changed(folder: Path, **values: Any) -> Path:
    """A ViT with other words in its config.json."""
    file = vit(folder) / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | values))
    return file.parent


@of_model("There is no model named vit-b. Did you mean vit?")
def a_model_that_is_nearly_named(folder: Path) -> str:
    return "vit-b"


@of_model("timm has no model named vit_bas_patch16_224. Did you mean timm:vit_base_patch16_224?")
def a_model_of_timm_that_is_nearly_named(folder: Path) -> str:
    return "timm:vit_bas_patch16_224"


@of_model("has no config.json: it is not the folder of a Hugging Face model")
def a_folder_without_a_model(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


@of_model("There is no folder")
def a_folder_that_is_not_there(folder: Path) -> Path:
    return folder / "nowhere"


@of_model("transformers does not know its type, martian")
def a_type_that_nobody_knows(folder: Path) -> Path:
    return changed(folder, model_type="martian")


@of_model("code that comes with a model is never run")
def a_model_with_code_of_its_own(folder: Path) -> Path:
    return changed(folder, model_type="own", auto_map={"AutoModel": "own.Own"})


@of_model("config.json of vit cannot be read")
def a_configuration_that_is_cut_off(folder: Path) -> Path:
    file = vit(folder) / "config.json"
    file.write_text(file.read_text()[:40])
    return file.parent


@of_model("The configuration makes no sense for a model of type vit")
def a_configuration_of_nonsense(folder: Path) -> Path:
    return changed(folder, num_hidden_layers="many")


@of_model("vit holds no weights (model.safetensors or pytorch_model.bin)")
def a_model_without_weights(folder: Path) -> Path:
    (vit(folder) / "model.safetensors").unlink()
    return folder / "vit"


@of_model("model.safetensors is not a whole safetensors file")
def weights_that_are_cut_off(folder: Path) -> Path:
    file = vit(folder) / "model.safetensors"
    file.write_bytes(file.read_bytes()[:500])
    return file.parent


@of_model("are not a whole ViTForImageClassification: they lack")
def half_a_checkpoint(folder: Path) -> Path:
    file = vit(folder) / "model.safetensors"
    state = load_file(file)
    save_file({name: one for name, one in state.items() if ".layer" not in name}, file)
    return file.parent


@of_model("vit is quantised (gptq, 4 bit), which cannot be opened here")
def quantised_weights(folder: Path) -> Path:
    return changed(folder, quantization_config={"quant_method": "gptq", "bits": 4})


@of_model("sees 13 bands at once, and a photo has red, green and blue")
def a_model_of_thirteen_bands(folder: Path) -> Path:
    config = T.ViTConfig(**hf_models.SIZES, num_channels=13)
    T.ViTForImageClassification(config).save_pretrained(folder / "bands")
    half = [0.5] * 13
    T.ViTImageProcessor(**SIDE, image_mean=half, image_std=half).save_pretrained(folder / "bands")
    return folder / "bands"


SIDE = {"size": {"height": 32, "width": 32}}


@of_model("The settings of the image processor of vit make no sense")
def a_processor_of_nonsense(folder: Path) -> Path:
    file = vit(folder) / "preprocessor_config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"size": "large"}))
    return file.parent


@of_model("listens to sound (wav2vec2), which cannot be shown here")
def a_model_that_listens(folder: Path) -> Path:
    return changed(folder, model_type="wav2vec2", architectures=["Wav2Vec2Model"])


@of_model("takes more than one kind of input at once. Open one side of it:")
def a_model_of_photos_and_texts(folder: Path) -> Path:
    words = {**hf_models.SIZES, "vocab_size": 99, "encoder_hidden_size": 32}
    config = T.BlipConfig(vision_config=hf_models.SIZES, text_config=words)
    T.BlipForConditionalGeneration(config).save_pretrained(folder / "blip")
    return folder / "blip"


@of_model("is an adapter (LORA) for some/base: merge it into that model first")
def an_adapter_without_its_model(folder: Path) -> Path:
    pytest.importorskip("peft")
    (folder / "lora").mkdir()
    told = {"peft_type": "LORA", "base_model_name_or_path": "some/base", "r": 8}
    (folder / "lora" / "adapter_config.json").write_text(json.dumps(told))
    return folder / "lora"


@of_photo("empty.png is empty")
def an_empty_photo(folder: Path) -> Path:
    (folder / "empty.png").touch()
    return folder / "empty.png"


@of_photo("notes.png is not a photo")
def a_photo_that_is_a_text(folder: Path) -> Path:
    (folder / "notes.png").write_text("not a photo, but a few words " * 20)
    return folder / "notes.png"


@of_photo("drawing.svg is an SVG")
def a_drawing(folder: Path) -> Path:
    (folder / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    return folder / "drawing.svg"


@of_photo("cut.png ends too early")
def a_photo_that_is_cut_off(folder: Path) -> Path:
    whole = photo(folder).read_bytes()
    (folder / "cut.png").write_bytes(whole[: len(whole) // 2])
    return folder / "cut.png"


@of_photo("away.png")
def a_photo_that_is_not_there(folder: Path) -> Path:
    return folder / "away.png"


@row
def a_tokenizer_that_is_missing(folder: Path) -> Refused:
    made = hf_toys.gpt2(folder / "gpt2")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (made / name).unlink()
    return Refused(f"hf:{made}", "the fox", "has no tokenizer that can be read")


def in_window(refused: Refused) -> str:
    """The sentence over the picture, of a window on another model."""
    seat = Seat()
    seat.controller.runs.engine = Engine()  # type: ignore[assignment]
    if refused.model == "vit":
        assert isinstance(refused.given, Path)
        seat.controller.photo.open(refused.given)
    else:
        seat.controller.choose_model(refused.model)
    seat.finish()
    message = seat.state.message
    if message is None and isinstance(refused.given, Path):  # it opens, and fails as it runs
        seat.controller.photo.open(refused.given)
        seat.finish()
        message = seat.state.message
    assert isinstance(message, Message)
    return message.sentence


def in_code(refused: Refused) -> Exception:
    with pytest.raises(Refusal) as seen:
        explorer.open_model(refused.model).run(refused.given)
    return seen.value


@pytest.mark.parametrize("name", TABLE)
def test_a_refusal_is_one_true_sentence_everywhere(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = TABLE[name](tmp_path)
    error = in_code(refused)
    said = error.said if isinstance(error, UntrainedError) else str(error)
    assert refused.says in said
    check_sentence(said, refused)

    given = [str(refused.given)] if isinstance(refused.given, Path) else ["--text", refused.given]
    capsys.readouterr()
    status = main(["export", refused.model, *given, "-o", str(tmp_path / "out.png")])
    printed = capsys.readouterr().err.strip().splitlines()
    assert status == 2
    assert printed[-1].removesuffix(".").startswith(said.removesuffix("."))
    assert not (tmp_path / "out.png").exists()

    shown = in_window(refused)
    assert shown.removesuffix(".").startswith(said.removesuffix("."))
    assert len(shown.splitlines()) == 1
    japanese = JAPANESE.translate(shown)
    assert not re.search(r"(?:\b[A-Za-z]+ ){3}[A-Za-z]+", japanese)
    assert japanese.endswith("。")
    shutil.rmtree(tmp_path, ignore_errors=True)


WRONG_ROADS = {
    "on the disk": r"[Ff]etch|[Dd]ownload",
    "the model's fault": r"another photo",
    "the photo's fault": r"another model",
}


def check_sentence(said: str, refused: Refused) -> None:
    """It can be printed, is one line, and says nothing that cannot help."""
    assert said.isprintable()
    assert "Traceback" not in said
    assert not re.search(r"Error\b", said) or "(" in said  # of another's error only in brackets
    if refused.model.startswith("hf:"):
        assert not re.search(WRONG_ROADS["the model's fault"], said)
    if refused.model == "vit":
        assert not re.search(WRONG_ROADS["the photo's fault"], said)
    if not refused.model.startswith("timm:") and "download it again" not in said:
        assert not re.search(WRONG_ROADS["on the disk"], said)
