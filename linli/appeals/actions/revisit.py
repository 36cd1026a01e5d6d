"""Ended with the resident's satisfaction: revisits by another person, or by the resident's own code."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from linli.kernel import Actor, Refused, say

from .. import workflow
from ..models import Appeal, Revisit
from ..queries import own_word
from ..rules import codes, handling
from . import people, work
from .answer import demand_text
from .work import Work

BY_RESIDENT = "居民"


@transaction.atomic
def revisit(
    *, actor: Actor, at: dt.datetime, appeal: int, solved: bool, rating: str, words: str = "", way: str = "phone",
    version: int | None = None,
) -> str:  # fmt: skip
    """The resident says whether it is solved and how satisfied they are; the state after it.

    Not satisfied or not solved: to be done again. Else closed. Never by the handler or who wrote the answer.
    """
    with work.on(actor, at, appeal, "revisit", version=version) as one:
        handling.may_revisit(actor, one.standing).demand()
        return _rated(one, solved, rating, words, way)


@transaction.atomic
def rate_by_code(
    *, community: int, appeal: int, at: dt.datetime, solved: bool, rating: str, words: str = ""
) -> str:
    """The resident rates on the code page; the state after it. The caller has looked the code up.

    What a colleague asked and closed is rated once more, by the resident alone: their own word stands.
    """
    closed = Appeal.objects.filter(community=community, pk=appeal, state=workflow.CLOSED).exists()
    with work.on(as_resident(community), at, appeal, "rate" if closed else "revisit") as one:
        if closed:
            _demand_first_word(one)
        return _rated(one, solved, rating, words, "page")


@transaction.atomic
def not_reached(*, actor: Actor, at: dt.datetime, appeal: int, way: str = "phone", words: str = "", version: int | None = None) -> int:  # fmt: skip
    """Nobody was reached; how often since the last answer."""
    with work.on(actor, at, appeal, "not_reached", version=version) as one:
        handling.may_revisit(actor, one.standing).demand()
        _keep(one, False, None, "not_reached", words, way)
        count = one.row.unreached + 1
        one.write(text=words.strip(), facts={"unreached": count}, unreached=count)
        return count


@transaction.atomic
def close(*, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None, why: str = "") -> None:
    """Close what was revisited, or whom nobody reached so often as the term asks (rating: not reached)."""
    with work.on(actor, at, appeal, "close", version=version) as one:
        if one.row.state == workflow.TO_REVISIT:
            most = one.house.number("appeal_revisit", "tries")
            handling.may_close_unreached(actor, one.standing, most).demand()
            one.values["rating"] = "not_reached"
        else:
            handling.may_close(actor, one.standing).demand()
        _closed(one, why.strip())


@transaction.atomic
def redo(*, actor: Actor, at: dt.datetime, appeal: int, why: str, version: int | None = None) -> None:
    """The office begins again without waiting for the resident to ask."""
    with work.on(actor, at, appeal, "redo", version=version) as one:
        handling.may_redo(actor, one.standing).demand()
        demand_text(why, "why")
        _again(one, why.strip())


@transaction.atomic
def reopen(*, actor: Actor, at: dt.datetime, appeal: int, why: str, version: int | None = None) -> None:
    """A closed or refused appeal is opened again, with its reason."""
    with work.on(actor, at, appeal, "reopen", version=version) as one:
        handling.may_reopen(actor, one.standing).demand()
        demand_text(why, "why")
        _again(one, why.strip())


@transaction.atomic
def reopen_by_code(*, community: int, appeal: int, at: dt.datetime, why: str) -> None:
    """The resident opens it again on the code page, within the term of days and as often as it allows."""
    with work.on(as_resident(community), at, appeal, "reopen") as one:
        demand_text(why, "why")
        days = one.house.number("appeal_revisit", "reopen_days")
        closed = one.row.closed_at
        if closed is not None and at > closed + dt.timedelta(days=days):
            raise Refused(say("It was closed more than {n} days ago. Please report it anew.", n=days))
        most = one.house.number("appeal_revisit", "redo_most")
        if one.row.redone >= most:
            raise Refused(say("It was done again {n} times already. Please call the community.", n=most))
        _again(one, why.strip())


@transaction.atomic
def withdraw(*, actor: Actor, at: dt.datetime, appeal: int, why: str, version: int | None = None) -> None:
    """The resident takes it back."""
    with work.on(actor, at, appeal, "withdraw", version=version) as one:
        handling.may_withdraw(actor, one.standing).demand()
        demand_text(why, "why")
        one.values["outcome"] = "withdrawn"
        _closed(one, why.strip())


@transaction.atomic
def withdraw_by_code(*, community: int, appeal: int, at: dt.datetime, why: str = "") -> None:
    """The resident takes it back on the code page."""
    with work.on(as_resident(community), at, appeal, "withdraw") as one:
        one.values["outcome"] = "withdrawn"
        _closed(one, why.strip())


@transaction.atomic
def archive(*, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None) -> None:
    """归档: nothing more is done with it."""
    with work.on(actor, at, appeal, "archive", version=version) as one:
        handling.may_archive(actor, one.standing).demand()
        one.write()


def as_resident(community: int) -> Actor:
    """The resident behind a code, as the story names them: no account, no name."""
    return Actor(None, BY_RESIDENT, community, frozenset({"system"}), why="the resident's page")


def _demand_first_word(one: Work) -> None:
    """Nothing was said on the page of this round yet, and its term has not run out. Raises Refused."""
    if not own_word.may_follow(one.row, one.house, one.at):
        raise Refused(say("It was rated already, or its time has passed. You can report it anew."))


def _rated(one: Work, solved: bool, rating: str, words: str, way: str) -> str:
    if rating not in ("satisfied", "mostly", "not"):
        raise Refused(say("Say how satisfied the resident is."), "rating")
    if way not in codes.TOLD:
        raise Refused(say("Say how the resident was asked."), "way")
    if len(words) > 2000:
        raise Refused(say("The text is too long: at most {n} characters.", n=2000), "words")
    _keep(one, True, solved, rating, words, way)
    one.values |= {"rating": rating, "confirmed": solved}
    facts = {"rating": rating, "solved": solved}
    if solved and rating != "not":
        _kept(one, words.strip(), facts)
    else:
        _again(one, words.strip(), facts)
    return one.row.state


def _keep(one: Work, reached: bool, solved: bool | None, rating: str, words: str, way: str) -> None:
    one.beside.append(Revisit(
        community_id=one.row.community_id, appeal=one.row, at=one.at, by=one.actor.user_id, by_name=one.actor.name,
        way=way, reached=reached, solved=solved, rating=rating, words=words.strip(), round=one.row.redone,
    ))  # fmt: skip


def _kept(one: Work, text: str, facts: dict[str, Any]) -> None:
    """Closed by this word, or closed before: then only the rating changes."""
    if one.verb == "rate":
        one.write(text=text, facts=facts)
    else:
        _closed(one, text, facts)


def _closed(one: Work, text: str, facts: dict[str, Any] | None = None) -> None:
    """Nothing is due any more."""
    one.settle(met=("revisit",), stopped=("*",))
    one.state = workflow.CLOSED
    one.write(
        text=text, facts=facts, closed_at=one.at, closed_level=one.row.level, offered_to=None, offered_at=None,
    )  # fmt: skip


def _again(one: Work, text: str, facts: dict[str, Any] | None = None) -> None:
    """重新办理: it was not solved, so no moment of solving stays; the level's clock begins for the new round."""
    one.settle(met=("revisit",), stopped=("*",), begin=work.ladder_for(one, one.row.level))
    one.state = workflow.REDO
    values: dict[str, Any] = {
        "redone": one.row.redone + 1, "unreached": 0, "solved_at": None, "answered_at": None, "told_at": None,
        "closed_at": None, "closed_level": "", "outcome": "", "promised_on": None,
    }  # fmt: skip
    one.write(text=text, facts=facts, **values)
    if one.row.handler is not None:
        people.tell(one, one.row.handler, say("Appeal {number} is to be done again.", number=one.row.number))
