"""Models from a Hub on this machine: into the library's own cache, resumed, offline, refused."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from explorer.core.cancel import Cancelled
from explorer.registry.entry import ModelError
from explorer.registry.huggingface.files import CONFIG, fetch_folder, wanted
from explorer.registry.huggingface.hub import cached_folder, fetch_files
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.weight_files import download
from tests.registry.hubs import COMMIT, hub_of
from tests.registry.server import Site

hub: Any = pytest.importorskip("huggingface_hub")
pytest.importorskip("huggingface_hub.constants")
WEIGHTS = random.Random(0).randbytes(60_000)
FILES = {
    CONFIG: b'{"model_type": "vit"}',
    "preprocessor_config.json": b"{}",
    "model.safetensors": WEIGHTS,
    "pytorch_model.bin": b"a second format",
    "onnx/model.json": b"{}",
    "README.md": b"not needed",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(download, "BLOCK", 1024)
    monkeypatch.setattr(download, "OFTEN", 0.0)
    with hub_of({"org/net": FILES}, tmp_path / "cache", monkeypatch) as found:
        yield found


def test_a_model_is_fetched_once_into_the_librarys_cache(site: Site) -> None:
    told: list[LoadProgress] = []
    assert cached_folder("org/net") is None
    folder = fetch_folder("org/net", loading=Loading(told.append))
    assert sorted(path.name for path in folder.iterdir()) == [
        CONFIG,
        "model.safetensors",
        "preprocessor_config.json",
    ]
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    # as the library itself would find it
    assert hub.try_to_load_from_cache("org/net", CONFIG) == str(folder / CONFIG)
    assert hub.snapshot_download("org/net", local_files_only=True) == str(folder)
    assert folder.name == COMMIT
    whole = sum(len(FILES[path.name]) for path in folder.iterdir())
    assert told[0].text == "Asking for org/net"
    done = [stage.done for stage in told[1:]]
    assert done == sorted(done)
    assert done[-1] == whole
    assert {stage.total for stage in told[1:]} == {whole}
    asked = len(site.asked)
    assert fetch_folder("org/net#vision") == folder
    assert len(site.asked) == asked, "what is in the cache needs no network"
    assert fetch_folder("org/net@main") == folder


def test_without_weights_only_small_files_come(site: Site) -> None:
    folder = fetch_folder("org/net", weights=False)
    assert sorted(path.name for path in folder.iterdir()) == [CONFIG, "preprocessor_config.json"]
    assert (fetch_folder("org/net") / "model.safetensors").read_bytes() == WEIGHTS


def test_cancelled_and_fetched_later(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub.constants, "DOWNLOAD_CHUNK_SIZE", 1024)
    told: list[LoadProgress] = []
    stopped = Loading(told.append, lambda: bool(told) and told[-1].text.endswith("safetensors"))
    with pytest.raises(Cancelled):
        fetch_folder("org/net", loading=stopped)
    assert not list(Path(hub.constants.HF_HUB_CACHE).rglob("model.safetensors"))
    folder = fetch_folder("org/net")
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS


def test_damaged_on_the_way(site: Site) -> None:
    for path in list(site.files):
        if path.endswith("model.safetensors"):
            site.files[path] = WEIGHTS[:-1] + b"x"
    with pytest.raises(ModelError, match=r"model\.safetensors arrived damaged"):
        fetch_folder("org/net")
    for path in list(site.files):
        if path.endswith("model.safetensors"):
            site.files[path] = WEIGHTS
    assert (fetch_folder("org/net") / "model.safetensors").read_bytes() == WEIGHTS


@pytest.mark.parametrize("told", [{}, {"lfs": {"sha256": None, "size": 1, "pointerSize": 1}}])
def test_a_file_without_a_digest_is_not_fetched(site: Site, told: dict[str, Any]) -> None:
    for path in ("/api/models/org/net", "/api/models/org/net/revision/main"):
        answer = json.loads(site.files[path])
        for one in answer["siblings"]:
            if one["rfilename"] == "model.safetensors":
                del one["blobId"], one["lfs"]
                one |= told
        site.files[path] = json.dumps(answer).encode()
    with pytest.raises(ModelError, match=r"no digest of model\.safetensors of org/net"):
        fetch_folder("org/net")
    assert not [one for one in site.asked if "/resolve/" in str(one)]
    assert cached_folder("org/net") is None


def test_offline_is_one_sentence_at_once(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="HF_HUB_OFFLINE"):
        fetch_folder("org/net")
    assert not site.asked
    monkeypatch.setattr(hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError) as raised:
        fetch_folder("org/net")
    assert str(raised.value).startswith("org/net cannot be had from http://127.0.0.1:9.")
    assert "\n" not in str(raised.value)


def test_what_was_fetched_before_works_offline(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fetch_folder("org/net")
    monkeypatch.setattr(hub.constants, "HF_HUB_OFFLINE", True)
    assert fetch_folder("org/net") == folder


@pytest.mark.parametrize(
    ("name", "status", "code", "sentence"),
    [
        ("org/other", 404, "RepoNotFound", "The Hub has no model named org/other."),
        ("org/closed", 403, "GatedRepo", "accept its terms"),
        ("org/busy", 503, "", "cannot be had"),
        ("..bad--name..", 200, "", "The Hub has no model named"),
    ],
)
def test_refusals(site: Site, name: str, status: int, code: str, sentence: str) -> None:
    path = f"/api/models/{name}"
    site.status[path] = status
    site.headers[path] = {"X-Error-Code": code}
    with pytest.raises(ModelError) as raised:
        fetch_files(name, list)
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)


def test_of_several_formats_one_is_wanted() -> None:
    old = {"config.json", "pytorch_model.bin", "vocab.txt", "tf_model.h5"}
    assert wanted(old, True) == {"config.json", "pytorch_model.bin", "vocab.txt"}
    assert wanted({*old, "model.safetensors"}, True) == {
        "config.json",
        "model.safetensors",
        "vocab.txt",
    }
    assert wanted(old, False) == {"config.json", "vocab.txt"}
