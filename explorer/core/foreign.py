"""Words that come from files, models and plug-ins: made printable, short and plain before use.

Labels, names, types and error messages of others may hold line ends, control and direction marks,
half surrogates, markup, or a megabyte. Whatever of theirs goes into a sentence passes here first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from explorer.core.cancel import Cancelled

LONGEST = 160
"""Characters of foreign words in one sentence."""
LONGEST_SENTENCE = 500
"""Characters of a whole sentence with whatever it quotes."""


def plain(words: object, longest: int = LONGEST) -> str:
    """Make foreign words printable, on one line, and at most so long.

    Parameters
    ----------
    words
        Anything; what is no string is asked for its `str`, which may itself fail.
    longest
        Characters kept; of longer words the middle is left out, with "…" in its place.

    Returns
    -------
    str
        White space of any kind is a space; what else cannot be printed is "�".
    """
    try:
        text = str(words)
    except Exception:  # of an object of any kind
        text = f"a {type(words).__name__}"
    if len(text) > 4 * longest:  # not every character of a megabyte is worth a look
        text = f"{text[: 2 * longest]}{text[-2 * longest :]}"
    whole = "".join(" " if c.isspace() else c if c.isprintable() else "�" for c in text).strip()
    if len(whole) <= longest:
        return whole
    tail = longest // 3
    return f"{whole[: longest - tail - 1]}…{whole[-tail:]}"


def sentence(words: str) -> str:
    """Make a sentence that quotes foreign words fit to be shown: printable, on one line, bounded.

    Whatever refuses something passes its message here, so that no name, label or number in it can
    break a line or fill the screen.
    """
    return plain(words, LONGEST_SENTENCE)


class Refusal(Exception):  # noqa: N818 - what is refused names the error, as ModelError
    """Something is refused; the message is one sentence that says what to do.

    Whatever it quotes, the message is printable, on one line and not long.
    """

    def __init__(self, said: str) -> None:
        super().__init__(sentence(said))


def quoted_error(error: BaseException) -> str:
    """Name an error of foreign code by its type and the first line that it says.

    A line that ends with a colon is quoted with the one behind it.

    Returns
    -------
    str
        As "RuntimeError: boom", without a full stop; the type alone where nothing is said.
    """
    try:
        lines = str(error).splitlines()
    except Exception:  # an error of any kind
        lines = []
    said, more = [*islice((line for line in lines if line.strip()), 2), "", ""][:2]
    if said.rstrip().endswith(":"):
        said = f"{said} {more.strip()}"
    kind = plain(type(error).__name__, 60)
    return f"{kind}: {plain(said).rstrip('.:')}" if said else kind


@contextmanager
def exceptions_only(made: Callable[[str], Exception] = RuntimeError) -> Iterator[None]:
    """Let foreign code raise nothing but exceptions, however it ends.

    A model may call `sys.exit`, and libraries in Rust (tokenizers, safetensors) panic on some
    damaged files: neither is an Exception, and what catches whatever foreign code raises would let
    it pass. Ctrl+C and our own `Cancelled` go through.

    Parameters
    ----------
    made : makes the error of what was raised, as "SystemExit: 0".
    """
    try:
        yield
    except (Exception, KeyboardInterrupt, Cancelled):
        raise
    except BaseException as error:
        raise made(quoted_error(error)) from error
