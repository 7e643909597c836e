"""Texts of the window in another language: whole, by pattern, part by part."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.explanation.translation import FOREIGN, Catalogue
from explorer.resource_files import resources

WORDS = Catalogue(
    [
        ("Layer %1", "層 %1"),
        ("Layer %1, head %2", "層 %1、ヘッド %2"),
        ("mean of heads", "ヘッドの平均"),
        ("Opening %1", "%1 を開いています"),
        ("The run failed (%1). Try another %2.", "失敗しました（%1）。別の%L2にしてください。"),  # noqa: RUF001 - Japanese
        ("photo", "写真"),
        ("the %1 of a run", "実行の%L1を"),
        (", %1 could not be run", "%1 個は実行できず"),
        ("%1 has no weights. Choose another one", "%1 に重みがありません。別のものを選ぶ"),
        ("%1, or leave it.", "%L1か、やめてください。"),
        ("%1 is missing. %2", "%1 がありません。%L2"),
        ("Did you mean %1?", "%1 ですか。"),
        ("There are %1.", "あるのは %1 です。"),
        ("Grey: random maps of the grid.%1", "灰色：同じ格子のマップ。%L1"),  # noqa: RUF001 - Japanese
        ("%1 cannot be read: %2", "%1 を読めません：%2"),  # noqa: RUF001 - Japanese
    ]
)


@pytest.fixture(scope="module")
def japanese() -> Catalogue:
    """The catalogue that ships."""
    return Catalogue.read(resources() / "translations" / "ja")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mean of heads", "ヘッドの平均"),
        ("Layer 5, head 2", "層 5、ヘッド 2"),
        ("Layer 5 · mean of heads", "層 5 · ヘッドの平均"),
        ("Layer 5, mean of heads", "層 5、ヘッドの平均"),
        ("Layer 5 · ViT-B/16 · mean of heads", "層 5 · ViT-B/16 · ヘッドの平均"),
        # a file's name with a comma is one value, not two parts
        ("Opening cat, dog.png", "cat, dog.png を開いています"),
        # a value of a sentence may hold what joins lists, and is itself translated where asked
        (
            "The run failed (no memory, no GPU). Try another photo.",
            "失敗しました（no memory, no GPU）。別の写真にしてください。",  # noqa: RUF001 - Japanese
        ),
        # what another library said stays as it said it
        (
            "a.npz cannot be read: bad header. See its page.",
            "a.npz を読めません：bad header。See its page.",  # noqa: RUF001 - Japanese
        ),
        # a value may itself be sentences, and the last of them goes on
        (
            "a.pt has no weights. Choose another one, or leave it.",
            "a.pt に重みがありません。別のものを選ぶか、やめてください。",
        ),
        # the last full stop is of the value
        ("no is missing. There are a, b.", "no がありません。あるのは a, b です。"),
        ("no is missing. Did you mean on?", "no がありません。on ですか。"),
        ("Grey: random maps of the grid.", "灰色：同じ格子のマップ。"),  # noqa: RUF001 - Japanese
        ("Nothing of this is known.", "Nothing of this is known."),
        ("Layer 5. Unknown words.", "層 5。Unknown words."),
        ("12.5 %", "12.5 %"),
        # a token that reads like a word of the program is left alone
        ("Layer 5 · query “photo”", "層 5 · query 「photo」"),
        (f"{FOREIGN}photo{FOREIGN}: photo", "photo：写真"),  # noqa: RUF001 - Japanese
        # a part that is put after another one is known alone too
        ("photo, 2 could not be run", "写真、2 個は実行できず"),
        (" · mean of heads", " · ヘッドの平均"),
        ("Layer 0, 2, mean of heads", "層 0, 2、ヘッドの平均"),
        # a sentence is known without its full stop; values are spaced as Japanese is
        ("The run failed (x). Try another photo.", "失敗しました（x）。別の写真にしてください。"),  # noqa: RUF001
        ("Layer 5, head 2.", "層 5、ヘッド 2。"),
        ("Opening 犬.png", "犬.png を開いています"),
        ("the photo of a run", "実行の写真を"),
        ("the ViT of a run", "実行の ViT を"),
    ],
)
def test_a_text_is_translated_whole_by_pattern_or_part_by_part(text: str, said: str) -> None:
    assert WORDS.translate(text) == said


def test_the_catalogue_that_ships_leaves_what_is_foreign(japanese: Catalogue) -> None:
    for token in ("head", "mean", "layer", "query", "mean of heads"):
        assert japanese.translate(token) != token
        assert japanese.translate(f"{FOREIGN}{token}{FOREIGN}") == token
        assert token in japanese.translate(f"Layer 2 · query “{token}”")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co"))))
def test_a_text_of_which_nothing_is_known_comes_back(text: str) -> None:
    words = Catalogue([("Qx %1 zz", "%1"), ("Qxy", "x")])
    if "Qx" not in text and FOREIGN not in text:
        assert words.translate(text) == text


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_the_catalogue_that_ships_takes_any_text(japanese: Catalogue, text: str) -> None:
    assert japanese.translate(f"{FOREIGN}{text}{FOREIGN}") == text
    assert isinstance(japanese.translate(text), str)
