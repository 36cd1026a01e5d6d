"""Two records of one person: marked, merged, taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.journal import api as journal
from linli.kernel import NotFound, Refused
from linli.kernel.actor import GRID_WORKER, SECRETARY
from linli.residents.actions import checks, doubts, residences, statuses
from linli.residents.models import Check, Doubt, Household, Identity, Member, Person, Residence, Status
from linli.residents.queries import doubts as reading

from . import factories
from .factories import AT, ON

_KEPT = (Person, Residence, Member, Status, Check, Household)


def two(here: int) -> tuple[int, int]:
    """The same person with and without a number, living behind one door."""
    room = factories.rooms(here)[0]
    one = factories.resident(here, room, name="王小明", phone="13800000123")
    other = factories.resident(
        here, room, name="王晓明", number="", workplace="快活机械厂", household=one.household
    )
    worker = factories.actor(here)
    checks.check(actor=worker, at=AT, on=ON, person=other.person, way="door")
    statuses.grant(actor=worker, at=AT, on=ON, person=other.person, kind="veteran", source="退役军人服务站")
    return one.person, other.person


def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything but who saved when and how often."""
    noise = ("version", "changed_at", "changed_by")
    return {
        model.__name__: [
            {name: value for name, value in one.items() if name not in noise}
            for one in model.objects.order_by("pk").values()
        ]
        for model in _KEPT
    }


def plain(held: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [{k: bytes(v) if isinstance(v, memoryview) else v for k, v in one.items()} for one in of]
        for name, of in held.items()
    }


def test_a_merge_moves_everything_and_is_taken_back_exactly(here: int) -> None:
    kept, other = two(here)
    worker = factories.actor(here)
    before = plain(rows())
    doubt = doubts.mark(actor=worker, at=AT, kept=kept, other=other, why="同一电话")
    doubts.merge(
        actor=worker, at=AT, doubt=doubt, chosen={"name": "other", "workplace": "other", "phone": "kept"}
    )
    person = Person.objects.get(pk=kept)
    assert (person.name, person.workplace, person.phone, person.former_names) == (
        "王晓明",
        "快活机械厂",
        "13800000123",
        ["王小明"],
    )
    assert Check.objects.get().person_id == Status.objects.get().person_id == kept
    assert Residence.objects.filter(person=kept, void=False).count() == 1
    assert Residence.objects.get(void=True).reason == "duplicate"
    assert Person.objects.get(pk=other).merged_into_id == kept
    doubts.unmerge(actor=worker, at=AT, doubt=doubt)
    assert plain(rows()) == before
    assert Doubt.objects.get(pk=doubt).state == "undone"
    assert Identity.objects.filter(lives_in=here).count() == 1


def test_what_was_corrected_after_the_merge_stays(here: int) -> None:
    from linli.residents.actions import people

    kept, other = two(here)
    worker = factories.actor(here)
    doubt = doubts.mark(actor=worker, at=AT, kept=kept, other=other)
    doubts.merge(actor=worker, at=AT, doubt=doubt, chosen={"workplace": "other"})
    people.correct(actor=worker, at=AT, person=kept, values={"workplace": "文家电子厂"})
    doubts.unmerge(actor=worker, at=AT, doubt=doubt)
    assert Person.objects.get(pk=kept).workplace == "文家电子厂"


def test_a_number_goes_with_its_hashes(here: int) -> None:
    kept, other = two(here)
    worker = factories.actor(here)
    number = Person.objects.get(pk=kept).number
    doubt = doubts.mark(actor=worker, at=AT, kept=other, other=kept)
    doubts.merge(actor=worker, at=AT, doubt=doubt, chosen={"number": "other"})
    assert Person.objects.get(pk=other).number == number
    assert Person.objects.get(pk=other).digest is not None
    doubts.unmerge(actor=worker, at=AT, doubt=doubt)
    assert Person.objects.get(pk=other).number is None


def test_records_with_residences_one_after_the_other_keep_both(here: int) -> None:
    first = factories.resident(here, start=dt.date(2017, 1, 1))
    worker = factories.actor(here)
    residences.close(
        actor=worker, at=AT, residence=first.residence, on=dt.date(2018, 1, 1), reason="left_city"
    )
    second = factories.resident(here, number="")
    doubt = doubts.mark(actor=worker, at=AT, kept=second.person, other=first.person)
    doubts.merge(actor=worker, at=AT, doubt=doubt)
    assert Residence.objects.filter(person=second.person, void=False).count() == 2


def test_a_merged_record_is_found_no_more_and_cannot_be_merged_again(here: int) -> None:
    kept, other = two(here)
    worker = factories.actor(here)
    doubt = doubts.mark(actor=worker, at=AT, kept=kept, other=other)
    doubts.merge(actor=worker, at=AT, doubt=doubt)
    with pytest.raises(Refused):
        doubts.merge(actor=worker, at=AT, doubt=doubt)
    with pytest.raises(NotFound):
        doubts.mark(actor=worker, at=AT, kept=kept, other=other)


def test_different_people_are_settled_and_marking_twice_is_one_doubt(here: int) -> None:
    kept, other = two(here)
    worker = factories.actor(here)
    doubt = doubts.mark(actor=worker, at=AT, kept=kept, other=other)
    assert doubts.mark(actor=worker, at=AT, kept=other, other=kept) == doubt
    assert [one.id for one in reading.open_doubts(worker, on=ON)] == [doubt]
    doubts.find_different(actor=worker, at=AT, doubt=doubt)
    assert reading.open_doubts(worker, on=ON) == []


def test_both_records_stand_side_by_side(here: int) -> None:
    kept, other = two(here)
    worker = factories.actor(here)
    doubt = doubts.mark(actor=worker, at=AT, kept=kept, other=other)
    _, fields = reading.side_by_side(worker, doubt, on=ON)
    differing = {one.field for one in fields if not one.same}
    assert {"name", "number", "phone", "workplace"} <= differing
    assert all(len(one.kept) < 18 or "*" in one.kept for one in fields)


@pytest.mark.parametrize("role", [SECRETARY, GRID_WORKER])
def test_only_social_workers_of_the_register_merge(here: int, role: str) -> None:
    kept, other = two(here)
    doubt = doubts.mark(actor=factories.actor(here), at=AT, kept=kept, other=other)
    with pytest.raises(Refused):
        doubts.merge(actor=factories.actor(here, role), at=AT, doubt=doubt)


@pytest.mark.parametrize("verb", ["merge", "find_different"])
def test_a_failing_journal_takes_the_decision_back(
    here: int, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, other = two(here)
    worker = factories.actor(here)
    doubt = doubts.mark(actor=worker, at=AT, kept=kept, other=other)
    before = plain(rows())

    def fail(*args: Any, **facts: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(journal, "write", fail)
    with pytest.raises(RuntimeError):
        getattr(doubts, verb)(actor=worker, at=AT, doubt=doubt)
    assert plain(rows()) == before
    assert Doubt.objects.get(pk=doubt).state == "marked"
