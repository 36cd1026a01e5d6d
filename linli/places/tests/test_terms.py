"""Dated terms: the most specific jurisdiction of the day, and files that can be loaded twice."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from linli.places import api as places
from linli.places.actions.terms import bundled, read_files
from linli.places.forms.words import TERMS, term_value
from linli.places.models import Term
from linli.places.rules.terms import read_file

from . import factories as f

pytestmark = pytest.mark.django_db
#: How many terms come with the software.
BUNDLED = len(read_files(bundled()))
ON, LATER = dt.date(2018, 6, 1), dt.date(2026, 6, 1)


def _load(*arguments: Any) -> str:
    out = io.StringIO()
    call_command("terms", "load", *map(str, arguments), stdout=out)
    return out.getvalue()


def _file(folder: Path, *terms: dict[str, Any], name: str = "test.json") -> Path:
    path = folder / name
    whole = [{"legal_basis": "测试依据", "jurisdiction": ""} | term for term in terms]
    path.write_text(json.dumps({"version": 1, "terms": whole}), encoding="utf-8")
    return path


def test_the_bundled_files_load_and_a_second_time_change_nothing() -> None:
    assert f"changed: {BUNDLED} new" in _load()
    assert f"changed: 0 new, 0 changed, 0 gone, {BUNDLED} as they were" in _load()
    assert set(Term.objects.values_list("key", flat=True)) == set(TERMS)


def test_a_dry_run_says_what_would_change_and_changes_nothing() -> None:
    assert f"would change: {BUNDLED} new" in _load("--dry-run")
    assert not Term.objects.exists()


def test_every_bundled_value_can_be_read_by_people() -> None:
    _load()
    for one in Term.objects.all():
        text = term_value(one.key, one.value)
        assert text
        assert not set(text) & set("{}[]'"), one.key


def test_the_most_specific_jurisdiction_wins() -> None:
    area = f.community("快活社区", "510105012009")
    for jurisdiction, value in (("", 1), ("51", 2), ("510105", 3), ("510106", 4)):
        f.term("visits", value, jurisdiction)
    assert places.term("visits", area, ON).value == 3
    assert places.term("visits", None, ON).value == 1
    assert [one.value for one in places.terms_of(area, ON)] == [3]


def test_a_term_holds_on_its_days_only() -> None:
    f.term("size", 700, end=dt.date(2026, 1, 1))
    f.term("size", 3000, start=dt.date(2026, 1, 1))
    assert places.term("size", None, ON).value == 700
    assert places.term("size", None, LATER).value == 3000
    with pytest.raises(LookupError):
        places.term("nothing", None, ON)


def test_versions_that_overlap_are_refused_with_a_sentence(tmp_path: Path) -> None:
    first = {"key": "size", "value": 1, "start": "2018-01-01"}
    second = {"key": "size", "value": 2, "start": "2019-01-01"}
    with pytest.raises(CommandError, match="overlaps"):
        _load(_file(tmp_path, first, second))
    _load(_file(tmp_path, first))
    with pytest.raises(CommandError, match="End that one first"):
        _load(_file(tmp_path, second, name="other.json"))
    assert Term.objects.count() == 1


def test_a_changed_file_ends_the_former_version(tmp_path: Path) -> None:
    _load(_file(tmp_path, {"key": "size", "value": 1}, {"key": "gone", "value": 1}))
    out = _load(
        _file(
            tmp_path,
            {"key": "size", "value": 1, "end": "2019-01-01"},
            {"key": "size", "value": 2, "start": "2019-01-01"},
        )
    )
    assert "1 new, 1 changed, 1 gone" in out
    assert places.term("size", None, ON).value == 1
    assert places.term("size", None, LATER).value == 2


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"version": 1, "terms": {}}', '{"version": 1, "terms": [1]}',
        '{"version": 1, "terms": [{"key": "a b", "value": 1, "legal_basis": "x"}]}',
        '{"version": 1, "terms": [{"key": "ab", "legal_basis": "x"}]}',
        '{"version": 1, "terms": [{"key": "ab", "value": 1}]}',
        '{"version": 1, "terms": [{"key": "ab", "value": 1, "legal_basis": "x", "start": "2018-02-30"}]}',
        '{"version": 1, "terms": [{"key": "ab", "value": 1, "legal_basis": "x", "start": "2019-01-01", "end": "2018-01-01"}]}',
        '{"version": 1, "terms": [{"key": "ab", "value": 1, "legal_basis": "x", "jurisdiction": "5"}]}',
        '{"version": 1, "terms": [{"key": "ab", "value": 1, "legal_basis": "x", "more": 1}]}',
    ],
)  # fmt: skip
def test_a_faulty_file_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "faulty.json"
    path.write_text(text)
    with pytest.raises(CommandError, match=r"faulty\.json"):
        _load(path)


def test_a_missing_file_is_said() -> None:
    with pytest.raises(CommandError, match="There is no file"):
        _load("/nowhere.json")


def test_terms_are_shown_for_a_former_code_too() -> None:
    f.community("快活社区", "510105012009")
    _load()
    out = io.StringIO()
    call_command("terms", "show", "--area", "510105012009", "--key", "facility_template", stdout=out)
    assert "facility_template [510105]" in out.getvalue()


def test_a_file_without_faults_is_read_whole() -> None:
    (one,) = read_file(
        '{"version": 1, "terms": [{"key": "ab", "value": [1], "legal_basis": "x", "end": "2019-01-01"}]}', "a"
    )
    assert (one.key, one.value, one.start, one.end) == ("ab", [1], None, dt.date(2019, 1, 1))
