"""Which system libraries are looked for, and what is said or done when they are missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

import qt_libraries
from bootstrap import SetupError

MISSING = ("libEGL.so.1", "libxcb-cursor.so.0")
LINE = "apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"


class Machine:
    """A machine without some libraries, whose package manager brings them, or does not."""

    def __init__(self, apt: bool = True, works: bool = True) -> None:
        self.apt, self.works = apt, works
        self.installed = False
        self.calls: list[str] = []

    def there(self, file: str) -> bool:
        return self.installed or file not in MISSING

    def call(self, line: str) -> int:
        self.calls.append(line)
        self.installed = self.works and "libegl1" in line
        return 0 if self.works else 100

    def ensure(self, root: bool, system: str = "linux") -> str:
        files = qt_libraries.needed({"DISPLAY": ":0"})
        return qt_libraries.ensure(
            files, self.there, system, root, self.call, lambda name: name if self.apt else None
        )


def test_a_user_of_debian_is_told_the_line_to_run() -> None:
    machine = Machine()
    assert machine.ensure(root=False) == f"run `sudo {LINE}`"
    assert machine.calls == []


def test_root_installs_them() -> None:
    machine = Machine()
    assert machine.ensure(root=True) == ""
    assert machine.calls == ["apt-get update -q", LINE]


def test_root_is_told_the_line_where_the_installation_fails() -> None:
    assert Machine(works=False).ensure(root=True) == f"run `{LINE}`"


def test_another_package_manager_gets_the_names_of_the_files() -> None:
    machine = Machine(apt=False)
    told = "install libEGL.so.1, libxcb-cursor.so.0 with your package manager"
    assert machine.ensure(root=True) == told
    assert machine.calls == []


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_bring_what_qt_needs(system: str) -> None:
    assert Machine().ensure(root=False, system=system) == ""


def test_what_is_there_is_not_installed_again() -> None:
    machine = Machine()
    machine.installed = True
    assert machine.ensure(root=True) == ""
    assert machine.calls == []


def test_what_qt_lacks_stops_the_start_with_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "ensure", lambda files: f"run `sudo {LINE}`")
    with pytest.raises(SetupError, match=r"^Qt needs .* run `sudo apt-get .*` and start again\.$"):
        qt_libraries.ensure_qt({"DISPLAY": ":0"})


def test_test_tools_are_offered_and_never_required(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def ensure(files: Mapping[str, str], there: Callable[[str], bool]) -> str:
        asked.extend(files)
        assert not there("of-no-machine")
        return "run `sudo apt-get install xdotool`"

    monkeypatch.setattr(qt_libraries, "ensure", ensure)
    qt_libraries.offer_test_tools()
    assert {"Xvfb", "xdotool", "pdftotext", "rsvg-convert"} <= {*asked}
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize(
    ("environ", "has", "lacks"),
    [
        ({"DISPLAY": ":0"}, "libxcb-cursor.so.0", "libwayland-client.so.0"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "libwayland-client.so.0", "libxcb-cursor.so.0"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "libxkbcommon.so.0", "libxcb-cursor.so.0"),
    ],
)
def test_a_session_needs_only_its_own_libraries(
    environ: Mapping[str, str], has: str, lacks: str
) -> None:
    files = qt_libraries.needed(environ)
    assert {"libEGL.so.1", "libdbus-1.so.3", "libfontconfig.so.1", has} <= files.keys()
    assert lacks not in files


def test_the_dynamic_linker_is_asked() -> None:
    assert not qt_libraries.can_load("libof-no-machine.so.42")


def test_every_file_has_a_package() -> None:
    files = qt_libraries.needed({"DISPLAY": ":0"}) | qt_libraries.needed({"WAYLAND_DISPLAY": "x"})
    assert len(files) > 25
    for file, package in files.items():
        assert ".so." in file
        assert package.startswith("lib")
        assert ".so" not in package


def test_without_a_display_the_command_line_is_named() -> None:
    for environ in ({}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}):
        with pytest.raises(SetupError, match="attention-explorer export"):
            qt_libraries.check_display(environ, "linux")


def test_a_display_or_a_platform_that_needs_none_is_enough() -> None:
    for name, value in [
        ("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0"), ("QT_QPA_PLATFORM", "offscreen")
    ]:  # fmt: skip
        qt_libraries.check_display({name: value}, "linux")
    qt_libraries.check_display({}, "win32")
    qt_libraries.check_display({}, "darwin")
