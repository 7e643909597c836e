"""Small configurations of transformers, made from the default ones by the names of their fields.

No rule fits all: several ways are tried, from small to as it comes, each with several inputs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from torch import nn

from model_coverage.built import LARGEST, Built, NotBuiltError, allowed
from model_coverage.feeding import inputs
from model_coverage.jobs import plain_model

VOCABULARY = 300
LAYERS = re.compile(
    r"(^|_)(n|num|number_of)?_?(hidden|encoder|decoder|attention|conformer|transformer)?_?"
    r"(layers?|blocks|hidden_groups)$|^depth$"
)
HEADS = re.compile(r"(^|_)(n|num)_(attention_|encoder_|decoder_)?heads?$|attention_heads$")
KEY_HEADS = re.compile(r"key_value_heads$|kv_heads$|multi_query_group_num$")
WIDTH = re.compile(
    r"^(hidden_size|d_model|n_embd|dim|embed_dim|emb_dim|model_dim|encoder_hidden_size|embedding_size"
    r"|projection_dim|text_embed_dim|word_embed_proj_dim|decoder_hidden_size|cross_attention_dim"
    r"|encoder_embed_dim|decoder_embed_dim|embedding_dim|output_dim|out_hidden_size|hidden_dim"
    r"|text_hidden_size|vision_hidden_size|lru_width|text_config_hidden_size)$"
)
FEED = re.compile(
    r"(intermediate_size|ffn_dim|d_ff|n_inner|mlp_dim|ffn_hidden_size|feedforward_dim|ff_dim"
    r"|intermediate_dim|inner_dim)$"
)
SIZES = {
    "head_dim": 16, "d_kv": 16, "attention_head_dim": 16, "global_head_dim": 16, "kv_channels": 16,
    "kv_lora_rank": 16, "q_lora_rank": 24, "qk_rope_head_dim": 8, "qk_nope_head_dim": 8,
    "v_head_dim": 16, "qk_head_dim": 16, "rotary_dim": 8,
    "linear_num_key_heads": 2, "linear_num_value_heads": 4, "linear_key_head_dim": 16,
    "linear_value_head_dim": 16, "index_topk": 8, "index_head_dim": 16, "index_n_heads": 2,
    "mamba_n_heads": 8, "mamba_d_head": 16, "mamba_num_heads": 8, "mamba_head_dim": 16,
    "first_k_dense_replace": 1, "num_queries": 12, "num_nextn_predict_layers": 0,
}  # fmt: skip
EXPERTS = {
    "num_experts": 4, "n_routed_experts": 4, "num_local_experts": 4, "moe_num_experts": 4,
    "num_experts_per_tok": 2, "num_experts_per_token": 2, "moe_topk": 2, "moe_k": 2,
    "n_group": 1, "num_group": 1, "num_expert_group": 1, "topk_group": 1,
}  # fmt: skip
OWN: dict[str, dict[str, Any]] = {
    "reformer": {"attn_layers": ["local", "lsh"], "axial_pos_embds": False},
    "longformer": {"attention_window": 8},
    "led": {"attention_window": 8},
    "big_bird": {"attention_type": "original_full"},
    "bigbird_pegasus": {"attention_type": "original_full"},
    "autoformer": {"prediction_length": 8, "context_length": 16, "lags_sequence": [1, 2, 3]},
    "informer": {"prediction_length": 8, "context_length": 16, "lags_sequence": [1, 2, 3]},
    "time_series_transformer": {"prediction_length": 8, "lags_sequence": [1, 2, 3]},
}
"""What single models need beside the rules."""


def attempts(name: str) -> Iterator[Callable[[], Built]]:
    """Ways to build the model of this type."""
    for shrink in (_small, _shallow, _default):

        @cache
        def made(shrink: Callable[[Any], dict[str, Any]] = shrink) -> nn.Module:
            return _model(name, shrink)

        for number in range(4):
            yield partial(_fed, made, number)


def built_small(name: str, kind: str, largest: int) -> Iterator[Callable[[], nn.Module]]:
    """Ways to build a type as a class of the library, by its name, the smallest first.

    largest: parameters; a larger one raises NotBuiltError.
    """
    for shrink in (_small, _shallow, _default):
        yield partial(_model, name, shrink, kind, largest)


def _fed(make: Callable[[], nn.Module], number: int) -> Built:
    model = make()
    given = inputs(model, VOCABULARY)
    if number >= len(given):
        raise NotBuiltError("no further input")
    return Built(model, (), given[number])


def _model(
    name: str,
    shrink: Callable[[Any], dict[str, Any]],
    named: str | None = None,
    largest: int = LARGEST,
) -> nn.Module:
    import transformers
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING

    kind = CONFIG_MAPPING[name]
    config = kind(**{**shrink(kind), **OWN.get(name, {})})
    made = getattr(transformers, named or _named(name))
    return allowed(lambda: made(config), largest)


def _named(name: str) -> str:
    found = plain_model(name)
    if found is None:
        raise NotBuiltError("no model of this type by itself")
    return found


def _default(kind: Any) -> dict[str, Any]:
    return {}


def _shallow(kind: Any) -> dict[str, Any]:
    """Few layers and words, widths as they come."""
    return _changed(kind, _fewer)


def _small(kind: Any) -> dict[str, Any]:
    return _changed(kind, _narrower)


Rule = Callable[[str, Any, dict[str, Any]], Any]


def _changed(kind: Any, rule: Rule) -> dict[str, Any]:
    """The arguments of a configuration in which a rule has changed something."""
    try:
        usual = kind()
    except Exception:
        return {}
    known = {key: value for key, value in vars(usual).items() if not key.startswith("_")}
    found: dict[str, Any] = {}
    for key, value in known.items():
        if hasattr(value, "model_type") and hasattr(value, "to_dict"):
            part = _changed(type(value), rule)
            found[key] = {**part, "model_type": value.model_type}
        else:
            new = rule(key, value, known)
            if new is not value:
                found[key] = new
    return found


def _fewer(key: str, value: Any, known: dict[str, Any]) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole and key.endswith("vocab_size"):
        return min(value, VOCABULARY)
    if whole and re.search(r"token_(id|index)$|_id$", key) and value >= VOCABULARY:
        return VOCABULARY - 1 - sum(map(ord, key)) % 40
    if whole and LAYERS.search(key):
        return min(value, 2)
    if key in EXPERTS and (whole or value is None):
        return EXPERTS[key] if value is None else min(value, EXPERTS[key])
    if isinstance(value, list) and key == "depths":
        return [min(one, 2) for one in value]
    layers = [one for at, one in known.items() if LAYERS.search(at) and isinstance(one, int)]
    if isinstance(value, list) and len(value) > 2 and len(value) in layers:
        kinds = list({str(one): one for one in value}.values())
        return (kinds + kinds)[:2] if len(kinds) <= 2 else kinds[:2]
    return value


def _narrower(key: str, value: Any, known: dict[str, Any]) -> Any:
    fewer = _fewer(key, value, known)
    pyramid = any(isinstance(known.get(one), (list, tuple)) for one in ("depths", "hidden_sizes"))
    if key in ("rope_parameters", "rope_scaling") and isinstance(value, dict):
        # Three axes share a head's pairs; models that have one axis do not look at it.
        half = value.get("partial_rotary_factor", 1.0) <= 0.5
        return {**value, "mrope_section": [2, 1, 1] if half else [2, 3, 3]} if value else value
    if fewer is not value or pyramid or isinstance(value, bool) or not isinstance(value, int):
        return fewer
    if key == "head_dim" and "qk_rope_head_dim" in known:
        key = "qk_rope_head_dim"  # DeepSeek and its kind call by this name what they rotate
    if key in SIZES:
        return min(value, SIZES[key])
    if KEY_HEADS.search(key):
        return 4 if value in [one for at, one in known.items() if HEADS.search(at)] else 2
    if HEADS.search(key):
        return 4
    if WIDTH.search(key):
        return min(value, 64)
    if FEED.search(key):
        return min(value, 96)
    if key == "image_size":
        return min(value, 64)
    if key == "max_position_embeddings":
        return min(value, 512)
    return value
