"""Which models stand for which family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

LIBRARIES = ("torchvision", "timm", "transformers")
MODELS = re.compile(r"MODEL_.*MAPPING_NAMES$")

SMALL = (
    *("test_", "atto", "femto", "pico", "nano", "xxs", "xxt", "xtiny", "tiny", "xs", "mini"),
    *("little", "small", "_050", "_s0", "_b0", "18", "_s", "_m0", "_t"),
)
"""What small models are called, the smallest first."""

FORMS = """
bat_resnext26ts botnet26t_256 eca_botnext26ts_256 eca_halonext26ts gcresnet33ts gcresnext26ts
sebotnet33ts_256 sehalonet33ts seresnext26ts lambda_resnet26t coat_lite_tiny cs3se_edgenet_x
cs3sedarknet_l efficientnet_b0 mnasnet_small tf_efficientnetv2_b0 vit_small_patch16_dinov3
vit_small_patch16_rope_224 fastvit_sa12 ghostnetv2_100 ghostnetv3_050 coatnet_0_rw_224
coatnext_nano_rw_224 coatnet_pico_rw_224 maxvit_tiny_tf_224 maxvit_rmlp_pico_rw_256
maxxvit_rmlp_nano_rw_256 convformer_s18 poolformer_s12 fbnetv3_b lcnet_050 mobilenetv3_small_050
mobilenetv4_hybrid_medium mobilenetv5_base mobilevitv2_050 mvitv2_small_cls
naflexvit_base_patch16_gap dm_nfnet_f0 eca_nfnet_l0 nf_ecaresnet26 nf_regnet_b0 nf_seresnet26
qwen3_vit_88m_merge regnetz_005 regnety_002 resnest26d ecaresnet26t ecaresnet50t seresnet18
skresnet18 seresnext26d_32x4d seresnet50 senet154 legacy_seresnext26_32x4d skresnext50_32x4d
swin_tiny_patch4_window7_224 swinv2_cr_tiny_ns_224 vit_dlittle_patch16_reg1_gap_256
vit_little_patch16_reg4_gap_256 vit_base_patch16_siglip_224 vit_small_patch16_18x2_224
vit_small_patch16_36x1_224 vit_tiny_patch16_224 vit_xsmall_patch16_clip_224
deit_tiny_distilled_patch16_224 vit_relpos_base_patch16_cls_224 vit_relpos_small_patch16_224
vit_srelpos_small_patch16_224 samvit_base_patch16_224 vitamin_large2_224 eca_vovnet39b test_vit2
test_vit3 test_vit4
"""
"""Models of timm that attend or gate in another way than the smallest of their family."""

TORCHVISION = {
    "efficientnet": "efficientnet_b0",
    "efficientnetv2": "efficientnet_v2_s",
    "maxvit": "maxvit_t",
    "mobilenetv3": "mobilenet_v3_small",
    "regnet_y": "regnet_y_400mf",
    "swin": "swin_t",
    "swin_v2": "swin_v2_t",
    "vit": "vit_b_32",
}
"""Family to its smallest model; the others neither attend nor gate."""


@dataclass(frozen=True, slots=True)
class Job:
    """One model to be built and observed."""

    library: str
    family: str
    model: str


def jobs(library: str) -> Iterator[Job]:
    """One job or more for every family of a library."""
    if library == "torchvision":
        yield from (Job(library, family, model) for family, model in TORCHVISION.items())
    elif library == "timm":
        yield from _timm()
    else:
        from transformers.models.auto import configuration_auto

        types = vars(configuration_auto)["CONFIG_MAPPING_NAMES"]
        names = sorted(name for name in types if plain_model(name))
        yield from (Job(library, name, name) for name in names)


def plain_model(name: str) -> str | None:
    """The class of transformers for a type of model, the plain one before those with a head.

    None for types that are a part of another's configuration and no model by themselves.
    """
    names = _names()
    for mapping in _mappings():
        found = mapping.get(name)
        first = found if found is None or isinstance(found, str) else found[0]
        if first is not None and first in names:
            return str(first)
    return None


@cache
def _names() -> frozenset[str]:
    """What transformers has; asking it for one by one would import every model."""
    import transformers

    return frozenset(dir(transformers))


@cache
def _mappings() -> list[Mapping[str, Any]]:
    """The tables of transformers from a type to its classes, that of the plain ones first."""
    from transformers.models.auto import modeling_auto

    names = sorted(one for one in vars(modeling_auto) if MODELS.match(one))
    names.sort(key=lambda one: (one != "MODEL_MAPPING_NAMES", "PRETRAINING" not in one))
    return [getattr(modeling_auto, one) for one in names]


def _timm() -> Iterator[Job]:
    import timm

    for family in timm.list_modules():
        names = timm.list_models(module=family)
        if names:
            chosen = {min(names, key=_size)} | set(FORMS.split()) & set(names)
            yield from (Job("timm", family, name) for name in sorted(chosen))


def _size(name: str) -> tuple[int, int, str]:
    """How large a model is, as far as its name tells."""
    first = next((at for at, word in enumerate(SMALL) if word in name), len(SMALL))
    return first, len(name), name
