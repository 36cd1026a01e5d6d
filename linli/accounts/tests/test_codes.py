"""One-time codes: reading, handing out, looking up, spending, revoking, guessing."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from linli.accounts import api as accounts
from linli.accounts.models import Code
from linli.accounts.rules import codes
from linli.base import limits
from linli.base.models import Limit
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Actor, NotFound, Refused
from linli.kernel import actor as roles
from linli.places.tests.factories import community

from . import factories

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)


@pytest.fixture
def here(db: None) -> int:
    return community("快活社区")


@pytest.fixture
def worker(here: int) -> Actor:
    return factories.actor(roles.SOCIAL_WORKER, here)


def hand_out(worker: Actor, **more: Any) -> accounts.Handed:
    values: dict[str, Any] = {
        "purpose": "follow", "subject": "appeal", "key": 7, "community": worker.community, "at": AT, "valid": WEEK,
    }  # fmt: skip
    with community_scope(worker.community):
        return accounts.hand_out_code(actor=worker, **(values | more))


def look_up(text: str, purpose: str = "follow", source: str = "s", at: dt.datetime = AT, **more: Any) -> Any:
    with community_scope(None):
        return accounts.look_up_code(purpose=purpose, text=text, source=source, at=at, **more)


def spend(text: str, purpose: str = "follow", source: str = "s", at: dt.datetime = AT, **more: Any) -> Any:
    with community_scope(None):
        return accounts.spend_code(purpose=purpose, text=text, source=source, at=at, **more)


@given(st.integers(0, 10**11 - 1), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: int, place: int, off: int) -> None:
    body = str(number).zfill(11)
    code = body + codes._check(body)
    assert codes.plain_code(code) == code
    wrong = code[:place] + str((int(code[place]) + off) % 10) + code[place + 1 :]
    assert codes.plain_code(wrong) == ""


@given(st.integers(0, 10**11 - 1), st.integers(0, 10))
def test_two_swapped_digits_are_noticed(number: int, place: int) -> None:
    body = str(number).zfill(11)
    code = body + codes._check(body)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or codes.plain_code(swapped) == ""


def test_a_code_is_read_however_it_is_typed_or_spoken() -> None:
    code = next(one for one in (codes.draw() for _ in range(1000)) if "0" in one and "1" in one)
    wide = "".join(chr(ord(one) + 0xFEE0) for one in code)
    spoken = "".join("零幺二三四五六七八九"[int(one)] for one in code)
    letters = code.replace("0", "O").replace("1", "l")
    for typed in (codes.grouped(code), wide, spoken, letters, "-".join(code), f" {code[:6]}　{code[6:]} "):
        assert codes.plain_code(typed) == code
        assert codes.may_be_code(typed)


def test_the_shape_is_explained_before_anything_is_looked_up() -> None:
    assert str(codes.may_be_code("123").reason) == "The code has 12 digits; 3 were typed."
    code = codes.draw()
    wrong = str((int(code[0]) + 1) % 10) + code[1:]
    assert str(codes.may_be_code(wrong).reason).startswith("A digit is wrong")


@pytest.mark.parametrize("pin", ["12345", "1234567", "111111", "123456", "987654", "abcdef"])
def test_a_plain_pin_is_refused(pin: str) -> None:
    assert not codes.may_be_pin(pin)


def test_a_good_pin_passes() -> None:
    assert codes.may_be_pin("194907")


def test_a_code_opens_its_record_and_keeps_no_text(worker: Actor) -> None:
    handed = hand_out(worker, uses=None)
    found = look_up(handed.text)
    assert (found.community, found.subject, found.key) == (worker.community, "appeal", 7)
    assert look_up(handed.plain) == found
    kept = Code.objects.values().get()
    assert handed.plain not in str(kept)
    with community_scope(worker.community):
        line = Line.objects.get(verb="hand_out_code")
        assert (line.key, line.facts["purpose"]) == (handed.id, "follow")
        assert handed.plain not in str(line.facts)
        assert handed.text not in str(line.facts)


def test_a_code_serves_its_purpose_only(worker: Actor) -> None:
    handed = hand_out(worker)
    assert look_up(handed.text, "vote") is None
    assert spend(handed.text, "vote") is None
    assert look_up(handed.text).id == handed.id


def test_a_number_beside_the_code_makes_it_shorter_and_must_fit(worker: Actor) -> None:
    handed = hand_out(worker, beside="20181228-001")
    assert len(handed.plain) == 10
    assert look_up(handed.text) is None
    assert look_up(handed.text, beside="20181228-002") is None
    assert look_up(handed.text, beside="20181228-001").key == 7


def test_wrong_expired_revoked_and_spent_codes_are_answered_alike(
    worker: Actor, django_assert_num_queries: Any
) -> None:
    spent, revoked, old, good = (hand_out(worker, key=key) for key in range(4))
    spend(spent.text)
    with community_scope(worker.community):
        accounts.revoke_code(actor=worker, id=revoked.id, at=AT)
    wrong = codes.grouped(codes.draw())
    for text, at in ((wrong, AT), (spent.text, AT), (revoked.text, AT), (old.text, AT + WEEK), ("12", AT)):
        with community_scope(None), django_assert_num_queries(3):
            assert accounts.look_up_code(purpose="follow", text=text, source="s", at=at) is None
        assert spend(text, at=at) is None
    assert look_up(good.text) is not None


def test_guessing_ends_after_thirty_and_says_how_long_to_wait(worker: Actor) -> None:
    handed = hand_out(worker)
    for _ in range(30):
        assert look_up(codes.draw(), source="guesser") is None
    for text in (codes.draw(), handed.text):
        with pytest.raises(Refused, match="Try again in 15 minutes"):
            look_up(text, source="guesser")
        with pytest.raises(Refused, match="Try again in 15 minutes"):
            spend(text, source="guesser")
    assert look_up(handed.text, source="somebody else") is not None
    assert look_up(handed.text, source="guesser", at=AT + dt.timedelta(minutes=15)) is not None


def test_guessing_beside_one_number_ends_from_however_many_places(worker: Actor) -> None:
    handed = hand_out(worker, beside="A1")
    for n in range(10):
        assert look_up(codes.draw(10), source=f"place {n}", beside="A1") is None
    with pytest.raises(Refused, match="Try again"):
        look_up(handed.text, source="yet another", beside="A1")


def test_a_pin_is_asked_and_guessed_five_times_at_most(worker: Actor) -> None:
    handed = hand_out(worker, pin="194907", uses=None)
    assert look_up(handed.text).asks_pin
    assert spend(handed.text) is None
    assert spend(handed.text, pin="194907").id == handed.id
    for n in range(5):
        assert look_up(handed.text, pin=f"00000{n}", source=f"place {n}") is None
    assert look_up(handed.text, pin="194907") is None
    assert look_up(handed.text) is None


def test_a_code_is_spent_once_and_may_have_several_uses(worker: Actor) -> None:
    once, twice, ever = hand_out(worker), hand_out(worker, uses=2), hand_out(worker, uses=None)
    assert [bool(spend(once.text)) for _ in range(3)] == [True, False, False]
    assert [bool(spend(twice.text)) for _ in range(3)] == [True, True, False]
    assert all(spend(ever.text) for _ in range(5))
    with community_scope(worker.community):
        assert Line.objects.filter(verb="spend_code", who="系统").count() == 8


def test_handing_out_spending_and_revoking_leave_nothing_when_the_journal_fails(
    worker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed = hand_out(worker)

    def broken(*given: Any, **more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(RuntimeError):
        hand_out(worker)
    with pytest.raises(RuntimeError):
        spend(handed.text)
    with community_scope(worker.community), pytest.raises(RuntimeError):
        accounts.revoke_code(actor=worker, id=handed.id, at=AT)
    code = Code.objects.get()
    assert (code.left, code.used_at, code.revoked_at) == (1, None, None)


def test_a_thousand_codes_are_one_action(worker: Actor, django_assert_max_num_queries: Any) -> None:
    with community_scope(worker.community), django_assert_max_num_queries(10):
        made = accounts.hand_out_codes(
            actor=worker, purpose="vote", subject="place", keys=range(1000), community=worker.community or 0,
            at=AT, valid=WEEK,
        )  # fmt: skip
        assert [one.key for one in made] == list(range(1000))
        assert len({one.text for one in made}) == 1000
        assert Line.objects.get(verb="hand_out_code").facts["count"] == 1000
    assert look_up(made[500].text, "vote").key == 500


def test_codes_of_a_record_are_listed_with_what_became_of_them(worker: Actor) -> None:
    first, second, third = hand_out(worker), hand_out(worker), hand_out(worker)
    spend(first.text)
    with community_scope(worker.community):
        accounts.revoke_code(actor=worker, id=second.id, at=AT)
        rows = accounts.codes_of(worker, "appeal", 7, AT)
        assert {one.id: one.state for one in rows} == {
            first.id: "spent",
            second.id: "revoked",
            third.id: "open",
        }
        assert rows[0].by == worker.name
        assert {one.state for one in accounts.codes_of(worker, "appeal", 7, AT + WEEK)} == {
            "spent",
            "revoked",
            "expired",
        }


def test_another_community_neither_lists_nor_revokes_nor_hands_out(worker: Actor) -> None:
    handed = hand_out(worker)
    other = factories.actor(roles.SOCIAL_WORKER, community())
    with community_scope(other.community):
        assert accounts.codes_of(other, "appeal", 7, AT) == []
        with pytest.raises(NotFound):
            accounts.revoke_code(actor=other, id=handed.id, at=AT)
        with pytest.raises(Refused, match="own community"):
            accounts.hand_out_code(
                actor=other, purpose="follow", subject="appeal", key=7, community=worker.community or 0, at=AT, valid=WEEK
            )  # fmt: skip


def test_codes_for_accounts_are_the_secretarys_and_one_by_one(worker: Actor, here: int) -> None:
    helper = factories.user("李信使", roles.MESSENGER, here, password=None)
    grid = factories.user("王网格", roles.GRID_WORKER, here, password=None)
    secretary = factories.actor(roles.SECRETARY, here)
    with pytest.raises(Refused, match="secretary or the technical administrator"):
        hand_out(worker, purpose="account", subject="account", key=helper.pk)
    with pytest.raises(Refused, match="Only helpers"):
        hand_out(secretary, purpose="bind", subject="account", key=grid.pk)
    with pytest.raises(Refused, match="for an account"):
        hand_out(secretary, purpose="bind", subject="person", key=1)
    assert hand_out(secretary, purpose="bind", subject="account", key=helper.pk).key == helper.pk
    with community_scope(here), pytest.raises(Refused, match="one by one"):
        accounts.hand_out_codes(
            actor=secretary, purpose="account", subject="account", keys=[1, 2], community=here, at=AT, valid=WEEK
        )  # fmt: skip


def test_old_codes_go(worker: Actor) -> None:
    from linli.accounts import actions

    hand_out(worker)
    assert actions.forget_codes(before=AT + WEEK) == 0
    assert actions.forget_codes(before=AT + WEEK + dt.timedelta(seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_spend_one_code_at_once_one_wins() -> None:
    worker = factories.actor(roles.SOCIAL_WORKER, community())
    handed = hand_out(worker)
    ready, won = threading.Barrier(8), []

    def go(n: int) -> None:
        try:
            ready.wait()
            if spend(handed.text, source=f"place {n}"):
                won.append(n)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=[n]) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(won) == 1
    with community_scope(worker.community):
        assert Line.objects.filter(verb="spend_code").count() == 1


def test_a_refused_guess_stays_counted(worker: Actor) -> None:
    def refused() -> None:
        with transaction.atomic():
            if look_up(codes.draw()) is None:
                raise NotFound

    with limits.kept(), pytest.raises(NotFound):
        refused()
    assert Limit.objects.get().count == 1
