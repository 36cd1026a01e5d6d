"""One appeal of the demonstration in the hands of those who work on it: each method is one action."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from linli.appeals.actions import accept, answer, handover, hold, hotline, merge, publish, revisit, whistle
from linli.appeals.actions.intake import HotlineParts, PlaceParts, ReporterParts, picture, register
from linli.appeals.queries import sight
from linli.base import clock
from linli.kernel import Actor
from linli.news import api as news
from linli.news.actions import hand
from linli.places.queries.shapes import RoomRef

from . import appeal_pictures
from .appeal_crew import Crew
from .appeal_words import Words, called, fitting
from .world import Home, Human

#: Open appeals of the community by building: what a second call may be merged into.
Live = dict[int, tuple[str, "Case"]]


#: User names of captains and messengers begin so.
HELPERS = ("louzhang", "xinshi")


@dataclass
class Case:
    """What is asked, by whom, where and how; filled with the key once it is registered."""

    crew: Crew
    words: Words
    matter: dict[str, Any]
    home: Home
    room: RoomRef
    human: Human
    person: int | None
    channel: str
    naming: str = "named"
    level: str = "community"
    behalf: bool = False
    spot: str = "room"
    photos: int = 0
    consents: bool = False
    urgent: bool = False
    about: str = "matter"
    audience: str = "office"
    number: str = ""
    live: Live = field(default_factory=dict)
    id: int = 0
    due: dt.datetime = dt.datetime.max.replace(tzinfo=dt.UTC)
    keeper: str = ""
    first: str = ""
    text: str = ""
    reply: str = ""
    slots: dict[str, str] = field(default_factory=dict)
    spoken: int = 0

    def actor(self, name: str, at: dt.datetime) -> Actor:
        """An account of the crew."""
        return self.crew.actor(name, at)

    def chance(self, share: float) -> bool:
        """True in so many of all cases."""
        return self.crew.rng.random() < share

    def says(self, key: str) -> str:
        """A sentence of the office that answers what was said."""
        return self.words.said_of(self.matter, key, self.slots, self.spoken)

    def has(self, key: str) -> bool:
        """Whether there is such a sentence for what was said."""
        return bool(fitting(self.matter, key, self.spoken))

    def hear(self, at: dt.datetime, by: str, text: str = "") -> None:
        """Write it down. `by` "" is the resident's own page."""
        self.slots = self.words.slots(self.home)
        self.text = text or self.words.told(self.matter, self.channel, self.slots)
        self.spoken = 0 if text else self.words.about
        actor = self.actor(by, at) if by else self.crew.resident()
        outside = (
            HotlineParts("12345", self.number, at - dt.timedelta(minutes=95)) if self.channel == "hotline" else None
        )  # fmt: skip
        whom = self.crew.ids["wangge"] if self.about == "worker" else None
        made = register(
            actor=actor, at=at, channel=self.channel, text=self.text, category=self.matter["c"], naming=self.naming,
            reporter=self._reporter(by), place=self._place(), wish=self.words.wish(self.matter), urgent=self.urgent,
            about=self.about, audience=self.audience, consents=self.consents, level=self.level, outside=outside, about_user=whom,
        )  # fmt: skip
        self.id, self.due, self.first = made.id, made.today_due, by
        helps = by.startswith(HELPERS)
        self.keeper = "" if helps and self.level != "compound" else by
        self.live[self.id] = (f"{self.room.building_id}{self.matter['c']}", self)
        for _ in range(self.photos):
            self.picture(actor, at)

    def state(self, at: dt.datetime) -> str:
        """Where it stands: the sweep may have moved it meanwhile, and up from the compound."""
        row = sight.one(Actor.system("demonstration", self.crew.community), self.id, clock.day_of(at))
        if self.keeper.startswith(HELPERS) and row.level != "compound":
            self.keeper = "liangwei"
        return row.state

    def picture(self, actor: Actor, at: dt.datetime, *, after: bool = False) -> int:
        """A picture of the matter."""
        content = appeal_pictures.drawn(self.crew.rng, self.matter["c"], after=after)
        return picture(actor=actor, at=at, appeal=self.id, content=content, name="现场.jpg", after=after)

    def accept(self, at: dt.datetime, by: str, level: str | None = None) -> None:
        accept.accept(actor=self.actor(by, at), at=at, appeal=self.id, level=level)
        self.keeper = by

    def seize(self, at: dt.datetime) -> None:
        """Somebody of the office takes what nobody has in hand; a committee member what lies with a captain."""
        if self.state(at) == "registered":
            self.accept(at, "shegong")
        else:
            self.keeper = "liangwei"

    def refuse(self, at: dt.datetime, by: str, reason: str, channel: str) -> None:
        accept.refuse(actor=self.actor(by, at), at=at, appeal=self.id, reason=reason, channel=channel)
        self.live.pop(self.id, None)
        self.ring(at, by)

    def solve(self, at: dt.datetime, outcome: str = "solved") -> None:
        self.reply = self.says("ok" if outcome == "solved" else "ex")
        answer.solve(
            actor=self.actor(self.keeper, at), at=at, appeal=self.id, text=self.reply, told=self.whom, way=self._way(),
            outcome=outcome,
        )  # fmt: skip
        if self.photos and self.chance(0.5):
            self.picture(self.actor(self.keeper, at), at, after=True)

    def promise(self, at: dt.datetime, day: dt.date) -> None:
        answer.promise(
            actor=self.actor(self.keeper, at), at=at, appeal=self.id, reason=self.says("r"), doer=self.says("who"),
            promised_on=day, way=self._way(), told=self.whom,
        )  # fmt: skip

    def start(self, at: dt.datetime) -> None:
        answer.start(actor=self.actor(self.keeper, at), at=at, appeal=self.id)

    def progress(self, at: dt.datetime, text: str) -> None:
        answer.progress(actor=self.actor(self.keeper, at), at=at, appeal=self.id, text=text)

    def answer(self, at: dt.datetime, outcome: str = "solved") -> None:
        self.reply = self.says("done" if outcome == "solved" else "ex")
        answer.answer(
            actor=self.actor(self.keeper, at), at=at, appeal=self.id, text=self.reply, outcome=outcome
        )
        if self.photos and self.chance(0.7):
            self.picture(self.actor(self.keeper, at), at, after=True)

    def ring(self, at: dt.datetime, by: str) -> bool:
        """Tell the resident what waits on the call list; False when nothing waited."""
        actor = self.actor(by, at)
        waiting = [
            one
            for one in news.letters_of(actor, "appeals.appeal", [self.id]).get(self.id, [])
            if one.settled_at is None and one.state not in ("told", "cancelled")
        ]
        for one in waiting:
            how = "slip" if one.channel == "slip" else self.crew.rng.choice(("call", "call", "call", "visit"))
            hand.tell_by_hand(actor=actor, letter_id=one.id, how=how, at=at)
        return bool(waiting)

    def teller(self, by: str) -> str:
        """Who calls: of a confidential appeal only its first contact."""
        return (
            (self.first or by)
            if self.naming == "confidential"
            else by
            if by in self.crew.callers
            else "shegong"
        )

    def carry(self, at: dt.datetime, by: str) -> None:
        """转达答复 by captain or messenger; what waited on the call list is done with."""
        answer.tell(actor=self.actor(by, at), at=at, appeal=self.id, way="carried", told=self.whom)
        news.withdraw(Actor.system("demonstration", self.crew.community), "appeals.appeal", self.id, at)

    def offer(self, at: dt.datetime, to: str, why: str) -> None:
        handover.offer(
            actor=self.actor(self.keeper, at), at=at, appeal=self.id, to=self.crew.ids[to], why=why
        )

    def take_over(self, at: dt.datetime, by: str) -> None:
        handover.take_over(actor=self.actor(by, at), at=at, appeal=self.id)
        self.keeper = by

    def hold(self, at: dt.datetime, reason: str, until: dt.date) -> None:
        hold.hold(actor=self.actor(self.keeper, at), at=at, appeal=self.id, reason=reason, until=until)

    def resume(self, at: dt.datetime) -> None:
        hold.resume(actor=self.actor(self.keeper, at), at=at, appeal=self.id)

    def extend(self, at: dt.datetime, by: str, kind: str, to: dt.date, reason: str) -> None:
        hold.extend(actor=self.actor(by, at), at=at, appeal=self.id, kind=kind, to=to, reason=reason)

    def merge(self, at: dt.datetime, into: Case) -> None:
        merge.merge(actor=self.actor("shegong", at), at=at, appeal=self.id, into=into.id)
        self.live.pop(self.id, None)

    def send_up(self, at: dt.datetime, by: str, reason: str, kind: str = "general") -> None:
        whistle.send_up(actor=self.actor(by, at), at=at, appeal=self.id, reason=reason, kind=kind)

    def dispatch(self, at: dt.datetime, department: str) -> None:
        whistle.dispatch(actor=self.actor("jiedao", at), at=at, appeal=self.id, department=department)

    def arrive(self, at: dt.datetime) -> None:
        whistle.arrive(actor=self.actor("jiedao", at), at=at, appeal=self.id)

    def send_back(self, at: dt.datetime, result: str, *, returned: bool = False) -> None:
        whistle.send_back(
            actor=self.actor("jiedao", at), at=at, appeal=self.id, result=result, returned=returned
        )

    def rate_department(self, at: dt.datetime, rating: str) -> None:
        whistle.rate(actor=self.actor("shuji", at), at=at, appeal=self.id, rating=rating)

    def item(self, at: dt.datetime, verb: str, **parts: Any) -> None:
        """Something done with the item of 12345."""
        by = parts.pop("by", "shegong")
        getattr(hotline, verb)(actor=self.actor(by, at), at=at, appeal=self.id, **parts)

    def rate(self, at: dt.datetime, rating: str, words: str, by: str = "") -> None:
        """The resident is asked by `by`, or says it on the code page."""
        solved = rating != "not"
        if by:
            revisit.revisit(
                actor=self.actor(by, at),
                at=at,
                appeal=self.id,
                solved=solved,
                rating=rating,
                words=words,
                way="phone",
            )
        else:
            revisit.rate_by_code(
                community=self.crew.community,
                appeal=self.id,
                at=at,
                solved=solved,
                rating=rating,
                words=words,
            )
        if solved:
            self.live.pop(self.id, None)

    def miss(self, at: dt.datetime, by: str) -> None:
        revisit.not_reached(actor=self.actor(by, at), at=at, appeal=self.id)

    def close(self, at: dt.datetime, by: str) -> None:
        revisit.close(actor=self.actor(by, at), at=at, appeal=self.id)
        self.live.pop(self.id, None)

    def withdraw(self, at: dt.datetime, why: str) -> None:
        revisit.withdraw(actor=self.actor("shegong", at), at=at, appeal=self.id, why=why)
        self.live.pop(self.id, None)

    def release(self, at: dt.datetime, by: str) -> None:
        """Published: without unit and door."""
        text = self.text
        for part in (self.slots["u"], self.slots["f"], self.slots["f2"]):
            text = text.replace(part, "") if part else text
        publish.release(
            actor=self.actor(by, at), at=at, appeal=self.id, text=text, answer=self.reply,
            place=f"{self.home.compound}{self.home.building}",
        )  # fmt: skip

    @property
    def whom(self) -> str:
        """Who was told."""
        return "查询页" if self.naming == "anonymous" else "本人" if self.chance(0.3) else called(self.human)

    def _way(self) -> str:
        if self.naming == "anonymous":
            return "page"
        if self.channel in ("counter", "door"):
            return "face" if self.chance(0.7) else "phone"
        return self.crew.rng.choice(("phone", "phone", "phone", "wechat", "face"))

    def _reporter(self, by: str) -> ReporterParts | None:
        if self.naming == "anonymous":
            return None
        one = self.human
        knows = by in ("shegong", "shegong2", "liangwei") and self.naming == "named"
        if self.behalf:
            return ReporterParts(one.name, one.phone, for_other=f"{one.name[:1]}婆婆", relation="邻居")
        return ReporterParts(one.name, one.phone, self.person if knows else None)

    def _place(self) -> PlaceParts:
        if self.spot == "room":
            return PlaceParts(room=self.room.id)
        if self.spot == "building":
            return PlaceParts(building=self.room.building_id)
        words = self.crew.rng.choice(("小区东门口", "垃圾房旁边", "车棚里面", "公交站边上", "工业园路口", "幼儿园门口"))  # fmt: skip
        return PlaceParts(text=f"{self.home.compound}{words}")
