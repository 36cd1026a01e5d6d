"""Disputes for tests, made by the actions themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.kernel import Actor
from linli.kernel.actor import MEDIATOR, SECRETARY
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
from linli.mediation.actions.talking import Record
from linli.mediation.queries import reach

ON = dt.date(2018, 12, 3)
AT = dt.datetime(2018, 12, 3, 1, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
APPLICANT = Who(
    "applicant", "欧阳秀兰", "19200000011", "3栋2单元501", "女，汉族，62岁，退休", identity="identity"
)
RESPONDENT = Who("respondent", "常永福", "19200000012", "3栋2单元601", identity="identity")


def mediator(community: int | None, user_id: int = 11) -> Actor:
    """Who mediates."""
    return Actor(user_id, "吴调解", community, frozenset({MEDIATOR}))


def secretary(community: int | None) -> Actor:
    """Who seals."""
    return Actor(2, "王书记", community, frozenset({SECRETARY}))


def seat(community: int, name: str = "吴调解", *, sex: str = "2", account: int | None = None) -> int:
    """A member of the committee."""
    return committee.elect(
        actor=secretary(community),
        at=AT,
        today=ON,
        name=name,
        sex=sex,
        start=dt.date(2017, 1, 1),
        account=account,
    )


def found(
    community: int, *, on: dt.date = ON, who: tuple[Who, ...] = (APPLICANT, RESPONDENT), **parts: Any
) -> int:
    """A dispute whose parties are entered."""
    whole: dict[str, Any] = {
        "source": "application", "category": "neighbours", "brief": "楼上漏水，天花板发霉。", "claim": "修好漏水，赔偿粉刷费。", **parts,
    }  # fmt: skip
    return registering.register(actor=mediator(community), at=AT, today=on, found=on, who=who, **whole)


def parties(dispute: int) -> list[int]:
    """Keys of the parties, applicant's side first."""
    return [one.pk for one in reach.parties(dispute)]


def willing(community: int, **parts: Any) -> int:
    """One whose parties agreed to mediation."""
    key = found(community, **parts)
    on = parts.get("on", ON)
    for party in parties(key):
        registering.consent(
            actor=mediator(community), at=AT, today=on, dispute=key, party=party, agrees=True, on=on
        )
    return key


def accepted(community: int, *, seats: list[int] | None = None, **parts: Any) -> int:
    """One with its number, its month and a mediator; the parties know their rights."""
    key, on = willing(community, **parts), parts.get("on", ON)
    me = mediator(community)
    accepting.accept(
        actor=me, at=AT, today=on, dispute=key, on=on, mediators=seats or [seat(community)], how="accepted"
    )
    accepting.tell_rights(actor=me, at=AT, today=on, dispute=key, on=on)
    return key


def record(led_by: list[int], on: dt.date = ON, **parts: Any) -> Record:
    """What the sheet of a session says."""
    return Record(
        **{
            "on": on,
            "place": "调解室",
            "led_by": led_by,
            "words": "双方讲了经过。",
            "result": "约定再谈",
            "signed": True,
            **parts,
        }
    )


def talked(community: int, *, seats: list[int] | None = None, **parts: Any) -> int:
    """One with a session."""
    seats, on = seats or [seat(community)], parts.get("on", ON)
    key = accepted(community, seats=seats, **parts)
    talking.talk(
        actor=mediator(community), at=AT, today=on, dispute=key, kind="session", record=record(seats[:1], on)
    )
    return key


def drawn(community: int, *, form: str = "written", **parts: Any) -> int:
    """One whose agreement is written down: an oral one in effect, a written one to be signed."""
    key, on = talked(community, **parts), parts.get("on", ON)
    agreeing.agree(
        actor=mediator(community), at=AT, today=on, dispute=key, form=form, reached=on, content="赔偿800元，当场付清。",
        facts="楼上漏水。", manner="现金", perform_by=on + 10 * DAY,
    )  # fmt: skip
    return key


def signed(community: int, **parts: Any) -> int:
    """One that all have signed."""
    key, on = drawn(community, **parts), parts.get("on", ON)
    agreeing.sign(
        actor=mediator(community),
        at=AT,
        today=on,
        dispute=key,
        parties=parties(key),
        way="signature",
        on=on,
        mediator=True,
    )
    return key


def agreed(community: int, **parts: Any) -> int:
    """One with an agreement in effect."""
    key, on = signed(community, **parts), parts.get("on", ON)
    agreeing.seal(actor=secretary(community), at=AT, today=on, dispute=key, on=on)
    return key


def performed(community: int, **parts: Any) -> int:
    """One whose agreement was performed in full."""
    key, on = agreed(community, **parts), parts.get("on", ON)
    following.perform(
        actor=mediator(community), at=AT, today=on, dispute=key, kind="done", on=on, note="已付清"
    )
    return key


def closed(community: int, **parts: Any) -> int:
    """One whose dossier is closed."""
    key, on = performed(community, **parts), parts.get("on", ON)
    me = mediator(community)
    following.revisit(actor=me, at=AT, today=on, dispute=key, on=on, kept=True, content="content")
    ending.close(actor=me, at=AT, today=on, dispute=key, on=on)
    return key


def failed(community: int, **parts: Any) -> int:
    """One that ended without agreement."""
    key, on = talked(community, **parts), parts.get("on", ON)
    ending.fail(
        actor=mediator(community), at=AT, today=on, dispute=key, on=on, ways=["court"], why="双方意见不一"
    )
    return key


def world(community: int) -> dict[str, Any]:
    """One of each record that an address of mediation may name, for the walk over every address."""
    chair = seat(community, "陈委员")
    key = accepted(community, seats=[chair])
    paper = papers.attach(
        actor=mediator(community),
        at=AT,
        dispute=key,
        item=6,
        name="照片.pdf",
        content=b"%PDF-1.4 x",
        kind="application/pdf",
    )
    return {"dispute": key, "dispute party": parties(key)[0], "dispute paper": paper, "mediator": chair}
