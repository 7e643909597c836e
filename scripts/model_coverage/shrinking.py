"""Small configurations of transformers, made from the default ones by the names of their fields.

No rule fits all: several ways are tried, from small to as it comes, each with several inputs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from torch import nn

from model_coverage.built import LARGEST, Built, NotBuiltError, allowed
from model_coverage.feeding import inputs
from model_coverage.jobs import plain_model
from model_coverage.own import OWN

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
DERIVED = {"id2label", "label2id", "stage_names"}
"""What a configuration makes of its other fields."""
NEEDED = {
    "vocab_size": VOCABULARY, "head_dim": 16, "n_shared_experts": 1, "top_k_experts": 2,
    "moe_intermediate_size": 32, "num_key_value_heads": 4,
}  # fmt: skip
"""What a configuration may leave open and its model cannot do without."""


def attempts(name: str) -> Iterator[Callable[[], Built]]:
    """Ways to build the model of this type."""
    for shrink in (_small, _alone, _shallow, _default):

        @cache
        def made(shrink: Callable[[Any], dict[str, Any]] = shrink) -> nn.Module:
            return _model(name, shrink)

        for number in range(4):
            yield partial(_fed, made, number)


def built_small(name: str, kind: str, largest: int) -> Iterator[Callable[[], nn.Module]]:
    """Ways to build a type as a class of the library, by its name, the smallest first.

    largest: parameters; a larger one raises NotBuiltError.
    """
    for shrink in (_small, _alone, _shallow, _default):
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
    config = kind(**shrink(kind))
    made = getattr(transformers, named or _named(name))
    return allowed(lambda: made(config), largest)


def _named(name: str) -> str:
    found = plain_model(name)
    if found is None:
        raise NotBuiltError("no model of this type by itself")
    return found


def _default(kind: Any) -> dict[str, Any]:
    return _changed(kind, lambda key, value, known: value)


def _shallow(kind: Any) -> dict[str, Any]:
    """Few layers and words, widths as they come."""
    return _changed(kind, _fewer)


def _small(kind: Any) -> dict[str, Any]:
    return _changed(kind, _narrower)


def _alone(kind: Any) -> dict[str, Any]:
    """Small, and what a whole has chosen for its parts may not fit parts that are."""
    return _changed(kind, _narrower, alone=True)


Rule = Callable[[str, Any, dict[str, Any]], Any]


def _usual(kind: Any) -> Any:
    """A configuration as it comes; None where it does not without arguments."""
    try:
        return kind()
    except Exception:
        return None


def _changed(kind: Any, rule: Rule, chosen: Any = None, alone: bool = False) -> dict[str, Any]:
    """The arguments of a configuration in which a rule has changed something.

    chosen: of a part what the whole has chosen for it, unlike the part by itself. alone: whether
    parts are as they are by themselves all the same.
    """
    plain = _fields(_usual(kind))
    known = plain if chosen is None else _fields(chosen)
    found: dict[str, Any] = {}
    for key, value in known.items():
        if hasattr(value, "model_type") and hasattr(value, "to_dict"):
            part = _changed(type(value), rule, None if alone else value, alone)
            found[key] = {**part, "model_type": value.model_type}
        else:
            new = rule(key, value, known)
            wanted = value is not None and plain.get(key) != value and key not in DERIVED
            if new is not value or wanted:
                found[key] = new
    if known.get("is_encoder_decoder") and known.get("decoder_start_token_id") is None:
        found["decoder_start_token_id"] = 2  # as every file of one says
    return _with(found, OWN.get(kind.model_type, {}))


def _fields(config: Any) -> dict[str, Any]:
    known = {} if config is None else vars(config)
    return {key: value for key, value in known.items() if not key.startswith("_")}


def _with(values: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Values and what comes in their place, in parts of them as well."""
    inner = {
        key: _with(values[key], value)
        for key, value in own.items()
        if isinstance(value, Mapping) and isinstance(values.get(key), dict)
    }
    return {**values, **own, **inner}


def _fewer(key: str, value: Any, known: dict[str, Any]) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole and re.search(r"vocab(_size|$)", key):
        return min(value, VOCABULARY)
    if value is None and key in NEEDED:
        return NEEDED[key]
    if whole and re.search(r"token_(id|index)$|_id$", key) and value >= VOCABULARY:
        return VOCABULARY - 1 - sum(map(ord, key)) % 40
    if whole and LAYERS.search(key) and "feat_extract" not in key:
        stages = known.get("depths")
        return (
            value if isinstance(stages, (list, tuple)) and len(stages) == value else min(value, 2)
        )
    if key in EXPERTS and (whole or value is None):
        return EXPERTS[key] if value is None else min(value, EXPERTS[key])
    if isinstance(value, list) and key == "depths":
        return [min(one, 2) for one in value]
    layers = [one for at, one in known.items() if LAYERS.search(at) and isinstance(one, int)]
    if isinstance(value, list) and len(value) > 2 and len(value) in layers:
        kinds = list({str(one): one for one in value}.values())
        return (kinds + kinds)[:2]
    return value


def _narrower(key: str, value: Any, known: dict[str, Any]) -> Any:
    fewer = _fewer(key, value, known)
    pyramid = any(isinstance(known.get(one), (list, tuple)) for one in ("depths", "hidden_sizes"))
    if key in ("rope_parameters", "rope_scaling") and isinstance(value, dict):
        return _turned(value, "qk_rope_head_dim" in known)
    if isinstance(fewer, list) and FEED.search(key):
        return [min(one, 96) for one in fewer]
    if key == "image_size":
        sides = isinstance(value, (list, tuple)) and all(isinstance(one, int) for one in value)
        patch = known.get("patch_size")
        most = max(64, 4 * patch if isinstance(patch, int) else 0)  # four patches each way
        return [min(one, most) for one in value] if sides else min(value, most) if value else value
    if key == "image_embedding_size" and isinstance(known.get("patch_size"), int):
        return min(value, max(64 // known["patch_size"], 4))
    if key == "backbone_feature_sizes":
        return [[16, 16], [8, 8], [4, 4]]  # of 64 pixels
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
    if key == "max_position_embeddings":
        return min(value, 512)
    return value


def _turned(rope: dict[str, Any], few: bool) -> dict[str, Any]:
    """How positions turn: three axes share a head's pairs. Models of one axis do not look at it.

    few: whether a part of a head is turned.
    """
    if any(isinstance(one, dict) for one in rope.values()):  # each kind of layer has its own
        return {key: _turned(one, few) if one else one for key, one in rope.items()}
    half = few or rope.get("partial_rotary_factor", 1.0) <= 0.5
    return {**rope, "mrope_section": [2, 1, 1] if half else [2, 3, 3]} if rope else rope
