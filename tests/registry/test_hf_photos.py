"""hf:FOLDER of photos: against the library's own maps, logits and image processors."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.sites.attention import Attention
from explorer.core.sites.patch_maps import PatchAttention
from explorer.core.trace import Trace
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import PHOTOS, ModelError, UntrainedError
from explorer.registry.huggingface.photo.photo_preprocessing import prepare_as
from tests.models.conftest import one_thread
from tests.registry.hf_models import CLASSES, MODELS, quiet, write
from tests.registry.hubs import hub_of

__all__ = ["one_thread"]

T = quiet()
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: write(tmp_path_factory.mktemp(name), name) for name in MODELS}


def photo(width: int = 50, height: int = 37) -> Photo:
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    pixels = np.asarray(Image.fromarray(pixels).resize((width * 2, height * 2)))
    return Photo(pixels, "noise.png", "0" * 64, (width * 2, height * 2))


def run(subject: Any) -> Trace:
    trace: Trace = subject.run(Inputs((photo(),), fit=Fit.CROP))
    return trace


def weights(site: Attention) -> torch.Tensor:
    return torch.from_numpy(np.array(site.weights()))


@pytest.mark.parametrize("name", ["vit", "deit", "dinov2", "backbone"])
def test_maps_and_classes_are_the_librarys_own(folders: dict[str, Path], name: str) -> None:
    entry = find(f"hf:{folders[name]}")
    assert entry.id == f"hf:{folders[name]}"
    subject: Any = entry.load("cpu")
    assert subject.model.config._attn_implementation == "sdpa"
    trace = run(subject)
    assert trace.verdict.value == "Verified"
    assert trace.notes == ()
    eager = type(subject.model).from_pretrained(folders[name], attn_implementation="eager").eval()
    pixels = torch.from_numpy(subject.prepare(photo(), Fit.CROP)[0])[None]
    with torch.no_grad():
        expected = eager(pixels, output_attentions=True)
    assert len(trace.sites) == len(expected.attentions) == 2
    for site, maps in zip(trace.sites, expected.attentions, strict=True):
        assert isinstance(site, PatchAttention)
        before = {"deit": ("CLS", "distillation")}.get(name, ("CLS",))
        assert (site.keys.rows, site.keys.cols, site.keys.prefix) == (4, 4, before)
        torch.testing.assert_close(weights(site), maps[0], rtol=0, atol=1e-5)
    if name == "backbone":
        assert entry.labels == ()
        assert trace.complete
        assert trace.prediction is None
        assert trace.gives == "17 × 32 numbers"
        return
    assert entry.labels == tuple(CLASSES.values())
    assert trace.prediction is not None
    shares = expected.logits.softmax(-1)[0]
    best = int(shares.argmax())
    assert trace.prediction.labels[0] == CLASSES[best]
    assert trace.prediction.probabilities[0] == pytest.approx(float(shares[best]), abs=1e-5)


def test_windows_of_swin_lie_on_the_picture(folders: dict[str, Path]) -> None:
    trace = run(find(f"hf:{folders['swin']}").load("cpu"))
    assert trace.verdict.value == "Verified"
    assert len(trace.sites) == 4
    assert [(site.grid, site.heads) for site in trace.sites] == [((16, 16), 2)] * 2 + [
        ((8, 8), 4)
    ] * 2


def test_the_eye_of_clip_is_a_model_of_photos(folders: dict[str, Path]) -> None:
    traces = []
    for name in (f"hf:{folders['clip']}", f"hf:{folders['clip']}#vision"):
        entry = find(name)
        assert (entry.id, entry.takes) == (name, PHOTOS)
        traces.append(run(entry.load("cpu")))
    whole = T.CLIPModel.from_pretrained(folders["clip"], attn_implementation="eager").eval()
    subject: Any = find(name).load("cpu")
    pixels = torch.from_numpy(subject.prepare(photo(), Fit.CROP)[0])[None]
    with torch.no_grad():
        maps = whole.vision_model(pixels, output_attentions=True).attentions
    for trace in traces:
        assert trace.verdict.value == "Verified"
        assert trace.prediction is None
        assert trace.notes == ()
        for site, expected in zip(trace.sites, maps, strict=True):
            torch.testing.assert_close(weights(site), expected[0], rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", list(MODELS))
@pytest.mark.parametrize("size", [(150, 106), (49, 125)])
def test_photos_are_prepared_as_by_the_library(
    folders: dict[str, Path], name: str, size: tuple[int, int]
) -> None:
    prepare, notes = prepare_as(folders[name], None)
    assert notes == ()
    picture = photo(*size)
    processor = T.AutoImageProcessor.from_pretrained(folders[name])
    made = processor(images=Image.fromarray(picture.pixels), return_tensors="np")
    np.testing.assert_array_equal(prepare(picture, None).pixels, made["pixel_values"][0])


def test_a_folder_without_a_processor_says_so(tmp_path: Path) -> None:
    trace = run(find(f"hf:{write(tmp_path, 'vit', processor=False)}").load("cpu"))
    assert trace.notes == (
        f"{tmp_path.name} does not say how to prepare photos: scaled to 32 × 32, "
        "values from −1 to 1.",
    )


def test_parameters_that_the_weights_lack_are_told(tmp_path: Path) -> None:
    write(tmp_path, "backbone")
    config = json.loads((tmp_path / "config.json").read_text())
    config["architectures"] = ["Dinov2ForImageClassification"]
    (tmp_path / "config.json").write_text(json.dumps(config))
    trace = run(find(f"hf:{tmp_path}").load("cpu"))
    assert trace.notes == (
        "classifier.bias, classifier.weight of Dinov2ForImageClassification are not among the "
        "weights: the model is run without its head, so nothing is named.",
    )
    assert trace.prediction is None


def test_untrained_needs_no_weights(folders: dict[str, Path], tmp_path: Path) -> None:
    for name in ("config.json", "preprocessor_config.json"):
        (tmp_path / name).write_bytes((folders["vit"] / name).read_bytes())
    with pytest.raises(UntrainedError, match="holds no weights") as raised:
        find(f"hf:{tmp_path}").load("cpu")
    assert str(raised.value).endswith("Choose another folder, or open it untrained.")
    entry = find(untrained(f"hf:{tmp_path}"))
    assert entry.title.endswith("(untrained)")
    assert entry.labels == ()
    traces = [run(entry.load("cpu")) for _ in range(2)]
    assert traces[0].verdict.value == "Verified"
    assert traces[0].model == traces[1].model
    assert traces[0].prediction is not None
    assert traces[0].prediction.labels[0].startswith("class ")


def test_a_model_of_the_hub(
    folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {file.name: file.read_bytes() for file in folders["vit"].iterdir()}
    with hub_of({"org/vit": files}, tmp_path, monkeypatch):
        entry = find("hf:org/vit")
        trace = run(entry.load("cpu"))
    assert (entry.id, entry.parameters) == ("hf:org/vit", 21_923)
    local = run(find(f"hf:{folders['vit']}").load("cpu"))
    assert trace.model.weights_sha256 == local.model.weights_sha256


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("image_mean", [float("nan")] * 3),
        ("image_mean", [1e300] * 3),
        ("image_std", [0.0] * 3),
        ("image_std", [1e-300] * 3),
        ("rescale_factor", float("nan")),
        ("rescale_factor", 1e300),
    ],
)
def test_settings_that_make_no_numbers_of_pixels_make_no_sense(
    folders: dict[str, Path], tmp_path: Path, key: str, value: object
) -> None:
    folder = shutil.copytree(folders["vit"], tmp_path / "model")
    file = folder / "preprocessor_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), key: value}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library
        with pytest.raises(ModelError, match="image processor of model make no sense"):
            find(f"hf:{folder}").load("cpu")


def test_a_model_that_gives_no_numbers_says_so(folders: dict[str, Path], tmp_path: Path) -> None:
    folder = shutil.copytree(folders["vit"], tmp_path / "model")
    values = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**values, "layer_norm_eps": float("nan")}))
    with pytest.raises(ModelError, match=r"gives numbers that are none \(NaN\) or infinite"):
        run(find(f"hf:{folder}").load("cpu"))
