"""Where the model's input lies on the photo."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """The rectangle of the photo that the model's whole input covers.

    x0, y0, x1, y1 in photo pixels; it reaches beyond the photo when the photo was padded, and
    lies within it when the photo was cropped. width and height are the photo's, whole numbers
    unless it is a part of one.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    height: float

    def part(self, x0: float, y0: float, x1: float, y1: float) -> Placement:
        """The same on a part of the photo, given by its corners."""
        return Placement(self.x0 - x0, self.y0 - y0, self.x1 - x0, self.y1 - y0, x1 - x0, y1 - y0)

    def on_photo(self, box: Box) -> Box:
        """A box in shares of the model's input as one in pixels of the photo."""
        x0, y0, x1, y1 = box
        wide, high = self.x1 - self.x0, self.y1 - self.y0
        return (
            self.x0 + x0 * wide,
            self.y0 + y0 * high,
            self.x0 + x1 * wide,
            self.y0 + y1 * high,
        )

    def patch_box(self, row: int, col: int, rows: int, cols: int) -> Box:
        """(x0, y0, x1, y1) in photo pixels of one cell of a rows x cols grid over the input."""
        step_x = (self.x1 - self.x0) / cols
        step_y = (self.y1 - self.y0) / rows
        left, top = self.x0 + col * step_x, self.y0 + row * step_y
        return left, top, left + step_x, top + step_y

    def patch_at(self, x: float, y: float, rows: int, cols: int) -> tuple[int, int] | None:
        """(row, col) of the cell under a point of the photo, None outside the model's input."""
        u = (x - self.x0) / (self.x1 - self.x0)
        v = (y - self.y0) / (self.y1 - self.y0)
        if not (0 <= u < 1 and 0 <= v < 1):
            return None
        return int(v * rows), int(u * cols)
