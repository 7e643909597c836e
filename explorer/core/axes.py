"""What the rows and columns of an attention map stand for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole input as the one thing that asks: the query axis of a gate. Size 1."""

    @property
    def size(self) -> int:
        return 1

    def label(self, index: int) -> str:
        return "whole picture"


@dataclass(frozen=True, slots=True)
class PatchGrid:
    """Tokens of a vision transformer: `prefix` tokens (CLS, registers), then patches row by row."""

    rows: int
    cols: int
    prefix: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.prefix) + self.rows * self.cols

    @property
    def patches(self) -> slice:
        """The patch tokens, without the prefix."""
        return slice(len(self.prefix), self.size)

    def index(self, row: int, col: int) -> int:
        """Token number of a patch; raises ValueError outside the grid."""
        if not (0 <= row < self.rows and 0 <= col < self.cols):
            raise ValueError(
                f"There is no patch {row}, {col}: rows go from 0 to {self.rows - 1}, "
                f"columns from 0 to {self.cols - 1}."
            )
        return len(self.prefix) + row * self.cols + col

    def cell(self, index: int) -> tuple[int, int] | None:
        """(row, column) of a token, None for a prefix token."""
        if index < len(self.prefix):
            return None
        return divmod(index - len(self.prefix), self.cols)

    def label(self, index: int) -> str:
        cell = self.cell(index)
        return self.prefix[index] if cell is None else f"patch {cell[0]}, {cell[1]}"


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels of a feature map."""

    size: int

    def label(self, index: int) -> str:
        return f"channel {index}"


@dataclass(frozen=True, slots=True)
class Pixels:
    """The positions of a feature map, row by row."""

    rows: int
    cols: int

    @property
    def size(self) -> int:
        return self.rows * self.cols

    def label(self, index: int) -> str:
        row, col = divmod(index, self.cols)
        return f"position {row}, {col}"


Axis = Whole | PatchGrid | Channels | Pixels


def describe(axis: Axis) -> dict[str, object]:
    """The axis as plain JSON values, for the `meta` of an export."""
    match axis:
        case Whole():
            return {"type": "whole", "size": 1}
        case PatchGrid():
            return {
                "type": "patches",
                "size": axis.size,
                "prefix": list(axis.prefix),
                "rows": axis.rows,
                "cols": axis.cols,
            }
        case Channels():
            return {"type": "channels", "size": axis.size}
        case Pixels():
            return {"type": "pixels", "size": axis.size, "rows": axis.rows, "cols": axis.cols}
