"""Segments, depths, classes and objects of photos are those of the library's pipelines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.core.inputs import Inputs
from explorer.core.photo_output import OutputSort, PhotoOutput
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.arrays import meta, npz_bytes
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.export.output_picture import output_pixels, segment_colour
from explorer.export.run_file.trace_file import trace_bytes, trace_of
from explorer.export.style import Style
from explorer.figures.page.files import figure_files
from explorer.figures.photo_picture import Layout
from explorer.registry.catalogue import find
from tests.models.conftest import one_thread
from tests.registry import detectors, hf_models
from tests.registry.hf_models import NAMED, SIZES
from tests.registry.test_hf_photos import photo

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")


def beit(hf: Any) -> Any:
    config = hf.BeitConfig(
        **{**SIZES, "num_hidden_layers": 4}, **NAMED, out_indices=[1, 2, 3, 4], pool_scales=[1]
    )
    return hf.BeitForSemanticSegmentation(config)


def dpt(hf: Any) -> Any:
    config = hf.DPTConfig(
        **{**SIZES, "num_hidden_layers": 4},
        is_hybrid=False,
        backbone_out_indices=[0, 1, 2, 3],
        neck_hidden_sizes=[8, 8, 8, 8],
        fusion_hidden_size=16,
    )
    return hf.DPTForDepthEstimation(config)


SIDE = {"size": {"height": 32, "width": 32}}
SIDE64 = {"size": {"height": 64, "width": 64}}
PROCESSORS: dict[str, Callable[[Any], Any]] = {
    "beit": lambda hf: hf.BeitImageProcessor(**SIDE, do_center_crop=False),
    "dpt": lambda hf: hf.DPTImageProcessor(**SIDE),
}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, Trace]]:
    made: dict[str, tuple[Path, Trace]] = {}

    def run(name: str) -> tuple[Path, Trace]:
        if name not in made:
            folder = tmp_path_factory.mktemp(name)
            torch.manual_seed(3)
            model = {"beit": beit, "dpt": dpt}[name](T).eval()
            for path, parameter in model.named_parameters():
                if "head" in path and parameter.dim() > 1:  # or all pixels are of one class
                    torch.nn.init.normal_(parameter, std=0.5)
            model.save_pretrained(folder)
            PROCESSORS[name](T).save_pretrained(folder)
            made[name] = folder, find(f"hf:{folder}").load("cpu").run(Inputs((photo(),)))
        return made[name]

    return run


def made_of(trace: Trace) -> PhotoOutput:
    assert trace.output is not None
    return trace.output


def test_segments_are_those_of_the_pipeline(ran: Callable[[str], tuple[Path, Trace]]) -> None:
    folder, trace = ran("beit")
    output = made_of(trace)
    pipe = T.pipeline("image-segmentation", str(folder), device="cpu")
    expected = pipe(Image.fromarray(trace.photo.pixels))
    assert {one.label for one in output.segments} == {one["label"] for one in expected}
    for one in expected:
        number = next(other.number for other in output.segments if other.label == one["label"])
        assert ((output.values == number) == (np.asarray(one["mask"]) > 0)).all()
    assert abs(sum(one.share for one in output.segments) - 1) < 1e-6
    assert trace.gives == output.told


def test_panoptic_segments_are_those_of_the_pipeline(tmp_path: Path) -> None:
    torch.manual_seed(1)
    backbone = T.SwinConfig(
        image_size=64,
        embed_dim=8,
        depths=[1, 1, 1, 1],
        num_heads=[1, 1, 2, 2],
        window_size=4,
        out_features=["stage1", "stage2", "stage3", "stage4"],
    )
    config = T.Mask2FormerConfig(
        backbone_config=backbone,
        **dict.fromkeys(("hidden_size", "feature_size", "mask_feature_size"), 32),
        **dict.fromkeys(("encoder_feedforward_dim", "dim_feedforward"), 32),
        encoder_layers=1,
        decoder_layers=2,
        num_attention_heads=4,
        num_queries=6,
        id2label=dict(enumerate(("cat", "dog", "tree", "sky"))),
    )
    model = T.Mask2FormerForUniversalSegmentation(config).eval()
    with torch.no_grad():  # so that queries are sure of themselves
        model.class_predictor.weight.normal_(std=6.0)
        model.class_predictor.bias.zero_()[-1] = -50.0
        for name, parameter in model.named_parameters():
            if "mask_embedder" in name and parameter.dim() > 1:
                parameter.normal_(std=1.0)
    model.save_pretrained(tmp_path)
    T.Mask2FormerImageProcessor(**SIDE64, ignore_index=255).save_pretrained(tmp_path)
    trace = find(f"hf:{tmp_path}").load("cpu").run(Inputs((photo(),)))
    output = made_of(trace)
    pipe = T.pipeline("image-segmentation", str(tmp_path), device="cpu")
    expected = pipe(Image.fromarray(trace.photo.pixels))
    assert len(expected) > 1
    assert len(output.segments) == len(expected)
    masks = [output.values == one.number for one in output.segments]
    for one in expected:
        found = [(mask == (np.asarray(one["mask"]) > 0)).all() for mask in masks]
        assert found.count(True) == 1
        segment = output.segments[found.index(True)]
        assert segment.label == one["label"]
        assert segment.score == pytest.approx(one["score"], abs=1e-5)


def test_a_depth_is_that_of_the_pipeline(ran: Callable[[str], tuple[Path, Trace]]) -> None:
    folder, trace = ran("dpt")
    output = made_of(trace)
    pipe = T.pipeline("depth-estimation", str(folder), device="cpu")
    expected = pipe(Image.fromarray(trace.photo.pixels))["predicted_depth"].numpy()
    assert output.sort is OutputSort.DEPTH
    np.testing.assert_allclose(output.values, expected.squeeze(), rtol=1e-5, atol=1e-5)
    assert trace.gives.startswith("A depth for every pixel, from ")


def test_it_is_drawn_saved_and_written(ran: Callable[[str], tuple[Path, Trace]]) -> None:
    _, trace = ran("beit")
    output = made_of(trace)
    pixels = output_pixels(trace, output, 100, "viridis")
    assert pixels.shape == (74, 100, 3)
    first = output.segments[0]
    rows, cols = np.nonzero(output.values == first.number)
    seen = pixels[rows[len(rows) // 2], cols[len(cols) // 2]].astype(int)
    plain = trace.photo.pixels[rows[len(rows) // 2], cols[len(cols) // 2]].astype(int)
    colour = np.array(segment_colour(first.number))
    assert np.abs(seen - (plain + (colour - plain) * 0.62)).max() < 8
    again = trace_of(trace_bytes(trace), "run.axt")
    assert (made_of(again).values == output.values).all()
    assert made_of(again).segments == output.segments
    assert meta(trace)["output"]["sort"] == "segmentation"
    assert npz_bytes(trace)
    settings = FigureSettings(what="output")
    given = trace, Selection(), Style(), Layout(64), "matrix", settings, "png", "cat"
    ((name, content, _),) = figure_files(*given)  # type: ignore[arg-type]
    assert (name, content[:4]) == ("cat.output.png", b"\x89PNG")


def test_a_model_without_one_says_so(tmp_path: Path) -> None:
    hf_models.write(tmp_path, "vit")
    trace = find(f"hf:{tmp_path}").load("cpu").run(Inputs((photo(),)))
    assert trace.output is None
    settings = FigureSettings(what="output")
    with pytest.raises(ExportError, match="gives neither segments nor a depth"):
        list(figure_files(trace, Selection(), Style(), Layout(64), "matrix", settings, "png"))


@pytest.mark.parametrize("problem", ["single_label_classification", "multi_label_classification"])
def test_classes_of_a_photo_are_those_of_the_pipeline(tmp_path: Path, problem: str) -> None:
    torch.manual_seed(3)
    config = T.ViTConfig(**SIZES, **NAMED, problem_type=problem)
    T.ViTForImageClassification(config).eval().save_pretrained(tmp_path)
    hf_models.PROCESSORS["vit"](T).save_pretrained(tmp_path)
    trace = find(f"hf:{tmp_path}").load("cpu").run(Inputs((photo(),)))
    pipe = T.pipeline("image-classification", str(tmp_path), device="cpu")
    expected = pipe(Image.fromarray(trace.photo.pixels), top_k=3)
    assert trace.prediction is not None
    assert list(trace.prediction.labels) == [one["label"] for one in expected]
    shares = [one["score"] for one in expected]
    np.testing.assert_allclose(trace.prediction.probabilities, shares, atol=1e-5)


def test_objects_are_those_of_the_pipeline(tmp_path: Path) -> None:
    detectors.write(tmp_path, "rt_detr")
    trace = find(f"hf:{tmp_path}").load("cpu").run(Inputs((photo(),)))
    pipe = T.pipeline("object-detection", str(tmp_path), device="cpu")
    expected = pipe(Image.fromarray(trace.photo.pixels), threshold=0.0)
    width, height = trace.photo.size
    best: dict[str, dict[str, Any]] = {}
    for one in expected:
        best.setdefault(one["label"], one)
    assert trace.objects
    for label, one in best.items():
        mine = next((other for other in trace.objects if other.label == label), None)
        if mine is None:
            continue
        assert abs(mine.score - one["score"]) < 1e-5
        box = np.array(mine.box) * [width, height, width, height]
        wanted = [one["box"][at] for at in ("xmin", "ymin", "xmax", "ymax")]
        assert np.abs(box - wanted).max() <= 1  # the pipeline cuts them to whole pixels
