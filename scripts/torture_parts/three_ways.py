"""Inputs and models that are refused, met in three ways: by the command, the window and the door.

Each is one printable sentence: on standard error, over the picture, in the error that is raised.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from torture_parts.fault_table import ANYTHING, FAULTS, PHOTO, PLUGIN, Case, away

WINDOW = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication(["torture"])
from explorer.cli import main
from explorer.gui.window.main_window import MainWindow
given, end = json.loads(sys.argv.pop()), time.monotonic() + 200
def asked(window):
    control = window.controller
    while control.state.trace is None:
        yield
    control.messages.dismiss()
    if given["plugin"]:
        control.opening.plugin(Path(given["plugin"]))
        yield
    elif given["model"]:
        control.choose_model(given["model"])
        yield
    if given["device"]:
        control.choose_device(given["device"])
        yield
    if given["input"]:
        control.open_file(Path(given["input"]))
        yield
steps = None
def look():
    global steps
    windows = [one for one in app.topLevelWidgets() if isinstance(one, MainWindow)]
    if not windows: return
    late = time.monotonic() > end
    if windows[0].busy() and not late: return
    steps = steps or asked(windows[0])
    message = windows[0].controller.state.message
    if message is not None and message.severity == "err" or late or next(steps, 0) == 0:
        timer.stop()
        sys.stderr.write(message.sentence if message is not None else "no sentence")
        sys.stderr.flush()
        os._exit(2)
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
main([])
"""
"""Opens the window, does what is given, and says what it says of it."""
DOOR = """
import json, sys
from pathlib import Path
given = json.loads(sys.argv.pop())
import explorer
from explorer.core.foreign import Refusal
try:
    model = explorer.open_model(given["plugin"] or given["model"], device=given["device"] or "auto")
    model.run(*[Path(one) for one in [given["input"]] if one])
except Refusal as error:
    sys.stderr.write(str(error))
    sys.exit(2)
"""
"""Opens the model and runs it in Python, and says what is raised."""


@dataclass(frozen=True)
class Given:
    """What the program is given.

    Attributes
    ----------
    model, input, plugin, device : as the command line takes them; "" for none.
    environment : variables that are set, None for one that is taken away.
    """

    model: str = "spatial-gate"
    input: str = str(PHOTO)
    plugin: str = ""
    device: str = ""
    environment: tuple[tuple[str, str | None], ...] = ()


MakeGiven = Callable[[Path, random.Random], Given]
REFUSED: dict[str, MakeGiven] = {}
"""Name to what makes the input, or the model, in a folder."""


def _command(given: Given, folder: Path) -> Case:
    words = ["export", given.model, given.input, "-o", str(folder / "x.png")]
    for option, value in (("--plugin", given.plugin), ("--device", given.device)):
        words += [option, value] if value else []
    return Case(tuple(words), environment=dict(given.environment))


def _scripted(code: str) -> Callable[[Given, Path], Case]:
    def case(given: Given, folder: Path) -> Case:
        values = {one: getattr(given, one) for one in ("model", "input", "plugin", "device")}
        words = (json.dumps(values),)
        return Case(words, code=("-c", code), environment=dict(given.environment))

    return case


WAYS: dict[str, Callable[[Given, Path], Case]] = {
    "by the command": _command,
    "by the window": _scripted(WINDOW),
    "by the door": _scripted(DOOR),
}


def _bytes(name: str, content: bytes, model: str = "spatial-gate") -> MakeGiven:
    def make(folder: Path, rng: random.Random) -> Given:
        (folder / name).write_bytes(content)
        return Given(model, str(folder / name))

    return make


def _scans(folder: Path, rng: random.Random) -> Given:
    """Write a progressive JPEG whose last scan comes again and again."""
    buffer = BytesIO()
    Image.new("RGB", (8_000, 8_000), "red").save(buffer, "JPEG", progressive=True)
    whole = buffer.getvalue()
    last = whole[whole.rindex(b"\xff\xda") : -2]
    (folder / "a.jpg").write_bytes(whole[:-2] + 50 * last + whole[-2:])
    return Given(input=str(folder / "a.jpg"))


def _pipe(folder: Path, rng: random.Random) -> Given:
    os.mkfifo(folder / "pipe.png")
    return Given(input=str(folder / "pipe.png"))


def _plugin(where: str) -> MakeGiven:
    def make(folder: Path, rng: random.Random) -> Given:
        parts = dict.fromkeys(("imported", "listed", "load", "run"), "pass")
        raised = rng.choice([one for one in ANYTHING if one != "KeyboardInterrupt()"])
        code = PLUGIN.format(**parts | {where: f"raise {raised}"})  # in Python that is the user's
        (folder / "plug.py").write_text(code, "utf-8")
        return Given("mine:net", plugin=str(folder / "plug.py"))

    return make


def _folder(config: object, untrained: str = "") -> MakeGiven:
    def make(folder: Path, rng: random.Random) -> Given:
        (folder / "model").mkdir()
        (folder / "model" / "config.json").write_text(json.dumps(config))
        return Given(f"hf:{folder / 'model'}{untrained}")

    return make


HUGE = {
    **{"model_type": "vit", "architectures": ["ViTForImageClassification"]},
    **{"hidden_size": 16_384, "num_hidden_layers": 200, "num_attention_heads": 16},
    **{"intermediate_size": 65_536, "image_size": 224, "patch_size": 16},
}
"""A model of 2.6 TB, that nobody has."""
REFUSED |= {
    "a photo that is gone": lambda folder, rng: Given(input=str(folder / "no.jpg")),
    "a photo that is a device": lambda folder, rng: Given(input="/dev/zero"),
    "a photo that is a pipe": _pipe,
    "a photo that is empty": _bytes("a.png", b""),
    "a photo that is none": _bytes("a.jpg", b"no picture"),
    "a photo of half its bytes": _bytes("a.png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR"),
    "a photo of many scans": _scans,
    "a text of bytes": _bytes("a.txt", bytes(range(256)) * 9, "transformer"),
    "a text of nothing": _bytes("a.txt", b" \n ", "transformer"),
    "a model that is not known": lambda folder, rng: Given("nosuch"),
    "a model of a library that is not known": lambda folder, rng: Given("timm:none_such"),
    "a model that is a device": lambda folder, rng: Given("keras:/dev/zero"),
    "a model without files": lambda folder, rng: Given(f"hf:{folder}"),
    "a model of odd values": _folder({"model_type": "vit", "hidden_size": "x"}),
    "a model of no type": _folder({"hidden_size": 16}),
    "a model larger than the memory": _folder(HUGE, "#untrained"),
    "a model whose network is away": lambda folder, rng: Given(
        "timm:vit_tiny_patch16_224", environment=tuple(away(folder).items())
    ),
    "a device that is not there": lambda folder, rng: Given(
        device=rng.choice(("cuda", "mps")), environment=(("CUDA_VISIBLE_DEVICES", ""),)
    ),
    **{
        f"a plug-in that raises when {where}": _plugin(where)
        for where in ("imported", "listed", "load", "run")
    },
}


def _in_a_way(make: MakeGiven, way: str) -> Callable[[Path, random.Random], Case]:
    return lambda folder, rng: WAYS[way](make(folder, rng), folder)


for _name, _make in REFUSED.items():
    for _way in WAYS:
        FAULTS[f"{_name}, {_way}"] = _in_a_way(_make, _way)
