"""The kinds of hostile inputs: each made in a folder, and read by the program itself."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from torture_parts import kept_states, library_models, photos, texts
from torture_parts.mutations import ODD, mutated, odd_json
from torture_parts.weights import Canary, hostile_weights

Read = Callable[[], object]
Made = tuple[str, Read]
"""What an input is, in a few words, and what reads it."""

SHARES = {
    "photo": 30,
    "text": 14,
    "settings": 8,
    "plugin": 1,
    "tokenizer": 5,
    "tensors": 14,
    "card": 9,
    "hf": 9,
    "keras": 5,
    "npz": 3,
    "name": 2,
    "picture": 5,
    "session": 5,
}
"""Of each kind how many among all; kinds that import less come first."""


class RunningError(Exception):
    """An opened model raised something that is no refusal as it ran; its cause says what."""


def is_refusal(error: BaseException) -> bool:
    """Tell whether an error is one of the program's own, whose message is a sentence."""
    from explorer.core.cancel import Cancelled
    from explorer.core.foreign import Refusal

    return isinstance(error, (Refusal, Cancelled))


class Kinds:
    """Makes hostile inputs in a folder of its own.

    Attributes
    ----------
    folder : where the files of the latest input lie.
    canary : the file that appears if code in an input is run.
    """

    def __init__(self, folder: Path) -> None:
        from explorer.inputs.samples import samples

        self.folder, self.canary = folder / "now", folder / "canary"
        self.clear()
        self._samples = [one.path for one in samples()]
        self._kept: dict[str, Any] = {}

    def clear(self) -> None:
        """Remove the files of the latest input."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def make(self, kind: str, rng: random.Random) -> Made:
        """Make an input of a kind of `SHARES`."""
        made: Made = getattr(self, f"_{kind}")(rng)
        return made

    def prepare(self, kind: str) -> None:
        """Import and build whatever a kind needs, so that no input is blamed for it."""
        match kind:
            case "text" | "tokenizer":
                self._once("vocabulary", _vocabulary)
            case "tensors" | "card" | "npz" | "name":
                _, files = self._vit()
                path = self._write("m.safetensors", files["m.safetensors"])
                path.with_suffix(".json").write_text(json.dumps(library_models.CARD))
                self._open(f"file:{path}")
            case "hf":
                import timm
                import torchvision

                assert timm
                assert torchvision
                self._once("hf", lambda: library_models.small_transformers(self.folder))
            case "picture" | "session":
                self._states()
        if kind in ("keras", "npz", "name"):
            self._once("keras", lambda: library_models.small_keras(self.folder))
        self.clear()

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def _vit(self) -> Any:
        return self._once("vit", library_models.small_vit)

    def _write(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def _open(self, name: str) -> None:
        """Find, load and run a model of photos or texts."""
        from explorer.core.inputs import Inputs, Modality
        from explorer.inputs.images import read_photo
        from explorer.runtime.engine import Engine, Request

        photo = self._once("sample", lambda: read_photo(self._samples[0]))
        engine = Engine()
        entry = engine.open(name, "cpu")
        taken = Inputs(
            photos=(photo,) if Modality.PHOTO in entry.takes else (),
            text="The trophy does not fit." if Modality.TEXT in entry.takes else "",
        )
        try:
            engine.run(Request(entry.id, taken, "cpu"))
        except Exception as error:
            if is_refusal(error):
                raise
            raise RunningError from error

    # -- inputs --------------------------------------------------------------------------------

    def _photo(self, rng: random.Random) -> Made:
        from explorer.inputs.images import read_photo

        made = self._once("photos", lambda: photos.containers(self._samples))
        name, data = photos.hostile_photo(made, rng)
        suffix = rng.choice([*[Path(name).suffix] * 4, *photos.SUFFIXES])
        path = self._write(f"photo{suffix}", data)
        return name, lambda: read_photo(path)

    def _text(self, rng: random.Random) -> Made:
        from explorer.inputs.text import read_text

        name, data = texts.hostile_text(rng)
        path = self._write(f"text{rng.choice(texts.SUFFIXES)}", data)

        def read() -> None:
            vocabulary = self._once("vocabulary", _vocabulary)
            for sentence in read_text(path).sentences[:3]:
                _spell(vocabulary, sentence[:2000])

        return name, read

    def _picture(self, rng: random.Random) -> Made:
        whole, engine = self._states()
        path = self._write("picture.png", kept_states.lying_picture(whole, rng))
        return "picture", lambda: kept_states.restored(path, engine)

    def _session(self, rng: random.Random) -> Made:
        whole, engine = self._states()
        path = self._write("session.axs", kept_states.lying_session(whole, rng))
        return "session", lambda: kept_states.restored(path, engine)

    def _states(self) -> Any:
        return self._once("states", lambda: kept_states.whole_states(self.folder))

    def _settings(self, rng: random.Random) -> Made:
        from explorer.gui.control.kept.remembering import first_photo, first_state, remembered
        from explorer.runtime import settings

        os.environ["ATTENTION_EXPLORER_HOME"] = str(self.folder)
        base = asdict(settings.Settings()) | {"recent": ["/a", "/b"], "geometry": "AAAA"}
        for _ in range(rng.randint(0, 5)):
            base[rng.choice(list(base))] = rng.choice(ODD)
        damaged = mutated(json.dumps(base).encode(), rng)
        self._write("settings.json", odd_json(base, rng) if rng.random() < 0.8 else damaged)

        def read() -> None:
            found = settings.load()
            first_photo(found)
            changed = asdict(found) | remembered(first_state(found, None))
            settings.save(settings.Settings(**changed))
            again = settings.load()
            [Path(one) for one in again.used("x").recent]
            bytes(again.geometry, "ascii", "ignore")

        return "settings", read

    def _tokenizer(self, rng: random.Random) -> Made:
        from explorer.registry.subjects.vocabulary import Vocabulary
        from explorer.registry.weight_files.cards import TextCard, read_card

        own = read_card(_checkpoint("transformer"))
        assert isinstance(own, TextCard)
        whole = own.tokenizer.read_bytes()
        raw = self._once("tokenizer", lambda: json.loads(whole))
        data = odd_json(raw, rng) if rng.random() < 0.7 else mutated(whole, rng)
        path = self._write("tokenizer.json", data)
        digest = hashlib.sha256(data).hexdigest()
        card = replace(own, tokenizer=path, tokenizer_sha256=digest)

        def read() -> None:
            vocabulary = Vocabulary.load(card)
            try:
                for text in texts.TEXTS:
                    _spell(vocabulary, text)
            except Exception as error:
                raise (error if is_refusal(error) else RunningError()) from error

        return "tokenizer", read

    # -- models --------------------------------------------------------------------------------

    def _tensors(self, rng: random.Random) -> Made:
        state, files = self._vit()
        name, data = hostile_weights(state, files, self.canary, rng)
        path = self._write(name, data)
        path.with_suffix(".json").write_text(json.dumps(library_models.CARD))
        return name, lambda: self._open(f"file:{path}")

    def _card(self, rng: random.Random) -> Made:
        from explorer.registry.weight_files.cards import read_card

        if rng.random() < 0.5:
            _, files = self._vit()
            path = self._write("m.safetensors", files["m.safetensors"])
            path.with_suffix(".json").write_bytes(odd_json(library_models.CARD, rng))
            return "beside weights", lambda: self._open(f"file:{path}")
        names = ["vit", "se-resnet", "spatial-gate", "transformer", "seq2seq"]
        own = _checkpoint(rng.choice(names))
        path = self._write(own.name, odd_json(json.loads(own.read_text()), rng))
        return own.stem, lambda: read_card(path)

    def _keras(self, rng: random.Random) -> Made:
        data, parts = self._once("keras", lambda: library_models.small_keras(self.folder))
        path = self._write("m.keras", library_models.hostile_keras(data, parts, rng))
        return "keras", lambda: self._open(f"keras:{path}")

    def _hf(self, rng: random.Random) -> Made:
        made = self._once("hf", lambda: library_models.small_transformers(self.folder))
        what, files = library_models.hostile_folder(made, self.canary, rng)
        for name, content in files.items():
            self._write(name, content)
        untrained = "#untrained" if rng.random() < 0.3 else ""
        return what + untrained, lambda: self._open(f"hf:{self.folder}{untrained}")

    def _npz(self, rng: random.Random) -> Made:
        from explorer.inputs.images import read_photo
        from explorer.inputs.text import read_text

        rows = rng.choice([1, 5000])
        made = self._once(f"arrays of {rows} rows", lambda: _arrays(rows, Canary(self.canary)))
        suffix = rng.choice([".npz", ".png", ".pt", ".txt", ".keras"])
        path = self._write(f"arrays{suffix}", mutated(made, rng))
        reads: tuple[Read, ...] = (
            lambda: read_photo(path),
            lambda: read_text(path),
            lambda: self._open(f"file:{path}"),
            lambda: self._open(f"keras:{path}"),
        )
        return "npz", rng.choice(reads)

    def _name(self, rng: random.Random) -> Made:
        fronts = ["hf:", "timm:", "torchvision:", "file:", "keras:", "dinov2", "", "vit", "evil:"]
        ends = [
            *("", "../..", "/", "\0", "a" * 5000, "~nobody", "%s%n", "\ud800", "<img src=x>"),
            *("x\ny", ".", "-rf", "a/b/c", "@", "vit@main", "*", "resnet50.", "C:\\x", "🙂"),
            *("/dev/zero", "/proc/self/mem", "#untrained#untrained"),
        ]
        behind = rng.choice(["", "#untrained", "#vision", "#text"])
        word = rng.choice([*fronts, "hf:https://127.0.0.1/"]) + rng.choice(ends) + behind
        return ascii(word)[:60], lambda: self._open(word)

    def _plugin(self, rng: random.Random) -> Made:
        from explorer.registry.sources.plugins import add_file

        listing = b"import os\ndef models():\n    return []\n"
        raising = b"def models():\n    yield 1\n\x00raise ValueError('x')\n"
        data = mutated(raising if rng.random() < 0.2 else listing, rng)
        path = self._write(f"plug{rng.choice(['.py', '.py', '.txt', '.pyc', '.so'])}", data)
        return "plugin", lambda: add_file(path)


def _arrays(rows: int, code: Canary) -> bytes:
    """Write arrays of zeros, and one whose pickle runs code, into an .npz file."""
    buffer = BytesIO()
    np.savez_compressed(buffer, a=np.zeros((rows, 1000)), b=np.array([code], dtype=object))
    return buffer.getvalue()


def _checkpoint(name: str) -> Path:
    from explorer.resource_files import resources

    return resources() / "checkpoints" / f"{name}.json"


def _vocabulary() -> Any:
    from explorer.registry.subjects.vocabulary import Vocabulary
    from explorer.registry.weight_files.cards import TextCard, read_card

    card = read_card(_checkpoint("transformer"))
    assert isinstance(card, TextCard)
    return Vocabulary.load(card)


def _spell(vocabulary: Any, text: str) -> None:
    """Take a text apart into tokens and put it together again."""
    spelt = vocabulary.read(text)
    assert spelt.tokens is not None
    vocabulary.text(spelt.ids, spelt.spelling)
