"""A dispute from consent to the closed dossier, and everything that is refused on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from linli.kernel import NotFound, Refused
from linli.mediation.actions import (
    accepting,
    agreeing,
    committee,
    ending,
    following,
    papers,
    registering,
    talking,
)
from linli.mediation.actions.registering import Who
from linli.mediation.models import Agreement, Charge, Dispute, Party
from linli.mediation.queries import reach, record
from linli.mediation.rules.dossier import ITEMS
from linli.mediation.tests import factories as some

pytestmark = pytest.mark.django_db


@contextmanager
def refused(words: str) -> Iterator[None]:
    """What is done inside is refused with a sentence that holds these words."""
    with pytest.raises(Refused) as refusal:
        yield
    assert words in refusal.value.reason.msgid


def common(here: int, key: int, on: dt.date = some.ON, today: dt.date | None = None) -> dict[str, Any]:
    return {"actor": some.mediator(here), "at": some.AT, "today": today or on, "dispute": key, "on": on}


def test_from_consent_to_the_closed_dossier(here: int) -> None:
    key = some.closed(here)
    one = Dispute.objects.get()
    assert (one.state, one.outcome, one.settled, one.performed, one.resolved) == (
        "closed",
        "agreed",
        some.ON,
        some.ON,
        some.ON,
    )
    assert (one.year, one.serial) == (2018, 1)
    page = record.page(some.mediator(here), key, on=some.ON)
    assert page.missing == []
    assert [item.item for item in page.items] == list(ITEMS) == list(range(1, 14))


def test_a_clear_refusal_ends_it(here: int) -> None:
    key = some.found(here)
    first, second = some.parties(key)
    registering.consent(party=first, agrees=True, **common(here, key))
    registering.consent(party=second, agrees=False, **common(here, key))
    one = Dispute.objects.get()
    assert (one.state, one.outcome, one.serial) == ("refused", "refused", None)
    with pytest.raises(Refused):
        accepting.accept(mediators=[some.seat(here)], how="accepted", **common(here, key))


@pytest.mark.parametrize(
    ("who", "says", "reason"),
    [
        ((some.APPLICANT,), (True,), "Nobody is entered"),
        ((some.APPLICANT, some.RESPONDENT), (True, None), "Ask every party"),
        ((some.APPLICANT, some.RESPONDENT), (True, True), "at least one mediator"),
    ],
)
def test_it_is_accepted_only_with_both_sides_willing_and_a_mediator(
    here: int, who: tuple[Who, ...], says: tuple[bool | None, ...], reason: str
) -> None:
    key = some.found(here, who=who)
    for party, said in zip(some.parties(key), says, strict=True):
        if said is not None:
            registering.consent(party=party, agrees=said, **common(here, key))
    seats = [] if reason.startswith("at least") else [some.seat(here)]
    with refused(reason):
        accepting.accept(mediators=seats, how="accepted", **common(here, key))


def test_numbers_run_on_without_gaps_and_begin_anew_each_year(here: int) -> None:
    seats = [some.seat(here)]
    for day in (dt.date(2018, 11, 1), dt.date(2018, 11, 2), dt.date(2019, 1, 4)):
        key = some.willing(here, on=day)
        accepting.accept(mediators=seats, how="chosen", **common(here, key, day))
    refused = some.willing(here)
    with pytest.raises(Refused):
        accepting.accept(mediators=[999_999], how="chosen", **common(here, refused))
    key = some.willing(here)
    assert accepting.accept(mediators=seats, how="chosen", **common(here, key)) == 3
    assert sorted(Dispute.objects.exclude(serial=None).values_list("year", "serial")) == [
        (2018, 1),
        (2018, 2),
        (2018, 3),
        (2019, 1),
    ]


def test_the_month_moves_to_a_working_day_and_is_extended_once_by_consent(here: int) -> None:
    key = some.accepted(here, on=dt.date(2018, 11, 15))
    due = Dispute.objects.get().due
    assert due == dt.date(2018, 12, 17)  # the 15th is a Saturday
    today = dt.date(2018, 12, 10)
    more: dict[str, Any] = {**common(here, key, today), "until": dt.date(2019, 1, 10)}
    with refused("all parties"):
        accepting.extend(all_agree=False, **more)
    with refused("At most"):
        accepting.extend(all_agree=True, **{**more, "until": dt.date(2019, 2, 1)})
    accepting.extend(all_agree=True, **more)
    assert Dispute.objects.get().due == dt.date(2019, 1, 10)
    with refused("once"):
        accepting.extend(all_agree=True, **{**more, "until": dt.date(2019, 1, 15)})


def test_no_session_before_rights_were_told(here: int) -> None:
    key, seat = some.willing(here), some.seat(here)
    accepting.accept(mediators=[seat], how="accepted", **common(here, key))
    parts: dict[str, Any] = {
        "actor": some.mediator(here),
        "at": some.AT,
        "today": some.ON,
        "dispute": key,
        "kind": "session",
    }
    with refused("rights"):
        talking.talk(record=some.record([seat]), **parts)
    accepting.tell_rights(**common(here, key))
    talking.talk(record=some.record([seat]), **parts)
    assert Dispute.objects.get().state == "mediating"


def test_a_mediator_who_stood_aside_leads_no_session_and_reads_no_further(here: int) -> None:
    first, second = some.seat(here, account=11), some.seat(here, "高老师")
    key = some.accepted(here, seats=[first, second])
    accepting.recuse(mediator=first, reason="relative", **common(here, key))
    with pytest.raises(NotFound):
        reach.found(some.mediator(here), key)
    other = some.mediator(here, 12)
    parts: dict[str, Any] = {
        "actor": other,
        "at": some.AT,
        "today": some.ON,
        "dispute": key,
        "kind": "session",
    }
    with refused("stood aside"):
        talking.talk(record=some.record([first, second]), **parts)
    talking.talk(record=some.record([second]), **parts)
    assert Charge.objects.get(first=True).mediator_id == second
    with refused("another mediator first"):
        accepting.recuse(mediator=second, reason="asked", **{**common(here, key), "actor": other})
    with refused("stood aside"):
        accepting.charge(mediator=first, how="chosen", **{**common(here, key), "actor": other})


def test_an_agreement_unsigned_by_one_side_takes_no_effect(here: int) -> None:
    key = some.drawn(here)
    first, second = some.parties(key)
    agreeing.sign(parties=[first], way="signature", mediator=True, **common(here, key))
    seal: dict[str, Any] = {**common(here, key), "actor": some.secretary(here)}
    with refused("Not signed by"):
        agreeing.seal(**seal)
    with pytest.raises(Refused):
        following.perform(kind="done", **common(here, key))
    with pytest.raises(Refused):
        agreeing.apply(court="青羊区人民法院", together=True, **common(here, key))
    with pytest.raises(Refused):
        ending.close(**common(here, key))
    assert Dispute.objects.get().outcome == ""
    agreeing.sign(parties=[second], way="fingerprint", **common(here, key))
    agreeing.seal(**seal)
    assert (Dispute.objects.get().state, Agreement.objects.get().effective) == ("agreed", some.ON)


def test_without_the_mediators_signature_it_is_not_sealed(here: int) -> None:
    key = some.drawn(here)
    agreeing.sign(parties=some.parties(key), way="signature", **common(here, key))
    with refused("mediator"):
        agreeing.seal(**{**common(here, key), "actor": some.secretary(here)})


def test_a_draft_that_is_not_signed_is_drawn_up_anew(here: int) -> None:
    key = some.signed(here)
    agreeing.redraw(actor=some.mediator(here), at=some.AT, dispute=key)
    assert Dispute.objects.get().state == "mediating"
    assert not Party.objects.filter(signed__isnull=False).exists()
    agreeing.agree(
        actor=some.mediator(here),
        at=some.AT,
        today=some.ON,
        dispute=key,
        form="oral",
        reached=some.ON,
        content="各让一步",
    )
    assert Agreement.objects.filter(void=False).get().effective == some.ON


def test_the_court_is_asked_together_and_within_thirty_days(here: int) -> None:
    key = some.agreed(here)
    last = Agreement.objects.get().confirm_last
    assert last is not None
    assert last >= some.ON + 30 * some.DAY
    ask: dict[str, Any] = {"court": "青羊区人民法院", "together": True}
    with refused("possible until"):
        agreeing.apply(**ask, **common(here, key, last + some.DAY))
    with refused("Both sides"):
        agreeing.apply(**{**ask, "together": False}, **common(here, key))
    with refused("marriage"):
        agreeing.apply(of_status=True, **ask, **common(here, key))
    agreeing.apply(**ask, **common(here, key, last))
    agreeing.rule(confirmed=True, number="（2019）川0105民特1号", **common(here, key, last))
    assert Agreement.objects.get().confirmation == "confirmed"


def test_a_failed_mediation_says_which_ways_remain(here: int) -> None:
    key = some.talked(here)
    with refused("ways remain"):
        ending.fail(ways=[], why="双方意见不一", **common(here, key))
    ending.fail(ways=["court", "arbitration"], why="双方意见不一", **common(here, key))
    one = Dispute.objects.get()
    assert (one.state, one.ways, one.told) == ("failed", ["arbitration", "court"], some.ON)
    ending.close(**common(here, key))
    assert Dispute.objects.get().closed == some.ON


def test_not_performed_is_urged_and_told_of_the_court(here: int) -> None:
    key = some.agreed(here)
    with refused("what was performed"):
        following.perform(kind="urged", **common(here, key))
    following.perform(kind="urged", note="电话催促", **common(here, key))
    following.perform(kind="court_told", note="告知可以起诉", **common(here, key))
    assert Dispute.objects.get().state == "unperformed"


def test_a_dossier_with_gaps_stays_open_and_names_each(here: int) -> None:
    bare = (Who("applicant", "欧阳秀兰"), Who("respondent", "常永福", agent="常小福"))
    key = some.performed(here, who=bare)
    with refused("Missing in the dossier"):
        ending.close(**common(here, key))
    page = record.page(some.mediator(here), key, on=some.ON)
    assert [item.item for item in page.missing] == [3, 4, 10]
    for party, who in zip(some.parties(key), bare, strict=True):
        shown = Who(who.side, who.name, agent=who.agent, identity="identity")
        registering.correct_party(actor=some.mediator(here), at=some.AT, dispute=key, party=party, who=shown)
    papers.attach(
        actor=some.mediator(here), at=some.AT, dispute=key, item=4, name="委托书.pdf", content=b"%PDF-1.4 x"
    )
    following.revisit(kept=True, content="fair", **common(here, key))
    ending.close(**common(here, key))
    assert Dispute.objects.get().state == "closed"


def test_it_may_be_withdrawn_handed_over_or_settled_by_the_parties(here: int) -> None:
    seats = [some.seat(here)]
    gone, handed, own = (some.accepted(here, seats=seats) for _n in range(3))
    ending.withdraw(why="不想再调", **common(here, gone))
    ending.transfer(receiver="police", why="可能打架", **common(here, handed))
    ending.reconcile(why="自己谈好了", **common(here, own))
    states = dict(Dispute.objects.values_list("pk", "outcome"))
    assert states == {gone: "withdrawn", handed: "transferred", own: "reconciled"}
    assert Dispute.objects.get(pk=handed).resolved is None
    with refused("Missing in the dossier"):
        ending.close(**common(here, gone))
    ending.close(note="申请人撤回", **common(here, gone))


def test_a_day_to_come_is_refused(here: int) -> None:
    key = some.talked(here)
    with refused("still to come"):
        ending.withdraw(why="不想再调", **common(here, key, some.ON + some.DAY, some.ON))


def test_the_committee_has_at_most_nine_and_one_chair(here: int) -> None:
    for number in range(9):
        some.seat(here, f"委员{number}")
    with refused("at most"):
        some.seat(here, "第十人")
    seat = reach.mediators(here, some.ON)[0]
    committee.leave(actor=some.secretary(here), at=some.AT, today=some.ON, mediator=seat.pk, end=some.ON)
    assert reach.mediators(here, some.ON).count() == 8


def test_nobody_outside_reads_a_dispute(here: int) -> None:
    from linli.kernel import Actor
    from linli.kernel import actor as roles

    key = some.found(here)
    for role in (roles.GRID_WORKER, roles.SOCIAL_WORKER, roles.CAPTAIN, roles.AUDITOR, roles.SUPERVISOR):
        with pytest.raises(NotFound):
            reach.found(Actor(5, "某", here, frozenset({role})), key)


def test_words_and_names_are_sealed_where_they_rest(here: int) -> None:
    from django.db import connection

    some.agreed(here)
    with connection.cursor() as cursor:
        for table in ("party", "dispute", "talk", "agreement"):
            for kind in (f"mediation_{table}", f"mediation_{table}event"):
                cursor.execute(f"select t::text from {kind} t")
                assert "欧阳" not in (rest := " ".join(row[0] for row in cursor.fetchall()))
                assert "漏水" not in rest
