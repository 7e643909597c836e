"""The wheel alone is the program: built, installed far from the checkout, and put to work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from bootstrap import ROOT, venv_python


def run(*command: object, cwd: Path) -> str:
    """What a command prints, run where the checkout cannot be found by accident."""
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the hatchling that is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--wheel", "--no-isolation", "--outdir", folder]
    run(sys.executable, "-m", "build", *options, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel in it and no trace of the checkout.

    The packages that the wheel needs are lent by the environment of this test through a .pth
    file, since PyTorch once more would be gigabytes. Python does not follow the .pth files of a
    folder lent in this way, so that the editable installation of the checkout stays unseen.
    """
    folder = tmp_path_factory.mktemp("fresh") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=wheel.parent)
    python = venv_python(folder)
    install = ["-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel]
    run(sys.executable, *install, cwd=wheel.parent)
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(python, "-c", code, cwd=wheel.parent).strip())
    lent = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (packages / "lent.pth").write_text("\n".join(lent) + "\n")
    return python


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo wider than high, with a name that needs quoting."""
    sample = Image.open(ROOT / "resources" / "samples" / "chelsea.jpg")
    file = tmp_path / "my cat é.png"
    sample.resize((210, 140)).save(file)
    return file


def test_the_wheel_carries_the_program_and_its_files_and_no_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    metadata = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"
    assert {name.split("/")[0] for name in names} == {"explorer", metadata}
    shipped = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    inside = [file.relative_to(ROOT / "resources") for file in shipped]
    expected = {
        f"explorer/_resources/{file.as_posix()}"
        for file in inside
        if not {"screenshots", "__pycache__"} & {*file.parts} and not file.name.startswith(".")
    }
    assert expected <= set(names)
    assert f"{metadata}/licenses/LICENSE" in names
    assert "explorer/py.typed" in names
    assert not [name for name in names if "screenshots" in name or "__pycache__" in name]


def test_the_program_comes_from_the_wheel(python: Path, tmp_path: Path) -> None:
    code = "import explorer.resource_files as r; print(r.__file__); print(r.resources())"
    file, resources = map(Path, run(python, "-c", code, cwd=tmp_path).splitlines())
    environment = python.parent.parent
    assert environment in file.parents
    assert resources == file.parent / "_resources"
    assert ROOT not in file.parents


def test_it_lists_its_models(python: Path, tmp_path: Path) -> None:
    listed = json.loads(run(python, "-m", "explorer", "models", "--json", cwd=tmp_path))
    problems = {model["id"]: model["problem"] for model in listed}
    shipped = ("vit", "se-resnet", "spatial-gate", "transformer", "seq2seq")
    assert problems == dict.fromkeys(shipped)
    command = python.with_name("attention-explorer")
    assert json.loads(run(command, "models", "--json", cwd=tmp_path)) == listed


def test_it_exports_a_heatmap(python: Path, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    arguments = ["export", "se-resnet", photo, "-o", out, "--size", "300"]
    run(python, "-m", "explorer", *arguments, cwd=tmp_path)
    with Image.open(out) as picture:
        picture.load()
    assert picture.format == "PNG"
    assert picture.size == (300, 200)
    assert len(picture.convert("L").getcolors(256)) > 16  # a picture, not a plain colour
    assert "se-resnet" in str(picture.info)
    assert str(tmp_path) not in str(picture.info)
