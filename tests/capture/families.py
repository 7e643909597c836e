"""Tiny models of each family with random weights, for what is done to a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import torch
from torch import Tensor, nn

PHOTO = torch.randn(1, 3, 32, 32, generator=torch.Generator().manual_seed(1))
IDS = torch.tensor([[5, 9, 31, 7, 20, 3]])


@dataclass(frozen=True)
class Family:
    """A tiny model with random weights.

    site: the path of an attention. projection: the path of the linear map after it. head: which
    is muted, of so many numbers each (`width`).
    """

    build: Callable[[], nn.Module]
    args: tuple[Tensor, ...]
    site: str
    projection: str
    head: int
    width: int
    kwargs: dict[str, Any]


def hugging(
    name: tuple[str, str], implementation: str = "sdpa", **config: Any
) -> Callable[[], nn.Module]:
    def build() -> nn.Module:
        transformers = pytest.importorskip("transformers")
        kind = getattr(transformers, f"{name[0]}{name[1]}")
        fused = kind._supports_sdpa  # of T5 only in newer versions
        form = implementation if fused or implementation != "sdpa" else "eager"
        made = getattr(transformers, f"{name[0]}Config")(**config, attn_implementation=form)
        model: nn.Module = kind(made)
        return model

    return build


def _bert(implementation: str) -> Family:
    small = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 3,
             "intermediate_size": 32, "vocab_size": 40}  # fmt: skip
    return Family(hugging(("Bert", "Model"), implementation, **small), (IDS,),
                  "encoder.layer.0.attention.self", "encoder.layer.0.attention.output.dense",
                  1, 8, {})  # fmt: skip


def timm_vit() -> nn.Module:
    timm = pytest.importorskip("timm")
    model: nn.Module = timm.models.vision_transformer.VisionTransformer(
        img_size=32, patch_size=8, embed_dim=24, depth=2, num_heads=3, num_classes=5
    )
    return model


def torchvision_vit() -> nn.Module:
    from torchvision.models.vision_transformer import VisionTransformer as TorchvisionViT

    model: nn.Module = TorchvisionViT(32, 8, 2, 3, 24, 48, num_classes=5)
    nn.init.normal_(model.get_submodule("heads.head").get_parameter("weight"))
    return model


FAMILIES = {
    "timm": Family(timm_vit, (PHOTO,), "blocks.1.attn", "blocks.1.attn.proj", 2, 8, {}),
    "torchvision": Family(
        torchvision_vit,
        (PHOTO,),
        "encoder.layers.encoder_layer_0.self_attention",
        "encoder.layers.encoder_layer_0.self_attention.out_proj",
        0,
        8,
        {},
    ),
    "bert": _bert("sdpa"),
    "bert written out": _bert("eager"),
    "gpt2": Family(
        hugging(("GPT2", "LMHeadModel"), n_embd=24, n_layer=2, n_head=3, vocab_size=40),
        (IDS,),
        "transformer.h.1.attn",
        "transformer.h.1.attn.c_proj",
        1,
        8,
        {"use_cache": False},
    ),
    "grouped queries": Family(
        hugging(
            ("Llama", "ForCausalLM"),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            intermediate_size=48,
            vocab_size=40,
        ),
        (IDS,),
        "model.layers.0.self_attn",
        "model.layers.0.self_attn.o_proj",
        3,
        8,
        {"use_cache": False},
    ),
    "t5 across": Family(
        hugging(
            ("T5", "ForConditionalGeneration"),
            d_model=24,
            d_kv=8,
            num_heads=3,
            num_layers=2,
            d_ff=32,
            vocab_size=40,
            decoder_start_token_id=0,
        ),
        (IDS,),
        "decoder.block.1.layer.1.EncDecAttention",
        "decoder.block.1.layer.1.EncDecAttention.o",
        2,
        8,
        {"decoder_input_ids": IDS[:, :4], "use_cache": False},
    ),
    "swin": Family(
        hugging(
            ("Swin", "ForImageClassification"),
            image_size=32,
            patch_size=4,
            embed_dim=12,
            depths=[2, 1],
            num_heads=[2, 3],
            window_size=4,
            num_labels=5,
        ),
        (PHOTO,),
        "swin.encoder.layers.0.blocks.1.attention",
        "swin.encoder.layers.0.blocks.1.attention.o_proj",
        1,
        6,
        {},
    ),
    "clip": Family(
        hugging(
            ("CLIPVision", "Model"),
            hidden_size=24,
            num_hidden_layers=2,
            num_attention_heads=3,
            intermediate_size=32,
            image_size=32,
            patch_size=8,
        ),
        (PHOTO,),
        "encoder.layers.1.self_attn",
        "encoder.layers.1.self_attn.out_proj",
        0,
        8,
        {},
    ),
}


def main(output: Any) -> Tensor:
    """The first tensor that a model gives."""
    found = output if isinstance(output, Tensor) else output.to_tuple()[0]
    assert isinstance(found, Tensor)
    return found
