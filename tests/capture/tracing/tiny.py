"""Tiny models of transformers with random weights, and what they are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

SIZES = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4}
VOCABULARY = {"vocab_size": 40, "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0}
IDS = torch.tensor([[5, 9, 31, 7, 20, 11, 38]])
TARGET = torch.tensor([[4, 8, 15, 16]])
TEXT = {"input_ids": IDS}
BOTH = {"input_ids": IDS, "decoder_input_ids": TARGET}
PICTURE = {"pixel_values": torch.randn(1, 3, 32, 32, generator=torch.Generator().manual_seed(1))}

Make = Callable[[Any], nn.Module]


def bert(T: Any) -> nn.Module:
    model: nn.Module = T.BertModel(T.BertConfig(**SIZES, **VOCABULARY, intermediate_size=48))
    return model


def gpt2(T: Any) -> nn.Module:
    config = T.GPT2Config(**VOCABULARY, n_embd=32, n_layer=2, n_head=4)
    model: nn.Module = T.GPT2Model(config)
    return model


def llama(T: Any) -> nn.Module:
    config = T.LlamaConfig(**SIZES, **VOCABULARY, intermediate_size=48, num_key_value_heads=2)
    model: nn.Module = T.LlamaModel(config)
    return model


def gpt_oss(T: Any) -> nn.Module:
    """Attention sinks, and a sliding window in every other layer."""
    config = T.GptOssConfig(
        **SIZES,
        **VOCABULARY,
        intermediate_size=48,
        num_key_value_heads=2,
        head_dim=8,
        sliding_window=3,
        num_local_experts=2,
        num_experts_per_tok=1,
    )
    model: nn.Module = T.GptOssModel(config)
    for name, parameter in model.named_parameters():
        if name.endswith("sinks"):
            nn.init.normal_(parameter)
    return model


def t5(T: Any) -> nn.Module:
    config = T.T5Config(**VOCABULARY, d_model=32, d_kv=8, num_layers=2, num_heads=4, d_ff=48)
    model: nn.Module = T.T5Model(config)
    return model


def marian(T: Any) -> nn.Module:
    config = T.MarianConfig(
        **VOCABULARY,
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        decoder_start_token_id=0,
        forced_eos_token_id=None,
    )
    model: nn.Module = T.MarianModel(config)
    return model


def deberta(T: Any) -> nn.Module:
    """Scores of three products: q and k alone do not give the map."""
    config = T.DebertaV2Config(
        **SIZES,
        **VOCABULARY,
        intermediate_size=48,
        relative_attention=True,
        pos_att_type=["p2c", "c2p"],
        max_relative_positions=8,
    )
    model: nn.Module = T.DebertaV2Model(config)
    return model


def vit(T: Any) -> nn.Module:
    config = T.ViTConfig(**SIZES, intermediate_size=48, image_size=32, patch_size=8)
    model: nn.Module = T.ViTModel(config)
    return model


def swin(T: Any) -> nn.Module:
    config = T.SwinConfig(
        image_size=32, patch_size=4, embed_dim=16, depths=[2, 2], num_heads=[2, 4], window_size=4
    )
    model: nn.Module = T.SwinModel(config)
    for name, parameter in model.named_parameters():
        if "relative_position_bias" in name:
            nn.init.normal_(parameter)
    return model
