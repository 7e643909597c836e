"""What a detector finds in a run in which something is muted, and what it finds without that."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.numbers import percent
from explorer.core.placement import Box
from explorer.core.trace import Trace


@dataclass(frozen=True, slots=True)
class ObjectBox:
    """An object that a detector found.

    Attributes
    ----------
    box
        (x0, y0, x1, y1) in pixels of the photo.
    label
        Its class and score.
    whole
        Whether it is found with nothing muted, and not in the run as it is.
    """

    box: Box
    label: str
    whole: bool


@dataclass(frozen=True, slots=True)
class BoxSets:
    """Both sets of boxes of a run, drawn solid and dashed.

    Attributes
    ----------
    boxes
        Those of the run with nothing muted first, for the others lie over them.
    solid, dashed
        What each set is called in the key.
    """

    boxes: tuple[ObjectBox, ...]
    solid: str
    dashed: str

    @property
    def chunks(self) -> dict[str, str]:
        """What the file of a picture says of them."""
        whole = sum(one.whole for one in self.boxes)
        now = len(self.boxes) - whole
        return {"Boxes": f"solid: {self.solid} ({now}); dashed: {self.dashed} ({whole})"}


def box_sets(trace: Trace) -> BoxSets | None:
    """Both sets of a detector's boxes; None where nothing is muted, or no boxes are known."""
    if trace.unmuted_objects is None or not trace.placements:
        return None
    place = trace.placement
    boxes = tuple(
        ObjectBox(place.on_photo(one.box), f"{one.label} {percent(one.score)}", whole)
        for found, whole in ((trace.unmuted_objects, True), (trace.objects, False))
        for one in found
    )
    return BoxSets(boxes, "as run", trace.mute.undone) if boxes else None
