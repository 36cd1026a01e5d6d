"""What stands beside intake, read: the reception book, the guide, standard texts. Needs the community in scope."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from linli.kernel import Actor, NotFound

from ..models import Guide, Reception, StandardText


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """One line of the reception book."""

    id: int
    version: int
    at: dt.datetime
    name: str
    sex: str
    age: int | None
    address: str
    phone: str
    way: str
    category: str
    text: str
    reply: str
    by_name: str
    result: str
    referred_to: str
    appeal: int | None


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One matter of the guide: which papers, who, where, when."""

    id: int
    version: int
    matter: str
    category: str
    papers: tuple[str, ...]
    who: str
    phone: str
    place: str
    hours: str
    steps: str
    basis: str
    rank: int
    public: bool


@dataclass(frozen=True, slots=True)
class TextRow:
    """One standard text."""

    id: int
    version: int
    category: str
    verb: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Receptions:
    """One page of the reception book."""

    rows: list[ReceptionRow]
    total: int


def receptions(
    actor: Actor,
    *,
    text: str = "",
    result: str = "",
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    page: int = 1,
    size: int = 50,
) -> Receptions:
    """The reception book, newest first; `text` is looked for in name, address and what was asked. Two queries."""
    found = Reception.objects.filter(community_id=actor.community or 0, void=False)
    if text:
        found = found.filter(Q(name__contains=text) | Q(address__contains=text) | Q(text__contains=text))
    if result:
        found = found.filter(result=result)
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lt=until)
    start = (page - 1) * size
    rows = [_reception(one) for one in found.order_by("-at", "-id")[start : start + size]]
    return Receptions(rows, found.count())


def reception(actor: Actor, key: int) -> ReceptionRow:
    """One line. Raises NotFound."""
    found = Reception.objects.filter(community_id=actor.community or 0, id=key, void=False).first()
    if found is None:
        raise NotFound("reception")
    return _reception(found)


def guides(community: int, *, text: str = "", public: bool = False) -> list[GuideRow]:
    """The guide in its order; with `public` what residents read. One query."""
    found = Guide.objects.filter(community_id=community, void=False)
    if public:
        found = found.filter(public=True)
    if text:
        found = found.filter(Q(matter__contains=text) | Q(who__contains=text) | Q(steps__contains=text))
    return [_guide(one) for one in found.order_by("rank", "id")]


def guide(actor: Actor, key: int) -> GuideRow:
    """One matter. Raises NotFound."""
    found = Guide.objects.filter(community_id=actor.community or 0, id=key, void=False).first()
    if found is None:
        raise NotFound("guide")
    return _guide(found)


def texts(actor: Actor, *, verb: str | None = None, category: str | None = None) -> list[TextRow]:
    """Standard texts that fit a verb and a category; all without them. One query."""
    found = StandardText.objects.filter(community_id=actor.community or 0, void=False)
    if verb is not None:
        found = found.filter(verb__in=("", verb))
    if category is not None:
        found = found.filter(category__in=("", category))
    return [_text(one) for one in found.order_by("verb", "category", "id")]


def text(actor: Actor, key: int) -> TextRow:
    """One standard text. Raises NotFound."""
    found = StandardText.objects.filter(community_id=actor.community or 0, id=key, void=False).first()
    if found is None:
        raise NotFound("text")
    return _text(found)


def _reception(one: Reception) -> ReceptionRow:
    return ReceptionRow(
        one.id, one.version, one.at, one.name, one.sex, one.age, one.address, one.phone, one.way, one.category, one.text,
        one.reply, one.by_name, one.result, one.referred_to, one.appeal_id,
    )  # fmt: skip


def _guide(one: Guide) -> GuideRow:
    return GuideRow(
        one.id, one.version, one.matter, one.category, tuple(one.papers), one.who, one.phone, one.place, one.hours, one.steps,
        one.basis, one.rank, one.public,
    )  # fmt: skip


def _text(one: StandardText) -> TextRow:
    return TextRow(one.id, one.version, one.category, one.verb, one.title, one.text)
