"""What may be written down as an appeal: on plain values, before anything is saved.

首问负责制: whoever is asked first writes it down and guides the resident. Nobody is asked for more than the
answer needs; who wants to stay unknown stays unknown, who complains of a worker is not heard by that worker.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, replace

from linli.kernel import Actor, Refused, Saying, Verdict, refuse, say
from linli.kernel.masking import find_private, mask_text
from linli.kernel.phones import read_phones
from linli.kernel.text import clean_line, clean_text, half_width, without_controls
from linli.kernel.verdict import ALLOWED

from . import codes

#: Most pictures of one appeal, and most bytes and pixels of one (as in the term upload_limits).
PICTURES_MOST = 9
PICTURE_BYTES = 10 * 1024 * 1024
WISH_MOST, PLACE_MOST, NAME_MOST, RELATION_MOST = 400, 120, 60, 20
#: How long an appeal stays near for those who write down the same again.
NEAR_DAYS = 90
#: Metres within which two points are one place.
NEAR_METRES = 100
#: How long number and code open the page of the resident.
FOLLOW = dt.timedelta(days=366)
#: Fields that a correction may change. Times and deadlines are not among them.
CORRECTABLE = ("text", "wish", "category", "urgent", "place", "reporter")
_SCRIPT = re.compile(rb"<(?:script|iframe|!doctype|svg[\s>]|html[\s>])|javascript:|<\?php", re.I)
_PICTURE = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM")


@dataclass(frozen=True, slots=True)
class ReporterParts:
    """Who asks, as typed.

    person, household  keys of the register, where the person was found there
    for_other          asks on behalf of this person; `relation` to them
    """

    name: str = ""
    phone: str = ""
    person: int | None = None
    household: int | None = None
    for_other: str = ""
    relation: str = ""

    @property
    def nobody(self) -> bool:
        """Whether nothing is known of who asks."""
        return not (self.name or self.phone or self.person)


@dataclass(frozen=True, slots=True)
class PlaceParts:
    """Where: a door, a building, words, a point (degrees of WGS84), or several of them."""

    room: int | None = None
    building: int | None = None
    text: str = ""
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class HotlineParts:
    """The number of an outside system, when it came there and by when it wants its answer."""

    system: str = "12345"
    number: str = ""
    received_at: dt.datetime | None = None
    due: dt.datetime | None = None


def fit_text(text: str, field: str = "text", *, most: int = codes.TEXT_MOST, least: int = 2) -> str:
    """A description fit to keep; rare characters stay, control and direction marks go. Raises Refused."""
    plain = _named(field, clean_text, without_controls(text.replace("\r\n", "\n")), max(len(text), 1))
    if len(plain) > most:
        raise Refused(
            say(
                "The description has {count} characters, {over} too many: at most {limit}.",
                count=len(plain), over=len(plain) - most, limit=most,
            ),
            field,
        )  # fmt: skip
    if len(plain) < least:
        raise Refused(say("Write what it is about, in a few words."), field)
    return plain


def fit_line(text: str, field: str, most: int) -> str:
    """One line fit to keep. Raises Refused for one that is too long."""
    return _named(field, clean_line, without_controls(text), most)


def fit_reporter(one: ReporterParts | None, naming: str) -> ReporterParts | None:
    """Who asks, fit to keep: nobody for an anonymous appeal, a name or phone for every other. Raises Refused."""
    if naming == "anonymous":
        return None
    if one is None:
        raise Refused(say("Write down who asks, or enter the appeal without a name."), "name")
    found = replace(
        one,
        name=fit_line(one.name, "name", NAME_MOST),
        phone=fit_phone(one.phone),
        for_other=fit_line(one.for_other, "for_other", NAME_MOST),
        relation=fit_line(one.relation, "relation", RELATION_MOST),
    )
    if found.nobody:
        raise Refused(say("Write down who asks, or enter the appeal without a name."), "name")
    if found.relation and not found.for_other:
        raise Refused(say("Write for whom it is asked, or leave the relation empty."), "for_other")
    return found


def fit_phone(text: str) -> str:
    """One phone in its plain form, "" for none. Raises Refused saying what is wrong with it."""
    if not text.strip():
        return ""
    return _named("phone", lambda typed, _: read_phones(typed)[0], half_width(without_controls(text[:60])), 0)


def fit_place(one: PlaceParts) -> PlaceParts:
    """Where, fit to keep. Raises Refused for half a point and for one that is not on the earth."""
    if (one.longitude is None) != (one.latitude is None):
        raise Refused(say("A point has a longitude and a latitude."), "place")
    if one.longitude is not None and one.latitude is not None:
        known = math.isfinite(one.longitude) and math.isfinite(one.latitude)
        if not known or abs(one.longitude) > 180 or abs(one.latitude) > 90:
            raise Refused(say("The point does not lie on the earth. Choose it anew."), "place")
    return replace(one, text=fit_line(one.text, "place", PLACE_MOST))


def fit_hotline(one: HotlineParts) -> HotlineParts:
    """An outside item with its number and moment, fit to keep. Raises Refused."""
    number = fit_line(one.number, "outside_number", 40)
    if not number:
        raise Refused(say("Enter the number of the outside system."), "outside_number")
    if one.received_at is None:
        raise Refused(say("Enter when the outside system received it."), "outside_received")
    if one.due is not None and one.due <= one.received_at:
        raise Refused(say("The outside system's term ends before it begins."), "outside_due")
    return replace(one, number=number, system=fit_line(one.system, "outside_system", 20) or "12345")


def may_go_to(about: str, about_user: int | None, audience: str, actor: Actor) -> Verdict:
    """What is about a worker or the committee goes to the supervision committee or the subdistrict."""
    if about == "matter":
        if audience != "office" or about_user is not None:
            return refuse(say("Only what is about a worker or the committee goes past the office."))
        return ALLOWED
    if audience == "office":
        return refuse(say("Choose who looks into it: the supervision committee or the subdistrict."))
    if about == "committee" and about_user is not None:
        return refuse(say("Choose a worker only when it is about a worker."))
    if about_user is not None and about_user == actor.user_id:
        return refuse(say("What is about yourself is written down by somebody else, or by the resident."))
    return ALLOWED


def may_be_picture(content: bytes, count: int) -> Verdict:
    """Whether a file may be added as a picture, by its size, its first bytes and what hides in it.

    count  how many pictures the appeal has already
    """
    if count >= PICTURES_MOST:
        return refuse(say("An appeal has at most {most} pictures.", most=PICTURES_MOST))
    if len(content) > PICTURE_BYTES:
        return refuse(
            say(
                "The picture has {size} MB: at most {most}.",
                size=math.ceil(len(content) / 1024 / 1024),
                most=10,
            )
        )
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if not (webp or content.startswith(_PICTURE)):
        return refuse(say("This is no picture that can be read. Send JPEG or PNG."))
    if _SCRIPT.search(content):
        return refuse(say("The file holds a script and is not taken. Photograph it anew."))
    return ALLOWED


WARNED: dict[str, Saying] = {
    "number": say("The text holds an identity number. Only the last digits are needed: hide it?"),
    "bank": say("The text holds a bank card number: hide it?"),
    "phone": say("The text holds a phone number. It belongs into the field for it: hide it in the text?"),
}


def warnings(text: str) -> tuple[str, ...]:
    """Kinds of private numbers that stand in a text (WARNED), each once. Nothing is lost unless asked for."""
    return tuple(dict.fromkeys(one.kind for one in find_private(text)))


def hidden(text: str) -> str:
    """The text with its private numbers hidden but for a few digits, where the worker asks for it."""
    return mask_text(text)


def number_of(day: dt.date, serial: int) -> str:
    """The number of an appeal: 20181228-031."""
    return f"{day:%Y%m%d}-{serial:03d}"


def _named(field: str, fit, text: str, limit: int) -> str:  # type: ignore[no-untyped-def]
    """What a cleaner of kernel answers; its refusal names the field."""
    try:
        return fit(text, limit)  # type: ignore[no-any-return]
    except Refused as refused:
        raise Refused(refused.reason, field) from None


#: Kinds of matter that are of the house and its yard: nothing in them is about somebody's life.
OF_THE_HOUSE = frozenset({"environment", "property", "parking", "safety", "facilities"})


def first_level(category: str, naming: str, about: str, *, at_building: bool) -> str:
    """小事不出院落: what a resident reports by a building's code and is of the house begins there.

    Captain and messenger of the house then see it. Only a kind that the resident chose says so: everything else,
    what is confidential and what is about somebody who works here begins with the community.
    """
    small = at_building and category in OF_THE_HOUSE and about == "matter" and naming != "confidential"
    return "compound" if small else "community"
