"""The tree of modules that a model is built of, as plain names and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Module:
    """A module of a model, with the modules that it is made of.

    Attributes
    ----------
    path : str
        As `named_modules` gives it, "blocks.5.attention"; "" for the model itself.
    kind : str
        The name of its class; "" where only the path is known.
    parameters : int
        Numbers that are learnt, in it and in all below it.
    children : tuple of Module
        In the order in which the model defines them.
    """

    path: str
    kind: str
    parameters: int = 0
    children: tuple[Module, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(".")[2]

    def walk(self) -> Iterator[Module]:
        """This module and all below it, a parent before its children."""
        yield self
        for child in self.children:
            yield from child.walk()
