"""How the weights of a large model are held: in which numbers, and spread over which devices."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from explorer.core.foreign import plain

Dtype = Literal["float32", "bfloat16", "float16"]
DTYPES: tuple[Dtype, ...] = get_args(Dtype)
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Placing:
    """How weights are held.

    Attributes
    ----------
    dtype : str
        In which numbers.
    spread : str
        "auto" to fill GPUs, then memory, then disk, as accelerate does it; the path of a JSON file
        that gives the device of each module, as {"transformer.h.0": "cpu", "lm_head": "disk"}; ""
        for one device.
    """

    dtype: Dtype = "float32"
    spread: str = ""

    def __bool__(self) -> bool:
        return self != Placing()

    @property
    def size(self) -> int:
        """Bytes of a number."""
        return 4 if self.dtype == "float32" else 2

    def device_map(self) -> Any:
        """What accelerate takes; raises ValueError, with a sentence, for a file that is none."""
        if self.spread in ("", AUTO):
            return self.spread or None
        name = plain(Path(self.spread).name, 60)
        try:
            found = json.loads(Path(self.spread).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise ValueError(
                f"{name} cannot be read. Name a JSON file of parts and their devices, as "
                '{"lm_head": "cpu"}.'
            ) from error
        sound = isinstance(found, dict) and all(
            isinstance(one, str | int) and not isinstance(one, bool) for one in found.values()
        )
        if not sound or not found:
            raise ValueError(f'{name} is no map of devices, as {{"lm_head": "cpu"}}.')
        return found


FLOAT32 = Placing()
"""Float32 on one device: what holds without a choice."""
