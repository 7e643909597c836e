"""What a run has shown, for code and notebooks: sites by name, figures, numbers, a table."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.analysis.head_table import HeadTable
from explorer.analysis.heads import Asking, head_table
from explorer.core.checks import Verdict
from explorer.core.code import Code
from explorer.core.map.combine import Reduce
from explorer.core.map.levels import ends_of
from explorer.core.map.resolve import map_type
from explorer.core.photo_output import PhotoOutput
from explorer.core.placement import Box
from explorer.core.selection import GateSide, Scale, Selection
from explorer.core.selector import (
    Part,
    Query,
    SelectionError,
    site_named,
    site_numbers,
    with_head,
    with_left_out,
    with_query,
    with_region,
)
from explorer.core.sites.attention import Attention
from explorer.core.taking import one_of, takes
from explorer.core.trace import Prediction
from explorer.door.architecture import SiteMap
from explorer.door.figure import VIEWS, Figure, OutputFigure, style_of, view_of
from explorer.door.questions import Questions
from explorer.door.table import table
from explorer.explanation.architecture import architecture
from explorer.explanation.quantities import Walkthrough
from explorer.explanation.walk import walk_through
from explorer.export.arrays import write_npz
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError, write_bytes
from explorer.export.run_file.trace_file import SUFFIX, save_trace
from explorer.export.run_file.trace_file import open_trace as read_run
from explorer.export.style import LARGEST, Style
from explorer.figures.page.files import figure_files
from explorer.figures.photo_picture import Layout
from explorer.figures.views import NAMES

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, eq=False)
class Result(Questions):
    """One run of a model: its attention sites in order, and what came out.

    ``result["blocks.5.attention"]`` and ``result[5]`` are sites. A site has a `name`, a `kind`,
    `heads`, `checks`, and ``weights(queries=None)``, which are (heads, queries, keys) float32 with
    the batch removed: softmax kinds sum to 1 along the keys, gates lie in [0, 1].
    """

    def __repr__(self) -> str:
        return f"<Result of {self._trace.model.title}: {len(self)} sites, {self.verdict}>"

    def __len__(self) -> int:
        """How many sites there are."""
        return len(self._trace.sites)

    def __iter__(self) -> Iterator[Attention]:
        return iter(self._trace.sites)

    @takes
    def __getitem__(self, site: int | str) -> Attention:
        """Return a site by its name, the path of its module, or by its number.

        Raises
        ------
        SelectionError
            There is none of that name; the sentence has the nearest one.
        IndexError
            There is none of that number.
        """
        sites = self._trace.sites
        number = site_named(self._trace, site) if isinstance(site, str) else site
        if not -len(sites) <= number < len(sites):
            raise IndexError(f"there is no site {number}: there are {len(sites)}, from 0")
        return sites[number]

    @property
    def sites(self) -> tuple[Attention, ...]:
        """All sites, in the order in which they ran; of a text cross, decoder, encoder."""
        return self._trace.sites

    @property
    def verdict(self) -> Verdict:
        """Whether the maps are what the model computed: verified, not verified, or a mismatch."""
        return self._trace.verdict

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what is not shown, or was done to the input."""
        return self._trace.notes

    @property
    def prediction(self) -> Prediction | None:
        """Classes of a photo with their probabilities, best first; None for other models."""
        return self._trace.prediction

    @property
    def output(self) -> PhotoOutput | None:
        """What the model gives for every pixel, its segments or a depth; None for other models."""
        return self._trace.output

    @takes
    def output_figure(self, *, colormap: str = "inferno", size: int = 1024) -> OutputFigure:
        """Draw what the model gives for every pixel over the photo.

        Parameters
        ----------
        colormap : str
            Of a depth; segments have a colour each.
        size : int
            Longer edge of the picture in pixels.

        Raises
        ------
        SelectionError
            The model gives nothing of the kind.
        ValueError
            A size or a colour table that there is not.
        """
        if self._trace.output is None:
            raise SelectionError(f"{self._trace.model.title} gives neither segments nor a depth.")
        if not 1 <= size <= LARGEST:
            raise ValueError(f"the size goes from 1 to {LARGEST}")
        return OutputFigure(self._trace, Style(colormap=colormap), Layout(size))

    @property
    def text(self) -> str:
        """What the model wrote; "" for models that write nothing."""
        made = self._trace.translation
        return "" if made is None else made.text

    @takes
    def heads(self, queries: Asking = "all", box: Box | None = None) -> HeadTable:
        """Tell what each attention head does: its entropy, how far it looks, what it looks at.

        Parameters
        ----------
        queries : {"all", "first"}
            Which tokens ask: all of them, or CLS or the first one alone.
        box : (x0, y0, x1, y1), optional
            A rectangle on the photo, in its pixels, whose share of the attention is told too.

        Returns
        -------
        HeadTable
            A row a head: ``records()``, ``csv()``, ``ranked(statistic)``.

        Raises
        ------
        StatisticsError
            The run has gates alone.

        Examples
        --------
        >>> import explorer
        >>> table = explorer.open_model("vit").run("photo.jpg").heads()  # doctest: +SKIP
        """
        return head_table(self._trace, queries, box)

    @takes
    def figure(
        self,
        layer: int | str | None = None,
        head: int | str = "mean",
        query: Query = None,
        view: str | None = None,
        *,
        part: str | None = None,
        colormap: str = "inferno",
        scale: str | None = None,
        levels: tuple[float, float] | str | None = None,
        size: int = 1024,
        legend: bool = False,
        opacity: float = 0.75,
        smooth: bool = True,
        gate: str = "after",
        words: bool = True,
        special: bool = True,
        renormalised: bool = False,
        without: Iterable[int] = (),
        queries: Part = None,
        keys: Part = None,
        pool: Reduce = "mean",
        embed_input: bool = False,
    ) -> Figure:
        """Draw a map, exactly as the window and the command line do.

        Parameters
        ----------
        layer : int or str, optional
            A number from 0, negative from the end, or the name of a site; else the one that the
            window shows first.
        head : int or {"mean", "max"}
            A head or channel, or how all of them become one.
        query : int, str or (row, column), optional
            Whose attention is drawn: a token's number, "cls", a patch, a word of a text.
        view : str, optional
            "overlay", "spotlight" or "map" for a photo, "matrix", "lines", "text" or "steps" for a
            text; the first of them without.
        part : {"cross", "decoder", "encoder"}, optional
            Of a model of texts, the part within which layers are counted.
        colormap : str
            Name of a colour table.
        scale : {"shared", "layer", "map"}, optional
            Which maps share the colour levels.
        levels : (float, float) or "LO:HI", optional
            The ends of the colour bar, in place of those of the scale.
        size : int
            Longer edge of the picture in pixels.
        legend : bool
            Title and colour bar around it.
        opacity, smooth, gate
            Of a photo: of the overlay, in [0, 1]; bicubic between patches; "before" or "after" a
            channel gate.
        words, special, renormalised
            Of a text: the tokens of a word as one; special tokens too; what is shown of a row
            summing to 1.
        without : iterable of int
            Tokens that are left out of the columns, as the first one, on which much of the weight
            lies in many models; the rest of each row then sums to 1.
        queries, keys : (int, int) or "A:B", optional
            Of a text of more than 512 tokens: the first token that is drawn, and the one after
            the last.
        pool : {"mean", "max"}
            Of such a text: how the tokens of a tile become one.
        embed_input : bool
            Keep the photo or the text itself in the file, beside what made the picture.

        Returns
        -------
        Figure

        Raises
        ------
        SelectionError
            The run has no such site, head, query or view.
        ValueError
            A size, opacity, scale, levels, gate or colour table that makes no sense.
        """
        style = style_of(smooth, colormap, opacity, size)
        (at,) = site_numbers(self._trace, layer, part)[:1]
        selection = Selection(
            layer=at,
            scale=None if scale is None else one_of(Scale, scale, "scale"),
            side=one_of(GateSide, gate, "gate"),
            words=words,
            special=special,
            renormalised=renormalised,
            pool=pool,
            levels=None if levels is None else ends_of(levels),
        )
        selection = with_query(self._trace, with_head(self._trace, selection, head), query)
        selection = with_left_out(self._trace, selection, without)
        selection = with_region(self._trace, selection, queries, keys)
        views = NAMES[map_type(self._trace.sites[selection.layer])]
        layout = Layout(size, legend, embed=embed_input)
        return Figure(self._trace, selection, view_of(view, views), style, layout)

    @takes
    def walkthrough(
        self,
        layer: int | str | None = None,
        head: int | str = "mean",
        query: Query = None,
        *,
        part: str | None = None,
    ) -> Walkthrough:
        """Walk through what a site computes for one query, with the numbers of this run.

        Parameters
        ----------
        layer, head, query, part
            As `figure` takes them; of a mean of heads the steps are those of the head whose
            largest weight is largest, and the mean is the last of them.

        Returns
        -------
        Walkthrough
            Its `steps` have a name, a formula and the array that comes of it; `print` it to read
            them.

        Raises
        ------
        SelectionError
            The run has no such site, head or query.
        """
        (at,) = site_numbers(self._trace, layer, part)[:1]
        selection = with_head(self._trace, Selection(layer=at), head)
        return walk_through(self._trace, with_query(self._trace, selection, query))

    @takes
    def architecture(
        self, layer: int | str | None = None, query: Query = None, *, part: str | None = None
    ) -> SiteMap:
        """Tell where a site sits in the model, and where its queries, keys and values come from.

        Parameters
        ----------
        layer, query, part
            As `figure` takes them.

        Returns
        -------
        SiteMap
            `print` it for the outline of the modules, `save` it as a picture of the blocks.

        Raises
        ------
        SelectionError
            The run has no such site or query.
        """
        (at,) = site_numbers(self._trace, layer, part)[:1]
        asked = with_query(self._trace, Selection(layer=at), query).query
        return SiteMap(architecture(self._trace, at), asked)

    @takes
    def code(self, site: int | str) -> Code:
        """Return the source code of the module of a site, as far as it can be had.

        Raises
        ------
        SelectionError
            There is no such site.
        """
        try:
            name = self[site].name
        except IndexError as error:
            raise SelectionError(f"{str(error).capitalize()}.") from error
        if not self._trace.codes:
            return Code(name, problem="The code of a module is known while its model is open.")
        return self._trace.codes.get(name, Code(name, problem=f"{name} is no module of its own."))

    @takes
    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the run to a file: its numbers as ``.npz``, or all of it as ``.axt``.

        Of ``.npz`` every site is an array (heads, queries, keys). An ``.axt`` keeps the inputs
        too, and what each site came from, so that `open_trace` shows the run without its model.

        Raises
        ------
        ExportError
            The file cannot be written.
        """
        target = Path(path)
        if target.suffix.lower() not in (SUFFIX, ".npz"):
            raise ExportError(
                f"A run is written as npz or axt, not {target.name}: its pictures are figures."
            )
        if target.suffix.lower() == SUFFIX:
            save_trace(target, self._trace)
        else:
            write_npz(target, self._trace)
        return target

    @takes
    def save_page(
        self,
        path: str | os.PathLike[str],
        settings: FigureSettings,
        *,
        layer: int | str | None = None,
        head: int | str = "mean",
        query: Query = None,
        part: str | None = None,
        view: str = "matrix",
        style: Style | None = None,
    ) -> Path:
        """Write a figure on a page of a size in mm, an animation or numbers.

        Parameters
        ----------
        path : str or path
            Its suffix says the format: PNG, SVG, PDF; GIF, APNG, WebP; npz, CSV, safetensors.
        settings : FigureSettings
            What it shows, how large, on which ground, with which words.
        layer, head, query, part, view
            As `figure` takes them.
        style : Style, optional
            How a map lies over its photo; of a sheet the maps alone without.

        Raises
        ------
        SelectionError
            The run has no such site, head or query.
        ExportError
            The format does not suit, or the file cannot be written.
        ValueError
            Settings that make no sense.
        """
        (at,) = site_numbers(self._trace, layer, part)[:1]
        selection = with_head(self._trace, Selection(layer=at), head)
        selection = with_query(self._trace, selection, query)
        target = Path(path)
        usual = Style("map") if settings.what == "sheet" else Style()
        named = view_of(view, VIEWS)
        ((_, content, _),) = figure_files(
            self._trace,
            selection,
            style or usual,
            Layout(),
            named,
            settings.checked(),
            target.suffix.lower().removeprefix("."),
        )
        write_bytes(target, content)
        return target

    def _repr_html_(self) -> str:
        """Return a table of the sites, for notebooks."""
        return table(self._trace)


@takes
def open_trace(path: str | os.PathLike[str]) -> Result:
    """Open a run that was saved as ``.axt``, without its model.

    Everything of a `Result` works but running it again: sites, figures, numbers, the window.

    Raises
    ------
    ArchiveError
        The file is damaged, of a later version, or no saved run.

    Examples
    --------
    >>> import explorer, tempfile
    >>> from explorer.inputs.samples import samples
    >>> seen = explorer.open_model("vit").run(samples()[0].path)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     again = explorer.open_trace(seen.save(f"{folder}/run.axt"))
    >>> bool((again[0].weights() == seen[0].weights()).all())
    True
    """
    return Result(read_run(Path(path)))
