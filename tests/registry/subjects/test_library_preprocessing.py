"""Photos go through the library's own processor, and where its pixels lie is measured right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from explorer.core.checks import Verdict
from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.inputs.images import read_photo
from explorer.inputs.samples import samples
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from explorer.registry.huggingface.photo.photo_preprocessing import prepare_as
from explorer.registry.sources.timm_source import preparation
from explorer.registry.subjects.library_preprocessing import LibraryPreprocessing
from tests.models.conftest import one_thread
from tests.registry import hf_models

__all__ = ["one_thread"]

T = hf_models.quiet()
timm = pytest.importorskip("timm")
pytestmark = pytest.mark.usefixtures("one_thread")

SQUARE = {"height": 48, "width": 48}
PROCESSORS: dict[str, dict[str, Any]] = {
    "stretched": {"image_processor_type": "ViTImageProcessor", "size": SQUARE},
    "nearest": {"image_processor_type": "ViTImageProcessor", "size": SQUARE, "resample": 0},
    "lanczos": {"image_processor_type": "ViTImageProcessor", "size": SQUARE, "resample": 1},
    "cut": {
        "image_processor_type": "CLIPImageProcessor",
        "size": {"shortest_edge": 56},
        "crop_size": SQUARE,
    },
    "convnext": {"image_processor_type": "ConvNextImageProcessor", "size": {"shortest_edge": 48}},
    "levit": {"image_processor_type": "LevitImageProcessor"},
    "mobilevit": {
        "feature_extractor_type": "MobileViTFeatureExtractor",
        "crop_size": 48,
        "do_center_crop": True,
        "do_flip_channels": True,
        "do_resize": True,
        "resample": 2,
        "size": 56,
    },
    "efficientnet": {
        "image_processor_type": "EfficientNetImageProcessor",
        "size": SQUARE,
        "include_top": True,
        "image_mean": [0.485, 0.456, 0.406],
        "image_std": [0.4785, 0.4733, 0.4743],
    },
    "padded": {
        "image_processor_type": "SamImageProcessor",
        "size": {"longest_edge": 64},
        "pad_size": {"height": 64, "width": 64},
    },
    "kept": {
        "image_processor_type": "DetrImageProcessor",
        "size": {"shortest_edge": 48, "longest_edge": 90},
    },
    "segmented": {"image_processor_type": "SegformerImageProcessor", "size": SQUARE},
    "depth": {
        "image_processor_type": "DPTImageProcessor",
        "size": SQUARE,
        "keep_aspect_ratio": True,
        "ensure_multiple_of": 16,
    },
    "unscaled": {"image_processor_type": "ViTImageProcessor", "size": SQUARE, "rescale_factor": 1},
}


def written(folder: Path, how: dict[str, Any]) -> Path:
    (folder / "config.json").write_text('{"model_type": "vit"}')
    (folder / "preprocessor_config.json").write_text(json.dumps(how))
    return folder


def picture_of(pixels: np.ndarray[Any, Any]) -> Photo:
    height, width = pixels.shape[:2]
    return Photo(pixels, "made.png", "0" * 64, (width, height))


def noise(width: int, height: int) -> Photo:
    random = np.random.default_rng(width * 1000 + height)
    small = random.integers(0, 256, (height // 4 + 1, width // 4 + 1, 3), dtype=np.uint8)
    return picture_of(np.asarray(Image.fromarray(small).resize((width, height))))


@pytest.mark.parametrize("name", sorted(PROCESSORS))
@pytest.mark.parametrize("size", [(150, 106), (49, 125), (400, 300)])
def test_the_input_is_the_librarys_own(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    folder = written(tmp_path, PROCESSORS[name])
    photo = noise(*size)
    prepare, notes = prepare_as(folder, None)
    assert notes == ()
    processor = T.AutoImageProcessor.from_pretrained(folder)
    made = processor(images=Image.fromarray(photo.pixels), return_tensors="pt")["pixel_values"]
    prepared = prepare(photo, None)
    np.testing.assert_array_equal(prepared.pixels, made[0].numpy())
    assert prepared.notes == ()
    assert prepared.blank.shape == (2, *prepared.pixels.shape)


def seen_at(prepare: Any, photo: Photo, dark: Photo) -> tuple[float, float, float, float]:
    """The box of the input in which a photo differs from a dark one, in pixels."""
    off = np.abs(prepare(photo, None).pixels - prepare(dark, None).pixels).sum(axis=0)
    off = off / off.max()
    rows, cols = off.max(axis=1), off.max(axis=0)
    inside_rows, inside_cols = np.flatnonzero(rows > 0.5), np.flatnonzero(cols > 0.5)
    return (
        float(inside_cols[0]),
        float(inside_rows[0]),
        float(inside_cols[-1] + 1),
        float(inside_rows[-1] + 1),
    )


def check_placed(prepare: Any, width: int, height: int, at: tuple[float, float]) -> None:
    """A white square on a black photo comes out where the placement says that it lies."""
    dark = np.zeros((height, width, 3), np.uint8)
    side = max(2, min(width, height) // 3)
    left = round(at[0] * (width - side))
    top = round(at[1] * (height - side))
    lit = dark.copy()
    lit[top : top + side, left : left + side] = 255
    place: Placement = prepare(picture_of(lit), None).placement
    rows, cols = prepare(picture_of(lit), None).pixels.shape[1:]
    step_x, step_y = (place.x1 - place.x0) / cols, (place.y1 - place.y0) / rows
    expected = [
        (left - place.x0) / step_x,
        (top - place.y0) / step_y,
        (left + side - place.x0) / step_x,
        (top + side - place.y0) / step_y,
    ]
    limits = [cols, rows, cols, rows]
    if all(1 < one < most - 1 for one, most in zip(expected, limits, strict=True)):
        found = seen_at(prepare, picture_of(lit), picture_of(dark))
        # a pixel of the photo, or one of the input, whatever is larger
        allowed = 1.0 + max(1 / step_x, 1 / step_y) * 0.5
        np.testing.assert_allclose(found, expected, rtol=0, atol=allowed)


@pytest.mark.parametrize("name", sorted(PROCESSORS))
def test_what_lies_where_is_measured(tmp_path: Path, name: str) -> None:
    prepare, _ = prepare_as(written(tmp_path, PROCESSORS[name]), None)

    @settings(max_examples=8)
    @given(
        width=st.integers(30, 260),
        height=st.integers(30, 260),
        at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    )
    def placed(width: int, height: int, at: tuple[float, float]) -> None:
        check_placed(prepare, width, height, at)

    placed()


@pytest.mark.parametrize(
    ("name", "size", "place"),
    [
        ("stretched", (90, 60), (0, 0, 90, 60)),
        ("cut", (112, 56), (32, 4, 80, 52)),
        ("padded", (128, 64), (0, 0, 128, 128)),
        ("kept", (120, 80), (0, 0, 120, 80)),
    ],
)
def test_places_that_can_be_reckoned(
    tmp_path: Path, name: str, size: tuple[int, int], place: tuple[float, ...]
) -> None:
    prepare, _ = prepare_as(written(tmp_path, PROCESSORS[name]), None)
    found = prepare(noise(*size), None).placement
    np.testing.assert_allclose((found.x0, found.y0, found.x1, found.y1), place, atol=0.2)
    assert (found.width, found.height) == size


@pytest.mark.parametrize("crop", ["center", "squash", "border"])
@pytest.mark.parametrize("filter", ["bicubic", "lanczos", "nearest"])
def test_every_way_of_timm(crop: str, filter: str) -> None:
    config = {
        "input_size": (3, 48, 48),
        "crop_pct": 0.8,
        "crop_mode": crop,
        "interpolation": filter,
        "mean": (0.4, 0.5, 0.6),
        "std": (0.2, 0.3, 0.1),
    }
    known = timm.data.resolve_data_config({}, pretrained_cfg=config)
    transform = timm.data.create_transform(**known)
    prepare = preparation(config)
    for size in ((150, 100), (60, 90)):
        photo = noise(*size)
        expected = transform(Image.fromarray(photo.pixels)).numpy()
        np.testing.assert_array_equal(prepare(photo, None).pixels, expected)
        check_placed(prepare, *size, (0.5, 0.4))


def test_a_processor_that_cannot_be_measured_says_so() -> None:
    def turned(picture: Image.Image) -> dict[str, Any]:
        pixels = np.asarray(picture.rotate(30).resize((48, 48)), np.float32)
        return {"pixel_values": torch.from_numpy(pixels.transpose(2, 0, 1).copy())}

    prepared = LibraryPreprocessing("Turner", turned)(noise(90, 60), None)
    assert prepared.notes[0].startswith("Turner does more than scale, cut and pad")
    assert prepared.placement == Placement(0, 0, 90, 60, 90, 60)


@pytest.mark.parametrize("fit", [Fit.STRETCH, Fit.PAD])
@pytest.mark.parametrize("name", ["stretched", "cut", "mobilevit", "efficientnet"])
def test_the_whole_photo_in_the_numbers_of_the_processor(
    tmp_path: Path, name: str, fit: Fit
) -> None:
    """A photo of one colour is the same in every way to fit it."""
    prepare, _ = prepare_as(written(tmp_path, PROCESSORS[name]), None)
    photo = picture_of(np.full((60, 90, 3), (200, 30, 90), np.uint8))
    whole, own = prepare(photo, fit), prepare(photo, None)
    np.testing.assert_allclose(whole.pixels, own.pixels, rtol=0, atol=0.01)
    assert whole.pixels.shape == own.pixels.shape
    assert whole.placement.x0 <= 0


def test_a_photo_that_is_too_thin_is_refused(tmp_path: Path) -> None:
    prepare, _ = prepare_as(written(tmp_path, PROCESSORS["cut"]), None)
    with pytest.raises(ModelError, match="too thin for a model of photos"):
        prepare(picture_of(np.zeros((1, 4096, 3), np.uint8)), None)


SIZES = {k: one for k, one in hf_models.SIZES.items() if k not in ("image_size", "patch_size")}
FAMILIES: dict[str, Callable[[], tuple[Any, Any]]] = {
    "vit": lambda: (hf_models.vit(T), hf_models.PROCESSORS["vit"](T)),
    "deit": lambda: (hf_models.deit(T), hf_models.PROCESSORS["deit"](T)),
    "dinov2": lambda: (hf_models.dinov2(T), hf_models.PROCESSORS["dinov2"](T)),
    "clip": lambda: (
        T.CLIPVisionModel(T.CLIPVisionConfig(**hf_models.SIZES)),
        hf_models.PROCESSORS["clip"](T),
    ),
    "siglip": lambda: (
        T.SiglipVisionModel(T.SiglipVisionConfig(**hf_models.SIZES)),
        T.SiglipImageProcessor(size={"height": 32, "width": 32}),
    ),
    "beit": lambda: (
        T.BeitForImageClassification(T.BeitConfig(**hf_models.SIZES)),
        T.BeitImageProcessor(size={"height": 32, "width": 32}, do_center_crop=False),
    ),
    "convnext's cut": lambda: (
        hf_models.vit(T),
        T.ConvNextImageProcessor(size={"shortest_edge": 32}, crop_pct=0.8),
    ),
    "mobilevit's cut": lambda: (
        hf_models.vit(T),
        T.MobileViTImageProcessor(
            size={"shortest_edge": 36}, crop_size={"height": 32, "width": 32}
        ),
    ),
    "grey": lambda: (
        T.ViTForImageClassification(T.ViTConfig(**hf_models.SIZES, num_channels=1)),
        T.ViTImageProcessor(size={"height": 32, "width": 32}, image_mean=[0.5], image_std=[0.5]),
    ),
}


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_maps_of_real_photos_are_those_of_the_librarys_own_pipeline(
    tmp_path: Path, name: str
) -> None:
    torch.manual_seed(2)
    model, processor = FAMILIES[name]()
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    model.eval().save_pretrained(tmp_path)
    processor.save_pretrained(tmp_path)
    subject: Any = find(f"hf:{tmp_path}").load("cpu")
    eager = type(model).from_pretrained(tmp_path, attn_implementation="eager").eval()
    own = T.AutoImageProcessor.from_pretrained(tmp_path)
    for sample in samples()[:2]:
        photo = read_photo(sample.path)
        trace = subject.run(Inputs((photo,)))
        assert trace.verdict is Verdict.VERIFIED
        picture = Image.fromarray(photo.pixels)
        given = own(picture.convert("L") if name == "grey" else picture, return_tensors="pt")
        with torch.no_grad():
            maps = eager(given["pixel_values"], output_attentions=True).attentions
        for site, expected in zip(trace.sites, maps, strict=False):
            np.testing.assert_allclose(site.weights(), expected[0].numpy(), rtol=0, atol=1e-5)


def test_a_model_of_many_bands_is_refused(tmp_path: Path) -> None:
    config = T.ViTConfig(**hf_models.SIZES, num_channels=13)
    T.ViTForImageClassification(config).save_pretrained(tmp_path)
    with pytest.raises(ModelError, match="sees 13 bands at once, and a photo has red, green"):
        find(f"hf:{tmp_path}").load("cpu")


def test_a_model_of_timm_saved_by_the_library_is_prepared_by_it(tmp_path: Path) -> None:
    how = {
        "input_size": [3, 224, 224],
        "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225],
        "interpolation": "bicubic",
        "crop_pct": 0.9,
        "num_classes": 5,
    }
    named = {"architecture": "vit_tiny_patch16_224", "num_classes": 5, "pretrained_cfg": how}
    config = T.TimmWrapperConfig.from_dict(named)
    T.TimmWrapperForImageClassification(config).save_pretrained(tmp_path)
    subject: Any = find(f"hf:{tmp_path}").load("cpu")
    photo = noise(400, 300)
    own = T.AutoImageProcessor.from_pretrained(tmp_path)
    expected = own(Image.fromarray(photo.pixels), return_tensors="pt")["pixel_values"][0]
    np.testing.assert_array_equal(subject.prepare(photo, None).pixels, expected.numpy())
    trace = subject.run(Inputs((photo,)))
    assert trace.verdict is Verdict.VERIFIED
    assert trace.notes == ()
    assert len(trace.sites) == 12


def test_patches_in_place_of_a_picture_are_one_sentence(tmp_path: Path) -> None:
    config = T.Siglip2VisionConfig(**SIZES, patch_size=8, num_patches=16)
    T.Siglip2VisionModel(config).save_pretrained(tmp_path)
    T.Siglip2ImageProcessor(patch_size=8, max_num_patches=16).save_pretrained(tmp_path)
    with pytest.raises(ModelError) as raised:
        find(f"hf:{tmp_path}").load("cpu").run(Inputs((noise(90, 60),)))
    assert str(raised.value).isprintable()
