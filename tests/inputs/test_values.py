"""Pictures of numbers: 12 bits in 16, fractions, bands, arrays of NumPy, DICOM and NIfTI."""

from __future__ import annotations

import io
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from explorer.inputs.images import read_photo
from explorer.inputs.photo_files import ImageError
from explorer.inputs.values import (
    OWN_COLOURS,
    OWN_VALUES,
    Reading,
    black_and_white,
    picture_of,
)
from tests.inputs.pictures import sentence
from tests.inputs.test_hostile import opens_or_says_why

PACKED = {
    "1.2.840.10008.1.2.4.80": "other packages unpack: pip install ",
    "1.2.840.10008.1.2.4.102": "which cannot be read. Save the picture as PNG",
}
"""Transfer syntaxes of DICOM, with a part of what is said of them."""
RAMP = np.linspace(0, 4095, 30 * 20).reshape(20, 30)


def written_of(folder: Path, kind: str) -> Path:
    """A sound file of this name."""
    file = folder / kind
    if kind == "a.dcm":
        from pydicom.data import get_testdata_file

        file.write_bytes(Path(get_testdata_file("CT_small.dcm")).read_bytes())
    elif kind == "a.nii":
        import nibabel

        nibabel.save(nibabel.Nifti1Image(RAMP.reshape(20, 10, 3).astype(np.int16), np.eye(4)), file)
    elif kind == "a.tif":
        Image.fromarray(RAMP.astype(np.uint16)).save(file)
    else:
        (np.save if kind == "a.npy" else np.savez)(file, RAMP)
    return file


@pytest.mark.parametrize("bits", [10, 12, 14])
@pytest.mark.parametrize("suffix", ["tif", "png"])
def test_few_bits_in_a_16_bit_file_fill_the_range(tmp_path: Path, bits: int, suffix: str) -> None:
    top = 2**bits - 1
    values = np.linspace(0, top, 600).round().reshape(20, 30).astype(np.uint16)
    Image.fromarray(values).save(tmp_path / f"ct.{suffix}")
    photo = read_photo(tmp_path / f"ct.{suffix}")
    assert (photo.pixels.min(), photo.pixels.max()) == (0, 255)
    np.testing.assert_array_equal(photo.pixels[:, :, 0], np.rint(values / top * 255))
    assert photo.notes == (f"values 0 to {top:.4g} shown as black to white",)


def test_the_user_chooses_what_is_black_and_white(tmp_path: Path) -> None:
    Image.fromarray(RAMP.astype(np.uint16)).save(tmp_path / "ct.tif")
    whole = read_photo(tmp_path / "ct.tif", Reading(span=(0, 65535)))
    np.testing.assert_array_equal(
        whole.pixels[:, :, 1], np.rint(RAMP.astype(np.uint16) / 65535 * 255)
    )
    part = read_photo(tmp_path / "ct.tif", Reading(span=(1000, 2000)))
    assert part.notes == ("values 1000 to 2000 shown as black to white",)
    assert (part.pixels[RAMP < 999] == 0).all()
    assert (part.pixels[RAMP > 2001] == 255).all()


def test_many_bands_become_three(tmp_path: Path) -> None:
    tifffile: Any = pytest.importorskip("tifffile")
    cube = np.arange(20 * 30 * 13, dtype=np.uint16).reshape(20, 30, 13)
    tifffile.imwrite(tmp_path / "bands.tif", cube, planarconfig="contig", photometric="minisblack")
    photo = read_photo(tmp_path / "bands.tif")
    assert photo.notes[0] == "bands 1, 2, 3 of 13 as red, green and blue"
    chosen = read_photo(tmp_path / "bands.tif", Reading(bands=(4, 3, 2)))
    span = cube[:, :, 1:4].min(), cube[:, :, 1:4].max()
    wanted = np.rint((cube[:, :, [3, 2, 1]].astype(float) - span[0]) / (span[1] - span[0]) * 255)
    np.testing.assert_array_equal(chosen.pixels, wanted)
    with pytest.raises(ImageError, match="has no band 14: bands go from 1 to 13"):
        read_photo(tmp_path / "bands.tif", Reading(bands=(14, 1, 1)))


def test_fractions_of_three_colours(tmp_path: Path) -> None:
    tifffile: Any = pytest.importorskip("tifffile")
    colours = np.random.default_rng(0).random((20, 30, 3)).astype(np.float32)
    tifffile.imwrite(tmp_path / "float.tif", colours, photometric="rgb")
    photo = read_photo(tmp_path / "float.tif")
    np.testing.assert_array_equal(photo.pixels, np.rint(colours.astype(float) * 255))


