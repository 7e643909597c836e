"""Damage to bytes and to JSON, drawn from a seeded generator."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from typing import Any

ODD: list[Any] = [
    *(None, -1, 0, 1, 2**14, 2**31, 10**12, 10**40, 1e308, float("nan"), float("inf"), -0.0),
    *("", "x", "../../etc/passwd", "\0", "\ud800", "<b>", "9" * 5000),
    *([], {}, [1], {"a": 1}, True, False, [[]]),
]
"""Values that nobody expects in a file."""


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Damage bytes one to three times.

    Each time bits are flipped, the end is cut off, garbage or a run of equal bytes is spliced in,
    a block is reversed, or the bytes are made longer.
    """
    out = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        if not out:
            break
        at = _place(len(out), rng)
        match rng.randrange(8):
            case 0 | 1 | 2:
                for _ in range(rng.choice([1, 1, 2, 8, 40])):
                    out[_place(len(out), rng)] ^= 1 << rng.randrange(8)
            case 3:
                del out[at:]
            case 4:
                out[at : at + rng.choice([1, 4, 64])] = rng.randbytes(rng.choice([1, 4, 64]))
            case 5:
                out[at : at + 8] = rng.choice([b"\0", b"\xff"]) * 8
            case 6:
                first, last = sorted((at, _place(len(out), rng)))
                out[first:last] = out[first:last][::-1]
            case 7:
                more = rng.randbytes(rng.choice([1, 100, 5000]))
                out += more if rng.random() < 0.5 else out[: 1 << 20]
    return bytes(out)


def _place(size: int, rng: random.Random) -> int:
    """Draw a place in so many bytes, often near an end, where formats say most."""
    near_end = size - 1 - rng.randrange(min(size, 300))
    return rng.choice([rng.randrange(min(size, 160)), rng.randrange(size), near_end])


def odd_json(value: Any, rng: random.Random) -> bytes:
    """Write JSON with one to three values, keys or lengths that nobody expects.

    Now and then it is nested 100,000 deep, in UTF-16, or damaged as bytes.
    """
    value = json.loads(json.dumps(value))
    for _ in range(rng.randint(1, 3)):
        _change(value, rng)
    text = json.dumps(value)
    roll = rng.random()
    if roll < 0.02:
        return b"[" * 100_000
    if roll < 0.04:
        return text.encode("utf-16")
    if roll < 0.10:
        return mutated(text.encode(), rng)
    return text.encode()


def _change(here: Any, rng: random.Random) -> None:
    """Change one value, at most four levels deep, in place."""
    for depth in range(rng.randint(1, 4), 0, -1):
        if not isinstance(here, dict | list) or not here:
            return
        keys: list[Any] = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = rng.choice(keys)
        below = here[key]
        if depth > 1 and isinstance(below, dict | list) and below:
            here = below
            continue
        roll = rng.random()
        if isinstance(here, dict) and roll < 0.20:
            del here[key]
        elif isinstance(here, dict) and roll < 0.25:
            here["\0" + key] = here.pop(key)
        else:
            here[key] = deepcopy(rng.choice(ODD))  # it may itself be changed, and hold another
        return


ALIKE: dict[type, list[Any]] = {
    int: [-1, 0, 1, 3, 11, 10**6, 2**31, 10**12],
    float: [-1.0, 0.0, 0.5, 1.0, 7.0, 1e30, 1e-30],
    str: ["", "vit", "transformer", "steps", "0", "-1", "mean", "../../x", "{site}", "x" * 300],
    bool: [False, True],
}
"""Values of the right type that lie."""


def lying_json(value: Any, rng: random.Random) -> bytes:
    """Write JSON of the right types in which one or two values are others."""
    value = json.loads(json.dumps(value))
    leaves = [one for one in _leaves(value) if type(one[0][one[1]]) in ALIKE]
    for here, key in rng.sample(leaves, min(len(leaves), rng.randint(1, 2))):
        here[key] = rng.choice(ALIKE[type(here[key])])
    return json.dumps(value).encode()


def _leaves(value: Any) -> list[tuple[Any, Any]]:
    """The places of all values that are neither lists nor objects."""
    keys = value if isinstance(value, dict) else range(len(value))
    found: list[tuple[Any, Any]] = []
    for key in keys:
        inside = value[key]
        found += _leaves(inside) if isinstance(inside, dict | list) else [(value, key)]
    return found
