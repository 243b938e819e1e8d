"""Words that people type: cleaned of what could disguise them, measured, never judged."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from talkingpiece.core.refusal import Refused
from talkingpiece.core.texts import TEXT_BYTES, clean, name_of, words_of
from tests.cast import refused


@pytest.mark.parametrize(
    "name", ["Ana", "Æthelred", "李小龍", "Ngũgĩ wa Thiong'o", "محمد", "J.", "X Æ 3", "می‌خواهم", "क्‍ष", "🙂 Bo"]
)
def test_a_name_stays_as_it_was_written(name):
    assert name_of(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "\n\t",
        "\x00\x07",
        "\u202e\u2066\u2069",
        "\u200b\ufeff\u2060",
        "\ud800",
        "...",
        "\u3164\u115f",
        "\u200d",
    ],
    ids=ascii,
)
def test_a_name_in_which_nothing_can_be_read_is_asked_for_again(name):
    with refused("name_empty"):
        name_of(name)


@pytest.mark.parametrize("name", ["x" * 41, "x" * 10_000, "e\u0301" * 10_000, "\u202e" * 10_000], ids=len)
def test_a_name_that_does_not_fit_the_card_is_asked_for_again(name):
    with refused("name_long"):
        name_of(name)


def test_forty_letters_fit_however_they_are_encoded():
    assert name_of("é" * 40) == name_of("e\u0301" * 40) == "é" * 40


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Ana\nMaria", "Ana Maria"),
        ("  Ana \t  Maria ", "Ana Maria"),
        ("\u202eanA\u202c", "anA"),
        ("A\u200bn\u2060a\ufeff", "Ana"),
        ("A\x00n\x1ba", "Ana"),
        ("Ana\ud83d", "Ana"),
        ("A\u2028B", "AB"),
        ("e\u200b\u0301va", "éva"),
    ],
    ids=ascii,
)
def test_a_name_loses_what_nobody_sees(raw, name):
    assert name_of(raw) == name


def test_words_keep_their_lines_and_lose_outer_blanks():
    assert words_of("\r\n one\r\ntwo\rthree \n") == "one\ntwo\nthree"


@pytest.mark.parametrize("raw", ["", " \n ", "\x00", "\u2066\u2069", "\u3164"], ids=ascii)
def test_empty_words_are_not_words(raw):
    with refused("text_empty"):
        words_of(raw)


def test_words_fit_in_what_a_packet_has_room_for():
    assert len(words_of("é" * (TEXT_BYTES // 2)).encode()) == TEXT_BYTES
    with refused("text_long"):
        words_of("é" * (TEXT_BYTES // 2) + "x")


def test_markup_is_only_words():
    assert words_of("<script>alert(1)</script>") == "<script>alert(1)</script>"


def test_a_frame_full_of_accents_holds_nobody_up(monkeypatch):
    """Sorting long runs of combining marks takes time that grows with their square; everyone else would wait."""
    normalised = []

    def measured(form: str, text: str) -> str:
        normalised.append(len(text))
        return text

    monkeypatch.setattr(unicodedata, "normalize", measured)
    for rule in (words_of, name_of):
        with pytest.raises(Refused):
            rule("a" + "\u0315\u0300" * 32_000)
    words_of("a few words")
    assert max(normalised) <= 4 * TEXT_BYTES


@given(st.text(alphabet=st.characters(), max_size=60))
@example("e\u200b\u0301")
@example("\u3164 \u0301")
def test_cleaning_is_final_and_leaves_nothing_that_disguises(raw):
    text = clean(raw)
    assert clean(text) == text
    text.encode()
    bad = {char for char in text if unicodedata.category(char) in ("Cc", "Cs", "Cf", "Zl", "Zp")}
    assert bad <= set("\n\u200c\u200d")


@given(st.text(max_size=60))
def test_a_name_is_one_line_that_fits_or_is_refused(raw):
    try:
        name = name_of(raw)
    except Refused:
        return
    assert 1 <= len(name) <= 40
    assert name == " ".join(name.split())
    assert name_of(name) == name
