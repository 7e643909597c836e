"""Attention Explorer: open a model, run it on an input, and see where it looks.

The public names are those of `__all__`; everything else is private to the program. A name is
imported when it is first asked for, so that ``import explorer`` loads neither torch nor Qt.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from explorer.version import __version__

if TYPE_CHECKING:
    from explorer.analysis.attribution.method import AttributionError
    from explorer.analysis.compare import CompareError
    from explorer.analysis.head_table import HeadTable
    from explorer.analysis.heads import StatisticsError
    from explorer.capture.tracing.trace import UnwatchableError
    from explorer.core.interventions.intervention import MuteError
    from explorer.core.selector import SelectionError
    from explorer.door.comparison import Compared, compare
    from explorer.door.figure import Figure
    from explorer.door.models import Model, open_model
    from explorer.door.result import Result, open_trace
    from explorer.door.showing import show
    from explorer.door.watching import Watched, watch
    from explorer.explanation.glossary import Term, TermError, explain
    from explorer.explanation.quantities import Walkthrough
    from explorer.export.archive import ArchiveError
    from explorer.export.figure_settings import FigureSettings
    from explorer.export.files import ExportError
    from explorer.inputs.photo_files import ImageError
    from explorer.inputs.text import TextError
    from explorer.registry.entry import MissingError, ModelError, SentenceError, UntrainedError
    from explorer.registry.sources.plugins import photo_model
    from explorer.runtime.devices import DeviceError

__all__ = [
    "ArchiveError",
    "AttributionError",
    "CompareError",
    "Compared",
    "DeviceError",
    "ExportError",
    "Figure",
    "FigureSettings",
    "HeadTable",
    "ImageError",
    "MissingError",
    "Model",
    "ModelError",
    "MuteError",
    "Result",
    "SelectionError",
    "SentenceError",
    "StatisticsError",
    "Term",
    "TermError",
    "TextError",
    "UntrainedError",
    "UnwatchableError",
    "Walkthrough",
    "Watched",
    "__version__",
    "compare",
    "explain",
    "open_model",
    "open_trace",
    "photo_model",
    "show",
    "watch",
]

_HOMES = {
    "AttributionError": "explorer.analysis.attribution.method",
    "MuteError": "explorer.core.interventions.intervention",
    "CompareError": "explorer.analysis.compare",
    "Compared": "explorer.door.comparison",
    "compare": "explorer.door.comparison",
    "ArchiveError": "explorer.export.archive",
    "DeviceError": "explorer.runtime.devices",
    "ExportError": "explorer.export.files",
    "Figure": "explorer.door.figure",
    "FigureSettings": "explorer.export.figure_settings",
    "HeadTable": "explorer.analysis.head_table",
    "ImageError": "explorer.inputs.photo_files",
    "MissingError": "explorer.registry.entry",
    "Model": "explorer.door.models",
    "ModelError": "explorer.registry.entry",
    "Result": "explorer.door.result",
    "SelectionError": "explorer.core.selector",
    "SentenceError": "explorer.registry.entry",
    "StatisticsError": "explorer.analysis.heads",
    "Term": "explorer.explanation.glossary",
    "TermError": "explorer.explanation.glossary",
    "TextError": "explorer.inputs.text",
    "UntrainedError": "explorer.registry.entry",
    "UnwatchableError": "explorer.capture.tracing.trace",
    "Walkthrough": "explorer.explanation.quantities",
    "Watched": "explorer.door.watching",
    "explain": "explorer.explanation.glossary",
    "open_model": "explorer.door.models",
    "open_trace": "explorer.door.result",
    "photo_model": "explorer.registry.sources.plugins",
    "show": "explorer.door.showing",
    "watch": "explorer.door.watching",
}


def __getattr__(name: str) -> object:
    """Import the file that a public name lives in (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
