"""Hostile weight files: headers that lie, tensors of no model, archives and pickles with tricks."""

from __future__ import annotations

import json
import pickle
import random
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import torch
from torch import Tensor


class Canary:
    """Pickled, it makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, str]]:
        """Have the unpickler open the file."""
        return open, (self.path, "w")


def odd_safetensors(data: bytes, rng: random.Random) -> bytes:
    """Write another header: sizes, types, offsets that lie; or another length of it."""
    size = struct.unpack("<Q", data[:8])[0]
    header, body = json.loads(data[8 : 8 + size]), data[8 + size :]
    names = [name for name in header if name != "__metadata__"]
    types = ["F64", "F16", "BF16", "I8", "BOOL", "F8_E4M3", "X", None, "U64", "C64"]
    for _ in range(rng.randint(1, 3)):
        one = header[rng.choice(names)]
        match rng.randrange(6):
            case 0:
                longer = [*one["shape"], 1] if isinstance(one["shape"], list) else [1]
                shapes = [[2**40], [-1], [], [0], [2**62, 4], longer, "x", [1.5]]
                one["shape"] = rng.choice(shapes)
            case 1:
                one["dtype"] = rng.choice(types)
            case 2:
                places = [[0, 2**60], [5, 1], [-1, 4], [0], None, [0, 0]]
                one["data_offsets"] = rng.choice(places)
            case 3:
                header[rng.choice(names)] = header[rng.choice(names)]
            case 4:
                header["__metadata__"] = rng.choice([{"a": "b" * 100_000}, {"a": 1}, [], "x"])
            case 5:
                header["\n<b>\ud800" if rng.random() < 0.5 else "a" * 70_000] = one
    text = json.dumps(header).encode()
    wrong = rng.choice([0, 2**63, 100_000_001, len(text) - 1, 2**32])
    return struct.pack("<Q", len(text) if rng.random() < 0.8 else wrong) + text + body


def odd_state(state: dict[str, Any], rng: random.Random) -> tuple[str, bytes]:
    """Write a whole file of tensors that are not those of a model."""
    name = rng.choice(list(state))
    one: Tensor = state[name]
    types = [torch.float16, torch.bfloat16, torch.float64, torch.int8, torch.complex64, torch.bool]
    match rng.randrange(9):
        case 0:
            state[name] = torch.full_like(one, rng.choice([float("nan"), float("inf"), 1e38]))
        case 1:
            state[name] = one.to(rng.choice(types))
        case 2:
            state[name] = torch.zeros(rng.choice([(0,), (1,), (2**20,), (3, 0, 4), ()]))
        case 3:
            state[name] = torch.zeros(1).expand(2**34)
        case 4:
            state[name] = one.to_sparse() if one.dim() else one
        case 5:
            state[name] = torch.zeros_like(one).requires_grad_()
        case 6:
            state[name] = one.to("meta")
        case 7:
            del state[name]
        case 8:
            state = {"state_dict": {"model": {"state_dict": state}}, "epoch": 3}
    buffer = BytesIO()
    torch.save(state, buffer)
    return "m.pt", buffer.getvalue()


def archive(parts: Iterable[tuple[str, bytes]], how: int = zipfile.ZIP_STORED) -> bytes:
    """Write a zip archive of named parts, a name twice where it is given twice."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", how, compresslevel=1) as made:
        for name, content in parts:
            made.writestr(name, content)
    return buffer.getvalue()


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as made:
        return [(one, made.read(one)) for one in made.namelist()]


def zip_evil(data: bytes, rng: random.Random, canary: Path) -> tuple[str, bytes]:
    """Put a pickle that runs code in place of the model's own."""
    code = pickle.dumps(Canary(canary), protocol=2)
    parts = [(name, code if name.endswith("data.pkl") else one) for name, one in _parts(data)]
    name = rng.choice(["m.pt", "m.bin", "m.safetensors"])
    return name, code if rng.random() < 0.25 else archive(parts)


def zip_bomb(data: bytes, rng: random.Random, canary: Path) -> tuple[str, bytes]:
    """Put up to 300 MB of zeros, deflated, beside the model."""
    more = ("archive/data/999", bytes(rng.choice([10**6, 3 * 10**8])))
    return "m.pt", archive([*_parts(data), more], zipfile.ZIP_DEFLATED)


def zip_lies(data: bytes, rng: random.Random, canary: Path) -> tuple[str, bytes]:
    """Write sizes into the central directory that are not those of the parts."""
    how = rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    out = bytearray(archive(_parts(data), how))
    places, at = [], out.find(b"PK\x01\x02")
    while at >= 0:
        places.append(at)
        at = out.find(b"PK\x01\x02", at + 4)
    for at in rng.sample(places, min(len(places), 3)):
        field = rng.choice([8, 10, 16, 20, 24, 28, 42])
        value = struct.pack("<I", rng.choice([0, 1, 2**31, 2**32 - 1, 77]))
        out[at + field : at + field + 4] = value
    return "m.pt", bytes(out)


def zip_names(data: bytes, rng: random.Random, canary: Path) -> tuple[str, bytes]:
    """Add parts whose names lead elsewhere, are long, or come twice."""
    names = ["../../../tmp/zip-slip", "/etc/zip-slip", "a" * 30_000, "archive/\0x", "x"]
    odd = rng.choice(names)
    return "m.pt", archive([*_parts(data), (odd, b"x"), (f"{odd}y", b"y")])


def old_huge(data: bytes, rng: random.Random, canary: Path) -> tuple[str, bytes]:
    """Write the form before zip, whose pickle claims a storage of terabytes."""
    buffer = BytesIO()
    torch.save({"a": torch.zeros(7)}, buffer, _use_new_zipfile_serialization=False)
    huge = b"\x8a\x06" + (10**12).to_bytes(6, "little")
    return "m.pt", buffer.getvalue().replace(b"K\x07", huge)


ZIPS = (zip_evil, zip_bomb, zip_lies, zip_lies, zip_names, old_huge)
"""Each is given the bytes of a good file, and where its code may leave a trace."""


def hostile_weights(
    state: Mapping[str, Tensor], files: Mapping[str, bytes], canary: Path, rng: random.Random
) -> tuple[str, bytes]:
    """Draw a hostile weight file of a small model; gives its name and bytes."""
    from torture_parts.mutations import mutated

    name = rng.choice(list(files))
    data, roll = files[name], rng.random()
    if roll < 0.45:
        data = mutated(data, rng)
    elif roll < 0.62 and name == "m.safetensors":
        data = odd_safetensors(data, rng)
    elif roll < 0.80:
        name, data = rng.choice(ZIPS)(files["m.pt"], rng, canary)
    elif roll < 0.95:
        name, data = odd_state(dict(state), rng)
    if rng.random() < 0.1:
        name = rng.choice(["m.pt", "m.safetensors", "m.bin", "m.ckpt", "m.keras", "m.pth"])
    return name, data
