"""A Hub on this machine, with the answers that the library of the real one asks for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.registry.server import Site, serving

COMMIT = "c" * 40


@contextmanager
def hub_of(
    models: dict[str, dict[str, bytes]], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """A Hub with these files of models, and an empty cache for it; safetensors count as large."""
    hub: Any = pytest.importorskip("huggingface_hub")
    pytest.importorskip("huggingface_hub.constants")
    monkeypatch.setattr(hub.constants, "HF_HUB_CACHE", str(cache))
    monkeypatch.setattr(hub.constants, "HF_HUB_OFFLINE", False)
    with serving(Site()) as site:
        monkeypatch.setattr(hub.constants, "ENDPOINT", site.url)
        place = site.url + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(hub.constants, "HUGGINGFACE_CO_URL_TEMPLATE", place)
        for model, files in models.items():
            _add(site, model, files)
        yield site
        hub.close_session()


def _add(site: Site, model: str, files: dict[str, bytes]) -> None:
    siblings = []
    for name, content in files.items():
        git = hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()
        sha, large = hashlib.sha256(content).hexdigest(), name.endswith(".safetensors")
        told: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": git}
        if large:
            told["lfs"] = {"sha256": sha, "size": len(content), "pointerSize": 130}
        siblings.append(told)
        for revision in ("main", COMMIT):
            path = f"/{model}/resolve/{revision}/{name}"
            site.files[path] = content
            site.headers[path] = {"X-Repo-Commit": COMMIT, "ETag": f'"{sha if large else git}"'}
    answer = {"id": model, "sha": COMMIT, "siblings": siblings}
    for path in (f"/api/models/{model}", f"/api/models/{model}/revision/main"):
        site.files[path] = json.dumps(answer).encode()
        site.headers[path] = {"Content-Type": "application/json"}