@pytest.mark.parametrize("first", [True, False])
def test_arrays_of_numpy(tmp_path: Path, first: bool) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)
    array = np.moveaxis(pixels, 2, 0) if first else pixels
    np.save(tmp_path / "one.npy", array)
    np.testing.assert_array_equal(read_photo(tmp_path / "one.npy").pixels, pixels)
    np.savez(tmp_path / "two.npz", a=array, b=array)
    assert read_photo(tmp_path / "two.npz").notes == ("first array, a",)
    np.save(tmp_path / "words.npy", np.array(["a", "b"]))
    with pytest.raises(ImageError, match="which is no picture"):
        read_photo(tmp_path / "words.npy")
    np.save(tmp_path / "code.npy", np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(ImageError, match="cannot be read"):
        read_photo(tmp_path / "code.npy")


def test_a_dicom_file(tmp_path: Path) -> None:
    pydicom: Any = pytest.importorskip("pydicom")
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.encaps import encapsulate
    from pydicom.uid import UID, ExplicitVRLittleEndian, SecondaryCaptureImageStorage

    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = SecondaryCaptureImageStorage
    meta.MediaStorageSOPInstanceUID = UID("1.2.3")
    data = FileDataset(str(tmp_path / "a.dcm"), {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = SecondaryCaptureImageStorage, "1.2.3"
    data.Rows, data.Columns, data.SamplesPerPixel = 20, 30, 1
    data.BitsAllocated, data.BitsStored, data.HighBit = 16, 12, 11
    data.PixelRepresentation, data.PhotometricInterpretation = 0, "MONOCHROME2"
    data.RescaleIntercept, data.RescaleSlope = -1024, 1
    data.PixelData = RAMP.astype(np.uint16).tobytes()
    data.save_as(tmp_path / "a.dcm", enforce_file_format=True)
    photo = read_photo(tmp_path / "a.dcm")
    values = RAMP.astype(np.uint16).astype(float)
    np.testing.assert_array_equal(photo.pixels[:, :, 2], np.rint(values / values.max() * 255))
    assert photo.notes == ("values −1024 to 3071 shown as black to white",)
    assert pydicom is not None
    (tmp_path / "b.dcm").write_bytes(bytes(128) + b"DICM" + bytes(200))
    with pytest.raises(ImageError, match="a DICOM file, holds no picture"):
        read_photo(tmp_path / "b.dcm")
    data.PixelData = encapsulate([bytes(8)])
    data["PixelData"].is_undefined_length = True
    for syntax, said in PACKED.items():
        meta.TransferSyntaxUID = UID(syntax)
        data.save_as(tmp_path / "c.dcm", enforce_file_format=False)
        assert said in sentence(tmp_path / "c.dcm")
    del meta.TransferSyntaxUID
    data.save_as(
        tmp_path / "c.dcm", enforce_file_format=False, implicit_vr=False, little_endian=True
    )
    with pytest.raises(ImageError, match="no transfer syntax"):
        read_photo(tmp_path / "c.dcm")


def open_changed(folder: Path, kind: str) -> None:
    """Open copies of a sound file with wrong bytes: each is a photo or a sentence."""
    sound = written_of(folder, kind).read_bytes()
    chance = np.random.default_rng(0)
    for _ in range(150):
        content = bytearray(sound)
        for at in chance.integers(0, min(len(content), 400), chance.integers(1, 5)):
            content[at] = chance.integers(256)
        whole = content[: chance.integers(1, 2 * len(content))]
        opens_or_says_why(folder / f"changed{Path(kind).suffix}", bytes(whole))


@pytest.mark.parametrize("kind", ["a.dcm", "a.nii", "a.tif", "a.npy", "a.npz"])
def test_libraries_say_nothing_of_wrong_bytes_beside_our_sentence(
    tmp_path: Path, kind: str
) -> None:
    pytest.importorskip("pydicom")
    pytest.importorskip("nibabel")
    code = (
        "import sys; from pathlib import Path; from tests.inputs.test_values import open_changed; "
        "open_changed(Path(sys.argv[1]), sys.argv[2])"
    )
    words = [sys.executable, "-c", code, str(tmp_path), kind]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_array_that_is_larger_than_its_file_is_not_unpacked(tmp_path: Path) -> None:
    header = io.BytesIO()
    told = {"descr": "<f8", "fortran_order": False, "shape": (2**34, 2**34)}
    np.lib.format.write_array_header_1_0(header, told)
    (tmp_path / "a.npy").write_bytes(header.getvalue())
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("a.npy", header.getvalue())
    for name in ("a.npy", "a.npz"):
        with pytest.raises(ImageError, match="more than 100 million values"):
            read_photo(tmp_path / name)


def test_a_tiff_that_holds_fewer_rows_than_it_claims_is_damaged(tmp_path: Path) -> None:
    Image.fromarray(RAMP.astype(np.uint16)).save(tmp_path / "a.tif")
    content = bytearray((tmp_path / "a.tif").read_bytes())
    at = int.from_bytes(content[4:8], "little") + 2  # the directory: 12 bytes an entry
    while int.from_bytes(content[at : at + 2], "little") != 257:  # the height
        at += 12
    content[at + 2 : at + 4], content[at + 8 : at + 12] = b"\4\0", (2_000_000).to_bytes(4, "little")
    (tmp_path / "a.tif").write_bytes(content)
    with pytest.raises(ImageError, match=r"claims .* × 2000000 pixels and holds fewer"):
        read_photo(tmp_path / "a.tif")


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64, np.longdouble])
def test_values_at_the_ends_of_a_type_and_none(kind: type[np.floating[Any]]) -> None:
    top = np.finfo(kind).max
    values = np.array([[-top, top], [0, top / 2]], dtype=kind)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if float(top) < np.inf:
            pixels = np.asarray(picture_of(values, "a")[0])
            np.testing.assert_array_equal(pixels, [[0, 255], [128, 191]])
        odd = np.array([[np.nan, np.inf], [0, 1]], dtype=kind)
        picture, notes = picture_of(odd, "a")
    np.testing.assert_array_equal(np.asarray(picture), [[0, 255], [0, 255]])
    assert notes == ("2 of 4 values are NaN or infinite, NaN shown as black",)


def test_a_tiff_of_fractions_says_what_is_no_number(tmp_path: Path) -> None:
    values = np.linspace(0, 1, 12, dtype=np.float32).reshape(3, 4)
    values[1, 1] = np.nan
    Image.fromarray(values).save(tmp_path / "a.tif")
    photo = read_photo(tmp_path / "a.tif")
    assert photo.notes == ("1 of 12 values are NaN or infinite, NaN shown as black",)
    assert (photo.pixels[1, 1] == 0).all()


@pytest.mark.parametrize("suffix", ["nii", "nii.gz"])
def test_a_nifti_volume_shows_its_middle_slice(tmp_path: Path, suffix: str) -> None:
    nibabel: Any = pytest.importorskip("nibabel")
    volume = np.random.default_rng(2).integers(0, 256, (30, 20, 9)).astype(np.uint8)
    nibabel.save(nibabel.Nifti1Image(volume, np.eye(4)), tmp_path / f"v.{suffix}")
    photo = read_photo(tmp_path / f"v.{suffix}")
    assert photo.notes[0] == "slice 5 of 9"
    np.testing.assert_array_equal(photo.pixels[:, :, 0], volume[:, :, 4].T[::-1])


def test_avif_opens_where_pillow_reads_it(tmp_path: Path) -> None:
    from PIL import features

    if not features.check("avif"):
        pytest.skip("this Pillow reads no AVIF")
    Image.new("RGB", (90, 60), "red").save(tmp_path / "web.avif")
    photo = read_photo(tmp_path / "web.avif")
    assert photo.size == (90, 60)
    assert np.abs(photo.pixels[30, 45].astype(int) - (255, 0, 0)).max() < 12


NUMBERS = arrays.arrays(
    st.sampled_from([np.uint8, np.uint16, np.int16, np.int32, np.float32, np.float64, np.bool_]),
    arrays.array_shapes(min_dims=0, max_dims=4, max_side=6),
)


@given(NUMBERS)
def test_any_array_is_a_picture_or_one_sentence(array: np.ndarray[Any, Any]) -> None:
    try:
        picture, notes = picture_of(array, "a.npy")
    except ImageError:
        return
    assert picture.mode in ("L", "RGB", "RGBA")
    assert picture.width * picture.height <= array.size
    assert all("nan" not in note for note in notes)


@given(st.integers(0, 65535), st.integers(0, 65535))
def test_black_lies_below_white(one: int, other: int) -> None:
    low, high = sorted((one, other))
    black, white, note = black_and_white(low, high, np.dtype(np.uint16), None)
    assert black <= low <= high <= white
    assert bool(note) == (high < 2**14)


def test_a_reading_that_a_photo_has_no_use_for_is_said(tmp_path: Path) -> None:
    Image.new("RGB", (9, 9), "red").save(tmp_path / "a.png")
    Image.fromarray(RAMP.astype(np.uint16)).save(tmp_path / "b.png")
    np.save(tmp_path / "c.npy", RAMP)
    plain = read_photo(tmp_path / "a.png")
    asked = Reading(span=(0, 10), bands=(3, 2, 1))
    photo = read_photo(tmp_path / "a.png", asked)
    np.testing.assert_array_equal(photo.pixels, plain.pixels)
    assert (plain.notes, photo.notes) == ((), (OWN_COLOURS, OWN_VALUES))
    for name in ("b.png", "c.npy"):
        notes = read_photo(tmp_path / name, asked).notes
        assert OWN_COLOURS in notes
        assert "values 0 to 10 shown as black to white" in notes
