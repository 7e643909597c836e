"""Open a model by its name, and run it on whatever it takes."""

from __future__ import annotations

import math
import os
from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import Any

from explorer.cli.telling import telling
from explorer.core.inputs import Fit, Inputs, Modality, spoken
from explorer.core.photo import Photo
from explorer.core.taking import one_of, takes
from explorer.core.text import Writing
from explorer.core.trace import Trace
from explorer.door.arguments import Given, sorted_out
from explorer.door.figure import Figure
from explorer.door.interventions import Blocks, Heads, Holds, Masks, interventions
from explorer.door.result import Result
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import write_bytes
from explorer.registry.catalogue import untrained
from explorer.registry.entry import Entry, ModelError
from explorer.registry.model_paths import named
from explorer.registry.placing import Dtype, Placing
from explorer.registry.sources.plugins import add_file
from explorer.registry.uses import no_use, usual_temperature
from explorer.runtime.devices import AUTO
from explorer.runtime.engine import Engine, Request


@takes
def open_model(
    name: str | os.PathLike[str],
    *,
    device: str = AUTO,
    random_weights: bool = False,
    dtype: Dtype = "float32",
    device_map: str = "",
) -> Model:
    """Open a model by its name and load it, so that it is ready to be run.

    Parameters
    ----------
    name : str or path
        "vit", "se-resnet", "spatial-gate", "transformer" or "seq2seq", which come with the
        program; "timm:NAME", "torchvision:NAME", "hf:ID" of a library; a folder as those of
        Hugging Face, a file of weights, a ``.keras`` file, or a Python file with a plug-in, whose
        code is run and whose first model is opened.
    device : {"auto", "cpu", "cuda", "mps"}
        Where it runs; "auto" takes the best that there is.
    random_weights : bool
        Build a model of a library without its weights.
    dtype : {"float32", "bfloat16", "float16"}
        Numbers that the weights of a model of texts of "hf:" are held in.
    device_map : str
        "auto" to spread them over GPUs, memory and disk, or a JSON file of module to device; "" for
        one device.

    Returns
    -------
    Model

    Raises
    ------
    ModelError
        There is no such model, or it cannot be had; `UntrainedError` where it can be built with
        random weights, `MissingError` where it needs packages, which its `packages` name.
    DeviceError
        There is no such device.

    Examples
    --------
    >>> import explorer
    >>> model = explorer.open_model("vit")
    >>> model.takes
    'photos'
    """
    model = _name(name)
    engine = Engine(Placing(dtype, device_map))
    with telling() as tell:
        entry = engine.open(untrained(model) if random_weights else model, device, tell)
    return Model(entry, engine, device)


def _name(name: str | os.PathLike[str]) -> str:
    """The name in the registry; a plug-in is run for it."""
    text = os.fspath(name)
    is_path = not isinstance(name, str) or os.sep in text
    if text.endswith(".py") and os.path.isfile(text):
        return add_file(Path(text))[0].id
    if is_path and ":" not in text and os.path.exists(text):
        text = os.path.abspath(text)
    return named(text) or text


