"""Which system libraries are looked for, and what is said or done when they are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

import qt_libraries
from bootstrap import SetupError

MISSING = ("libEGL.so.1", "libxcb-cursor.so.0")


def absent(file: str) -> bool:
    return file not in MISSING


class Machine:
    """A machine without some libraries, whose package manager brings them, or does not."""

    def __init__(self, manager: str, works: bool = True) -> None:
        self.manager, self.works = manager, works
        self.installed = False
        self.calls: list[list[str]] = []

    def loads(self, file: str) -> bool:
        return self.installed or absent(file)

    def which(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name == self.manager else None

    def call(self, command: Sequence[str]) -> int:
        self.calls.append(list(command))
        self.installed = self.works and "libegl1" in command
        return 0 if self.works else 100


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"),
        ("dnf", "dnf install -y libglvnd-egl xcb-util-cursor"),
        ("pacman", "pacman -S --noconfirm --needed libglvnd xcb-util-cursor"),
        ("zypper", "zypper --non-interactive install Mesa-libEGL1 libxcb-cursor0"),
        ("apk", "apk add mesa-egl xcb-util-cursor"),
    ],
)
def test_a_user_is_told_the_line_to_run(manager: str, line: str) -> None:
    machine = Machine(manager)
    with pytest.raises(SetupError) as caught:
        qt_libraries.ensure(
            qt_libraries.needed({"DISPLAY": ":0"}),
            "linux", machine.loads, machine.which, False, machine.call,
        )  # fmt: skip
    assert f"run `sudo {line}` and start again" in str(caught.value)
    assert machine.calls == []


def test_root_installs_them() -> None:
    machine = Machine("apt-get")
    qt_libraries.ensure(MISSING, "linux", machine.loads, machine.which, True, machine.call)
    assert machine.calls[0] == ["apt-get", "update", "-q"]
    assert machine.calls[1][-2:] == ["libegl1", "libxcb-cursor0"]
    assert machine.installed


def test_root_is_told_the_line_where_the_installation_fails() -> None:
    machine = Machine("apt-get", works=False)
    with pytest.raises(SetupError, match=r"run `apt-get install .* libegl1 libxcb-cursor0` and"):
        qt_libraries.ensure(MISSING, "linux", machine.loads, machine.which, True, machine.call)


def test_an_unknown_package_manager_gets_the_names_of_the_files() -> None:
    with pytest.raises(SetupError, match=r"install libEGL\.so\.1, libxcb-cursor\.so\.0 with your"):
        qt_libraries.ensure(MISSING, "linux", absent, lambda name: None, True)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_bring_what_qt_needs(system: str) -> None:
    qt_libraries.ensure(MISSING, system, lambda file: False, lambda name: None, False)


def test_what_is_there_is_not_installed_again() -> None:
    machine = Machine("apt-get")
    qt_libraries.ensure(["libGL.so.1"], "linux", machine.loads, machine.which, True, machine.call)
    assert machine.calls == []


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
    assert {"libEGL.so.1", "libdbus-1.so.3", "libfontconfig.so.1", has} <= set(files)
    assert lacks not in files


def test_the_dynamic_linker_is_asked() -> None:
    assert not qt_libraries.can_load("libof-no-machine.so.42")


def test_every_file_has_a_package_for_every_manager() -> None:
    files = qt_libraries.needed({"DISPLAY": ":0"}) + qt_libraries.needed({"WAYLAND_DISPLAY": "x"})
    for manager in qt_libraries.MANAGERS:
        for file in files:
            package = qt_libraries.install_line([file], manager)[-1]
            assert ".so" not in package
            assert package not in qt_libraries.MANAGERS


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
