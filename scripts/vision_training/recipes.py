"""What is trained and how: one recipe a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Phase:
    """From ``start`` (share of the budget used) on: photos of ``size`` pixels.

    ``crop`` is the range of crop areas, as shares of the photo.
    """

    start: float
    size: int
    crop: tuple[float, float] = (0.35, 1.0)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides a training run but the budget and the seed.

    ``soft_weight`` is the share of the target that teachers decide, the labels the rest;
    ``peer_size`` the pixels at which a trained model of this project, as second teacher, looks.
    The other ``*_weight`` fields weigh the losses that need the features of a teacher:
    ``attention_weight`` asks a ViT's last ``attention_layers`` layers for the teacher's CLS
    attention, and a spatial gate's last blocks for a gate of the same shape; ``names_weight`` is
    that of all the classes a classifier knows. ``sees`` is the pixels at which the finished model
    looks, where that is not the last phase's: random crops show things larger than they will be
    (Touvron et al. 2019, "Fixing the train-test resolution discrepancy",
    https://arxiv.org/abs/1906.06423).
    """

    title: str
    config: Mapping[str, object]
    phases: tuple[Phase, ...]
    learning_rate: float
    weight_decay: float
    batch: int = 64
    warmup: float = 0.05
    smoothing: float = 0.1
    jitter: float = 0.3
    cutmix: float = 0.0
    ema: float = 0.998
    clip: float = 5.0
    peer_size: int = 64
    peer_weight: float = 0.0
    soft_weight: float = 0.5
    names_weight: float = 1.0
    feature_weight: float = 1.0
    patch_weight: float = 0.0
    attention_weight: float = 0.0
    attention_layers: int = 1
    sees: int | None = None
    channels_last: bool = True
    paper: Mapping[str, str] = field(default_factory=dict)

    def phase(self, progress: float) -> Phase:
        """The phase that holds at ``progress`` in [0, 1]."""
        return [phase for phase in self.phases if phase.start <= progress][-1]

    @property
    def size(self) -> int:
        """Pixels at which the finished model looks."""
        return self.sees or self.phases[-1].size

    def describe(
        self, teacher: bool, peer: str | None, stem_from: str | None, crops: int = 0
    ) -> str:
        """The recipe in a few sentences, for the card."""
        sizes = ", then ".join(str(phase.size) for phase in self.phases)
        mixed = f" CutMix in {self.cutmix:.0%} of the batches," if self.cutmix else ""
        text = (
            f"AdamW (peak rate {self.learning_rate:g}, weight decay {self.weight_decay:g}), one "
            f"cycle, batches of {self.batch}, photos of {sizes} pixels, random crops, flips and "
            f"colour jitter,{mixed} label smoothing "
            f"{self.smoothing:g}; the averaged weights are shipped."
        )
        if stem_from:
            text += f" The convolutions of the stem started as those of {stem_from}."
        if peer:
            text += f" The answers of {peer} on the same crops were learnt beside the labels."
        if crops:
            text += (
                f" ImageNet classifiers were asked once about {crops} crops of every photo; what "
                "they said of them, among these classes and among all 1000, was learnt on these "
                "crops."
            )
        if not teacher:
            return text
        parts = ["CLS feature"] if crops else ["class opinion (linear probe)", "CLS feature"]
        parts += ["patch features"] if self.patch_weight else []
        parts += ["CLS attention"] if self.attention_weight else []
        return f"{text} A teacher's {', '.join(parts)} were learnt beside the labels."


RECIPES: dict[str, Recipe] = {
    "se-resnet": Recipe(
        title="SE-ResNet",
        config={"widths": (32, 64, 128, 256), "depths": (2, 2, 2, 2), "reduction": 8},
        phases=(Phase(0.0, 64), Phase(0.25, 96), Phase(0.6, 128)),
        sees=144,
        learning_rate=2e-3,
        weight_decay=0.05,
        cutmix=0.3,
        soft_weight=0.7,
        patch_weight=0.5,
        paper={
            "cite": "Hu et al. 2018",
            "title": "Squeeze-and-Excitation Networks",
            "url": "https://arxiv.org/abs/1709.01507",
        },
    ),
    "vit": Recipe(
        title="Vision Transformer",
        config={
            "image": 128,
            "patch": 8,
            "width": 192,
            "layers": 6,
            "heads": 6,
            "mlp": 3.0,
            "stem": (32, 64, 112),
            "stem_depths": (2, 3, 3),
        },
        phases=(
            Phase(0.0, 64, (0.4, 1.0)),
            Phase(0.45, 96, (0.4, 1.0)),
            Phase(0.7, 128, (0.5, 1.0)),
        ),
        learning_rate=1e-3,
        weight_decay=0.05,
        batch=64,
        peer_weight=1.0,
        smoothing=0.05,
        cutmix=0.2,
        clip=1.0,
        soft_weight=0.7,
        patch_weight=1.0,
        attention_weight=1.0,
        attention_layers=2,
        channels_last=False,
        paper={
            "cite": "Dosovitskiy et al. 2021",
            "title": ("An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale"),
            "url": "https://arxiv.org/abs/2010.11929",
        },
    ),
    "spatial-gate": Recipe(
        title="Spatial gate CNN",
        config={"widths": (32, 64, 112, 176), "depths": (1, 2, 2, 1), "gate_width": 16},
        phases=(
            Phase(0.0, 64, (0.5, 1.0)),
            Phase(0.35, 96, (0.5, 1.0)),
            Phase(0.7, 128, (0.6, 1.0)),
        ),
        learning_rate=4e-3,
        weight_decay=0.02,
        smoothing=0.05,
        jitter=0.2,
        patch_weight=0.5,
        attention_weight=0.5,
        attention_layers=2,
        paper={
            "cite": "Woo et al. 2018",
            "title": "CBAM: Convolutional Block Attention Module (its spatial gate alone)",
            "url": "https://arxiv.org/abs/1807.06521",
        },
    ),
}
