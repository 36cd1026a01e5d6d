"""Rules on plain values: working age by birth month, unlawful conditions, comparing two lists."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.jobs.rules import ages, casework, codes, postings
from linli.jobs.rules.comparing import Ours, Theirs, compare
from linli.jobs.workflow import REFERRAL, REGISTRATION, step
from linli.kernel import Refused

RISING = {
    "least": 16,
    "categories": {
        "man": {"years": 60, "rise": {"from": "1965-01", "every": 4, "most": 36}},
        "woman_worker": {"years": 50, "rise": {"from": "1975-01", "every": 2, "most": 60}},
        "woman_staff": {"years": 55, "rise": {"from": "1970-01", "every": 4, "most": 36}},
    },
}


@pytest.mark.parametrize(
    ("born", "category", "months"),
    [
        (dt.date(1964, 12, 31), "man", 720),
        (dt.date(1965, 1, 1), "man", 721),
        (dt.date(1965, 4, 30), "man", 721),
        (dt.date(1965, 5, 1), "man", 722),
        (dt.date(1976, 9, 1), "man", 756),
        (dt.date(1990, 1, 1), "man", 756),
        (dt.date(1970, 1, 1), "woman_staff", 661),
        (dt.date(1981, 9, 1), "woman_staff", 696),
        (dt.date(1975, 1, 1), "woman_worker", 601),
        (dt.date(1975, 3, 1), "woman_worker", 602),
        (dt.date(1984, 11, 1), "woman_worker", 660),
    ],
)
def test_the_retirement_age_rises_by_birth_month(born: dt.date, category: str, months: int) -> None:
    assert ages.retirement_months(born, category, RISING) == months


def test_the_last_of_a_month_has_its_day() -> None:
    assert ages.after_months(dt.date(2018, 8, 31), 6) == dt.date(2019, 2, 28)
    assert ages.after_months(dt.date(2018, 3, 31), -1) == dt.date(2018, 2, 28)
    assert casework.due_days(dt.date(2018, 11, 30)) == [(3, dt.date(2019, 2, 28)), (6, dt.date(2019, 5, 30))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("年龄18-35岁", "age"), ("45周岁以下", "age"), ("年龄：30", "age"), ("不超过 40 岁", "age"), ("三十五岁以下", "age"), ("９０后优先", "age"),
        ("限女性", "sex"), ("男性优先", "sex"), ("招女工5名", "sex"), ("性别：男", "sex"), ("只招 男 工", "sex"),
        ("已婚已育优先", "family"), ("未婚", "family"), ("须本地户口", "origin"), ("不招河南人", "origin"), ("仅限汉族", "people"),
        ("无乙肝", "health"), ("五官端正，身高160以上", "health"), ("四肢健全", "health"), ("押金200元", "fee"), ("需交纳服装费", "fee"), ("扣押身份证", "fee"),
    ],
)  # fmt: skip
def test_an_unlawful_condition_is_named_with_its_words_and_clause(text: str, kind: str) -> None:
    found = postings.faults("普工", text)
    assert [one.kind for one in found] == [kind]
    assert found[0].clause
    verdict = postings.may_post("普工", text)
    assert not verdict
    assert found[0].words in str(verdict.reason)


@pytest.mark.parametrize(
    "text",
    ["性别不限，年龄不限", "男女均可", "年满18周岁", "满 16 周岁以上", "不收任何费用", "户籍不限，无经验可培训", "两年以上工作经验", "月薪3500-4500元", "早8点到晚6点", "招聘20人", "大专以上学历", "持健康证", "免费培训"],
)  # fmt: skip
def test_lawful_words_pass(text: str) -> None:
    assert postings.may_post("普工", text)


def test_a_state_without_the_step_refuses() -> None:
    with pytest.raises(Refused):
        step(REGISTRATION, "ended", "refer")
    with pytest.raises(Refused):
        step(REFERRAL, "hired", "invite")
    assert set(REGISTRATION.values()) <= set(codes.STATES)
    assert set(REFERRAL.values()) <= set(codes.RESULTS)


def test_people_are_compared_one_by_one() -> None:
    day, other = dt.date(2018, 6, 1), dt.date(2018, 6, 2)
    ours = [
        Ours(1, 11, "王一", "文家超市", day), Ours(2, 12, "李二", "电子厂", day), Ours(3, 13, "张三", "物流园", day),
        Ours(4, 11, "王一", "物流园", other),
    ]  # fmt: skip
    theirs = [
        Theirs(2, "王一", 11, "文家超市有限公司", day, "E1"), Theirs(3, "李二", 12, "电子厂", other, "E2"),
        Theirs(4, "赵四", None, "餐馆", day, "E4"), Theirs(5, "王一", 11, "物流园", other, "E5"),
    ]  # fmt: skip
    pairs = compare(ours, theirs)
    assert sorted((x.outcome, x.ours.key if x.ours else 0, x.theirs.row if x.theirs else 0) for x in pairs) == [
        ("both", 1, 2), ("both", 4, 5), ("differs", 2, 3), ("here", 3, 0), ("there", 0, 4),
    ]  # fmt: skip
    assert next(x for x in pairs if x.outcome == "differs").differing == {
        "start": ("2018-06-01", "2018-06-02")
    }


@given(
    st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["甲", "乙"])), max_size=8),
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["甲", "乙"])), max_size=8),
)
def test_everybody_stands_in_exactly_one_pair(
    mine: list[tuple[int, str]], others: list[tuple[int, str]]
) -> None:
    ours = [Ours(key, person, "某", unit) for key, (person, unit) in enumerate(mine)]
    theirs = [Theirs(row, "某", person, unit) for row, (person, unit) in enumerate(others)]
    pairs = compare(ours, theirs)
    assert sorted(x.ours.key for x in pairs if x.ours) == [one.key for one in ours]
    assert sorted(x.theirs.row for x in pairs if x.theirs) == [one.row for one in theirs]
