"""The table of what the capture reaches: what must be there is counted without the tracer."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import Counter
from dataclasses import asdict, fields
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention

from explorer.capture import verify
from model_coverage import building, measuring, opening
from model_coverage.built import Built, NotBuiltError
from model_coverage.jobs import Job, jobs
from model_coverage.measuring import Row, failed, measure
from model_coverage.opening import Opened, opened
from model_coverage.page import page_of
from model_coverage.pool import Worker
from model_coverage.shrinking import built_small
from model_coverage.truth import expected

X = torch.randn(1, 5, 8, generator=torch.Generator().manual_seed(4))
SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "coverage.py"


class Fused(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return scaled_dot_product_attention(x, x, x)


class Written(nn.Module):
    """Its softmax is a module of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.normalise = nn.Softmax(dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return self.normalise(x @ x.mT) @ x


class Elsewhere(nn.Module):
    """A softmax times a parameter, and one that multiplies nothing: no attention."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.eye(8))

    def forward(self, x: Tensor) -> Tensor:
        return (x @ x.mT).softmax(dim=-1).sum() + x.softmax(dim=-1) @ self.table


class SEModule(nn.Module):
    """Gates nothing, for all its name."""

    def forward(self, x: Tensor) -> Tensor:
        return x + 1


class Model(nn.Sequential):
    def __init__(self) -> None:
        super().__init__(Fused(), Written(), Elsewhere(), SEModule())


def test_what_must_be_there() -> None:
    model = Model()
    found = expected(model, lambda: model[0](model(X)))
    assert found.attending == Counter({"0": 2, "1": 1})
    assert found.gates == Counter({"3": 1})
    assert not any(one._forward_hooks or one._forward_pre_hooks for one in model.modules())


def test_fused_attention_in_torch_itself() -> None:
    model = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True).eval()
    assert expected(model, lambda: model(X)).attending == Counter({"self_attn": 1})


def made(monkeypatch: pytest.MonkeyPatch, model: nn.Module) -> Row:
    """The line of a model."""
    monkeypatch.setattr(building, "candidates", lambda job: [lambda: Built(model.eval(), (X,))])
    return measure(Job("timm", "toys", "toy"))


def test_a_line_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    row = made(monkeypatch, Model())
    assert (row.attention, row.identical) == ("yes", "yes")
    assert (row.sites_expected, row.sites_found, row.sites_verified, row.records) == (2, 2, 2, 2)
    assert (row.gates_expected, row.gates_found) == (1, 0)
    assert row.reason == "no gate in 1 × SEModule"


def test_a_map_that_fails_its_checks_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "TOLERANCE", -1.0)
    row = made(monkeypatch, nn.Sequential(Fused(), Fused()))
    assert (row.sites_expected, row.sites_found, row.sites_verified, row.unverified) == (2, 2, 0, 2)
    assert row.reason.startswith("not verified in 2 × Fused: ")


def test_another_output_with_capture(monkeypatch: pytest.MonkeyPatch) -> None:
    class Counting(nn.Module):
        ran = 0

        def forward(self, x: Tensor) -> Tensor:
            self.ran += 1
            return x * self.ran

    assert made(monkeypatch, Counting()).identical == "no"


def test_a_model_that_cannot_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Built:
        raise NotBuiltError("too large")

    monkeypatch.setattr(building, "candidates", lambda job: [fail, fail])
    row = measure(Job("timm", "toys", "toy"))
    assert (row.attention, row.reason) == ("unknown", "not run: NotBuiltError: too large")


def test_every_library_has_its_families() -> None:
    for library, family, model in (
        ("torchvision", "swin", "swin_t"),
        ("timm", "convit", "convit_tiny"),
        ("timm", "byobnet", "gcresnet33ts"),
        ("transformers", "gpt2", "gpt2"),
    ):
        pytest.importorskip(library)
        assert Job(library, family, model) in list(jobs(library))


@pytest.mark.parametrize("name", ["bert", "llama", "t5", "vit", "longformer"])
def test_small_models_of_transformers(name: str) -> None:
    pytest.importorskip("transformers")
    row = measuring.measure(Job("transformers", name, name))
    assert row.identical == "yes"
    assert row.sites_verified == row.sites_expected == (6 if name == "t5" else 2)
    assert not row.reason


@pytest.mark.parametrize(
    ("name", "sides", "outcome", "said"),
    [
        ("bert", [""], "verified", ""),
        ("blip", ["#vision", "#text"], "verified", ""),
        ("audio-spectrogram-transformer", [""], "refused", "listens to sound"),
        ("granitemoehybrid", [""], "verified", ""),  # both kinds of its layers are in the small one
        (
            "switch_transformers",
            [""],
            "verified",
            "",
        ),  # its configuration names no first token of the decoder
        ("hunyuan_v1_dense", [""], "verified", ""),  # it leaves the size of a head open
    ],
)
def test_types_are_opened_as_folders(name: str, sides: list[str], outcome: str, said: str) -> None:
    pytest.importorskip("transformers")
    rows = opened(Job("transformers", name, name))
    assert [row.side for row in rows] == sides
    assert {row.outcome for row in rows} == {outcome}
    assert all(row.verified == row.placed == row.sites for row in rows)
    assert said in rows[0].reason


def test_what_cannot_be_built_here_is_opened_by_its_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A class of a package that is not installed, or one that is too large."""
    pytest.importorskip("transformers")
    monkeypatch.setattr(opening, "_ways", lambda name: [])
    (row,) = opened(Job("transformers", "encodec", "encodec"))
    assert (row.outcome, row.side) == ("refused", "")
    assert "listens to sound" in row.reason
    (row,) = opened(Job("transformers", "bert", "bert"))
    assert row.outcome == "not built"


def test_parts_are_made_small_as_the_whole_has_chosen_them() -> None:
    pytest.importorskip("transformers")
    whole: Any = next(iter(built_small("llava", "LlavaForConditionalGeneration", 10**7)))()
    vision = whole.config.vision_config
    assert (vision.num_hidden_layers, vision.hidden_size, vision.patch_size) == (2, 64, 14)


def test_a_model_that_hangs_is_left_behind() -> None:
    """The process starts in the time in which a model of nothing could have run."""
    worker = Worker(0.0, measure, failed)
    (row,) = worker.rows([Job("torchvision", "none", "none")])
    assert row.reason == "not run: more than 0 s"


def test_a_process_that_has_ended_is_replaced() -> None:
    worker = Worker(60.0, measure, failed)
    worker._process.kill()
    worker._process.join()
    (row,) = worker.rows([Job("torchvision", "none", "none")])
    assert row.reason == "not run: the process ended"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("coverage_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_what_is_in_the_table_is_not_run_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "table.csv"
    row = Row("torchvision", "vit", "vit_b_32", "yes", 12, 12, 11, 12, 1, identical="yes")
    with table.open("w", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Row)])
        writer.writeheader()
        writer.writerow(asdict(row))
    before = table.read_text()
    given = ["--library", "torchvision", "--filter", "vit_b_32", "--output", str(table)]
    assert script().main(given) == 0
    assert table.read_text() == before
    said = capsys.readouterr().out
    assert "torchvision: 1 of 1 models ran, 1 with the same bits" in said
    assert "every site found and verified in 0 of 1 that attend (0.0%)" in said


def test_a_type_without_a_model_of_its_own() -> None:
    pytest.importorskip("transformers")
    row = measuring.measure(Job("transformers", "blip_text_model", "blip_text_model"))
    assert row.reason == "not run: NotBuiltError: no model of this type by itself"


def test_the_page_says_how_many_were_tried() -> None:
    lines = [
        asdict(Opened("vit", "ViTModel", "", "verified", "photo", 2, 2, 2)),
        asdict(Opened("clip", "CLIPModel", "#text", "refused", reason="takes a | b,\nand more")),
        asdict(Opened("clip", "CLIPModel", "#vision", "verified", "photo", 2, 2, 2)),
    ]
    said = page_of([{key: str(one) for key, one in line.items()} for line in lines], 665, "5.0")
    assert "Tried are 2 of the 665 types that the library lists; the others were not tried." in said
    assert "2 opened, with every map proved; 1 refused in one sentence" in said
    assert "| `clip#text` |  | 0 | 0 | 0 | refused: takes a \\| b, and more |" in said
    assert said.index("`clip#text`") < said.index("`clip#vision`") < said.index("`vit`")
