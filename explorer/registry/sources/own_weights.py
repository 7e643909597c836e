"""A user's own weights of an architecture of a library: `timm:NAME@FILE`, `torchvision:NAME@FILE`.

The file is a state dict in whatever form training scripts write it: by itself or under "model",
"state_dict" or the names of an average (EMA), with "module." or another prefix before every name,
with an own number of classes. Names of the classes are read from a file beside it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.core.foreign import plain
from explorer.registry.entry import ModelError

if TYPE_CHECKING:
    from torch import Tensor, nn

SIGN = "@"
"""Between the name of an architecture and the file of its weights."""
_BESIDE = ("labels", "classes", "class_names", "label_names")
"""What files of the names of classes are called, with .json or .txt behind."""
_LONGEST = 2**20
"""Bytes of a file of names beyond which it is none."""
_FILE = (".safetensors", ".pt", ".pth", ".bin", ".ckpt", ".tar")
Build = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """A model with the weights of a file.

    Attributes
    ----------
    model : in evaluation mode.
    named : whether its head is out of the file too.
    notes : sentences on what was assumed or left aside.
    """

    model: nn.Module
    named: bool
    notes: tuple[str, ...]


def split(name: str) -> tuple[str, Path | None]:
    """The architecture and the file of NAME@FILE; None for a name without a file."""
    architecture, sign, file = name.partition(SIGN)
    return architecture, Path(file).expanduser() if sign else None


def filled(build: Build, file: Path, architecture: str, head: str = "") -> Filled:
    """Build an architecture for the weights of a file, and load all of them.

    Parameters
    ----------
    build : makes the model; takes num_classes, and img_size where the library does.
    file : of the weights.
    architecture : how sentences call it, as "timm:vit_tiny_patch16_224".
    head : where the classes come out, as "head"; the last layer with weights without it.

    Raises
    ------
    ModelError
        The file is none, damaged, or of another architecture.
    """
    from explorer.registry.weight_files.tensors import read_tensors  # imports torch

    state = read_tensors(file)
    model = build()
    head = head or _last(model)
    before = _before(model, state, head)
    own = {name.removeprefix(before): one for name, one in state.items() if name.startswith(before)}
    weight = own.get(f"{head}.weight")
    asked: dict[str, int] = {}
    if (
        weight is not None
        and weight.shape[0] != dict(model.named_parameters())[f"{head}.weight"].shape[0]
    ):
        asked["num_classes"] = int(weight.shape[0])
    if side := _side(model, own):
        asked["img_size"] = side
    if asked:
        try:
            model = build(**asked)
        except (TypeError, ValueError, RuntimeError, AssertionError) as error:
            raise ModelError(
                f"No {architecture} can be built as {file.name} has it ({plain(asked)})."
            ) from error
    return _loaded(model, own, file, architecture, head)


def _loaded(
    model: nn.Module, own: Mapping[str, Tensor], file: Path, architecture: str, head: str
) -> Filled:
    wanted = model.state_dict()
    needed = [name for name in wanted if not name.endswith("num_batches_tracked")]
    wrong = [name for name in needed if name in own and own[name].shape != wanted[name].shape]
    if wrong:
        shapes = f"{tuple(own[wrong[0]].shape)}, not {tuple(wanted[wrong[0]].shape)}"
        raise ModelError(
            f"{file.name} does not fit {architecture}: {wrong[0]} is {shapes}. Name the "
            "architecture that it was trained as."
        )
    lost = [name for name in needed if name not in own]
    buffers = {name for name, _ in model.named_buffers()}
    body = [name for name in lost if not name.startswith(f"{head}.") and name not in buffers]
    if body:
        raise ModelError(
            f"{file.name} does not fit {architecture}: it lacks {len(body):,} of its "
            f"{len(needed):,} tensors, as {body[0]}. Name the architecture that it was trained as."
        )
    model.load_state_dict({name: own[name] for name in wanted if name in own}, strict=False)
    notes = []
    named = not [name for name in lost if name.startswith(f"{head}.")]
    if not named:
        notes.append(f"{file.name} holds no {head}: the model is run, and nothing is named.")
    extra = [name for name in own if name not in wanted]
    if extra:
        more = f" and {len(extra) - 2} more" if len(extra) > 2 else ""
        told = ", ".join(plain(one, 60) for one in extra[:2])
        notes.append(f"Not used of {file.name}: {told}{more}.")
    return Filled(model.eval(), named, tuple(notes))


def _last(model: nn.Module) -> str:
    """The last layer with weights, where a classifier's classes come out."""
    named = [name for name, one in model.named_modules() if _weighs(one)]
    return named[-1] if named else ""


