"""Holidays loaded from files, the calendar of an area, and the page that shows both."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from linli.accounts.tests import factories as accounts
from linli.base import slots
from linli.kernel import Actor, Refused
from linli.kernel.worktime import CHINA, day_kind, deadline
from linli.places import api as places
from linli.places.actions.workdays import load_workdays, read_file
from linli.places.models import HolidayYear, Term

from . import factories as f

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
USUAL = {"days": [1, 2, 3, 4, 5], "hours": [["09:00", "12:00"], ["13:30", "18:00"]]}
RECEIVED = dt.datetime(2018, 12, 28, 16, 50, tzinfo=CHINA)
NEW_YEAR = {
    "year": 2019,
    "source": "通知",
    "holidays": [{"name": "元旦", "first": "2018-12-30", "last": "2019-01-01"}],
    "make_up": [{"name": "元旦", "day": "2018-12-29"}],
}


@pytest.fixture
def community() -> int:
    """Without holidays, with the usual hours."""
    f.term("working_hours", USUAL)
    return f.community("快活社区", "510105012009")


@pytest.fixture
def told() -> Iterator[list[tuple[int, ...]]]:
    """The years that `calendar_changed` told of."""
    found: list[tuple[int, ...]] = []
    slots.calendar_changed.fill("test", lambda *, years, at: found.append(years))
    yield found
    slots.calendar_changed._answers.pop("test")


def _file(folder: Path, *years: dict[str, Any], **more: Any) -> Path:
    path = folder / "years.json"
    path.write_text(json.dumps({"version": 1, "jurisdiction": "CN", "years": years} | more), encoding="utf-8")
    return path


def _load(*arguments: object) -> str:
    out = io.StringIO()
    with translation.override("en"):
        call_command("workdays", "load", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_bundled_years_load_and_a_second_time_change_and_tell_nothing(
    told: list[tuple[int, ...]],
) -> None:
    assert "20 new, 0 changed, 0 as they were" in _load()
    assert "0 new, 0 changed, 20 as they were" in _load()
    assert told == [tuple(range(2007, 2027))]


def test_a_dry_run_changes_nothing() -> None:
    assert "would change: 20 new" in _load("--dry-run")
    assert not HolidayYear.objects.exists()


def test_a_year_that_arrives_is_told_and_makes_a_provisional_deadline_exact(
    community: int, tmp_path: Path, told: list[tuple[int, ...]]
) -> None:
    places.load_workdays(SYSTEM, f.AT)
    HolidayYear.objects.filter(year=2019).delete()
    before = deadline(RECEIVED, 3, "working_day", places.calendar(community))
    assert before.unpublished == (2019,)
    assert "1 new, 0 changed" in _load(_file(tmp_path, NEW_YEAR))
    after = deadline(RECEIVED, 3, "working_day", places.calendar(community))
    assert not after.provisional
    assert (before.at, after.at) == (_at("2019-01-02"), _at("2019-01-03"))
    assert told[-1] == (2019,)


def test_a_changed_year_replaces_the_former_one_and_the_others_stay(tmp_path: Path, community: int) -> None:
    places.load_workdays(SYSTEM, f.AT)
    assert day_kind(places.calendar(community), dt.date(2019, 5, 1)).name == "劳动节"
    assert "0 new, 1 changed" in _load(_file(tmp_path, NEW_YEAR))
    assert day_kind(places.calendar(community), dt.date(2019, 5, 1)).name == ""
    assert HolidayYear.objects.count() == 20


def test_only_the_technical_administrator_loads(secretary: Actor) -> None:
    with pytest.raises(Refused, match="Holidays are loaded"):
        load_workdays(actor=secretary, asked=read_file(), at=f.AT)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"year": 1800}, "a year between 1992 and 2199 is needed"),
        ({"year": "2019"}, "a year between 1992 and 2199 is needed"),
        ({"source": ""}, "2019: the source is missing"),
        ({"holidays": []}, "2019: there are no holidays"),
        ({"holidays": [{"name": "元旦"}]}, "2019: a holiday has name, first and last day"),
        (
            {"holidays": [{"name": "元旦", "first": "2019-01-02", "last": "2019-01-01"}]},
            "ends before it begins",
        ),
        ({"holidays": [{"name": "", "first": "2019-01-01", "last": "2019-01-01"}]}, "a holiday has no name"),
        (
            {"make_up": [{"name": "元旦", "day": "2019-02-30"}]},
            "2019: a holiday has name, first and last day",
        ),
        ({"make_up": [{"name": "元旦", "day": "2018-11-30"}]}, "2019: 2018-11-30 lies in another year"),
        ({"make_up": [{"name": "元旦", "day": "2019-01-01"}]}, "2019: 2019-01-01 stands twice"),
    ],
)
def test_a_faulty_year_is_named(change: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"years\.json: .*") as refused:
        _load(_file(tmp_path, NEW_YEAR | change))
    assert sentence in str(refused.value)
    assert not HolidayYear.objects.exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"years": []}', '{"years": {}, "jurisdiction": "CN"}'])
def test_a_faulty_file_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "faulty.json"
    path.write_text(text)
    with pytest.raises(CommandError, match=r"faulty\.json"):
        _load(path)


def test_a_year_twice_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="a year stands twice"):
        _load(_file(tmp_path, NEW_YEAR, NEW_YEAR))
    with pytest.raises(CommandError, match="There is no file"):
        _load("/nowhere.json")


def test_what_is_loaded_is_shown() -> None:
    places.load_workdays(SYSTEM, f.AT)
    out = io.StringIO()
    call_command("workdays", "show", "2019", stdout=out)
    assert "元旦 2018-12-30 – 2019-01-01" in out.getvalue()
    assert "2018-12-29 is worked" in out.getvalue()
    with pytest.raises(CommandError, match="2031"):
        call_command("workdays", "show", "2031")


def test_a_calendar_asks_once_when_it_is_kept(community: int, django_assert_num_queries: Any) -> None:
    places.load_workdays(SYSTEM, f.AT)
    first = places.calendar(community)
    with django_assert_num_queries(1):
        assert places.calendar(community) is first


def test_communities_with_the_same_hours_share_one_calendar(community: int) -> None:
    assert places.calendar(community) is places.calendar(f.community("另一社区", "510105012010"))


def test_hours_follow_the_most_specific_jurisdiction_and_its_days(community: int) -> None:
    assert _close(community, "2018-06-01") == "18:00"
    f.term("working_hours", USUAL | {"hours": [["08:30", "17:30"]]}, "5101", start=dt.date(2018, 6, 1))
    assert _close(community, "2018-05-31") == "18:00"
    assert _close(community, "2018-06-01") == "17:30"
    assert _close(None, "2018-06-01") == "18:00"
    Term.objects.filter(jurisdiction="5101").delete()
    assert _close(community, "2018-06-01") == "18:00"


def test_a_unit_keeps_hours_of_its_own(community: int) -> None:
    hall = {"days": [1, 2, 3, 4, 5, 6], "hours": [["09:00", "20:00"]], "make_up": [["10:00", "16:00"]]}
    f.term("working_hours", USUAL | {"units": {"hall": hall}}, "510105")
    places.load_workdays(SYSTEM, f.AT)
    assert _close(community, "2018-06-02", "hall") == "20:00"
    assert _close(community, "2018-02-11", "hall") == "16:00"
    assert _close(community, "2018-06-01", "station") == "18:00"


def test_without_hours_there_is_no_calendar() -> None:
    with pytest.raises(places.NoTerm):
        places.calendar(None)


@pytest.mark.parametrize(
    "value",
    [1, {}, {"days": [1]}, USUAL | {"days": [8]}, USUAL | {"days": []}, USUAL | {"hours": [["9", "12:00"]]},
     USUAL | {"units": {"hall": {}}}, USUAL | {"lunch": 1}, {"week": {"x": []}}],
)  # fmt: skip
def test_hours_that_cannot_be_read_are_refused_when_they_are_loaded(value: Any, tmp_path: Path) -> None:
    path = tmp_path / "terms.json"
    term = {"key": "working_hours", "jurisdiction": "", "value": value, "legal_basis": "测试"}
    path.write_text(json.dumps({"version": 1, "terms": [term]}))
    with pytest.raises(CommandError, match=r"terms\.json: term 1"):
        call_command("terms", "load", str(path))


def _at(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day} 18:00").replace(tzinfo=CHINA)


def _close(area: int | None, day: str, unit: str = "") -> str:
    _, closes = day_kind(places.calendar(area, unit), dt.date.fromisoformat(day)).stretches[-1]
    return f"{closes:%H:%M}"


def _page(community: int, **asked: Any) -> str:
    client = Client()
    accounts.sign_in(client, accounts.user(role="secretary", community=community, password=None))
    response = client.get(reverse("places:hours"), asked, headers={"accept-language": "zh-hans"})
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_a_year_by_month_with_its_source(community: int) -> None:
    places.load_workdays(SYSTEM, f.AT)
    with translation.override("zh-hans"):
        text = _page(community, year="2019")
    assert "12月30日至1月1日" in text
    assert "4月28日 周日" in text
    assert "国办发明电〔2018〕15号" in text
    assert "周一至周五" in text
    assert "没有公布" not in text


def test_the_page_says_that_a_year_is_not_published(community: int) -> None:
    with translation.override("zh-hans"):
        assert "2027年放假安排还没有公布，先按周末推算，公布后自动重算。" in _page(community, year="2027")


def test_a_deadline_can_be_tried(community: int) -> None:
    places.load_workdays(SYSTEM, f.AT)
    asked = {"day": "2018-12-28", "time": "16:50", "amount": "3", "unit": "working_day"}
    with translation.override("zh-hans"):
        assert (
            "自12月28日 16:50 收到起算 3 个工作日：12月29日（周六，调休上班）、1月2日 周三、1月3日 周四；"
            "元旦放假 12月30日至1月1日不计；到 1月3日 18:00 止。"
        ) in _page(community, **asked)
        assert "期限至少是 1。" in _page(community, **asked | {"amount": "0"})
        assert "是工作日，当天到期" in _page(community, **asked | {"unit": "today"})


@pytest.mark.parametrize(
    "asked",
    [{"year": "abcd"}, {"year": "9999"}, {"year": "0001"}, {"year": "２０１９"}, {"amount": "x"}, {"amount": "9" * 40},
     {"amount": "1", "day": "1800-01-01", "time": "9", "unit": "week"},
     {"amount": "1", "day": "2199-12-31", "time": "09:00", "unit": "day"}],
)  # fmt: skip
def test_hostile_questions_are_answered_with_the_page(community: int, asked: dict[str, str]) -> None:
    assert _page(community, **asked)


def test_without_hours_the_page_says_what_to_type() -> None:
    assert "linli terms load" in _page(f.community("快活社区", "510105012009"))
