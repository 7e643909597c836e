"""Figures are drawn by Qt: the application of the tests of the window, so that there is one."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

import pytest
from PySide6.QtWidgets import QApplication

from explorer.resource_files import resources


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> None:
    """Made before the program would make one of its own, that has no widgets."""


@pytest.fixture(scope="module")
def fonts_that_ship(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Lets the readers have our fonts beside the system's, as a system does that has them."""
    told = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    folder = escape(str(resources() / "fonts"))
    told.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir>'
        "</fontconfig>"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(told))
        yield