def _weighs(module: nn.Module) -> bool:
    from torch import nn

    return isinstance(module, nn.Linear | nn.Conv2d)


def _before(model: nn.Module, state: Mapping[str, Tensor], head: str) -> str:
    """What stands before every name in a file, as "module."; "" for nothing."""
    names = [one for one, _ in model.named_parameters() if not one.startswith(f"{head}.")]
    if not names:
        return ""
    ends = [one for one in state if one == names[0] or one.endswith(f".{names[0]}")]
    befores = sorted((one.removesuffix(names[0]) for one in ends), key=len)

    def met(before: str) -> int:
        return sum(before + name in state for name in names)

    return max(befores, key=met, default="")


def _side(model: nn.Module, own: Mapping[str, Tensor]) -> int:
    """Pixels a side for which positions were learnt; 0 where they are as the model has them."""
    there, has = own.get("pos_embed"), getattr(model, "pos_embed", None)
    embed: Any = getattr(model, "patch_embed", None)
    patches = getattr(embed, "patch_size", None)
    if there is None or has is None or patches is None or there.shape == has.shape:
        return 0
    count = there.shape[1] - (has.shape[1] - int(embed.num_patches))
    side = math.isqrt(max(0, count))
    return side * int(patches[0]) if side * side == count else 0


def class_names(file: Path, count: int | None = None) -> tuple[tuple[str, ...], str]:
    """Names of the classes from a file beside the weights, and a note on one that does not fit.

    Read are FILE.json and FILE.txt, then labels, classes, class_names and label_names with either
    ending in the same folder: a list, a list under such a name, numbers with names, or a name a
    line. ((), "") where there is none.
    """
    stems = [file.with_suffix(""), *(file.parent / stem for stem in _BESIDE)]
    for beside in (stem.with_suffix(end) for stem in stems for end in (".json", ".txt")):
        if not beside.is_file() or beside == file or beside.stat().st_size > _LONGEST:
            continue
        try:
            names = _names(beside)
        except (OSError, ValueError, RecursionError):
            return (), f"{beside.name} beside {file.name} cannot be read as names of classes."
        if count is not None and names and len(names) != count:
            return (), f"{beside.name} names {len(names)} classes, and the model has {count}."
        if names:
            return names, ""
    return (), ""


def _names(file: Path) -> tuple[str, ...]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".txt":
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    found: Any = json.loads(text)
    if isinstance(found, dict):
        named = next((found[one] for one in _BESIDE if one in found), None)
        if named is None and found and all(str(one).isdecimal() for one in found):
            named = [found[key] for key in sorted(found, key=int)]
        found = named
    return (
        tuple(map(str, found)) if isinstance(found, Sequence) and not isinstance(found, str) else ()
    )


_WIDTHS = {192: "tiny", 384: "small", 768: "base", 1024: "large"}


def likeliest(shapes: Mapping[str, Sequence[int]]) -> str:
    """The architecture of a library that tensors of these names and shapes are likely of.

    Vision Transformers, whose widths have names, and residual networks with gates; "" else.
    """
    for name, shape in shapes.items():
        if name.endswith("patch_embed.proj.weight") and len(shape) == 4 and shape[0] in _WIDTHS:
            return f"timm:vit_{_WIDTHS[shape[0]]}_patch{shape[2]}_224"
        if name.endswith("conv_proj.weight") and len(shape) == 4 and shape[0] in (768, 1024):
            return f"torchvision:vit_{'b' if shape[0] == 768 else 'l'}_{shape[2]}"
    if any(name.endswith("layer1.0.se.fc1.weight") for name in shapes):
        return "timm:seresnet50"
    return ""
