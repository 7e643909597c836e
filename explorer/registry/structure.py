"""What an architecture has to show, by the classes of its parts: which models are worth listing.

Counted on the meta device, where a model takes no memory for its weights. For the architectures
of the libraries that is done beforehand (scripts/shipped/list_models.py); those that are new since
are counted when they are listed first, and the outcome is kept in the user's cache.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from explorer.core.cancel import Cancelled, never
from explorer.resource_files import resources

if TYPE_CHECKING:
    from torch import nn

ATTENDING = re.compile("Attention|Attn|MHSA|GPSA")
"""In the names of the classes that attend."""
NO_MAP = frozenset(
    {"BilinearAttnTransform", "BatNonLocalAttn", "EfficientAdditiveAttention", "LiteMLA"}
    | {"LinearSelfAttention", "SelfAttnBlock", "FactorAttnConvRelPosEnc"}
    | {"ChannelAttention", "ChannelAttentionV2", "CrossCovarianceAttn"}
)
"""Classes called so that have no softmax over positions, and so no map."""


_FILLING = ("normal_", "uniform_", "erfinv_", "clamp_", "mul_", "add_", "fill_", "zero_", "div_")
"""Methods of tensors by which weights are filled."""


@dataclass(frozen=True, slots=True)
class Structure:
    """parameters; attention, gates: how many parts attend and how many gate channels."""

    parameters: int
    attention: int
    gates: int

    @property
    def shows(self) -> str:
        """In a short phrase; "" for nothing."""
        told = [
            f"{count} {word}{'s' * (count > 1)}"
            for count, word in ((self.attention, "attention layer"), (self.gates, "channel gate"))
            if count
        ]
        return " and ".join(told)


NOTHING = Structure(0, 0, 0)
"""Of an architecture that cannot be built without computing."""


def structure_of(model: nn.Module) -> Structure:
    """Counted over all modules; of nested ones that attend the innermost."""
    from explorer.capture.tracing.recognition.gates import CLASSES

    named = {path: type(part).__name__ for path, part in model.named_modules()}
    gates = [path for path, name in named.items() if name in CLASSES]
    within = tuple(f"{path}." for path in gates)
    attending = [
        path
        for path, name in named.items()
        if ATTENDING.search(name) and name not in CLASSES | NO_MAP and not path.startswith(within)
    ]
    around = {path[:at] for path in attending for at, char in enumerate(path) if char == "."}
    innermost = [path for path in attending if path not in around]
    parameters = sum(parameter.numel() for parameter in model.parameters())
    return Structure(parameters, len(innermost), len(gates))


def structures(
    library: str,
    names: Iterable[str],
    build: Callable[[str], nn.Module],
    cancelled: Callable[[], bool] = never,
) -> dict[str, Structure]:
    """Structure of each of a library's architectures. Raises Cancelled.

    build: gives one by its name, untrained; called for those alone that no table knows.
    """
    known = shipped_structures().get(library, {})
    names = tuple(names)
    missing = [name for name in names if name not in known]
    if missing:
        own = cache()
        kept = read(own)
        later = kept.setdefault(library, {})
        for name in missing:
            if cancelled():
                raise Cancelled
            if name not in later:
                later[name] = outlined(partial(build, name))
        _write(own, kept)
        known = known | later
    return {name: known[name] for name in names}


def shipped_structures() -> dict[str, dict[str, Structure]]:
    """What was counted beforehand: by library, then by architecture."""
    return read(resources() / "structures.json")


def outlined(build: Callable[[], nn.Module]) -> Structure:
    """Of a model that is built without memory for its weights; NOTHING where that cannot be."""
    model = weightless(build)
    return NOTHING if model is None else structure_of(model)


def weightless(build: Callable[[], nn.Module]) -> nn.Module | None:
    """Build a model without memory for its weights; None where that cannot be.

    Where an architecture computes while it is built, as RegNet its widths, its weights alone are
    left out. What is not there is not filled either, which takes most of the time else.
    """
    import torch
    from torch.overrides import TorchFunctionMode

    class Weightless(TorchFunctionMode):
        """Layers make their weights from what `empty` gives."""

        def __torch_function__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            given = dict(kwargs or {})
            if func is torch.empty:
                given["device"] = "meta"
            return func(*args, **given)

    class Unfilled(TorchFunctionMode):
        """Weights without memory stay as they are."""

        def __torch_function__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            filled = (args or (None,))[0]
            if isinstance(filled, torch.Tensor) and filled.is_meta and func in filling:
                return filled
            return func(*args, **(kwargs or {}))

    filling = {getattr(torch.Tensor, name) for name in _FILLING}
    for without in (torch.device("meta"), Weightless()):
        # whatever an architecture raises that computes with what is not there
        with suppress(Exception), without, Unfilled():
            return build()
    return None


def written(found: Mapping[str, Mapping[str, Structure]]) -> str:
    """As a file of structures says it: a line for each architecture."""
    tables = (
        f"{json.dumps(library)}: {{\n"
        + ",\n".join(f" {json.dumps(name)}: {json.dumps(astuple(one))}" for name, one in rows)
        + "\n}"
        for library, rows in ((library, sorted(table.items())) for library, table in found.items())
    )
    return "{\n" + ",\n".join(tables) + "\n}\n"


def read(file: Path) -> dict[str, dict[str, Structure]]:
    """Library to architecture to its structure; nothing of a file that is missing or damaged."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        return {
            str(library): {str(name): Structure(*map(int, row)) for name, row in table.items()}
            for library, table in raw.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def cache() -> Path:
    """The table of what was counted on this machine."""
    home = os.environ.get("ATTENTION_EXPLORER_HOME")
    folder = Path(home) if home else platformdirs.user_cache_path("attention-explorer", False)
    return folder / "structures.json"


def _write(file: Path, found: Mapping[str, Mapping[str, Structure]]) -> None:
    """Whole or not at all; a folder that cannot be written is no reason to stop."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(written(found), encoding="utf-8")
        part.replace(file)
