"""The arrays behind the pictures, read back without pickle, and what `meta` says of them."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer import __version__
from explorer.core.sites.arrays import frozen
from explorer.core.sites.axes import describe
from explorer.core.sites.dot_product import OwnScores
from explorer.core.sites.masks import Band, Causal, Sparse
from explorer.core.sites.token_attention import TokenAttention
from explorer.core.trace import Trace
from explorer.export import arrays as arrays_module
from explorer.export.arrays import meta, write_npz
from explorer.export.files import ExportError
from tests.core.text_traces import long_trace, seq2seq_trace, text_trace
from tests.core.traces import dot_product, gate_trace, se_trace, trace, vit_trace

RUNS = {"vit": vit_trace(), "se": se_trace(), "gate": gate_trace()}
each_run = pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)


def read(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """(meta, arrays by name) of a file."""
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    text = arrays.pop("meta")
    assert text.shape == ()
    assert text.dtype.kind == "U"
    return json.loads(str(text)), arrays


@each_run
def test_one_array_a_site_in_the_order_of_the_run(run: Trace, tmp_path: Path) -> None:
    write_npz(tmp_path / "run.npz", run)
    _, arrays = read(tmp_path / "run.npz")
    assert sorted(arrays) == [f"{at:03d}.{site.name}" for at, site in enumerate(run.sites)]
    for name, site in zip(sorted(arrays), run.sites, strict=True):
        assert arrays[name].dtype == np.float32
        assert arrays[name].shape == (site.heads, site.query_axis.size, site.key_axis.size)
        np.testing.assert_array_equal(arrays[name], site.weights())


def test_more_than_ten_sites_still_sort(tmp_path: Path) -> None:
    run = trace([dot_product(layer=layer) for layer in range(12)])
    write_npz(tmp_path / "run.npz", run)
    _, arrays = read(tmp_path / "run.npz")
    layers = [int(name.split(".")[2]) for name in sorted(arrays)]
    assert layers == list(range(12))


@each_run
def test_meta_says_what_the_arrays_are(run: Trace, tmp_path: Path) -> None:
    write_npz(tmp_path / "run.npz", run)
    found, arrays = read(tmp_path / "run.npz")
    assert found["model"] == "toy"
    assert found["prediction"] == {"labels": ["cat", "dog"], "probabilities": [0.75, 0.25]}
    assert len(found["sites"]) == len(arrays)
    for site, described, name in zip(run.sites, found["sites"], sorted(arrays), strict=True):
        assert described["name"] == site.name
        assert described["kind"] == site.kind.value
        assert described["layer"] == site.layer
        assert described["axes"] == [describe(site.query_axis), describe(site.key_axis)]
        assert arrays[name].shape[1:] == tuple(axis["size"] for axis in described["axes"])
    assert found["weights_sha256"] == "cd" * 32
    assert found["input_sha256"] == "ab" * 32
    assert found["verified"] == "Verified"
    assert found["version"] == __version__


def test_a_partial_run_has_an_empty_prediction() -> None:
    run = replace(vit_trace(), prediction=None)
    assert meta(run)["prediction"] == {"labels": [], "probabilities": []}
    json.dumps(meta(run), allow_nan=False)


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_npz(tmp_path / name, RUNS["vit"])
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_the_name_is_kept_as_it_is(tmp_path: Path) -> None:
    write_npz(tmp_path / "run.data", RUNS["gate"])
    assert [path.name for path in tmp_path.iterdir()] == ["run.data"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_npz(tmp_path / "run.npz", RUNS["gate"])
    old = (tmp_path / "run.npz").read_bytes()
    room, writing = 2000, os.fdopen

    def small_disk(*arguments: Any) -> Any:
        file = writing(*arguments)
        whole = file.write

        def write(content: bytes) -> int:
            if file.tell() + len(content) > room:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return int(whole(content))

        class Disk:
            def __enter__(self) -> Disk:
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def __getattr__(self, name: str) -> Any:
                return write if name == "write" else getattr(file, name)

        return Disk()

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", small_disk)
        with pytest.raises(ExportError, match=r"The disk is full: run\.npz was not saved"):
            write_npz(tmp_path / "run.npz", RUNS["vit"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"run.npz": old}


def test_of_a_long_text_queries_and_keys_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    masks: list[Sparse | None] = [None, Causal(2)]
    for mask in masks:
        run = long_trace(30, mask=mask)
        monkeypatch.setattr(arrays_module, "LARGEST", 4 * 2 * 3 * 30 * 30 - 1)
        write_npz(tmp_path / "long.npz", run)
        found, arrays = read(tmp_path / "long.npz")
        assert sorted(arrays) == [
            f"{at:03d}.long.{at}.{part}" for at in (0, 1) for part in ("key", "query")
        ]
        said = found["sites"][1]
        assert said["stored"] == "query and key"
        logits = arrays["001.long.1.query"] @ arrays["001.long.1.key"].transpose(0, 2, 1)
        shares = np.exp(logits * said["scale"])
        if mask is not None:
            assert said["mask"] == "key <= query + 2"
            shares *= np.arange(30) <= np.arange(30)[:, None] + 2
        shares /= shares.sum(axis=-1, keepdims=True)
        np.testing.assert_allclose(shares, run.sites[1].weights(), atol=1e-5)
        monkeypatch.setattr(arrays_module, "LARGEST", 4 * 2 * 3 * 30 * 30)
        write_npz(tmp_path / "long.npz", run)
        assert sorted(read(tmp_path / "long.npz")[1]) == ["000.long.0", "001.long.1"]


def test_of_a_sliding_window_the_rule_is_written_and_the_scores_that_are_not_of_query_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrays_module, "LARGEST", 0)
    run = long_trace(30, mask=Band(3, (0, 9)))
    own = OwnScores((0, 9), frozen(np.random.default_rng(0).normal(size=(3, 2, 30))))
    sites = [site for site in run.sites if isinstance(site, TokenAttention)]
    run = replace(run, sites=tuple(replace(site, own=own) for site in sites))
    write_npz(tmp_path / "long.npz", run)
    found, arrays = read(tmp_path / "long.npz")
    said = found["sites"][0]
    assert said["mask"] == "|key - query| <= 3, or one of both is among [0, 9]"
    assert said["scores"] == "of the queries [0, 9]: see the array"
    logits = arrays["000.long.0.query"] @ arrays["000.long.0.key"].transpose(0, 2, 1)
    logits *= said["scale"]
    at = np.arange(30)
    seen = np.abs(at - at[:, None]) <= 3
    seen[[0, 9]] = seen[:, [0, 9]] = True
    logits[:, [0, 9]] = arrays["000.long.0.scores"]
    shares = np.exp(logits) * seen
    shares /= shares.sum(axis=-1, keepdims=True)
    np.testing.assert_allclose(shares, run.sites[0].weights(), atol=1e-5)


def test_of_a_long_text_other_sites_are_written_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrays_module, "LARGEST", 0)
    run = text_trace()
    write_npz(tmp_path / "long.npz", run)
    found, arrays = read(tmp_path / "long.npz")
    masked = next(at for at, site in enumerate(run.sites) if site.allowed is not None)
    np.testing.assert_array_equal(
        arrays[f"{masked:03d}.{run.sites[masked].name}.mask"], run.sites[masked].allowed
    )
    assert found["sites"][masked]["mask"] == "see the array"
    write_npz(tmp_path / "additive.npz", seq2seq_trace(additive=True))
    found, arrays = read(tmp_path / "additive.npz")
    assert found["sites"][0]["stored"] == "weights"
    assert arrays["000.soft.0"].shape == (1, 7, 8)
