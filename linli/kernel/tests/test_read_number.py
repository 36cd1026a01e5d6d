"""Identity numbers are read in every form, checked, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.identity import (
    Number,
    agrees,
    check_digit,
    mask_number,
    read_number,
    synthetic_number,
    truncated_prefix,
)
from linli.kernel.refusal import Refused

from .english import english

ON = date(2018, 12, 28)
BORN = st.dates(date(1900, 1, 1), date(2018, 12, 1))


def refusal(text: str) -> str:
    with pytest.raises(Refused) as caught:
        read_number(text, on=ON)
    return english(caught.value.reason)


def test_the_standards_example_is_read() -> None:
    assert read_number("11010519491231002X", on=ON) == Number(
        "citizen", "11010519491231002X", date(1949, 12, 31), "2", "110105"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "110105-19491231-002X",
        "'11010519491231002X",
        "\ufeff11010519491231\u200b002X",
        "身份证号：11010519491231002X",
        "110105491231002",
        "110105491231002.0",
    ],
)
def test_all_forms_of_a_number_are_one(typed: str) -> None:
    assert read_number(typed, on=ON).normal == "11010519491231002X"


def test_a_centenarians_old_number_was_of_the_century_before() -> None:
    assert read_number("110105981231997", on=ON).born == date(1898, 12, 31)


@pytest.mark.parametrize(
    ("start", "kind"),
    [("810000", "permit"), ("820000", "permit"), ("830000", "permit"), ("510105", "citizen")],
)
def test_permits_of_hong_kong_macao_and_taiwan_are_their_own_kind(start: str, kind: str) -> None:
    digits = start + "19900307" + "001"
    assert read_number(digits + check_digit(digits), on=ON).kind == kind


def test_a_foreigners_card_is_read() -> None:
    number = read_number("911124198108030024", on=ON)
    assert (number.kind, number.born, number.sex) == ("foreigner", date(1981, 8, 3), "2")


def test_a_foreigners_older_card_says_neither_birthday_nor_sex() -> None:
    assert read_number("can110079110105", on=ON) == Number("foreigner", "CAN110079110105", None, None, "CAN")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "No identity number"),
        ("1101051949123100X", "1 digit missing"),
        ("11010519491231002XX", "X can only be the last"),
        ("1101051949123100211", "1 digit too many"),
        ("1101054912310021", "these are 16"),
        ("110105194912310021", "the last is X, not 1"),
        ("11010519490230002X", "month 2 of 1949 has 28 days"),
        ("11010519491331002X", "There is no month 13"),
        ("110105202001010023", "lies in the future"),
        ("110105105001010023", "lies too far back"),
        ("01010519491231002X", "No region has the code 010105"),
        ("990000199003070011", "test numbers"),
        ("11010519491231OO2X", "“O” cannot stand"),
        ("没有", "“没” cannot stand"),
    ],
)
def test_what_is_wrong_is_said(typed: str, told: str) -> None:
    assert told in refusal(typed)


def test_a_day_that_never_was_is_no_birthday_even_with_a_fitting_check_digit() -> None:
    digits = "11010519490230002"
    assert "Digits 7 to 14" in refusal(digits + check_digit(digits))


@given(serial=st.integers(0, 4_899_999), born=BORN, sex=st.sampled_from("12"))
def test_a_synthetic_number_says_what_it_was_made_of_and_belongs_to_nobody(
    serial: int, born: date, sex: str
) -> None:
    text = synthetic_number(serial, born, sex)
    number = read_number(text, on=ON, allow_synthetic=True)
    assert (number.born, number.sex, number.synthetic) == (born, sex, True)
    assert truncated_prefix(text) is None
    assert agrees(number, born, sex) == []


def test_synthetic_numbers_differ() -> None:
    born = date(1990, 3, 7)
    assert len({synthetic_number(n, born, "1") for n in range(3000)}) == 3000


@given(
    serial=st.integers(0, 4_899_999), born=BORN, at=st.integers(0, 17), digit=st.sampled_from("0123456789")
)
def test_one_wrong_digit_is_always_noticed(serial: int, born: date, at: int, digit: str) -> None:
    text = synthetic_number(serial, born, "2")
    wrong = text[:at] + digit + text[at + 1 :]
    if wrong != text:
        with pytest.raises(Refused):
            read_number(wrong, on=ON, allow_synthetic=True)


@given(
    serial=st.integers(0, 4_899_999),
    born=st.dates(date(1900, 1, 1), date(1999, 12, 31)),
    sex=st.sampled_from("12"),
)
def test_the_same_person_by_15_and_18_digits_is_one(serial: int, born: date, sex: str) -> None:
    text = synthetic_number(serial, born, sex)
    short = text[:6] + text[8:17]
    if short[12:] not in ("996", "997", "998", "999"):
        assert read_number(short, on=ON, allow_synthetic=True) == read_number(
            text, on=ON, allow_synthetic=True
        )


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert read_number(text, on=ON).normal
    except Refused:
        return


@given(serial=st.integers(0, 4_899_999), born=BORN)
def test_a_number_cut_by_a_spreadsheet_keeps_its_first_fifteen_digits(serial: int, born: date) -> None:
    text = synthetic_number(serial, born, "1")
    cut = float(text[:15] + "000")
    assert truncated_prefix(cut) == text[:15]
    assert truncated_prefix(text[:15] + "000") == text[:15]
    assert truncated_prefix(repr(cut).upper()) == text[:15]
    shown = f"{cut:.5E}"
    prefix = truncated_prefix(shown)
    assert prefix is not None
    assert len(prefix) < 14


@given(st.integers(10**17, 10**18 - 200))
def test_digits_of_a_number_cell_that_may_be_rounded_are_not_given_out(number: int) -> None:
    prefix = truncated_prefix(float(number))
    assert prefix is not None
    if len(repr(float(number)).replace(".", "").split("e")[0]) > 15:
        assert str(number).startswith(prefix)


@pytest.mark.parametrize("value", ["110105194912310021", "13800000123", "", 5.0, True, "110105194912310"])
def test_whole_numbers_are_not_taken_for_cut_ones(value: object) -> None:
    assert truncated_prefix(value) is None


def test_what_was_typed_beside_the_number_is_compared() -> None:
    number = read_number("11010519491231002X", on=ON)
    assert agrees(number, date(1949, 12, 31), "2") == []
    assert agrees(number, None, "0") == []
    told = [english(one) for one in agrees(number, date(1949, 12, 13), "1")]
    assert "1949-12-13" in told[0]
    assert "says female" in told[1]


def test_a_masked_number_shows_first_four_and_last_four() -> None:
    assert mask_number("11010519491231002X") == "1101**********002X"
    assert mask_number("11010519491231002X", 0) == "1101**************"
    assert mask_number("1234") == "****"
