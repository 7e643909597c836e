"""Arguments of another type than a function says are refused in a sentence that names them.

What people hand to the front door is checked against the annotations of its functions, before
anything is done with it.
"""

from __future__ import annotations

import inspect
import os
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache, wraps
from numbers import Integral, Real
from typing import Any, Literal, ParamSpec, TypeVar, Union, cast, get_args, get_origin

from explorer.core.foreign import plain

P = ParamSpec("P")
R = TypeVar("R")
E = TypeVar("E", bound=StrEnum)
_WORDS = {str: "a string", int: "a number", float: "a number", bool: "True or False"}


def takes(function: Callable[P, R]) -> Callable[P, R]:
    """Have a function refuse arguments that its annotations do not allow.

    Integers and fractions of NumPy become those of Python. Raises TypeError, and ValueError for a
    word of a few that it is none of, in a sentence that names the argument and says what it takes.
    """
    signature = inspect.signature(function)

    @cache
    def hints() -> dict[str, Any]:
        """Of the parameters; what cannot be had before a library is imported may be anything."""
        return {name: _hint(one.annotation, function) for name, one in signature.parameters.items()}

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        bound = signature.bind(*args, **kwargs)
        for name, given in bound.arguments.items():
            kind = signature.parameters[name].kind
            if kind in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD):
                continue
            bound.arguments[name] = taken(name, given, hints()[name])
        return function(*bound.args, **bound.kwargs)

    return checked


def taken(name: str, given: object, hint: Any) -> Any:
    """What was given under a name, numbers as those of Python; raises TypeError as `takes`."""
    if not _fits(given, hint):
        said = " or ".join(dict.fromkeys(_told(hint)))
        short = given is None or isinstance(given, str | bytes | int | float)
        shown = plain(repr(given), 40) if short else ""
        raise TypeError(f"{name} is {said}, not {shown or _article(type(given).__name__)}")
    words = get_args(hint)
    if get_origin(hint) is Literal and given not in words:
        raise ValueError(f"{name} is one of {', '.join(map(str, words))}, not {plain(given, 40)}")
    return _plain_number(given)


def one_of(kind: type[E], value: str, name: str) -> E:
    """What a word means; ValueError, with the words that there are, where it means nothing."""
    words = [str(one) for one in kind]
    if value not in words:
        raise ValueError(f"a {name} is one of {', '.join(words)}, not {plain(value, 40)}")
    return kind(value)


def _hint(annotation: Any, function: Callable[..., Any]) -> Any:
    if annotation is inspect.Parameter.empty:
        return Any
    if not isinstance(annotation, str):
        return annotation
    try:
        return eval(annotation, inspect.unwrap(function).__globals__)
    except NameError:
        return Any


def _fits(given: object, hint: Any) -> bool:
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Any or isinstance(hint, TypeVar):
        return True
    if hint is None or hint is types.NoneType:
        return given is None
    if origin in (Union, types.UnionType):
        return any(_fits(given, one) for one in parts)
    if origin is Literal:
        return any(isinstance(given, type(one)) for one in parts)
    if hint is bool:
        return isinstance(given, int) or type(given).__name__ in ("bool", "bool_")
    if hint in (int, float):
        number = isinstance(given, Integral if hint is int else Real)
        return number and not isinstance(given, bool)
    if origin is tuple or hint is tuple:
        return _row(given) and _fits_row(given, parts)
    if origin in (Sequence, Iterable):
        several = isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping)
        if not several or (origin is Sequence and not hasattr(given, "__len__")):
            return False
        # what else is in it is told in the words of what reads it
        plainly = isinstance(given, list | tuple | set | frozenset) and parts[0] in _WORDS
        return not plainly or all(_fits(one, parts[0]) for one in cast("list[object]", given))
    kind = origin or hint
    return isinstance(given, kind) if isinstance(kind, type) else callable(given)


def _row(given: object) -> bool:
    """Whether something is a row of values, as a tuple, a list or an array."""
    return isinstance(given, Sequence) and not isinstance(given, str | bytes)


def _fits_row(given: Any, parts: tuple[Any, ...]) -> bool:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return all(_fits(one, parts[0]) for one in given)
    return len(given) == len(parts) and all(map(_fits, given, parts))


def _plain_number(given: Any) -> Any:
    """A number as Python has it; a tuple with such numbers; anything else as it is."""
    if isinstance(given, bool):
        return given
    if isinstance(given, Integral):
        return int(given)
    if isinstance(given, Real) and not isinstance(given, float):
        return float(given)
    if type(given) in (tuple, list):
        return type(given)(map(_plain_number, given))
    return given


def _told(hint: Any) -> list[str]:
    """What is taken, in words."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is None or hint is types.NoneType:
        return ["None"]
    if origin in (Union, types.UnionType):
        return [word for one in parts for word in _told(one)]
    if origin is Literal:
        return [" or ".join(f'"{one}"' if isinstance(one, str) else repr(one) for one in parts)]
    if hint in _WORDS:
        return [_WORDS[hint]]
    if hint is os.PathLike or origin is os.PathLike:
        return ["a path"]
    if origin is tuple and Ellipsis not in parts:
        return [f"({', '.join(' or '.join(_told(one)) for one in parts)})"]
    if origin in (tuple, Sequence, Iterable):
        return ["a list"]
    name = getattr(hint, "__name__", "")
    return [_article(name)] if isinstance(hint, type) and name else ["a function"]


def _article(name: str) -> str:
    return f"{'an' if name[:1] in 'aeiouAEIOU' else 'a'} {name}"
