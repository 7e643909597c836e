"""Find the source code of a live module: its class, and the functions of its file that it calls."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from types import CodeType, FunctionType
from weakref import WeakKeyDictionary

import torch
from torch import nn

from explorer.core.code import Code
from explorer.core.foreign import plain

LONGEST = 400
"""Lines of a class that are shown whole; of a longer one the forward alone is."""
MOST_FUNCTIONS = 4
"""Functions of its file that are shown beside a class."""


def codes(model: object, paths: Iterable[str]) -> dict[str, Code]:
    """The code of the modules of these paths; a path that is no module of it has none."""
    found: dict[str, Code] = {}
    if not isinstance(model, nn.Module):
        return found
    for path in paths:
        try:
            module = model.get_submodule(path.partition("#")[0])
        except AttributeError:
            continue
        found[path] = code_of(module)
    return found


_CODES: WeakKeyDictionary[nn.Module, dict[tuple[str, ...], dict[str, Code]]] = WeakKeyDictionary()
"""Those of the models that nobody changes any more, while they live."""


def kept_codes(model: object, paths: Iterable[str]) -> dict[str, Code]:
    """What `codes` gives of a model that is as it will stay, looked for once; not to be changed."""
    if not isinstance(model, nn.Module):
        return {}
    kept, wanted = _CODES.setdefault(model, {}), tuple(paths)
    if wanted not in kept:
        kept[wanted] = codes(model, wanted)
    return kept[wanted]


def code_of(module: nn.Module) -> Code:
    """The code of a live module; where it has none the result says why."""
    module = getattr(module, "_orig_mod", module)  # what torch.compile has wrapped
    name = plain(type(module).__name__, 80)
    graph = getattr(sys.modules.get("torch.fx"), "GraphModule", ())  # not imported for it
    if isinstance(module, (torch.jit.ScriptModule, graph)):
        return Code(name, problem=f"{name} is compiled and has no source.")
    return _of_class(type(module))  # type: ignore[arg-type]  # torch types __hash__ loosely


@lru_cache(maxsize=64)
def _of_class(kind: type[nn.Module]) -> Code:
    name = plain(kind.__name__, 80)
    try:
        file, lines, first = _lines(kind)
    except (OSError, TypeError, IndexError, SyntaxError):
        return Code(name, problem=_why(kind, name))
    if len(lines) > LONGEST:
        lines, first = inspect.getsourcelines(kind.forward)
    functions = list(_called(kind))[:MOST_FUNCTIONS]
    parts = [(inspect.getsourcelines(one)[1], inspect.getsource(one)) for one in functions]
    parts.append((max(first, 1), "".join(lines)))
    return Code(name, file, _shown(kind, file), tuple(sorted(parts)))


def _lines(kind: type[nn.Module]) -> tuple[str, list[str], int]:
    """The file of a class, its lines and the number of the first; raises what `inspect` raises.

    A class of a plug-in or of a cell of a notebook is in no module that Python lists: it stands
    around its forward, of which the file is known.
    """
    with suppress(OSError, TypeError):
        return inspect.getsourcefile(kind) or "", *inspect.getsourcelines(kind)
    lines, first = inspect.findsource(kind.forward)
    classes = (one for one in ast.walk(ast.parse("".join(lines))) if isinstance(one, ast.ClassDef))
    own = [one for one in classes if one.lineno <= first + 1 <= (one.end_lineno or 0)]
    inmost = max(own, key=lambda one: one.lineno, default=None)
    if inmost is None or inmost.name != kind.__name__:
        raise OSError("the class stands elsewhere")
    file = inspect.getsourcefile(kind.forward) or ""
    return file, lines[inmost.lineno - 1 : inmost.end_lineno], inmost.lineno


def _why(kind: type, name: str) -> str:
    """Why a class has no source."""
    home = getattr(sys.modules.get(kind.__module__), "__file__", None)
    if home is None:
        return f"{name} was made in a notebook or a session, and its source was not kept."
    return f"{name} was made while the program ran, and has no source."


def _shown(kind: type, file: str) -> str:
    """The file within its package: only that name is shown, never a folder of the machine."""
    parts = kind.__module__.split(".")
    tail = [one for one in file.replace("\\", "/").split("/") if one][-len(parts) :]
    return plain("/".join(tail), 80)


def _called(kind: type) -> Iterator[FunctionType]:
    """Functions of the same file that methods of a class call, in no order, each once."""
    seen: set[str] = set()
    for method in vars(kind).values():
        code = getattr(method, "__code__", None)
        if not isinstance(code, CodeType):
            continue
        for name in code.co_names:
            found = method.__globals__.get(name)
            own = isinstance(found, FunctionType) and found.__module__ == kind.__module__
            if own and name not in seen and _attends(found):
                seen.add(name)
                yield found


def _attends(function: FunctionType) -> bool:
    """Whether a function has to do with attention: others of a file would only be in the way."""
    try:
        text = inspect.getsource(function)
    except (OSError, TypeError):
        return False
    return any(sign in text for sign in ("softmax", "matmul", " @ ", "sigmoid", "einsum"))
