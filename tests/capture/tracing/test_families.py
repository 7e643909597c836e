"""Maps and outputs of one small model of each of 60 families, held against the library's own.

The library's eager attention gives its maps with `output_attentions`, or they are taken where its
modules call a softmax. Ours are of the model as it is loaded, with fused attention where it has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import GateRecord
from explorer.capture.tracing.trace import trace_model
from explorer.core.sites.attention import Kind
from model_coverage.feeding import inputs
from model_coverage.shrinking import VOCABULARY, built_small
from tests.models.conftest import one_thread
from tests.registry.hf_models import quiet

__all__ = ["one_thread"]

T = quiet()
pytestmark = pytest.mark.usefixtures("one_thread")

TEXTS = """
albert bart bert bert-generation biogpt blenderbot camembert codegen cohere data2vec-text
deberta deberta-v2 distilbert electra ernie falcon gemma gemma2 gemma3_text glm4 gpt2
gpt_bigcode gpt_neo gpt_neox gpt_oss gptj granite llama m2m_100 marian mbart mistral mixtral
modernbert mpnet mpt mt5 olmo2 opt pegasus phi phi3 qwen2 qwen3 rembert roberta roformer stablelm
starcoder2 t5 xglm xlm-roberta
"""
PHOTOS = """
beit clip_vision_model data2vec-vision deit dinov2 dinov2_with_registers dpt ijepa
mobilevit pvt_v2 segformer siglip_vision_model vit vit_mae vit_msn yolos
"""
SIZES = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 48,
}
SWIN = {
    **{"image_size": 32, "patch_size": 4, "embed_dim": 16},
    **{"depths": [2, 2], "num_heads": [2, 4], "window_size": 4},
}
EYE = {"depth": 2, "num_heads": 2, "patch_size": 4, "spatial_merge_size": 2}
ALONE = 20_000_000
TOLERANCE = 1e-5


def detr() -> Any:
    """A detector on a backbone of convolutions, with 12 objects."""
    back = T.ResNetConfig(
        embedding_size=8,
        hidden_sizes=[8, 8, 8, 16],
        depths=[1] * 4,
        layer_type="basic",
        out_features=["stage4"],
    )
    sizes = {
        f"{part}_{name}": number
        for part in ("encoder", "decoder")
        for name, number in (("layers", 1), ("attention_heads", 2), ("ffn_dim", 32))
    }
    return T.DetrForObjectDetection(
        T.DetrConfig(backbone_config=back, num_queries=12, d_model=32, **sizes)
    )


OWN: dict[str, Callable[[], Any]] = {
    "detr": detr,
    "esm": lambda: T.EsmModel(
        T.EsmConfig(**SIZES, vocab_size=VOCABULARY, pad_token_id=1, mask_token_id=2)
    ),
    "swin": lambda: T.SwinModel(T.SwinConfig(**SWIN)),
    "swinv2": lambda: T.Swinv2Model(T.Swinv2Config(**SWIN)),
}
"""Types that no rule makes small."""
NAMES = (*TEXTS.split(), *PHOTOS.split(), *OWN)


def built(name: str) -> Any:
    """The smallest model of a type that can be built."""
    torch.manual_seed(0)
    if name in OWN:
        return OWN[name]().eval()
    from transformers.models.auto.modeling_auto import MODEL_MAPPING_NAMES

    kind = MODEL_MAPPING_NAMES[name]
    for build in built_small(name, kind if isinstance(kind, str) else kind[0], ALONE):
        try:
            return build().eval()
        except Exception:  # not every configuration can be made so small
            continue
    raise AssertionError(f"{name} cannot be built small")


def maps_in(found: Any) -> Iterator[Tensor]:
    """Every map (B, heads, Q, K) of a field of an output, however it is nested."""
    if isinstance(found, Tensor):
        if found.dim() == 4:
            yield found
    elif isinstance(found, tuple | list):
        for one in found:
            yield from maps_in(one)


def eager(
    model: Any, given: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch
) -> tuple[Any, list[Tensor]]:
    """The output and maps of the library's own eager attention, with the same weights."""
    config = deepcopy(model.config)
    config._attn_implementation = "eager"
    copy = type(model)(config).eval()
    copy.load_state_dict(model.state_dict())
    seen: list[Tensor] = []
    softmax = nn.functional.softmax

    def watched(*args: Any, **kwargs: Any) -> Tensor:
        seen.append(softmax(*args, **kwargs))
        return seen[-1]

    monkeypatch.setattr(nn.functional, "softmax", watched)
    shows = "output_attentions" in vars(config) or hasattr(config, "output_attentions")
    output = copy(**given, **({"output_attentions": True} if shows else {}))
    names = [name for name in output if "attention" in name] if hasattr(output, "items") else []
    return output, [one for name in names for one in maps_in(output[name])] or list(maps_in(seen))


