"""Types of the library that are unlike others: opened whole, or refused in one true sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.registry.catalogue import find
from explorer.registry.entry import MissingError, ModelError
from explorer.registry.huggingface.model_classes import forward_of
from explorer.registry.huggingface.photo.photo_preprocessing import prepare_as
from model_coverage.jobs import Job
from model_coverage.opening import opened
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("altclip", ["", "#vision", "#text"]),  # the file's names are those of the whole alone
        ("pix2struct", ["#text"]),  # its text side is a decoder by itself
        ("colpali", ["", "#vision", "#text"]),  # its sides lie two deep
    ],
)
def test_sides_are_opened_with_their_own_weights(name: str, sides: list[str]) -> None:
    rows = opened(Job("transformers", name, name))
    assert [row.side for row in rows] == sides
    assert {row.outcome for row in rows} == {"verified"}
    assert all(row.sites == row.placed == row.verified > 0 for row in rows)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("bark", "is made of models that run one after the other"),
        ("audio-spectrogram-transformer", "listens to sound"),
        ("convnext", "has neither attention nor gates"),
        ("fnet", "has no attention"),
        ("reformer", "attends in a way that is not read here (ReformerAttention, LocalSelf"),
    ],
)
def test_what_cannot_be_shown_is_told_truly(name: str, sentence: str) -> None:
    (row,) = opened(Job("transformers", name, name))
    assert row.outcome == "refused"
    assert sentence in row.reason


def test_a_configuration_with_an_infinite_number_is_read() -> None:
    """The library writes infinity, the longest time step of a hybrid, as {"__float__": …}."""
    (row,) = opened(Job("transformers", "falcon_h1", "falcon_h1"))
    assert row.outcome == "verified"
    assert row.sites == row.placed == row.verified == 2


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("encodec", "listens to sound"),  # the library itself calls it a model of texts
        ("layoutlmv2", "takes a photo and a text at once"),  # its photo is called image
    ],
)
def test_what_a_class_takes_is_told_by_its_arguments(
    name: str, sentence: str, tmp_path: Path
) -> None:
    saved = T.CONFIG_MAPPING[name]()
    saved.save_pretrained(tmp_path)
    with pytest.raises(ModelError, match=sentence):
        find(f"hf:{tmp_path}")


def test_a_class_of_a_missing_package_names_it() -> None:
    class Placeholder(type):
        def __getattr__(cls, name: str) -> object:
            raise ImportError(f"{cls.__name__} requires the nosuchpackage library but it was not")

    with pytest.raises(MissingError, match=r"Hearing needs nosuchpackage, which is not installed"):
        forward_of(Placeholder("Hearing", (), {}))


def test_a_text_begins_as_it_does_in_the_library(tmp_path: Path) -> None:
    """Without a first token of the decoder it begins with that of a text, if there is one."""
    folder = hf_toys.t5(tmp_path / "t5")
    for name in ("config.json", "generation_config.json"):
        told = json.loads((folder / name).read_text())
        told.pop("decoder_start_token_id", None)
        told.pop("bos_token_id", None)
        (folder / name).write_text(json.dumps(told))
    with pytest.raises(ModelError, match="does not say which token a text that it writes begins"):
        find(f"hf:{folder}").load("cpu").run(Inputs(text="the fox"))
    (folder / name).write_text(json.dumps({**told, "bos_token_id": 3}))
    trace = find(f"hf:{folder}").load("cpu").run(Inputs(text="the fox", target="a dog"))
    assert trace.verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("EfficientLoFTR", "compares two photos"), ("VitPose", "takes more than a photo: boxes")],
)
def test_a_processor_of_more_than_a_photo_is_told_so(
    name: str, sentence: str, tmp_path: Path
) -> None:
    """They raise at a single photo, and nothing is wrong with their settings."""
    getattr(T, f"{name}ImageProcessor")().save_pretrained(tmp_path)
    with pytest.raises(ModelError, match=sentence):
        prepare_as(tmp_path, getattr(T, f"{name}Config")())
