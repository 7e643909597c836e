"""The logit lens against a literal reading of each model, and the models that have none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.analysis.lens import logit_lens
from explorer.analysis.lens_chain import LensError
from explorer.core.checks import Verdict
from tests.analysis.models import Run, bundled, hugging_face, on_photo
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


def literal(states: list[Tensor], norm: nn.Module, head: nn.Module, at: int) -> list[np.ndarray]:
    """Norm, one token, head, softmax, layer by layer."""
    with torch.no_grad():
        return [head(norm(state)[0, at]).softmax(dim=-1).numpy() for state in states]


def streams(model: nn.Module, blocks: nn.ModuleList | nn.Sequential, *args: Tensor) -> list[Tensor]:
    """What goes into the first block and comes out of each."""
    found: list[Tensor] = []

    def see(module: nn.Module, given: tuple[Tensor, ...], output: object) -> None:
        if not found:
            found.append(given[0].clone())
        found.append((output[0] if isinstance(output, tuple) else output).clone())  # type: ignore[union-attr,index]

    hooks = [one.register_forward_hook(see) for one in blocks]
    with torch.no_grad():
        model(*args)
    for one in hooks:
        one.remove()
    return found


def agrees(run: Run, expected: list[np.ndarray], query: int | None = None) -> None:
    lens = logit_lens(run.trace, run.subject, query)
    assert lens.check.verdict is Verdict.VERIFIED, lens.check
    assert [row.layer for row in lens.rows] == ["input", *map(str, range(len(expected) - 1))]
    final = int(expected[-1].argmax())
    for row, shares in zip(lens.rows, expected, strict=True):
        order = np.argsort(-shares, kind="stable")[:5]
        assert [one.token for one in row.best] == order.tolist()
        for one in row.best:
            assert one.probability == pytest.approx(shares[one.token], abs=1e-5)
        assert row.final.token == final
        assert row.rank == 1 + (shares > shares[final]).sum()
    assert lens.rows[-1].rank == 1


@pytest.mark.parametrize("query", [None, 0, 2])
def test_gpt2(tmp_path: Path, query: int | None) -> None:
    run = hugging_face("gpt2", tmp_path)
    model = run.subject.model
    ids = [*run.trace.sentence.ids, *run.trace.translation.ids]
    states = streams(model, model.transformer.h, torch.tensor([ids]))
    at = len(ids) - 1 if query is None else query
    agrees(run, literal(states, model.transformer.ln_f, model.lm_head, at), query)


def test_llama(tmp_path: Path) -> None:
    run = hugging_face("llama", tmp_path)
    model = run.subject.model
    ids = [*run.trace.sentence.ids, *run.trace.translation.ids]
    states = streams(model, model.model.layers, torch.tensor([ids]))
    agrees(run, literal(states, model.model.norm, model.lm_head, len(ids) - 1))


@pytest.mark.parametrize("query", [None, 5])
def test_our_vit_with_its_calibration(query: int | None) -> None:
    run = bundled("vit")
    model, temperature = run.subject.model, run.subject.temperature
    pixels = torch.from_numpy(run.subject.prepare(run.trace.photo).pixels)[None]
    states = streams(model, model.blocks, pixels)
    with torch.no_grad():
        logits = [model.head(model.norm(one)[0, query or 0]) for one in states]
    agrees(run, [(one / temperature).softmax(dim=-1).numpy() for one in logits], query)
    if query is None:
        lens = logit_lens(run.trace, run.subject)
        prediction = run.trace.prediction
        assert lens.rows[-1].best[0].piece == prediction.labels[0]
        assert lens.rows[-1].best[0].probability == pytest.approx(
            prediction.probabilities[0], abs=1e-5
        )
        assert lens.query == "CLS"


def test_a_vit_of_timm_that_reads_the_mean_of_its_patches() -> None:
    timm = pytest.importorskip("timm")
    torch.manual_seed(0)
    vit = timm.create_model(
        "vit_tiny_patch16_224",
        img_size=32,
        patch_size=8,
        num_classes=7,
        global_pool="avg",
        depth=3,
    ).eval()
    run = on_photo(vit)
    pixels = torch.from_numpy(run.subject.prepare(run.trace.photo, None).pixels)[None]
    states = streams(vit, vit.blocks, pixels)
    with torch.no_grad():
        shares = [
            vit.head(vit.fc_norm(vit.norm(one)[:, 1:].mean(dim=1)))[0].softmax(dim=-1).numpy()
            for one in states
        ]
    agrees(run, shares)
    assert logit_lens(run.trace, run.subject).query == "mean of all patches"


def test_a_vit_of_torchvision() -> None:
    from torchvision.models.vision_transformer import VisionTransformer

    torch.manual_seed(0)
    vit = VisionTransformer(32, 8, 2, 4, 32, 48, num_classes=5).eval()
    nn.init.normal_(vit.heads.head.weight)  # which begins at zero
    run = on_photo(vit)
    pixels = torch.from_numpy(run.subject.prepare(run.trace.photo, None).pixels)[None]
    states = streams(vit, vit.encoder.layers, pixels)
    agrees(run, literal(states, vit.encoder.ln, vit.heads.head, 0))


@pytest.mark.parametrize(
    ("name", "said"),
    [("se-resnet", "no list of alike blocks"), ("transformer", "no linear module")],
)
def test_bundled_models_that_have_none(name: str, said: str) -> None:
    run = bundled(name)
    with pytest.raises(LensError, match=said):
        logit_lens(run.trace, run.subject)


def test_berts_head_is_no_linear_map(tmp_path: Path) -> None:
    """Its last layer goes through a dense layer, GELU and a norm before the words are read."""
    run = hugging_face("bert", tmp_path)
    with pytest.raises(LensError, match="is not one norm"):
        logit_lens(run.trace, run.subject)


def test_a_head_that_is_capped_is_refused(tmp_path: Path) -> None:
    run = hugging_face("gpt2", tmp_path)

    class Capped(nn.Module):
        def __init__(self, head: nn.Module) -> None:
            super().__init__()
            self.head = head
            self.weight = head.weight

        def forward(self, x: Tensor) -> Tensor:
            return torch.tanh(self.head(x))

    run.subject.model.lm_head = Capped(run.subject.model.lm_head)
    with pytest.raises(LensError, match="no linear module"):
        logit_lens(run.trace, run.subject)


def test_a_query_that_is_not_there(tmp_path: Path) -> None:
    run = hugging_face("gpt2", tmp_path)
    with pytest.raises(IndexError, match="there is no token 99"):
        logit_lens(run.trace, run.subject, 99)


def test_nothing_is_left_on_the_model() -> None:
    run = bundled("vit")
    logit_lens(run.trace, run.subject)
    assert not any(one._forward_hooks for one in run.subject.model.modules())


def test_it_is_drawn(tmp_path: Path) -> None:
    run = bundled("vit")
    picture = logit_lens(run.trace, run.subject).picture(640)
    picture.write(tmp_path / "lens.svg")
    svg = (tmp_path / "lens.svg").read_text()
    assert "would answer" in svg
    assert run.trace.prediction.labels[0] in svg
    assert max(picture.pixels.shape[:2]) == 640
