"""One sentence is enough to tell its encoding; what cannot be told is refused, not mangled."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.inputs.encodings import decode
from explorer.inputs.samples import sentence_samples

JAPANESE = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp932": "Shift-JIS",
    "shift_jis": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
}
SENTENCES = (
    *(sample.text for sample in sentence_samples()),
    "はい。",
    "行け\uff01",
    "猫です。",
    "テスト。",
    "今何時\uff1f",
    "トムはメアリーに電話した。",
    "原子爆弾は20世紀物理学の所産だ。",
    "高松塚古墳は、奈良県明日香村に存在する古墳。",
    "CDを3枚とTシャツを買った。",
    "Tomは「OK」と言った。",
    "魑魅魍魎が跋扈する。",
    "止まれ\uff01",
    "なしを食べている。",
)
LETTERS = "あいうえおかがきくけこさしすせそたちつてとなにのはひふまみめもやよらりるれろわをん"
KANJI = "彼私人日本時行出見言語小説気雨水友達朝起駅学校歩本円安夏地区大会賞作母昨忙"
texts = st.builds(
    lambda parts, end: "".join(parts) + end,
    st.lists(
        st.builds(
            "".join,
            st.tuples(
                st.text(KANJI, min_size=0, max_size=2), st.text(LETTERS, min_size=1, max_size=4)
            ),
        ),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from(["。", "\uff1f", "。\n", "。\r\nはい。\r\n"]),
)


@pytest.mark.parametrize("codec", JAPANESE)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_one_sentence_is_enough(sentence: str, codec: str) -> None:
    found = decode(sentence.encode(codec))
    assert found.text == sentence
    assert found.encoding == JAPANESE[codec]


@given(texts, st.sampled_from(sorted(JAPANESE)))
@settings(max_examples=400)
def test_any_japanese_sentence(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", JAPANESE)
def test_many_sentences_are_no_guess(codec: str) -> None:
    text = "\r\n".join(SENTENCES)
    found = decode(text.encode(codec))
    assert found.text == text
    assert not found.guessed


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(
    "text",
    [
        "She gets up at six.",
        "Il était une fois à Besançon, où l\u2019été finit.",
        "C\u2019est la première fois que je vois une fraise aussi grosse.",
        "Ça ne fait pas de différence pour moi.",
        "Straße, Größe, naïve “quotes” – 5 €",
    ],
)
def test_western_sentences(text: str, codec: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.guessed) == (text, False)


def test_ascii_is_utf_8() -> None:
    assert decode(b"Bush hid the facts").encoding == "UTF-8"
    assert decode(b"this app can break").text == "this app can break"
    assert decode(b"").text == ""


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("Привет, как дела? Сегодня хорошая погода.", "cp1251", "Windows-1251"),
        ("Привет, как дела? Сегодня хорошая погода.", "koi8_r", "KOI8-R"),
        ("今天天气很好\uff0c我们去公园散步吧。", "gb18030", "GB18030"),
        ("今天天氣很好\uff0c我們去公園散步吧。", "big5", "BIG5"),
        ("오늘은 날씨가 좋아서 공원에 갔습니다.", "cp949", "CP949"),
    ],
)
def test_other_encodings_are_a_guess(text: str, codec: str, name: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.encoding, found.guessed) == (text, name, True)


def test_rare_characters_do_not_sway_it() -> None:
    for text, codec in (
        ("髙橋さんは①番の㈱松本で見た。", "cp932"),
        ("①番の鷗です。", "euc_jis_2004"),
    ):
        assert decode(text.encode(codec)).text == text


@given(texts, st.integers(0, 10_000))
@settings(max_examples=300)
def test_damaged_utf_8_is_not_read_as_something_else(text: str, place: int) -> None:
    whole = (text + "これは小説です。").encode()
    beyond = [at for at, byte in enumerate(whole) if byte > 127]
    at = beyond[place % len(beyond)]
    with pytest.raises(UnicodeError):
        decode(whole[:at] + whole[at + 1 :])


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE])
def test_a_mark_is_believed(mark: bytes) -> None:
    with pytest.raises(UnicodeError):
        decode(mark + b"a\xff\xdc")


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_any_bytes_give_a_text_or_an_error(data: bytes) -> None:
    try:
        found = decode(data)
    except UnicodeError:
        return
    assert "\ufffd" not in found.text
    assert not {"Cs"} & {unicodedata.category(char) for char in found.text}
