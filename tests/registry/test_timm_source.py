"""timm:NAME, untrained: against timm's own unfused maps and its own way to prepare photos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save
from torch import Tensor

from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import PatchAttention
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import ModelError
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.sources.timm_source import preparation
from tests.models.conftest import one_thread
from tests.registry.hubs import hub_of

__all__ = ["one_thread"]

timm: Any = pytest.importorskip("timm")
pytestmark = pytest.mark.usefixtures("one_thread")
NAME = "timm:vit_tiny_patch16_224"
PREPARED = ["vit_tiny_patch16_224", "seresnet50", "swin_tiny_patch4_window7_224"]


def photo(width: int = 300, height: int = 211) -> Photo:
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Photo(pixels, "noise.png", "0" * 64, (width, height))


def test_the_maps_are_timms_own() -> None:
    """Rows of CLS and of a patch, reshaped, against those of the unfused model."""
    entry = find(untrained(NAME))
    assert (entry.id, entry.title) == (untrained(NAME), "vit_tiny_patch16_224 (untrained)")
    assert (entry.kind, entry.parameters) == (Kind.SELF, 5_717_416)
    subject: Any = entry.load("cpu")
    trace = subject.run(Inputs((photo(),), fit=Fit.CROP))
    assert trace.verdict.value == "Verified"
    assert trace.model.id == entry.id, "an export of it says that it is untrained"
    assert len(trace.sites) == 12
    maps: list[Tensor] = []
    for path, part in subject.model.named_modules():
        if hasattr(part, "fused_attn"):
            part.fused_attn = False
        if path.endswith("attn_drop"):
            part.register_forward_pre_hook(lambda _, args: maps.append(args[0]))
    seen = subject.prepare(photo(), None).pixels
    with torch.inference_mode():
        logits = subject.model(torch.from_numpy(seen)[None])
    for site, expected in zip(trace.sites, maps, strict=True):
        assert isinstance(site, PatchAttention)
        assert site.queries == site.keys == PatchGrid(14, 14, ("CLS",))
        for query in (0, site.queries.index(3, 5)):
            rows = expected[0, :, query, 1:].reshape(3, 14, 14).numpy()
            np.testing.assert_allclose(site.maps(query), rows, rtol=0, atol=1e-5)
    best = f"class {int(logits.argmax())}"
    assert trace.prediction.labels[0] == best


@pytest.mark.parametrize("name", PREPARED)
@pytest.mark.parametrize("size", [(300, 211), (97, 250)])
def test_photos_are_prepared_as_by_the_library(name: str, size: tuple[int, int]) -> None:
    config = timm.get_pretrained_cfg(name).to_dict()
    resolved = timm.data.resolve_data_config({}, pretrained_cfg=config)
    transform = timm.data.create_transform(**resolved)
    picture = photo(*size)
    expected = transform(Image.fromarray(picture.pixels)).numpy()
    seen = preparation(config)(picture, None).pixels
    np.testing.assert_allclose(seen, expected, rtol=0, atol=1e-5)


def test_trained_entries_tell_classes_and_licence_without_a_download() -> None:
    entry = find(NAME)
    assert (len(entry.labels), entry.labels[0]) == (1000, "tench, Tinca tinca")
    assert entry.licence == "apache-2.0"
    assert entry.title == "vit_tiny_patch16_224"


def test_weights_come_from_the_hub_once_and_are_the_models_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch.manual_seed(7)
    source = timm.create_model("vit_tiny_patch16_224", pretrained=False)
    hub_id = timm.get_pretrained_cfg("vit_tiny_patch16_224").hf_hub_id
    files = {"model.safetensors": save(source.state_dict()), "pytorch_model.bin": b"not read"}
    told: list[LoadProgress] = []
    with hub_of({hub_id: files}, tmp_path, monkeypatch) as site:
        loaded: Any = [find(NAME).load("cpu", Loading(told.append)).model]
        asked = len(site.asked)
        loaded.append(find(NAME).load("cpu").model)
        assert len(site.asked) == asked
    for model in loaded:
        assert "state_dict" not in model.pretrained_cfg
        for name, expected in source.state_dict().items():
            assert torch.equal(model.state_dict()[name], expected)
    assert told[-1] == LoadProgress("Building vit_tiny_patch16_224")
    assert any(stage.text.startswith("Downloading model.safetensors") for stage in told)


def test_weights_that_do_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub_id = timm.get_pretrained_cfg("vit_tiny_patch16_224").hf_hub_id
    files = {"model.safetensors": save({"other": torch.zeros(3)})}
    with (
        hub_of({hub_id: files}, tmp_path, monkeypatch),
        pytest.raises(ModelError, match="do not fit it"),
    ):
        find(NAME).load("cpu")


def test_no_weights_gives_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with hub_of({}, tmp_path, monkeypatch), pytest.raises(ModelError) as raised:
        find(NAME).load("cpu")
    assert str(raised.value).startswith("timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k cannot be")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("timm:vit_tiny_patch16_244", "Did you mean timm:vit_tiny_patch16_224?"),
        ("timm:vit_tiny_patch16_224.augreg_in21k_ft_in1q", "augreg_in21k_ft_in1k?"),
        ("timm:qqqqqqqqqqqqqqqqq", "others."),
    ],
)
def test_typos(wrong: str, hint: str) -> None:
    with pytest.raises(ModelError) as raised:
        find(wrong)
    assert hint in str(raised.value)


def test_a_model_without_classes_has_no_prediction() -> None:
    subject: Any = find(untrained("timm:eva02_tiny_patch14_224")).load("cpu")
    trace = subject.run(Inputs((photo(),), fit=Fit.CROP))
    assert trace.complete
    assert trace.verdict.value == "Verified"
    assert (trace.prediction, trace.gives) == (None, "192 numbers")
