"""keras:PATH: a model that Keras saved, against Keras' own scores; cards, and hostile files."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.sites.patch_maps import PatchAttention
from explorer.core.trace import Trace
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import MissingError, ModelError
from explorer.registry.sources import keras_source
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = [
    pytest.mark.usefixtures("one_thread"),
    # what Keras itself does with torch and numpy
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
os.environ["KERAS_BACKEND"] = "torch"
keras: Any = pytest.importorskip("keras")


def photo() -> Photo:
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    return Photo(pixels, "noise.png", "0" * 64, (32, 32))


def network(scaled: bool = True, softmax: bool = True, size: int | None = 32) -> Any:
    """Patches of 8 × 8, one attention of two heads, three classes."""
    keras.utils.set_random_seed(4)
    layers = keras.layers
    given = keras.Input((size, size, 3))
    x = layers.Rescaling(1 / 255)(given) if scaled else given
    x = layers.Conv2D(16, 8, strides=8)(x)
    x = layers.Reshape((-1, 16))(x)
    x = x + layers.MultiHeadAttention(2, 8, name="looking")(x, x)
    x = layers.GlobalAveragePooling1D()(x)
    out = layers.Dense(3, activation="softmax" if softmax else None)(x)
    return keras.Model(given, out)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keras") / "net.keras"
    network().save(path)
    return path


def run(path: Path) -> Trace:
    subject: Any = find(f"keras:{path}").load("cpu")
    trace: Trace = subject.run(Inputs((photo(),), fit=Fit.CROP))
    return trace


def rewrite(source: Path, target: Path, **parts: bytes | None) -> Path:
    """A copy in which files are other ones, or gone; names without their dots."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = parts.get(name.replace(".", "_"), old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def test_maps_and_classes_are_those_of_keras(saved: Path) -> None:
    trace = run(saved)
    assert trace.verdict.value == "Verified"
    assert trace.notes == (
        "Colours are taken to go from 0 to 255, for the model scales them itself; net.json may "
        "say otherwise.",
    )
    (site,) = trace.sites
    assert isinstance(site, PatchAttention)
    assert (site.name, site.heads, site.grid) == ("looking", 2, (4, 4))
    model = keras.saving.load_model(saved)
    given = torch.from_numpy(photo().pixels.astype(np.float32))[None]
    cut = keras.Model(model.input, model.get_layer("looking").input[0])
    with torch.no_grad():
        tokens = cut(given, training=False)
        _, maps = model.get_layer("looking")(tokens, tokens, return_attention_scores=True)
        shares = model(given, training=False)[0]
    np.testing.assert_allclose(site.weights(), maps[0].numpy(), rtol=0, atol=1e-5)
    assert trace.prediction is not None
    best = int(shares.argmax())
    assert trace.prediction.labels[0] == f"class {best}"
    assert trace.prediction.probabilities[0] == pytest.approx(float(shares[best]), abs=1e-5)


def test_logits_and_a_card(tmp_path: Path) -> None:
    model = network(scaled=False, softmax=False, size=None)
    path = tmp_path / "net.keras"
    model.save(path)
    prepared = {"size": 32, "mean": [0.5] * 3, "std": [0.5] * 3}
    card = {"labels": ["cat", "dog", "boat"], "input": prepared}
    (tmp_path / "net.json").write_text(json.dumps(card))
    assert find(f"keras:{path}").labels == ("cat", "dog", "boat")
    trace = run(path)
    assert trace.notes == ()
    given = torch.from_numpy((photo().pixels.astype(np.float32) / 255 - 0.5) / 0.5)[None]
    with torch.no_grad():
        shares = model(given, training=False).softmax(-1)[0]
    best = int(shares.argmax())
    assert trace.prediction is not None
    assert trace.prediction.labels[0] == card["labels"][best]
    assert trace.prediction.probabilities[0] == pytest.approx(float(shares[best]), abs=1e-5)


def test_untrained(saved: Path) -> None:
    entry = find(untrained(f"keras:{saved}"))
    assert entry.title == "net (untrained)"
    subject: Any = entry.load("cpu")
    trace = subject.run(Inputs((photo(),), fit=Fit.CROP))
    assert trace.verdict.value == "Verified"
    assert trace.model.weights_sha256 != run(saved).model.weights_sha256


def test_code_in_a_file_is_never_run(tmp_path: Path) -> None:
    path = tmp_path / "net.keras"
    layers = [keras.Input((8, 8, 3)), keras.layers.Lambda(lambda x: x * 2)]
    keras.Sequential(layers).save(path)
    with pytest.raises(ModelError, match=r"holds code \(a Lambda layer\)"):
        find(f"keras:{path}").load("cpu")


def test_a_file_that_claims_more_than_it_holds(saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        config = archive.read("config.json").replace(b'"units": 3', b'"units": 10000000000')
    path = rewrite(saved, tmp_path / "net.keras", config_json=config)
    with pytest.raises(ModelError, match=r"claims 170,000,0\d\d,\d\d\d parameters, more than"):
        find(f"keras:{path}").load("cpu")


def test_damaged_files(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "net.keras"
    for content in (b"", b"text", saved.read_bytes()[:-200]):
        path.write_bytes(content)
        with pytest.raises(ModelError, match=r"is not a whole \.keras file"):
            find(f"keras:{path}")
    rewrite(saved, path, model_weights_h5=None)
    with pytest.raises(ModelError, match="is not a model that Keras 3 has saved"):
        find(f"keras:{path}")
    for part in ({"config_json": b"{"}, {"model_weights_h5": b"x" * 50_000}):
        rewrite(saved, path, **part)
        with pytest.raises(ModelError, match=r"Keras cannot read net\.keras"):
            find(f"keras:{path}").load("cpu")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", "{}")
        archive.writestr("model.weights.h5", b"\0" * 10_000_000)
    with pytest.raises(ModelError, match=r"net\.keras is damaged"):
        find(f"keras:{path}")
    with pytest.raises(ModelError, match="is not there"):
        find(f"keras:{tmp_path / 'none.keras'}")


def test_a_model_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "net.keras"
    keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)]).save(path)
    with pytest.raises(ModelError, match="takes no photos"):
        find(f"keras:{path}").load("cpu")


def test_a_nonsensical_card(saved: Path, tmp_path: Path) -> None:
    path = rewrite(saved, tmp_path / "net.keras")
    for given in ({"mean": [1]}, {"std": [0, 0, 0]}, 7):
        (tmp_path / "net.json").write_text(json.dumps({"input": given}))
        with pytest.raises(ModelError, match="is damaged"):
            find(f"keras:{path}").load("cpu")


def test_keras_that_is_missing_or_runs_on_something_else(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = find(f"keras:{saved}")
    monkeypatch.setattr(keras.backend, "backend", lambda: "tensorflow")
    with pytest.raises(ModelError, match="Keras already runs on tensorflow"):
        entry.load("cpu")
    monkeypatch.setitem(sys.modules, "keras", None)
    with pytest.raises(MissingError, match="keras is not installed: pip install keras"):
        keras_source._keras()
