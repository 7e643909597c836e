"""file:PATH: weights of our own architectures with and without a card, and what does not fit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from explorer.core.inputs import Inputs
from explorer.core.trace import Trace
from explorer.models import build
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import TEXTS, ModelError
from explorer.registry.weight_files.shapes import architecture_of, config_of
from tests.models.conftest import one_thread
from tests.registry.test_traced_subject import photo

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")
CONFIGS: dict[str, dict[str, Any]] = {
    "vit": {"classes": 3, "image": 32, "patch": 8, "width": 12, "layers": 2, "heads": 3},
    "se-resnet": {"classes": 4, "widths": (8, 12), "depths": (1, 2), "reduction": 4},
    "spatial-gate": {"classes": 5, "widths": (6, 8), "depths": (2, 1), "gate_width": 3},
}
INPUT = {"size": 32, "mean": [0.0] * 3, "std": [1.0] * 3}


def model(architecture: str) -> nn.Module:
    torch.manual_seed(5)
    made = build(architecture, CONFIGS[architecture]).eval()
    for parameter in made.parameters():  # blocks that start as nothing would hide their weights
        nn.init.normal_(parameter, std=0.3)
    return made


def save(path: Path, state: dict[str, Tensor], card: dict[str, Any] | None = None) -> Path:
    if path.suffix == ".safetensors":
        save_file(state, path)
    else:
        torch.save(state, path)
    if card is not None:
        path.with_suffix(".json").write_text(json.dumps(card))
    return path


def run(path: Path) -> Trace:
    subject: Any = find(f"file:{path}").load("cpu")
    trace: Trace = subject.run(Inputs((photo(),)))
    return trace


@pytest.mark.parametrize("architecture", list(CONFIGS))
@pytest.mark.parametrize("ending", [".safetensors", ".pt"])
def test_a_file_with_a_card_gives_the_models_own_answer(
    tmp_path: Path, architecture: str, ending: str
) -> None:
    net = model(architecture)
    classes = CONFIGS[architecture]["classes"]
    labels = [f"thing {at}" for at in range(classes)]
    config = {"heads": 3} if architecture == "vit" else {}
    card = {"title": "Mine", "config": config, "labels": labels, "input": INPUT}
    path = save(tmp_path / f"net{ending}", net.state_dict(), card)
    entry = find(f"file:{path}")
    count = sum(one.numel() for one in net.state_dict().values())
    assert (entry.id, entry.title, entry.parameters) == (f"file:{path}", "Mine", count)
    assert entry.labels == tuple(labels)
    trace = run(path)
    assert trace.verdict.value == "Verified"
    assert trace.model.id == f"file:{path}"
    assert len(trace.model.weights_sha256) == 64
    with torch.no_grad():
        pixels = torch.from_numpy(photo().pixels.copy()).permute(2, 0, 1)[None].float() / 255
        expected = net(pixels).softmax(-1)[0]
    best = int(expected.argmax())
    assert trace.prediction is not None
    assert trace.prediction.labels[0] == labels[best]
    assert trace.prediction.probabilities[0] == pytest.approx(float(expected[best]), abs=1e-5)


def test_what_is_assumed_without_a_card_is_told(tmp_path: Path) -> None:
    path = save(tmp_path / "net.safetensors", model("se-resnet").state_dict())
    assert run(path).notes == (
        "The stride of the stem is taken to be 2; net.json may say another.",
        "Photos are scaled to 128 × 128 and normalised as for the bundled models; net.json may "
        "say otherwise.",
    )
    assert find(f"file:{path}").labels == tuple(f"class {at}" for at in range(4))


def test_the_heads_of_a_vit_must_be_told(tmp_path: Path) -> None:
    path = save(tmp_path / "net.safetensors", model("vit").state_dict())
    with pytest.raises(ModelError, match=r'Write \{"config": \{"heads": 6\}\}.* into net\.json'):
        find(f"file:{path}")
    save(path, model("vit").state_dict(), {"config": {"heads": 3}})
    assert [site.heads for site in run(path).sites] == [3, 3]


@pytest.mark.parametrize(
    ("architecture", "config"),
    [
        ("vit", {"registers": 2, "mlp": 3.0}),
        ("vit", {"stem": (4, 6), "stem_depths": (2, 1)}),
        ("se-resnet", {"widths": (16, 24, 40), "depths": (2, 1, 1), "reduction": 8}),
        ("spatial-gate", {"widths": (4, 4, 8), "depths": (1, 3, 2)}),
    ],
)
def test_shapes_tell_the_config(architecture: str, config: dict[str, Any]) -> None:
    whole = CONFIGS[architecture] | config
    state = build(architecture, whole).state_dict()
    shapes = {name: tuple(one.shape) for name, one in state.items()}
    assert architecture_of(shapes) == architecture
    found = config_of(architecture, shapes)
    unknown = {"heads": 3} if architecture == "vit" else {}
    again = build(architecture, found | unknown).state_dict()
    assert {name: tuple(one.shape) for name, one in again.items()} == shapes
    told = {name: value for name, value in whole.items() if name in found}
    told.pop("reduction", None)  # several make the same model
    assert told.items() <= found.items()


@pytest.mark.parametrize("wrapped", ["module.", "_orig_mod.", "model.module."])
def test_names_of_wrappers_and_training_scripts(tmp_path: Path, wrapped: str) -> None:
    state = model("spatial-gate").state_dict()
    plain = save(tmp_path / "plain.pt", state, {"input": INPUT})
    around = {"epoch": 3, "state_dict": {wrapped + name: one for name, one in state.items()}}
    other = save(tmp_path / "other.pt", around, {"input": INPUT})
    assert run(plain).prediction == run(other).prediction


def test_a_report_key_by_key(tmp_path: Path) -> None:
    state = model("spatial-gate").state_dict()
    del state["stages.0.2.features.0.weight"]
    state["head.bias"] = torch.zeros(9)
    state["extra"] = torch.zeros(2, 3)
    path = save(tmp_path / "net.safetensors", state)
    with pytest.raises(ModelError) as raised:
        find(f"file:{path}")
    assert str(raised.value) == (
        "net.safetensors does not fit spatial-gate: missing: stages.0.2.features.0.weight "
        "(6 × 6 × 3 × 3); unexpected: extra (2 × 3); other shape: head.bias is 9, not 5."
    )
    assert raised.value.__notes__ == [
        "missing: stages.0.2.features.0.weight (6 × 6 × 3 × 3)\n"
        "unexpected: extra (2 × 3)\n"
        "other shape: head.bias is 9, not 5"
    ]


def test_a_card_that_contradicts_its_file(tmp_path: Path) -> None:
    state = model("spatial-gate").state_dict()
    for card, sentence in (
        ({"architecture": "vit"}, "holds weights of spatial-gate, but its card says vit"),
        ({"config": {"gate_width": 4}}, "net.json says gate_width 4, but net.pt has 3"),
        ({"config": {"colour": 1}}, "unknown config field 'colour'"),
        ({"config": {"widths": "wide"}}, "makes no sense"),
        ({"config": {"depths": [10**9, 1]}}, "makes no sense"),
        ({"input": {"size": 10**6}}, "is damaged"),
        ({"input": {"mean": [1]}}, "is damaged"),
    ):
        path = save(tmp_path / "net.pt", state, card)
        with pytest.raises(ModelError) as raised:
            find(f"file:{path}")
        assert sentence in str(raised.value)


def test_weights_of_something_else(tmp_path: Path) -> None:
    path = save(tmp_path / "net.pt", nn.Linear(3, 4).state_dict())
    with pytest.raises(ModelError, match="none of the architectures that file: opens"):
        find(f"file:{path}")
    state = {"blocks.0.attention.query.weight": torch.zeros(2, 2)}
    path = save(tmp_path / "net.pt", state, {"config": {"heads": 1}})
    with pytest.raises(ModelError, match="look like those of vit, but not all are there"):
        find(f"file:{path}")


def test_a_shipped_model_is_a_file_too(toy_resources: Path, tmp_path: Path) -> None:
    for name in ("vit.json", "vit.safetensors"):
        shutil.copy(toy_resources / "checkpoints" / name, tmp_path)
    assert run(tmp_path / "vit.safetensors").prediction is not None
    assert load_file(tmp_path / "vit.safetensors")["head.weight"].dtype == torch.float16


def test_translation_models_need_their_whole_card(toy_translators: Path, tmp_path: Path) -> None:
    folder = toy_translators / "checkpoints"
    entry = find(f"file:{folder / 'transformer.safetensors'}")
    assert (entry.takes, entry.languages) == (TEXTS, ("ja", "en"))
    subject: Any = entry.load("cpu")
    assert subject.run(Inputs(text="ab")).verdict.value == "Verified"
    shutil.copy(folder / "transformer.safetensors", tmp_path)
    with pytest.raises(ModelError, match=r"card transformer\.json cannot be read"):
        find(f"file:{tmp_path / 'transformer.safetensors'}")


def test_untrained_needs_the_file_for_its_shapes(tmp_path: Path) -> None:
    path = save(tmp_path / "net.pt", model("spatial-gate").state_dict(), {"input": INPUT})
    entry = find(untrained(f"file:{path}"))
    assert entry.title == "net (untrained)"
    subject: Any = entry.load("cpu")
    assert subject.run(Inputs((photo(),))).prediction != run(path).prediction


@pytest.mark.parametrize("size", [1, 31])
def test_a_size_that_no_patches_fill_is_refused_before_anything_runs(
    tmp_path: Path, size: int
) -> None:
    card = {"config": {"heads": 3}, "input": {**INPUT, "size": size}}
    path = save(tmp_path / "net.safetensors", model("vit").state_dict(), card)
    with pytest.raises(ModelError, match=f"input size {size} of net.safetensors is not a multiple"):
        find(f"file:{path}")
