"""Installing with pip from an index on this machine, into a folder of the test."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from explorer.core.cancel import Cancelled
from explorer.registry.entry import ModelError
from explorer.registry.loading import Loading, LoadProgress
from explorer.runtime import installing
from tests.patience import PATIENCE
from tests.registry.server import Site, serving

pytest.importorskip("pip")
WHEEL = "toy_thing-1.0-py3-none-any.whl"


def wheel(padding: int = 200_000) -> bytes:
    """A package of one module, and some bytes that cannot be packed."""
    parts = {
        "toy_thing.py": b"answer = 42\n",
        "toy_thing.dat": os.urandom(padding),
        "toy_thing-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: toy-thing\n"
        b"Version: 1.0\n",
        "toy_thing-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\n"
        b"Root-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "toy_thing-1.0.dist-info/RECORD"
    lines = []
    for name, content in parts.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}")
    parts[record] = "\n".join([*lines, f"{record},,"]).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """An index with one package; what pip installs goes to a folder of the test."""
    link = f'<a href="/{WHEEL}">{WHEEL}</a>'
    index = f"<!DOCTYPE html><html><body>{link}</body></html>".encode()
    files = {"/simple/toy-thing/": index, f"/{WHEEL}": wheel()}
    with serving(Site(files)) as found:
        found.headers["/simple/toy-thing/"] = {"Content-Type": "text/html"}
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_INDEX_URL", f"{found.url}/simple")
        monkeypatch.setenv("PIP_TARGET", str(tmp_path / "target"))
        monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield found


def test_a_package_arrives_with_progress(site: Site, tmp_path: Path) -> None:
    told: list[LoadProgress] = []
    installing.install((("--no-deps", "toy-thing>=1.0"),), Loading(told.append))
    assert (tmp_path / "target" / "toy_thing.py").read_text() == "answer = 42\n"
    assert told[0] == LoadProgress("Installing toy-thing>=1.0")
    assert any(stage.text == f"Downloading {WHEEL}" for stage in told)
    assert told[-1].text == "Installing toy-thing>=1.0"
    if installing._progress_bar() == "raw":
        size = len(site.files[f"/{WHEEL}"])
        sizes = [stage for stage in told if stage.total]
        assert sizes[-1] == LoadProgress(f"Downloading {WHEEL}, 0.2 of 0.2 MB", size, size)


def test_what_cannot_be_had_is_one_sentence(site: Site) -> None:
    with pytest.raises(ModelError) as raised:
        installing.install((("no-such-thing",),))
    said = str(raised.value)
    assert said.startswith("no-such-thing could not be installed (")
    assert said.endswith("Check the connection.")
    assert "\n" not in said
    assert "ERROR" in "\n".join(raised.value.__notes__)


def test_cancel_ends_pip(tmp_path: Path, site: Site) -> None:
    go_on = threading.Event()
    site.hold = partial(go_on.wait, PATIENCE)
    try:
        loading = Loading(cancelled=lambda: bool(site.asked))
        with pytest.raises(Cancelled):
            installing.install((("toy-thing",),), loading)
    finally:
        go_on.set()
    assert not (tmp_path / "target").exists()


def test_the_packages_that_run_now_stay_as_they_are(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "FIXED", ("torch",))
    (line,) = installing._installed()
    assert line.startswith("torch==")
    monkeypatch.setattr(installing, "_installed", lambda: ["toy-thing==0.9"])
    with pytest.raises(ModelError, match=r"could not be installed .* pip install toy-thing\."):
        installing.install((("toy-thing",),))


def test_a_python_without_pip_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"has no pip\. Install it yourself: keras\."):
        installing.install((("--no-deps", "keras"),))
