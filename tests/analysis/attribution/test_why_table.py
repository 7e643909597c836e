"""Every method works on every kind of model or says why not: the page that ships says the same."""

from __future__ import annotations

import pytest

from tests.analysis.why_table import YES, shipped, table

pytest.importorskip("captum")
pytest.importorskip("transformers")


def test_the_page_says_what_works_and_why_the_rest_does_not() -> None:
    assert table() == shipped(), "python -m tests.analysis.why_table writes it anew"


def test_every_method_works_on_some_model() -> None:
    heading, _, *rows = [line for line in shipped().splitlines() if line.startswith("|")]
    columns = list(zip(*(row.strip("|").split("|") for row in rows), strict=True))[1:]
    assert len(columns) == heading.count("|") - 2
    assert all(any(cell.strip() == YES for cell in column) for column in columns)
