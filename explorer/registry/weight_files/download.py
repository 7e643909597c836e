"""Fetching a file of weights: with progress, within a time, going on where it stopped, checked."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import Any, BinaryIO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from explorer.registry.abandonable_thread import Aside
from explorer.registry.entry import ModelError, UntrainedError
from explorer.registry.loading import SILENT, Loading, LoadProgress
from explorer.version import __version__

PATIENCE = 15.0
"""Seconds without a byte after which a server counts as out of reach."""
BLOCK = 2**20
OFTEN = 0.1
"""Seconds between two reports of progress."""
SETTLED = 1.0
"""Seconds after which the speed tells the time left."""


def fetch(url: str, target: Path, loading: Loading = SILENT) -> Path:
    """`target`, downloaded where it is not there yet.

    Where the name in the url ends in -HASH, that is the start of the SHA-256 that the file must
    have; only what is checked so goes on where an earlier try stopped. Without one it must come by
    a connection that nobody can change.

    Raises
    ------
    ModelError
        It cannot be had, with one sentence.
    Cancelled
        It is not wanted any more.
    """
    if target.is_file():
        return target
    digest, name = _digest(url), target.name
    host = urlsplit(url).netloc or "the server"
    if not digest and not _vouched(url):
        raise ModelError(
            f"{name} comes without a digest, by a connection that anyone can change (http): it is "
            "not fetched. Choose another model."
        )
    part = _claim(target)
    if not digest:
        part.unlink(missing_ok=True)
    finished = False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        job = _Job(url, part, _Progress(loading, name), digest)
        if not job.whole():
            raise ModelError(f"{name} arrived damaged. Try again.")
        part.replace(target)
        finished = True
    except HTTPError as error:
        error.close()
        raise _refused(host, name, error.code) from error
    except (OSError, HTTPException) as error:  # URLError and timeouts are OSErrors
        raise UntrainedError(
            f"The weights cannot be had from {host}. Check the connection"
        ) from error
    finally:
        if not finished:
            _give_back(part, target, keep=bool(digest))
    return target


def _digest(url: str) -> str:
    """The start of the SHA-256 that the name of a file ends in; "" for none."""
    named = re.search(r"-([0-9a-f]{8,})\.[^.]+$", urlsplit(url).path)
    return named[1] if named else ""


def _vouched(url: str) -> bool:
    """Whether nobody on the way can change what comes from an address."""
    at = urlsplit(url)
    return at.scheme in ("https", "file") or at.hostname in ("127.0.0.1", "localhost", "::1")


def unchecked(url: str) -> tuple[str, ...]:
    """Say of weights that nothing tells whether they are the right ones; () where a digest does."""
    if _digest(url):
        return ()
    name = urlsplit(url).path.rpartition("/")[2]
    return (f"{name} came without a digest: only the connection vouches for these weights.",)


def _refused(host: str, name: str, status: int) -> ModelError:
    if status in (401, 403):
        return ModelError(
            f"{host} does not give {name} to everyone. Log in there, or choose another model."
        )
    if status == 404:
        return UntrainedError(f"{host} has no {name}. Choose another model")
    return UntrainedError(f"{host} cannot give {name} now (status {status}). Try again later")


# A file that is being written carries the number of its process, so that no two write into one;
# what a process leaves unfinished is taken over by the next.


def _claim(target: Path) -> Path:
    """The file to write into: with what an earlier try has left, if anything."""
    import psutil

    own = target.with_name(f"{target.name}.{os.getpid()}.part")
    for left in sorted(target.parent.glob(f"{_escaped(target.name)}*.part")):
        number = left.name.removeprefix(target.name).removesuffix(".part").strip(".")
        writing = number.isdigit() and int(number) != os.getpid() and psutil.pid_exists(int(number))
        if writing or not (number.isdigit() or number == ""):
            continue
        with suppress(OSError):  # another process was first
            left.replace(own)
            break
    return own


def _escaped(name: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", name)


def _give_back(part: Path, target: Path, keep: bool) -> None:
    with suppress(OSError):
        if keep and part.stat().st_size:
            part.replace(target.with_name(f"{target.name}.part"))
        else:
            part.unlink(missing_ok=True)


@dataclass
class _Job:
    """One download. part: what there is so far. digest: the start of its SHA-256, "" for none."""

    url: str
    part: Path
    progress: _Progress
    digest: str

    def whole(self) -> bool:
        """Fetch the rest; whether the file is what it must be. What is not is deleted."""
        again = True  # what an earlier try left may be what spoils it
        while True:
            had = self._size()
            try:
                sound = self._append()
            except HTTPError:
                raise
            except (OSError, HTTPException):
                if not self.digest or self._size() <= had:
                    raise
                continue  # a connection that broke off is made anew as long as that helps
            if sound:
                return True
            self.part.unlink(missing_ok=True)
            if not (had and again):
                return False
            again = False

    def _size(self) -> int:
        return self.part.stat().st_size if self.part.is_file() else 0

    def _append(self) -> bool:
        """Fetch what is missing; whether the digest is right."""
        with Aside(self.progress.loading, PATIENCE) as aside, self.part.open("ab") as file:
            size = file.tell()
            response = aside.do(lambda: _open(self.url, size))
            try:
                found = self._read(aside, response, file)
            finally:
                aside.leave(response.close)  # which waits for a read that hangs
        return found.startswith(self.digest)

    def _read(self, aside: Aside, response: Any, file: BinaryIO) -> str:
        """What comes, put behind what there is; the SHA-256 of all in hex."""
        start = _start(response.headers) if response.status == 206 else 0
        if start not in (0, file.tell()):
            raise OSError("the server gives another part")
        file.truncate(start)
        hashed = self._hashed(start)
        length = response.headers.get("Content-Length")
        total = start + int(length) if length and length.isdigit() else 0
        self.progress.begin(start, total)
        done = start
        while block := aside.do(lambda: response.read1(BLOCK)):
            file.write(block)
            done += len(block)
            hashed.update(block)
            self.progress.tell(done)
        if total and done != total:
            raise OSError("the connection broke off")
        return str(hashed.hexdigest())

    def _hashed(self, size: int) -> Any:
        """A hash of what there is."""
        hashed = hashlib.sha256(usedforsecurity=False)
        with self.part.open("rb") as file:
            while size > 0 and (block := file.read(min(BLOCK, size))):
                hashed.update(block)
                size -= len(block)
        return hashed


def _open(url: str, size: int) -> Any:
    """The answer of the server; from byte `size` on where it can."""
    agent = {"User-Agent": f"attention-explorer/{__version__}", "Accept-Encoding": "identity"}
    asked = Request(url, headers=agent)
    if size:
        asked.add_header("Range", f"bytes={size}-")
    try:
        response = urlopen(asked, timeout=PATIENCE)
    except HTTPError as error:
        if error.code != 416:  # nothing is left, or what there is is longer than the file
            raise
        error.close()
        return _open(url, 0)
    return response


def _start(headers: HTTPMessage) -> int:
    found = re.match(r"bytes (\d+)-", headers.get("Content-Range", ""))
    return int(found[1]) if found else -1


@dataclass
class _Progress:
    """Says how far a download is, and how long it will take."""

    loading: Loading
    name: str
    clock: Callable[[], float] = time.monotonic
    _since: tuple[float, int] = field(default=(0.0, 0), init=False)
    _told: float = field(default=0.0, init=False)
    _total: int = field(default=0, init=False)

    def begin(self, done: int, total: int) -> None:
        self._total = total
        self._since = self.clock(), done
        self.tell(done)

    def tell(self, done: int) -> None:
        """Publish how many bytes there are, if the last time is long enough ago."""
        now = self.clock()
        if now - self._told < OFTEN and done != self._total:
            return
        self._told = now
        text = f"Downloading {self.name}, {_megabytes(done)}"
        if self._total:
            text += f" of {_megabytes(self._total)} MB"
        else:
            text += " MB"
        start, first = self._since
        if self._total and now - start > SETTLED and done > first:
            text += f", {duration((self._total - done) * (now - start) / (done - first))} left"
        self.loading.publish(LoadProgress(text, done, self._total))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f}" if size >= 1e7 else f"{size / 1e6:.1f}"


def duration(seconds: float) -> str:
    """As people say it: 40 s, 3 min, 2 h."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    if seconds < 3600:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"
