"""A record's page in words: the state as a sentence, two verbs, the story with its answers, facts in pairs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.base import clock
from linli.base.board import Entry
from linli.kernel import Actor, Saying, say
from linli.kernel.masking import mask_address, mask_text
from linli.kernel.phones import hide_phone
from linli.ui.words import day_words, left_words, moment_words, short_day

from ..queries.shapes import AnswerView, ClockView, DeedView, Record
from ..rules import codes
from ..rules.clocks import PAUSED
from . import words
from .common import TINTS
from .doings import DOINGS, word

#: What comes first when it can be done, by state.
FIRST: dict[str, tuple[str, ...]] = {
    "registered": ("accept", "solve", "promise"),
    "accepted": ("solve", "promise", "start"),
    "promised": ("start", "answer"),
    "in_hand": ("answer", "progress"),
    "sent_up": ("dispatch", "send_back", "arrive", "take_back", "progress"),
    "answered": ("tell", "revisit"),
    "to_revisit": ("revisit", "not_reached"),
    "revisited": ("close", "redo"),
    "redo": ("promise", "answer", "start"),
    "on_hold": ("resume", "progress"),
    "refused": ("reopen", "archive"),
    "closed": ("release", "archive"),
    "merged": ("part",),
}
#: The order under 更多.
SELDOM = (
    "solve", "promise", "start", "answer", "progress", "amend_answer", "tell", "revisit", "not_reached", "close", "redo", "assign",
    "offer", "assist", "hold", "extend", "send_up", "raise_level", "split", "merge", "note", "add", "picture", "correct", "release",
    "withhold", "withdraw", "refuse", "archive", "void_entry", "rate_department", "take_back",
    "hotline_accept", "hotline_reject", "hotline_return", "hotline_extend", "hotline_twice",
)  # fmt: skip

#: What can be done with an item of 12345, by its own state.
HOTLINE: dict[str, tuple[str, ...]] = {
    "received": ("hotline_accept", "hotline_reject", "hotline_twice"),
    "accepted": ("hotline_extend", "hotline_return"),
    "extended": ("hotline_return",),
}


@dataclass(frozen=True)
class Link:
    """A verb of the page."""

    label: str
    url: str
    verb: str = ""


@dataclass(frozen=True)
class Deadline:
    """One running deadline: its day, what is left, how it was counted."""

    label: str
    moment: str
    left: str
    why: str
    late: bool
    provisional: bool


@dataclass(frozen=True)
class Other:
    """An appeal beside this one."""

    how: str
    number: str
    title: str
    state: str
    url: str


def verbs_of(one: Record, actor: Actor) -> dict[str, list[Link]]:
    """At most two verbs at the right of the title (`verbs`), the others under 更多 (`links`)."""
    can = [verb for verb in _possible(one, actor) if verb in DOINGS or verb in ("split", "picture")]
    asked = ["take_over", "decline"] if one.offered_to is not None and one.offered_to == actor.user_id else []
    main = [verb for verb in (*asked, *FIRST.get(one.state, ())) if verb in can][:2]
    rest = [verb for verb in (*SELDOM, *can) if verb in can and verb not in main]
    return {
        "verbs": [_link(verb, one) for verb in main],
        "links": [_link(verb, one) for verb in dict.fromkeys(rest)],
    }


def barred(one: Record, shown: list[Link]) -> str:
    """Who can do what comes next, where the reader cannot: nobody has to guess why there is no button."""
    if shown:
        return ""
    wanted = FIRST.get(one.state, ())[:1]
    return next((str(view.why) for view in one.verbs if view.verb in wanted and view.why is not None), "")


def _possible(one: Record, actor: Actor) -> list[str]:
    found = [view.verb for view in one.verbs if view.may]
    if one.offered_to is None or one.offered_to != actor.user_id:
        found = [verb for verb in found if verb not in ("take_over", "decline")]
    outside = HOTLINE.get(one.hotlines[0].state, ()) if one.hotlines else ()
    found = [verb for verb in found if not verb.startswith("hotline_") or verb in outside]
    if not any(held.answered_at and not held.rating for held in one.whistles):
        found = [verb for verb in found if verb != "rate_department"]
    if one.level != "compound":
        found = [verb for verb in found if verb != "raise_level"]
    if one.released_at is None:
        found = [verb for verb in found if verb != "withhold"]
    elif "release" in found:
        found.remove("release")
    if not one.consents:
        found = [verb for verb in found if verb != "release"]
    return found


def _link(verb: str, one: Record) -> Link:
    return Link(str(word(verb)), reverse(f"appeals:{verb}", args=[one.id]), verb)


def state_of(one: Record) -> tuple[str, str]:
    """The tint and the sentence under the title."""
    return ("late" if one.late else TINTS.get(one.state, "ended")), sentence(one)


def sentence(one: Record) -> str:
    """The state, with what it waits for or what came of it where the record knows that."""
    called = next(
        (held.department for held in one.whistles if held.answered_at is None and held.department), ""
    )
    waiting = next((held.reason for held in one.pauses if held.end is None), "")
    if one.offered_to is not None:
        return _("{state} {name} is asked to take it over.").format(
            state=one.sentence, name=one.name(one.offered_to)
        )
    if one.state == "sent_up" and called:
        return _("Sent up; {department} deals with it.").format(department=called)
    if one.state == "on_hold" and waiting:
        return _("On hold, waits for {what}.").format(what=waiting)
    if one.state == "merged" and one.merged_into:
        return _("Merged into {number}.").format(number=one.merged_into.number)
    if one.state in ("closed", "archived"):
        said = [codes.word(codes.OUTCOMES, one.outcome), codes.word(codes.RATINGS, one.rating)]
        how = _(", ").join(word for word in said if word)
        return (
            _("{state} ({how})").format(state=str(one.sentence).rstrip(".。"), how=how)
            if how
            else str(one.sentence)
        )
    return str(one.sentence)


def deadlines(one: Record, at: dt.datetime) -> list[Deadline]:
    """The clocks that run, nearest first, each with the sentence that says how it was counted."""
    running = [held for held in one.clocks if held.how in ("running", "late")]
    return [_deadline(held, one, at) for held in sorted(running, key=lambda held: held.due)]


def _deadline(held: ClockView, one: Record, at: dt.datetime) -> Deadline:
    """One clock in words; on hold what is promised runs on, the others stand still."""
    still = one.state == "on_hold" and held.kind in PAUSED
    left = _("stands still") if still else left_words(held.due, at)
    late = held.how == "late" and not still
    return Deadline(
        str(codes.CLOCKS[held.kind]), moment_words(held.due, at), left, str(held.why), late, held.provisional
    )


def past_deadlines(one: Record, at: dt.datetime) -> list[str]:
    """Deadlines that were met or passed, a line each."""
    said = {"met": _("kept"), "met_late": _("kept late"), "stopped": _("no longer counted")}
    return [
        f"{codes.CLOCKS[held.kind]} · {moment_words(held.due, at)} · {said[held.how]}"
        for held in one.clocks
        if held.how in said
    ]


def story(one: Record, at: dt.datetime) -> list[Entry]:
    """What happened, newest first; answers quoted in full, internal notes marked."""
    answers = {answer.id: answer for answer in one.answers}
    return [_entry(deed, answers, one, at) for deed in one.story]


def _entry(deed: DeedView, answers: dict[int, AnswerView], one: Record, at: dt.datetime) -> Entry:
    answer = answers.get(deed.facts.get("answer", 0) or 0)
    lines = [_explicit(answer, at)] if answer is not None and answer.kind == "explicit" else []
    quote = "\n".join(line for line in (*lines, deed.text if not lines or deed.text != answer.reason else "") if line) if answer else deed.text  # fmt: skip
    return Entry(
        deed.at, deed.who, _what(deed, one), _changes(deed, one, at), internal=deed.internal, quote=quote
    )


def _explicit(answer: AnswerView, at: dt.datetime) -> str:
    """The five parts of an explicit answer, as they are told."""
    day = day_words(answer.promised_on, clock.day_of(at)) if answer.promised_on else "—"
    parts = (
        (_("Why not today"), answer.reason), (_("Who does what"), answer.doer), (_("Promised day"), day),
        (_("Told"), " ".join(part for part in (codes.word(codes.TOLD, answer.way), answer.told) if part)),
    )  # fmt: skip
    return "\n".join(
        _("{label}: {value}").format(label=label, value=value) for label, value in parts if value
    )


def _what(deed: DeedView, one: Record) -> Saying:
    """The verb, with how and to whom where the story keeps it."""
    more = [
        codes.word(table, str(deed.facts[key]))
        for key, table in (("outcome", codes.OUTCOMES), ("rating", codes.RATINGS), ("way", codes.TOLD))
        if deed.facts.get(key)
    ]
    people = [
        one.name(deed.facts.get(key))
        for key in ("handler", "offered_to", "to")
        if isinstance(deed.facts.get(key), int)
    ]
    said = [text for text in (*dict.fromkeys(people), *more) if text and text != deed.who]
    return say("{what}: {more}", what=deed.what, more="、".join(said)) if said else deed.what


def _changes(deed: DeedView, one: Record, at: dt.datetime) -> list[tuple[str, str, str]]:
    """What moved, where the story says it in codes."""
    before, after = deed.facts.get("from"), deed.facts.get("to")
    if deed.verb == "raise_level":
        return [
            (_("Handled at"), codes.word(codes.LEVELS, str(before)), codes.word(codes.LEVELS, str(after)))
        ]
    if deed.verb in ("extend", "hotline_extend") and after:
        label = codes.word(codes.CLOCKS, str(deed.facts.get("kind", "hotline")))
        return [(label, str(before or "")[:10], str(after)[:10])]
    return []


def facts(one: Record, actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """The pairs at the right that are words only."""
    contact = one.reporter
    who = _who(one)
    return {
        "who": who,
        "person_url": reverse("residents:person", args=[contact.person]) if contact and contact.person else "",
        "phone": hide_phone(contact.phone) if contact and contact.phone else "",
        "call_url": reverse("appeals:call", args=[one.id]) if contact and contact.phone else "",
        "handler": one.name(one.handler), "offered": one.name(one.offered_to), "first_contact": one.name(one.first_contact),
        "assisting": [one.name(user) for user in one.assisting],
        "source": " · ".join(part for part in (codes.word(codes.CHANNELS, one.channel), one.name(one.entered_by)) if part),
        "level": codes.word(codes.LEVELS, one.level), "others": _others(one),
        "naming": codes.word(codes.NAMING, one.naming) if one.naming != "named" else "",
        "about": codes.word(codes.ABOUT, one.about) if one.about != "matter" else "",
        "rating": codes.word(codes.RATINGS, one.rating) if one.rating else "",
        "held_for": next((pause.reason for pause in one.pauses if pause.end is None), ""),
    }  # fmt: skip


def _who(one: Record) -> str:
    """Who asks: a name where it is open, else that it is not."""
    contact = one.reporter
    if contact is None:
        return _("without name") if one.naming == "anonymous" else _("not shown to you")
    name = contact.name or "—"
    if contact.for_other:
        relation = f"（{contact.relation}）" if contact.relation else ""
        return _("{name} for {other}").format(name=name, other=contact.for_other + relation)
    return name


def _others(one: Record) -> list[Other]:
    said = {"part": _("Part of it"), "merged": _("Merged into this one"), "up": _("Belongs to")}
    linked = [*(other for other in (one.part_of, one.merged_into) if other), *one.parts, *one.merged]
    return [
        Other(
            said.get(other.how, ""), other.number, words.short(other.title, 24), codes.word(codes.STATES, other.state),
            reverse("appeals:appeal", args=[other.id]),
        )
        for other in linked
    ]  # fmt: skip


def three_lines(one: Record, at: dt.datetime) -> str:
    """Three plain lines fit for a group chat: what, where (to the building), how it stands. Masked."""
    hidden = one.naming != "named" or one.audience != "office"
    place = "" if hidden else mask_address(one.place)
    due = f" · {short_day(clock.day_of(one.due_at), clock.day_of(at))}" if one.due_at else ""
    return "\n".join((words.short(mask_text(one.text), 40), " · ".join(part for part in (one.number, place) if part), f"{sentence(one)}{due}"))  # fmt: skip
