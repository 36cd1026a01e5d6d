"""Every state with every verb either works or is refused with the sentence that says what can be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from linli.appeals import workflow
from linli.appeals.actions import (
    accept,
    answer,
    handover,
    hold,
    hotline,
    intake,
    merge,
    publish,
    revisit,
    whistle,
)
from linli.appeals.models import Answer, Appeal, Clock, Hotline, Pause, Whistle
from linli.appeals.queries import record
from linli.appeals.rules import codes, guards
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Actor, Refused
from linli.kernel.actor import SECRETARY, SUBDISTRICT
from linli.places.tests import factories as places

from . import factories

AT, ON = factories.AT, factories.ON
LATER = ON + dt.timedelta(days=5)
PROMISE: dict[str, Any] = {
    "reason": "要等电工",
    "doer": "物业",
    "promised_on": ON,
    "way": "phone",
    "told": "本人",
}


class Scene:
    """One appeal in one state with all that stands beside it, and who acts."""

    def __init__(self, community: int, area: int, state: str) -> None:
        self.boss = factories.worker(community, SECRETARY)
        self.new = factories.worker(community)
        self.street = Actor(501, "街道小赵", None, frozenset({SUBDISTRICT}), area=area)
        self.other = factories.appeal(community)
        sent = state == "sent_up"
        merged = self.other if state == "merged" else None
        self.row = factories.appeal(
            community, state=state, handler=7, channel="hotline", level="compound", consents=True, sent_to=area, unreached=3,
            before_hold="in_hand" if state in ("on_hold", "merged") else "", merged_into=merged, offered_to=self.new.user_id,
            released_at=AT, closed_at=AT if state in codes.ENDED else None,
        )  # fmt: skip
        beside: dict[str, Any] = {"community_id": community, "appeal": self.row}
        Hotline.objects.create(number=f"HX{self.row.pk}", received_at=AT, due=AT, changed_at=AT, **beside)
        Clock.objects.create(kind="hotline", started=AT, due=AT, unit="given", **beside)
        Answer.objects.create(kind="final", at=AT, by=7, by_name="刘芳", text="灯已修好", **beside)
        answered = None if sent else AT
        Whistle.objects.create(
            to_area=area,
            reason="要执法",
            called_at=AT,
            due=AT,
            changed_at=AT,
            answered_at=answered,
            department="执法队",
            **beside,
        )
        if state in ("on_hold", "merged"):
            Pause.objects.create(start=AT - dt.timedelta(hours=1), reason="等料", **beside)

    def doing(self, verb: str) -> Callable[[], Any]:
        """The action of a verb with what it needs."""
        own: dict[str, Any] = {"actor": self.boss, "at": AT, "appeal": self.row.pk}
        new, street = own | {"actor": self.new}, own | {"actor": self.street}
        acts: dict[str, Callable[[], Any]] = {
            "accept": lambda: accept.accept(**own),
            "refuse": lambda: accept.refuse(reason="已起诉", channel="法院", **own),
            "solve": lambda: answer.solve(text="换了灯泡", **own),
            "promise": lambda: answer.promise(**PROMISE, **own),
            "start": lambda: answer.start(**own),
            "answer": lambda: answer.answer(text="灯已修好", **own),
            "amend_answer": lambda: answer.amend(text="灯已修好了", **own),
            "tell": lambda: answer.tell(way="phone", told="本人", **own),
            "progress": lambda: answer.progress(text="订货了", **own),
            "note": lambda: answer.note(text="内部话", **own),
            "send_up": lambda: whistle.send_up(reason="要执法", **own),
            "take_back": lambda: whistle.take_back(reason="不用了", **own),
            "rate_department": lambda: whistle.rate(rating="good", **own),
            "send_back": lambda: whistle.send_back(result="已拆除", **street),
            "dispatch": lambda: whistle.dispatch(department="执法队", **street),
            "arrive": lambda: whistle.arrive(**street),
            "revisit": lambda: revisit.revisit(solved=True, rating="satisfied", **own),
            "not_reached": lambda: revisit.not_reached(**own),
            "close": lambda: revisit.close(**own),
            "redo": lambda: revisit.redo(why="没修好", **own),
            "reopen": lambda: revisit.reopen(why="又坏了", **own),
            "withdraw": lambda: revisit.withdraw(why="不用了", **own),
            "archive": lambda: revisit.archive(**own),
            "hold": lambda: hold.hold(reason="等料", **own),
            "resume": lambda: hold.resume(**own),
            "extend": lambda: hold.extend(kind="hotline", to=LATER, reason="等料", **own),
            "merge": lambda: merge.merge(into=self.other.pk, **own),
            "part": lambda: merge.part(**own),
            "split": lambda: merge.split(parts=[merge.PartParts("路灯坏了", "other")], **own),
            "offer": lambda: handover.offer(to=self.boss.user_id or 0, why="休假", **own),
            "take_over": lambda: handover.take_over(**new),
            "decline": lambda: handover.decline(why="太多", **new),
            "assign": lambda: handover.assign(handler=self.boss.user_id or 0, **own),
            "assist": lambda: handover.assist(users=[self.new.user_id or 0], **own),
            "release": lambda: publish.release(text="楼道灯坏了", answer="已修好", **own),
            "withhold": lambda: publish.withhold(why="改主意", **own),
            "hotline_accept": lambda: hotline.accept(**own),
            "hotline_reject": lambda: hotline.reject(basis="不在辖区", **own),
            "hotline_return": lambda: hotline.give_back(basis="属部门权责", **own),
            "hotline_extend": lambda: hotline.extend(to=LATER, reason="等鉴定", **own),
            "hotline_twice": lambda: hotline.report_twice(number="HX0", **own),
            "raise_level": lambda: handover.raise_level(**own),
            "add": lambda: intake.add(text="还有一盏也坏了", **own),
            "correct": lambda: intake.correct(version=None, text="三单元楼道灯不亮", **own),
            "void_entry": lambda: intake.void_entry(reason="重复录入", **own),
        }  # fmt: skip
        return acts[verb]


#: The sweep's own, the making of an appeal, what needs a picture, the resident's page: tested where they are made.
ELSEWHERE = {"register", "climb", "picture", "rate"}
VERBS = sorted(set(workflow.VERBS) - ELSEWHERE)


@pytest.fixture
def street(db: None) -> tuple[int, int]:
    """(community, its subdistrict)."""
    area = places.area("subdistrict", code="510105001").pk
    return factories.community(parent=area), area


@pytest.mark.parametrize("state", codes.STATE_CODES)
def test_every_verb_works_or_is_refused_with_what_is_possible(street: tuple[int, int], state: str) -> None:
    community, area = street
    with community_scope(community):
        for verb in VERBS:
            scene = Scene(community, area, state)
            before = Appeal.objects.filter(pk=scene.row.pk).values().get()
            lines = Line.objects.count()
            act = scene.doing(verb)
            if verb in workflow.verbs(state):
                act()
                assert Line.objects.count() > lines, (state, verb)
                continue
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.reason.msgid == "The appeal is {state}. What can be done now: {verbs}.", (
                state,
                verb,
            )
            assert Appeal.objects.filter(pk=scene.row.pk).values().get() == before


@pytest.mark.parametrize("verb", VERBS)
def test_when_the_journal_fails_nothing_has_changed(
    street: tuple[int, int], verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    community, area = street
    state = next(one for one in ("in_hand", *codes.STATE_CODES) if verb in workflow.verbs(one))

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the journal fails")

    with community_scope(community):
        scene = Scene(community, area, state)
        before = _everything(community)
        monkeypatch.setattr(journal, "write", fail)
        with pytest.raises(RuntimeError, match="journal"):
            scene.doing(verb)()
    with community_scope(community):
        assert _everything(community) == before


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("to_revisit", lambda own: revisit.rate_by_code(solved=True, rating="satisfied", **own)),
        ("closed", lambda own: revisit.rate_by_code(solved=True, rating="mostly", **own)),
        ("closed", lambda own: revisit.reopen_by_code(why="又坏了", **own)),
        ("in_hand", lambda own: revisit.withdraw_by_code(**own)),
    ],
)
def test_when_the_journal_fails_nothing_of_the_code_page_has_changed(
    street: tuple[int, int], state: str, act: Callable[[dict[str, Any]], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    community, area = street

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the journal fails")

    with community_scope(community):
        scene = Scene(community, area, state)
        before = _everything(community)
        monkeypatch.setattr(journal, "write", fail)
        with pytest.raises(RuntimeError, match="journal"):
            act({"community": community, "appeal": scene.row.pk, "at": AT})
    with community_scope(community):
        assert _everything(community) == before


def test_every_verb_has_its_rule_and_its_word() -> None:
    named = {verb for _, verb in workflow.TABLE} | set(workflow.ANYTIME)
    assert named == set(workflow.VERBS)
    assert named - {"register", "close"} == set(guards.RULES)


def test_the_record_shows_who_can_where_the_reader_may_not(street: tuple[int, int]) -> None:
    community, _ = street
    with community_scope(community):
        worker = factories.actor(community)
        row = factories.appeal(community, state="in_hand", handler=7)
        shown = {one.verb: one for one in record.record(worker, row.pk, AT).verbs}
        assert not shown["extend"].may
        assert shown["extend"].why is not None
        assert shown["merge"].may


def _everything(community: int) -> list[object]:
    return [
        list(model.objects.filter(community=community).order_by("pk").values())
        for model in (Appeal, Answer, Clock, Hotline, Pause, Whistle, Line)
    ]