def assert_the_same(model: Any, given: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every map of the library is one of ours, and both give the same output."""
    with torch.no_grad():
        traced = trace_model(model, options=Options(), compare=False, **given)
        output, theirs = eager(model, given, monkeypatch)
    ours = list(traced.attentions)
    assert theirs, "the library gave no map"
    for map_ in theirs:
        fit = next((at for at, one in enumerate(ours) if is_of(one, map_)), None)
        assert fit is not None, f"no map of ours is that of the library, of {len(ours)} left"
        ours.pop(fit)
    for first, mine in zip(maps_out(output), maps_out(traced.output), strict=True):
        scale = max(1.0, float(first.abs().max()))
        assert float((first - mine).abs().max()) <= TOLERANCE * scale


def is_of(record: Any, map_: Tensor) -> bool:
    """Whether a record is of a map (B, heads, Q, K), of every input and window."""
    if (record.batch, record.heads, record.queries, record.keys) != map_.shape:
        return False
    mine = torch.stack([record.weights(part) for part in range(record.batch)])
    return float((mine - map_).abs().max()) <= TOLERANCE


def maps_out(output: Any) -> list[Tensor]:
    """The first tensor of an output, and its logits."""
    if isinstance(output, Tensor):
        return [output]
    named = [output[name] for name in ("last_hidden_state", "logits") if name in output]
    return named or [next(one for one in output.values() if isinstance(one, Tensor))]


@pytest.mark.parametrize("name", NAMES)
def test_the_maps_are_those_of_the_library(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = built(name)
    given = inputs(model, VOCABULARY)[0]
    if name == "vit_mae":  # it hides patches at random
        given["noise"] = torch.rand(1, 4096, generator=torch.Generator().manual_seed(0))
        count = next(one.num_patches for one in model.modules() if hasattr(one, "num_patches"))
        given["noise"] = given["noise"][:, :count]
    assert_the_same(model, given, monkeypatch)


@pytest.mark.parametrize("name", ["qwen2_vl", "qwen2_5_vl", "qwen3_vl"])
def test_the_eyes_of_qwen_see_what_those_of_the_library_see(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch.manual_seed(0)
    if name == "qwen2_vl":
        config = T.Qwen2VLConfig(vision_config={**EYE, "embed_dim": 32, "hidden_size": 32})
        model = T.models.qwen2_vl.modeling_qwen2_vl.Qwen2VisionTransformerPretrainedModel(
            config.vision_config
        )
    else:
        own = {**EYE, "hidden_size": 32, "intermediate_size": 48, "out_hidden_size": 32}
        if name == "qwen2_5_vl":
            config = T.Qwen2_5_VLConfig(vision_config={**own, "fullatt_block_indexes": [0, 1]})
            part = T.models.qwen2_5_vl.modeling_qwen2_5_vl
            model = part.Qwen2_5_VisionTransformerPretrainedModel(config.vision_config)
        else:
            config = T.Qwen3VLConfig(
                vision_config={
                    **own,
                    "num_position_embeddings": 64,
                    "deepstack_visual_indexes": [0],
                }
            )
            model = T.models.qwen3_vl.modeling_qwen3_vl.Qwen3VLVisionModel(config.vision_config)
    pixels = torch.randn(64, 3 * config.vision_config.temporal_patch_size * 16)
    given = {"hidden_states": pixels, "grid_thw": torch.tensor([[1, 8, 8]])}
    assert_the_same(model.eval(), given, monkeypatch)


def test_the_gates_of_efficientnet_are_those_that_it_multiplies() -> None:
    torch.manual_seed(0)
    config = T.EfficientNetConfig(
        image_size=32, width_coefficient=0.25, depth_coefficient=0.1, hidden_dim=320
    )
    model = T.EfficientNetModel(config).eval()
    seen: dict[str, Tensor] = {}
    handles = [
        module.act_expand.register_forward_hook(
            lambda one, args, out, path=path: seen.update({path: out})  # and returns none
        )
        for path, module in model.named_modules()
        if hasattr(module, "act_expand")
    ]
    try:
        with torch.no_grad():
            model(torch.randn(1, 3, 32, 32, generator=torch.Generator().manual_seed(0)))
            first = dict(seen)
            pixels = torch.randn(1, 3, 32, 32, generator=torch.Generator().manual_seed(0))
            traced = trace_model(model, pixels, options=Options(), compare=False)
    finally:
        for handle in handles:
            handle.remove()
    gates = [
        one for one in traced.records if isinstance(one, GateRecord) and one.sort is Kind.CHANNEL
    ]
    assert len(gates) == len(first) == 7
    for mine, theirs in zip(gates, first.values(), strict=True):
        assert float((mine.gate.flatten() - theirs.flatten()).abs().max()) <= TOLERANCE


def test_sixty_families_are_held_against_the_library() -> None:
    assert len({*NAMES}) >= 70
