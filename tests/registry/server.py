"""A server of files on this machine, which can be slow, break off, or be wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Site:
    """What is served, and how.

    files: path to content. headers: path to further headers. breaks: after so many bytes of an
    answer the connection is closed, as often as there are numbers. status: path to a status other
    than 200. hold: is called before every kilobyte. ranges: whether parts are given. asked: method,
    path and Range of every request so far.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    status: dict[str, int] = field(default_factory=dict)
    hold: Callable[[], object] = lambda: None
    ranges: bool = True
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site at `site.url` on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, body: bool) -> None:
            path = self.path.partition("?")[0]
            site.asked.append((self.command, path, self.headers.get("Range", "")))
            content = site.files.get(path)
            status = site.status.get(path, 404 if content is None else 200)
            start = 0
            asked = self.headers.get("Range")
            if status == 200 and asked and site.ranges and content is not None:
                start = int(asked.removeprefix("bytes=").removesuffix("-"))
                status = 206 if start < len(content) else 416
            self.send_response(status)
            content = (content or b"")[start:] if status in (200, 206) else b""
            if status == 206:
                self.send_header("Content-Range", f"bytes {start}-{start + len(content) - 1}/*")
            for name, value in site.headers.get(path, {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if not body:
                return
            end = site.breaks.pop(0) if site.breaks and content else len(content)
            for at in range(0, end, 1024):
                site.hold()
                self.wfile.write(content[at : min(at + 1024, end)])
            if end < len(content):
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Tests say what they need to know."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
