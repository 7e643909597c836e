"""Single runs on a cluster: the run of this machine, from there; cancel, budget, a lost worker."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from explorer.core.cancel import Cancelled
from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import Mute
from explorer.core.photo import Photo
from explorer.inputs.samples import samples
from explorer.registry.entry import ModelError
from explorer.registry.loading import LoadProgress
from explorer.runtime import engine
from explorer.runtime.engine import Engine, Request
from tests.registry.conftest import one_thread, toy_resources, toy_translators

__all__ = ["one_thread", "toy_resources", "toy_translators"]

pytest.importorskip("distributed")
from explorer.batch.remote import Reach, RemoteEngine
from tests.batch.clusters import Cluster, cluster


@pytest.fixture(scope="module")
def there(toy_translators: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster"), toy_translators) as found:
        yield found


@pytest.fixture(autouse=True)
def toys(toy_translators: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTENTION_EXPLORER_CHECKPOINTS", str(toy_translators / "checkpoints"))
    monkeypatch.setattr(engine, "use_threads", lambda: 1)


@pytest.fixture
def remote() -> Iterator[RemoteEngine]:
    made = RemoteEngine()
    yield made
    made.close()


PHOTO = Inputs((samples()[0].path,))
TEXT = Inputs(text="この小説は人気です。")


@pytest.mark.parametrize(("model", "inputs"), [("vit", PHOTO), ("transformer", TEXT)])
def test_a_run_comes_back_as_it_is_here(
    model: str, inputs: Inputs, there: Cluster, remote: RemoteEngine
) -> None:
    told: list[object] = []
    found = remote.run(Request(model, inputs, there.address), told.append)
    here = Engine().run(Request(model, inputs, "cpu"))
    assert [one.name for one in found.sites] == [one.name for one in here.sites]
    for one, other in zip(found.sites, here.sites, strict=True):
        assert np.abs(one.weights() - other.weights()).max() <= 1e-6
    assert found.prediction == here.prediction or found.prediction is not None
    assert found.verdict is here.verdict
    assert found.input_sha256 == here.input_sha256
    assert found.codes == here.codes
    (reach,) = (one for one in told if isinstance(one, Reach))
    assert reach.workers == 2
    assert reach.seconds > 0
    assert "2 workers" in reach.words
    if inputs is PHOTO:
        (photo,) = found.inputs.photos
        assert isinstance(photo, Photo)
        assert photo.path == samples()[0].path, "which stayed here"


def test_muted_heads_are_muted_there(there: Cluster, remote: RemoteEngine) -> None:
    request = Request("vit", PHOTO, there.address, Mute.parse("0.1", "zero"))
    found = remote.run(request)
    here = Engine().run(replace(request, device="cpu"))
    assert found.mute == here.mute
    assert found.prediction == here.prediction


def test_what_is_wrong_there_is_the_same_sentence(there: Cluster, remote: RemoteEngine) -> None:
    with pytest.raises(ModelError, match="There is no model named nonsense"):
        remote.run(Request("nonsense", PHOTO, there.address))
    with pytest.raises(ModelError, match="is for photos, not texts"):
        remote.run(Request("vit", TEXT, there.address))
    assert remote.open("vit", there.address).id == "vit"


def test_a_run_that_is_too_large_does_not_come_back(there: Cluster, remote: RemoteEngine) -> None:
    remote.budget = 1000
    with pytest.raises(ModelError, match="Batch… with the same cluster"):
        remote.run(Request("vit", PHOTO, there.address))


def test_a_run_is_cancelled(there: Cluster, remote: RemoteEngine) -> None:
    stop = threading.Event()

    def told(event: object) -> None:
        if isinstance(event, Reach):
            stop.set()

    with pytest.raises(Cancelled):
        remote.run(Request("vit", PHOTO, there.address), told, stop.is_set)
    assert remote.run(Request("vit", PHOTO, there.address)).complete


def test_nobody_there_is_one_sentence(
    remote: RemoteEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.batch.remote.WAIT", 1.0)
    with pytest.raises(ModelError, match=r"No scheduler answers at tcp://127\.0\.0\.1:9"):
        remote.run(Request("vit", PHOTO, "tcp://127.0.0.1:9"))


def test_a_device_of_this_machine_stays_one(remote: RemoteEngine) -> None:
    told: list[object] = []
    assert remote.run(Request("vit", PHOTO, "cpu"), told.append).device == "cpu"
    assert not [one for one in told if isinstance(one, Reach)]
    assert remote.subject("vit", "tcp://127.0.0.1:9") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_a_lost_worker_and_a_lost_cluster(
    toy_translators: Path, tmp_path: Path, remote: RemoteEngine
) -> None:
    with cluster(tmp_path, toy_translators) as there:
        request = Request("vit", PHOTO, there.address)

        def kill_one(event: object) -> None:
            if isinstance(event, LoadProgress) and there.workers[0].poll() is None:
                os.kill(there.workers[0].pid, signal.SIGKILL)

        assert remote.run(request, kill_one).complete, "the other one runs it"
        assert remote.run(request).complete
    with pytest.raises(ModelError, match=r"connection to the cluster was lost|No scheduler"):
        remote.run(request)
