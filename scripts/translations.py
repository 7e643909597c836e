"""Bring the .ts files of the window's languages up to date with the source, as Qt's lupdate does.

    python scripts/translations.py update     # new texts come in, vanished ones go
    python scripts/translations.py missing    # lists what has no translation yet; status 1 if any

Every text of the source that reads like words is a message: a string, one with values in it as a
pattern ("Layer %1"), strings that are added up. What no window ever shows is marked by a
translator's comment, "not shown". The files can be edited in Qt Linguist. A language is a folder
of resources/translations; a new one begins as an empty folder.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from explorer.explanation.translation import NOT_SHOWN, PLACE, Message, read_messages

ROOT = Path(__file__).resolve().parent.parent
PACKAGE, FOLDER = ROOT / "explorer", ROOT / "resources" / "translations"
UNSEEN = ("cli", "door", "__main__.py", "__init__.py", "version.py")
"""Parts of the package whose words no window shows."""
OWN = "words"
"""How files of messages that no rule finds are called, kept by hand: single words, parts of
sentences, sentences of which the source has the parts alone."""
_SILENT_CALLS = frozenset(
    (
        *("getattr", "setattr", "hasattr", "setObjectName", "setProperty", "property", "lucide"),
        *("icon", "icon_pixmap", "themed_icon", "set_icon", "compile", "sub", "split", "encode"),
        *("decode", "startswith", "endswith", "KeyError", "AssertionError", "TypeVar", "NewType"),
        *("findChild", "findChildren", "Signal", "Slot", "replace_all", "strip", "rstrip"),
        *("lstrip", "removeprefix", "removesuffix", "import_module", "find_spec", "environ"),
        *("debug", "info", "warning", "cast", "memo", "open_text", "filterwarnings"),
    )
)
_SILENT_KEYWORDS = frozenset(
    ("token", "icon", "encoding", "errors", "mode", "dtype", "id", "key", "name_of", "form")
)
_PROSE = re.compile(r"[A-Za-z]{2}.*\s|\s.*[A-Za-z]{2}|^[A-Z][a-z]|[a-z][.…:!?]$", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]{3}")
_FIELD = re.compile(r"\{(?::[^{}\s]*)?\}")
"""A place of str.format, as {} or {:,}."""


def texts(path: Path) -> Iterator[str]:
    """The texts of a source file that a window may show, in their order."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _walk(tree)


def _walk(node: ast.AST) -> Iterator[str]:
    pattern = _pattern(node)
    if pattern is not None:
        text, values = pattern
        if _WORD.search(PLACE.sub("", text)) and (PLACE.search(text) or _PROSE.search(text)):
            yield text.strip()
        for value in values:
            yield from _walk(value)
        return
    for child in _spoken(node):
        yield from _walk(child)


def _spoken(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that may hold words: no docstring, no annotation, no key."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Compare() | ast.MatchValue() | ast.Import():
            return
        case ast.Call(func=func, args=args, keywords=keywords):
            name = getattr(func, "attr", getattr(func, "id", ""))
            yield func
            if name not in _SILENT_CALLS:
                yield from args
                yield from (one.value for one in keywords if one.arg not in _SILENT_KEYWORDS)
        case ast.Subscript(value=value):
            yield value
        case ast.Dict(values=values):
            yield from values
        case ast.AnnAssign(value=value):
            if value is not None:
                yield value
        case ast.arg():
            return
        case ast.FunctionDef(args=args, body=body, decorator_list=_):
            yield from (*args.defaults, *(one for one in args.kw_defaults if one), *body)
        case ast.Assert(test=test):
            yield test
        case _:
            yield from ast.iter_child_nodes(node)


def _pattern(node: ast.AST) -> tuple[str, list[ast.AST]] | None:
    """The text of a string with places for its values, and these; None for what is no string."""
    values: list[ast.AST] = []

    def piece(one: ast.AST) -> str | None:
        match one:
            case ast.Constant(value=str(text)):
                return _FIELD.sub(lambda _: place(ast.Constant(None)), text)
            case ast.JoinedStr(values=parts):
                return "".join(piece(part) or "" for part in parts)
            case ast.FormattedValue(value=value):
                return place(value)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                first, second = piece(left), piece(right)
                if first is None and second is None:
                    return None
                before = place(left) if first is None else first
                return before + (place(right) if second is None else second)
        return None

    def place(value: ast.AST) -> str:
        values.append(value)
        return f"%{len(values)}"

    text = piece(node)
    return None if text is None else (text, values)


def room_of(path: Path) -> str:
    """The .ts file that a source file belongs to: its room, of the window two folders."""
    parts = path.relative_to(PACKAGE).parts
    depth = 2 if parts[0] == "gui" and len(parts) > 2 else 1
    return "-".join(parts[:depth]) if len(parts) > 1 else "explorer"


@cache
def sources() -> dict[str, dict[str, str]]:
    """The files of messages, each with its texts and the source file where it is first found."""
    seen: set[str] = set()
    found: dict[str, dict[str, str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] in UNSEEN:
            continue
        for text in texts(path):
            if text not in seen:
                seen.add(text)
                found.setdefault(room_of(path), {})[text] = path.relative_to(ROOT).as_posix()
    return found


def known(folder: Path) -> dict[str, Message]:
    """The messages of a language by their source; what is kept by hand is for what is not found."""
    files = sorted(folder.glob("*.ts"), key=lambda path: (not path.stem.startswith(OWN), path.name))
    return {one.source: one for path in files for one in read_messages(path)}


def update(folder: Path) -> None:
    """Write the files of a language anew: translations stay, vanished texts go."""
    before = known(folder)
    wanted = sources()
    for path in folder.glob("*.ts"):
        if path.stem not in wanted and not path.stem.startswith(OWN):
            path.unlink()
    for room, found in wanted.items():
        messages = []
        for text, where in found.items():
            old = before.get(text)
            messages.append(
                Message(text, "", True, where)
                if old is None
                else Message(text, old.translation, old.shown, where)
            )
        write(folder / f"{room}.ts", folder.name, messages)


def write(path: Path, language: str, messages: list[Message]) -> None:
    """Write a .ts file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
    ]
    where = ""
    for one in messages:
        if one.where != where:
            lines += ["</context>"] * bool(where)
            lines += ["<context>", f"    <name>{escape(one.where)}</name>"]
            where = one.where
        lines += ["    <message>", f"        <source>{escape(one.source)}</source>"]
        if not one.shown:
            lines.append(f"        <translatorcomment>{NOT_SHOWN}</translatorcomment>")
        unfinished = "" if one.translation or not one.shown else ' type="unfinished"'
        lines.append(f"        <translation{unfinished}>{escape(one.translation)}</translation>")
        lines.append("    </message>")
    lines += ["</context>"] * bool(where)
    path.write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")


def missing(folder: Path) -> list[str]:
    """The texts of the source that a language has no translation of, as "room: text"."""
    have = known(folder)
    return [
        f"{room}: {text}"
        for room, found in sources().items()
        for text in found
        if (one := have.get(text)) is None or (one.shown and not one.translation)
    ]


def main(arguments: list[str]) -> int:
    """Update the languages, or list what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("task", choices=("update", "missing"))
    task = parser.parse_args(arguments).task
    status = 0
    for folder in sorted(one for one in FOLDER.iterdir() if one.is_dir()):
        if task == "update":
            update(folder)
        for text in missing(folder):
            status = int(task == "missing")
            print(f"{folder.name} {text!r}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
