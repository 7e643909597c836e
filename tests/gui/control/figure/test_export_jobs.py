"""Figures as jobs: what a disk, a folder or a name does to them, and stopping at any moment."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.core.cancel import Cancelled
from explorer.core.selection import Selection
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.export.style import Style
from explorer.figures.photo_picture import Layout
from explorer.gui.control.figure.export_jobs import ExportProgress, ExportRequest, Saved, figure_job
from explorer.runtime.jobs import Job, Report
from tests.core.traces import vit_trace

WANTED = ExportRequest(vit_trace(2, 2), Selection(), Style(), Layout(24))
KINDS = [
    (FigureSettings(), "png"),
    (FigureSettings("sheet", "paper-1", dpi=60), "pdf"),
    (FigureSettings("animation", along="heads"), "gif"),
    (FigureSettings("numbers"), "safetensors"),
]


def carried_out(settings: FigureSettings, form: str, path: Path) -> Saved:
    return figure_job(WANTED, settings, form, path)(Job(1, lambda report: None))


@pytest.mark.parametrize(("settings", "form"), KINDS)
@pytest.mark.parametrize("fault", ["full", "read-only", "a file in the way", "long name"])
def test_what_cannot_be_written_is_one_sentence_and_leaves_nothing(
    settings: FigureSettings, form: str, fault: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    path = {
        "full": Path("/dev/full"),
        "read-only": Path(f"/proc/self/x.{form}"),
        "a file in the way": tmp_path / "file" / f"x.{form}",
        "long name": tmp_path / f"{'x' * 300}.{form}",
    }[fault]
    if sys.platform != "linux" and fault in ("full", "read-only"):
        pytest.skip("needs devices of Linux")
    with pytest.raises(ExportError) as raised:
        carried_out(settings, form, path)
    said = str(raised.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.parametrize(
    "name", ["猫 & 'dog'", "a%s{x}", "..", "-o", "x\u202ey", "tab\there", "é" * 60]
)
@pytest.mark.parametrize(("settings", "form"), KINDS)
def test_any_name_that_a_disk_takes_is_written(
    settings: FigureSettings, form: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "gone" / "folder" / f"{name}.{form}"  # folders that went are made again
    assert carried_out(settings, form, path).path == path
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.stat().st_size > 100


@pytest.mark.parametrize("stop", range(4))
def test_what_is_stopped_leaves_whole_files_alone(stop: int, tmp_path: Path) -> None:
    job = Job(1, lambda report: deliver(report))

    def deliver(report: Report[object]) -> None:
        if isinstance(report.value, ExportProgress) and report.value.done == stop:
            job.cancel()

    with pytest.raises(Cancelled):
        figure_job(WANTED, FigureSettings("maps"), "png", tmp_path)(job)
    written = list(tmp_path.iterdir())
    assert len(written) <= stop
    for path in written:
        with Image.open(path) as image:
            image.load()
    job = Job(2, lambda report: job.cancel())
    with pytest.raises(Cancelled):
        figure_job(WANTED, FigureSettings("sheet"), "png", tmp_path / "sheet.png")(job)
    assert not (tmp_path / "sheet.png").exists()


def test_every_map_is_the_picture_of_its_selection(tmp_path: Path) -> None:
    seen: list[int] = []
    job = Job(1, lambda report: seen.append(report.value.done))  # type: ignore[attr-defined]
    saved = figure_job(WANTED, FigureSettings("maps"), "png", tmp_path)(job)
    assert (saved.count, saved.folder) == (4, True)
    assert seen == [0, 1, 2, 3, 4]
    names = {one.name for one in tmp_path.iterdir()}
    assert names == {
        f"noise.{WANTED.stem.partition('.')[2]}.layer{layer:02d}.head{head:02d}.png"
        for layer in (0, 1)
        for head in (0, 1)
    }
    (name,) = (one for one in names if "layer01.head00" in one)
    one = ExportRequest(WANTED.trace, Selection(layer=1, unit=0), Style(), Layout(24)).draw()
    with Image.open(io.BytesIO((tmp_path / name).read_bytes())) as image:
        assert np.array_equal(np.asarray(image), one.pixels)
