"""The papers of a dossier in their prescribed layout (司发通〔2010〕), made from the records; each on its own or all together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from linli.kernel import NotFound, Saying, say
from linli.kernel.say import listed
from linli.office.formal import Block, Formal, Grid, Pairs, Signs, Text

from ..models import Party, Talk
from ..rules import codes
from ..rules.dossier import ITEMS
from . import rights
from .record import RecordPage

BLANK = "＿＿＿＿"
#: Kind of a paper → its title and the item of the dossier to which it belongs; talks have their own (`inquiry-1`).
KINDS: dict[str, tuple[Saying, int]] = {
    "cover": (say("Cover and contents"), 0),
    "application": (say("Application for people's mediation"), 1),
    "registration": (say("Registration sheet of people's mediation"), 1),
    "rights": (say("Notice of the parties' rights and duties"), 2),
    "agreement": (say("People's mediation agreement"), 8),
    "oral": (say("Registration sheet of an oral agreement"), 8),
    "revisit": (say("Record of the revisit (form)"), 10),
    "confirmation": (say("Application for judicial confirmation"), 11),
    "note": (say("Note on the dossier"), 12),
    "back": (say("Back cover"), 13),
}
TALKS: dict[str, tuple[Saying, int]] = {
    "inquiry": (say("Record of inquiry (form)"), 5), "session": (say("Record of mediation (form)"), 7),
}  # fmt: skip


def kinds(page: RecordPage) -> list[tuple[str, str, int]]:
    """(kind, title, item) of the papers that this dispute has by now, in the order of the dossier."""
    one, held = page.one, page.agreement
    has = {
        "cover": one.accepted is not None, "application": one.source == "application", "registration": True,
        "rights": one.accepted is not None, "agreement": held is not None and held.form == "written",
        "oral": held is not None and held.form == "oral", "revisit": bool(page.revisits),
        "confirmation": held is not None and held.effective is not None, "note": bool(one.case_note), "back": one.closed is not None,
    }  # fmt: skip
    found = [(kind, str(title), item) for kind, (title, item) in KINDS.items() if has[kind]]
    found += [
        (f"{talk.kind}-{talk.serial}", str(say("{title}, no. {n}", title=TALKS[talk.kind][0], n=talk.serial)), TALKS[talk.kind][1])
        for talk in page.talks
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each[2], each[0]))


def paper(page: RecordPage, kind: str) -> Formal:
    """One paper. NotFound for a kind that this dispute does not have."""
    if kind not in {one for one, _title, _item in kinds(page)}:
        raise NotFound("paper")
    name, _dash, serial = kind.partition("-")
    if serial:
        talk = next(each for each in page.talks if each.kind == name and str(each.serial) == serial)
        title, blocks = TALKS[name][0], _talk(page, talk)
    else:
        title, blocks = KINDS[kind][0], _WRITERS[kind](page)
    number = str(page.number) if page.number else str(say("(    ) mediation no.    "))
    return Formal(f"{title}", blocks, number, _foot(page, kind))


def _foot(page: RecordPage, kind: str) -> list[str]:
    seal = str(say("{community} People's Mediation Committee (seal)", community=page.community))
    held, one = page.agreement, page.one
    days: dict[str, dt.date | None] = {
        "registration": one.accepted, "application": one.found, "agreement": held.effective if held else None,
        "oral": held.effective if held else None, "back": one.closed, "cover": one.closed,
    }  # fmt: skip
    day = _day(days.get(kind))
    if kind in ("application", "confirmation"):
        return [str(say("Applicants (signature or fingerprint):")) + BLANK, day]
    return [seal, day]


def _day(day: dt.date | None) -> str:
    return (
        str(say("{year}-{month}-{day} (day of a paper)", year=day.year, month=day.month, day=day.day))
        if day
        else str(say("day of a paper to fill in"))
    )


def _lines(*pairs: tuple[Saying, object]) -> list[list[tuple[str, str]]]:
    return [[(str(label), str(value or ""))] for label, value in pairs]


def _party(one: Party) -> list[list[tuple[str, str]]]:
    name = f"{one.name}（{say('agent: {name}', name=one.agent)}）" if one.agent else str(one.name)
    return [
        [(str(codes.SIDES[one.side]), name), (str(say("Sex, ethnicity, age, occupation")), one.about or "")],
        [(str(say("Contact of the party")), one.phone or ""), (str(say("Address")), one.address or "")],
    ]


def _parties(page: RecordPage) -> Pairs:
    return Pairs([line for one in page.parties for line in _party(one)])


def _names(page: RecordPage) -> str:
    return "、".join(str(one.name) for one in page.parties)


def _application(page: RecordPage) -> list[Block]:
    return [
        _parties(page), Text(str(say("The dispute in short")), [page.one.brief or ""]),
        Text(str(say("What is asked for (dispute)")), [page.one.claim or BLANK]),
        Text("", [str(say("The committee has told us the principles of people's mediation. We apply for mediation of this dispute."))]),
    ]  # fmt: skip


def _registration(page: RecordPage) -> list[Block]:
    one = page.one
    return [
        Pairs([
            [(str(say("Day")), _day(one.accepted or one.found)), (str(say("Source")), codes.word(codes.SOURCES, one.source))],
            [(str(say("Kind of dispute")), page.category), (str(say("Mediators")), "、".join(page.mediators))],
        ]),
        _parties(page),
        Text(str(say("The dispute in short")), [one.brief or ""]), Text(str(say("What is asked for (dispute)")), [one.claim or BLANK]),
        Signs([str(say("Parties (signature or fingerprint)")), str(say("Registered by")) + page.name(one.entered_by)]),
    ]  # fmt: skip


def _rights(page: RecordPage) -> list[Block]:
    told = max((one.rights_told for one in page.parties if one.rights_told), default=None)
    return [
        Text("", [str(rights.INTRODUCTION)]),
        *(Text(str(head), [f"{place}. {line}" for place, line in enumerate(lines, 1)]) for head, lines in rights.PARTS),
        Signs([str(say("{name} (signature or fingerprint)", name=one.name)) for one in page.parties]),
        Text("", [f"{say('Told on')}: {_day(told)}"]),
    ]  # fmt: skip


def _talk(page: RecordPage, talk: Talk) -> list[Block]:
    when = f"{_day(talk.on)} {talk.start.strftime('%H:%M') if talk.start else ''}".strip()
    return [
        Pairs([
            [(str(say("Time")), when), (str(say("Place")), talk.place)],
            [(str(say("Mediators")), "、".join(page.led_by.get(talk.pk, []))), (str(say("Recorded by")), talk.recorder)],
            *_lines((say("Who was there"), talk.present or _names(page))),
        ]),
        Text(str(say("Record")), [talk.text or ""]), Text(str(say("Result")), [talk.result or BLANK]),
        Signs([str(say("Those present (signature or fingerprint)")), str(say("Mediators (signature)")), str(say("Recorded by (signature)"))]),
    ]  # fmt: skip


def _agreement(page: RecordPage) -> list[Block]:
    held = page.agreement
    assert held is not None  # `kinds` asks it first
    law = say(
        "The parties agreed of their own will with the committee mediating. The agreement binds them; each party has one copy, "
        "the committee one. Within 30 days of its effect they may together apply to the people's court for confirmation."
    )  # fmt: skip
    by = say("by {day}", day=held.perform_by.isoformat()) if held.perform_by else say("at once (performance)")
    return [
        _parties(page), Text(str(say("Facts, matters in dispute and responsibility")), [held.facts or page.one.brief or ""]),
        Text(str(say("It was agreed")), [held.content or ""]),
        Text(str(say("Manner, place and time of performance")), [f"{held.manner or ''} {by}".strip()]), Text("", [str(law)]),
        Signs([*(_signed(one) for one in page.parties), str(say("Mediators (signature)")), str(say("Recorded by (signature)"))]),
    ]  # fmt: skip


def _signed(one: Party) -> str:
    return str(say("{name} (signature or fingerprint)", name=one.name))


def _oral(page: RecordPage) -> list[Block]:
    held = page.agreement
    assert held is not None  # `kinds` asks it first
    return [
        _parties(page), Text(str(say("The dispute in short")), [held.facts or page.one.brief or ""]),
        Text(str(say("What was agreed by word of mouth")), [held.content or ""]),
        Text(str(say("Manner, place and time of performance")), [held.manner or BLANK]), Signs([str(say("Mediators (signature)"))]),
    ]  # fmt: skip


def _revisit(page: RecordPage) -> list[Block]:
    yes = {True: say("yes"), False: say("no")}
    rows = [
        [one.on.isoformat(), str(yes[one.kept]), codes.word(codes.CONTENT, one.content), str(yes[one.flares]), one.note or "", page.name(one.by)]
        for one in page.revisits
    ]  # fmt: skip
    heads = (
        say("Day"),
        say("Performed?"),
        say("How content"),
        say("Flares up again"),
        say("What was seen"),
        say("Revisited by"),
    )
    return [
        Pairs(_lines((say("Parties of the dispute"), _names(page)), (say("Kind of dispute"), page.category))),
        Grid([str(one) for one in heads], rows),
    ]


def _confirmation(page: RecordPage) -> list[Block]:
    held = page.agreement
    assert held is not None and held.effective is not None and held.confirm_last is not None  # noqa: PT018 -- `kinds` asks it first
    return [
        _parties(page),
        Text(str(say("What is applied for")), [str(say("Confirmation that the people's mediation agreement {number} is valid.", number=page.number or ""))]),
        Text(str(say("Facts and reasons")), [held.facts or page.one.brief or "", held.content or ""]),
        Text("", [str(say(
            "The agreement took effect on {day}; the application is possible until {last}. We agreed of our own will, without "
            "collusion to the harm of others, and bear the consequences of false statements.",
            day=held.effective.isoformat(), last=held.confirm_last.isoformat(),
        ))]),
        Text("", [f"{say('To the court')}: {held.court or BLANK}"]),
    ]  # fmt: skip


def _note(page: RecordPage) -> list[Block]:
    return [Text("", [page.one.case_note or ""])]


def _cover(page: RecordPage) -> list[Block]:
    one = page.one
    outcome = codes.word(codes.OUTCOMES, one.outcome) if one.outcome else ""
    rows = [
        [str(item.item), str(item.name), str(say("required (item)")) if item.needed else str(say("on demand (item)")), str(item.count or "")]
        for item in page.items
    ]  # fmt: skip
    heads = (say("No."), say("Contents (dossier)"), say("Required"), say("Pieces (dossier)"))
    return [
        Pairs([
            [(str(say("Kind of dispute")), page.category), (str(say("Mediators")), "、".join(page.mediators))],
            *_lines((say("Parties of the dispute"), _names(page))),
            [(str(say("Accepted on")), _day(one.accepted)), (str(say("Dossier closed on")), _day(one.closed))],
            *_lines((say("Result"), outcome)),
        ]),
        Grid([str(head) for head in heads], rows),
    ]  # fmt: skip


def _back(page: RecordPage) -> list[Block]:
    pieces = sum(item.count for item in page.items)
    kept = [ITEMS[item.item][0] for item in page.items if item.count]
    return [
        Text("", [str(say("This dossier holds {n} pieces: {items}.", n=pieces, items=listed(kept)))]),
        Signs([str(say("Put together by")), str(say("Checked by (dossier)"))]),
    ]


_WRITERS: dict[str, Callable[[RecordPage], list[Block]]] = {
    "cover": _cover, "application": _application, "registration": _registration, "rights": _rights, "agreement": _agreement,
    "oral": _oral, "revisit": _revisit, "confirmation": _confirmation, "note": _note, "back": _back,
}  # fmt: skip