class Model:
    """A model that is open: `run` it on photos or texts, and see where it looks.

    Attributes
    ----------
    id : str
        Its name, as `open_model` and the command line take it.
    title : str
        What it is called in figures.
    takes : str
        "photos", "texts", or "photos and texts".
    labels : tuple of str
        The classes that it tells apart; () for other models.
    """

    def __init__(self, entry: Entry, engine: Engine, device: str) -> None:
        self.id, self.title, self.labels = entry.id, entry.title, entry.labels
        self.takes = spoken(entry.takes)
        self._entry, self._engine, self._device = entry, engine, device

    def __repr__(self) -> str:
        return f"<Model {self.id}: {self.title}, takes {self.takes}>"

    @takes
    def run(
        self,
        *inputs: Given,
        text: str = "",
        text_b: str = "",
        chat: bool = False,
        system: str = "",
        source: str = "",
        to_language: str = "",
        target: str = "",
        beam: int = 1,
        generate: int = 0,
        temperature: float | None = None,
        top_p: float = 1.0,
        seed: int | None = None,
        fit: str | None = None,
        values: tuple[float, float] | None = None,
        bands: tuple[int, int, int] | None = None,
        mute: Heads = (),
        mute_mode: str = "zero",
        hold: Holds = (),
        mask: Masks = (),
        block: Blocks = (),
    ) -> Result:
        """Run the model and observe every attention site.

        Parameters
        ----------
        *inputs : str, path, PIL.Image, array or tensor
            Photos, as paths, pictures of Pillow or arrays (height, width, 3), uint8 or fractions
            of 1; or a text, or the path of a text file; or both, where the model takes both. A
            string that names a file is that file.
        text : str
            A text, where a string could be the path of a photo.
        text_b : str
            A second text that is read together with the first: the context of a question, the
            hypothesis about a premise; of a model of multiple choice a choice a line.
        chat : bool
            Tell the text to the model as a user's turn in its chat template.
        system : str
            What the chat begins with, before that turn.
        source, to_language : str
            Languages of the text and of what is written, as the model names them: "eng_Latn", "fr".
        target : str
            Your own translation, to be judged in place of one that the model writes.
        beam : int
            How many beginnings are kept while a text is written, 1 (greedy) to 8.
        generate : int
            Tokens that a text is continued by.
        temperature, top_p, seed : float, float, int, optional
            How these are drawn; a temperature of 0 takes the likeliest each time. Without one it is
            0, and 1 where the others are given.
        fit : {"crop", "stretch", "pad"}, optional
            What becomes of a photo whose shape is not the model's; as it was trained without.
        values : (float, float), optional
            The values of a photo of more than 8 bits that become black and white; those that it
            uses without.
        bands : (int, int, int), optional
            Numbers, from 1, of the bands of a photo that become red, green and blue.
        mute : sequence of (layer, head), or str
            Heads that give nothing in this run. A layer is a number as `Result.figure` takes it,
            "encoder:0", or the name of a site; a head a number, or "*" for all. Or all of it as
            the command line has it, "5.3,7.*".
        mute_mode : {"zero", "mean"}
            What a muted head gives before the output projection: zeros, or its mean over the
            tokens.
        hold : sequence of (layer, channel, value), or str
            Gates that are held at a value, "*" in place of a channel for all of them, and for a
            spatial gate; or "3.12=0,2.*=1".
        mask : str, int, tuple, or a sequence of these
            Parts of the input: of a photo a patch as (row, column) or "ROW,COL", or a box (x0, y0,
            x1, y1) in shares of its sides, which become its mean colour; of a text a token's
            number or a word, whose vector becomes zeros.
        block : str, (queries, keys), or a sequence of these
            Who may not look at what: "3-5>0", "dog+cat>the", "cls>*", or two names or numbers.
            "@5" after it for one layer, "@encoder" for one part.

        Returns
        -------
        Result

        Raises
        ------
        ModelError
            The model is for other inputs, has no use for an argument, or there is no map to show.
        ImageError, TextError, SentenceError
            An input that cannot be read or run.
        MuteError
            A head, gate, token or patch is not there, or nothing can be done to it.
        ValueError
            A beam, a fit, values, bands or a number for the drawing that makes no sense.
        """
        words = {
            **{"text": text, "text_b": text_b, "chat": chat, "system": system, "source": source},
            **{"to_language": to_language, "target": target, "beam": beam, "generate": generate},
            **{"temperature": temperature, "top_p": top_p, "seed": seed},
        }
        usual = usual_temperature(self._given(words))
        drawn = usual if temperature is None else temperature
        if not (generate >= 0 and 0 <= drawn < math.inf and 0 < top_p <= 1):
            raise ValueError("generate and temperature go from 0, top_p lies above 0, up to 1")
        if not (isinstance(beam, int) and 1 <= beam <= 8):
            raise ValueError(f"a beam goes from 1 to 8, not {beam}")
        fitted = None if fit is None else one_of(Fit, fit, "fit")
        if values is not None and not -math.inf < values[0] < values[1] < math.inf:
            raise ValueError(f"values are two numbers, the lower one first, not {values}")
        if bands is not None and min(bands) < 1:
            raise ValueError(f"bands are counted from 1, not {bands}")
        self._check_used(Modality.TEXT, words)
        self._check_used(Modality.PHOTO, {"fit": fit, "values": values, "bands": bands})
        photos, found, name = sorted_out(inputs, self._entry.takes)
        if text and found:
            raise TypeError("a run takes one text, and two were given")
        asked = Inputs(
            photos,
            text=text or found,
            pair=text_b,
            chat=chat,
            system=system,
            source=source,
            to=to_language,
            target=target,
            beam=beam,
            writing=Writing(generate, drawn, top_p, seed or 0),
            name=name,
            fit=fitted,
            span=values,
            bands=bands,
        )
        with telling() as tell:
            taken = interventions(mute, mute_mode, hold, mask, block)
            request = Request(self.id, asked, self._device, taken)
            trace = self._engine.run(request, tell)
        return Result(trace, lambda: self._engine.subject(self.id, self._device))

    def _check_used(self, kind: Modality, given: dict[str, object]) -> None:
        """Raises ModelError for an argument of `run` that the model has no use for."""
        if said := no_use(dict.fromkeys(self._given(given), kind), self._entry):
            raise ModelError(said)

    def _given(self, values: dict[str, object]) -> list[str]:
        """The arguments of `run` that are others than without them."""
        usual = signature(self.run).parameters
        return [name for name, value in values.items() if value != usual[name].default]

    @takes
    def animate(
        self,
        *photos: Given,
        path: str | os.PathLike[str],
        settings: FigureSettings | None = None,
        **shown: Any,
    ) -> Path:
        """Write an animation through the frames of a film: the map of each, all on one scale.

        Parameters
        ----------
        *photos : str, path, PIL.Image, array or tensor
            A GIF, APNG, WebP or TIFF of several frames, or several photos in their order.
        path : str or path
            A .gif, .apng or .webp file.
        settings : FigureSettings, optional
            Its page and pace; the pictures as on the screen without.
        **shown
            What is drawn of each, as `Result.figure` takes it: layer, head, query and the rest.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        ExportError
            There is one picture alone or more than 500, or the file cannot be written.
        Exception
            What `run` and `Result.figure` raise.

        Examples
        --------
        >>> model = explorer.open_model("vit")  # doctest: +SKIP
        >>> model.animate("clip.gif", path="clip.webp", layer=5, head="max")  # doctest: +SKIP
        """
        from explorer.batch.frames import FilmRuns, film, film_animation

        found, text, _ = sorted_out(photos, self._entry.takes)
        if text:
            raise TypeError("an animation through frames takes photos, and no text")
        target = Path(path)
        settings = replace(settings or FigureSettings(), what="animation", along="frames")
        frames = film(found)

        def drawn(trace: Trace) -> Figure:
            return Result(trace).figure(**shown)

        with telling() as tell:

            def run(photo: Photo) -> Trace:
                return self._engine.run(Request(self.id, Inputs((photo,)), self._device), tell)

            runs = FilmRuns(frames, run, lambda trace: drawn(trace)._selection)
            first = drawn(runs[0][0])
            looks = first.drawn_as, first._layout, first.text_view
            form = target.suffix.lower().removeprefix(".")
            content, _ = film_animation(runs, *looks, settings.checked(), form)
        write_bytes(target, content)
        return target
