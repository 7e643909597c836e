"""The grid and the first selection of models with several kinds of sites."""

from __future__ import annotations

import pytest

from explorer.core.map.thumbnails import Thumbnails
from explorer.core.selection import Selection
from explorer.gui.control.present.photo_grid import fresh, grid_content
from explorer.gui.control.present.present_photo import steppers
from tests.models.conftest import one_thread
from tests.registry.gated_models import Attending, Cbam, net, run, subject

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


def test_the_grid_has_a_section_a_kind() -> None:
    trace = run(subject(net(Attending(8), Attending(8))))
    assert fresh(trace) == Selection(layer=1, query=trace.sites[1].query_axis.first)  # type: ignore[union-attr]
    content = grid_content(trace, Selection(layer=1), Thumbnails())
    assert [(one.title, one.rows) for one in content.shape.sections] == [
        ("Attention", 2),
        ("Channel gates", 4),
    ]
    assert content.shape.rows == ("0", "1", "0", "1", "2", "3")
    assert content.detail == "2 attention layers, 4 channel gates"
    assert content.shape.describe(1, 2) == "Attention, layer 1, head 1"
    assert content.shape.describe(3, 1) == "Channel gates, layer 1, channel 1st"
    assert steppers(trace, Selection(layer=3)).layer == ("Channel gate", "1", "of 0–3")
    both = grid_content(run(subject(net(Cbam(8), Cbam(8)))), Selection(), Thumbnails())
    assert [one.title for one in both.shape.sections] == ["Channel gates", "Spatial gates"]
