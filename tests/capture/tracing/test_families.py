"""Maps and outputs of one small model of each of 60 families, held against the library's own.

The library's eager attention gives its maps with `output_attentions`, or they are taken where its
modules call it. Ours are of the model as it is loaded, with fused attention where it has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import torch
from torch import Tensor

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.trace import trace_model
from model_coverage.feeding import inputs
from model_coverage.shrinking import VOCABULARY, built_small
from tests.models.conftest import one_thread
from tests.registry.hf_models import quiet

__all__ = ["one_thread"]

T = quiet()
pytestmark = pytest.mark.usefixtures("one_thread")

TEXTS = """
albert bart bert bert-generation biogpt blenderbot camembert codegen cohere data2vec-text
deberta deberta-v2 distilbert electra ernie esm falcon gemma gemma2 gemma3_text glm4 gpt2
gpt_bigcode gpt_neo gpt_neox gpt_oss gptj granite llama m2m_100 marian mbart mistral mixtral
modernbert mpnet mpt mt5 olmo2 opt pegasus phi phi3 qwen2 qwen3 rembert roberta roformer stablelm
starcoder2 t5 xglm xlm-roberta
"""
PHOTOS = """
beit clip_vision_model data2vec-vision deit detr dinov2 dinov2_with_registers dpt hiera ijepa
mobilevit pvt_v2 segformer siglip_vision_model swin swinv2 vit vit_mae vit_msn yolos
"""
NAMES = (*TEXTS.split(), *PHOTOS.split())
HEADS = {"detr": "DetrForObjectDetection"}
"""Classes of types whose plain one is not what is looked at."""
TOLERANCE = 1e-5


def built(name: str) -> Any:
    """The smallest model of a type that can be built."""
    kind = HEADS.get(name) or _plain(name)
    torch.manual_seed(0)
    for build in built_small(name, kind, 20_000_000):
        try:
            return build().eval()
        except Exception:  # not every configuration can be made so small
            continue
    raise AssertionError(f"{name} cannot be built small")


def _plain(name: str) -> str:
    from transformers.models.auto.modeling_auto import MODEL_MAPPING_NAMES

    found = MODEL_MAPPING_NAMES[name]
    return found if isinstance(found, str) else found[0]


def maps_in(found: Any) -> Iterator[Tensor]:
    """Every map (B, heads, Q, K) of a field of an output, however it is nested."""
    if isinstance(found, Tensor):
        if found.dim() == 4:
            yield found
    elif isinstance(found, tuple | list):
        for one in found:
            yield from maps_in(one)


def eager(model: Any, given: Mapping[str, Any]) -> tuple[Any, list[Tensor]]:
    """The library's own output and maps."""
    model.set_attn_implementation("eager")
    output = model(**given, output_attentions=True)
    names = [name for name in output if "attention" in name]
    return output, [one for name in names for one in maps_in(output[name])]


def close(one: Tensor, other: Tensor) -> bool:
    return one.shape == other.shape and float((one - other).abs().max()) <= TOLERANCE


@pytest.mark.parametrize("name", NAMES)
def test_the_maps_are_those_of_the_library(name: str) -> None:
    model = built(name)
    given = inputs(model, VOCABULARY)[0]
    with torch.no_grad():
        traced = trace_model(model, options=Options(), compare=False, **given)
        output, theirs = eager(model, given)
    ours = [(one.name, one) for one in traced.attentions]
    assert theirs, "the library gave no map"
    for map_ in theirs:
        batch = map_.shape[0]
        fit = next(
            (
                at
                for at, (_, one) in enumerate(ours)
                if one.batch == batch
                and close(torch.stack([one.weights(part) for part in range(batch)]), map_)
            ),
            None,
        )
        assert fit is not None, f"no map of ours is that of the library, of {len(ours)} left"
        ours.pop(fit)
    first = next(iter(output.values()))
    mine = next(iter(traced.output.values()))
    if isinstance(first, Tensor):
        scale = max(1.0, float(first.abs().max()))
        assert float((first - mine).abs().max()) <= TOLERANCE * scale


def test_sixty_families_are_held_against_the_library() -> None:
    assert len({*NAMES}) >= 60
