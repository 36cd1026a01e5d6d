"""The paper of a batch: what the template `cards` of office needs, from the records of the day of printing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linli.kernel import Actor, say
from linli.office import qr
from linli.places import api as places

from ..models import Card
from .areas import numbers_of, says_on
from .cards import CARD_DOORS, batch

_DUTIES = (
    say(
        "Hear your opinions: what can be solved today is solved today, otherwise you get a clear answer today."
    ),
    say("Visit you, and help older people, people with disabilities and families in hardship."),
    say("Pass on for you what others decide, and tell you how far it is."),
)


def sheet(
    actor: Actor, key: int, link: Callable[[str], str], *, demo: bool = False
) -> tuple[str, dict[str, Any], int]:
    """(title, data of the template, number of cards) of a batch. At most fourteen queries.

    link  code of a building → address of its page
    """
    printed = batch(actor, key)
    community = actor.community or 0
    says = says_on(community, printed.on)
    numbers = numbers_of(community, printed.on)
    rows = (
        Card.objects.filter(community_id=community, batch=key)
        .exclude(state="void")
        .order_by(*CARD_DOORS)
        .values_list("number", "household__room__door", "cell_id", "household__room__unit__building__code")
    )
    fronts, front_of = _fronts(says)
    codes: dict[str, int] = {}
    pictures: list[str] = []
    cards = []
    for number, door, cell, code in rows:
        if code not in codes:
            codes[code] = len(pictures)
            pictures.append(qr.svg(link(code)))
        cards.append(
            {"front": front_of.get(cell, 0), "code": codes[code], "door": door, "number": f"№ {number:05d}"}
        )
    name = places.name_of(community, printed.on)
    data = {
        "title": str(say("{community} contact card of the Party", community=name)), "fronts": fronts, "codes": pictures,
        "cards": cards, "scan": str(say("Scan: who answers now")), "demo": demo, "back": _back(numbers.duty, numbers.supervision),
    }  # fmt: skip
    return printed.title or name, data, len(cards)


def _fronts(says: dict[int, Any]) -> tuple[list[dict[str, Any]], dict[int, int]]:
    fronts: list[dict[str, Any]] = []
    place: dict[int, int] = {}
    for cell, one in says.items():
        place[cell] = len(fronts)
        fronts.append(
            {
                "area": one.area, "word": str(say("Your contact")), "first": _line(one.first),
                "members": [_line(each) for each in one.members],
            }
        )  # fmt: skip
    return fronts, place


def _line(one: Any) -> dict[str, str]:
    return {"name": one.name, "office": one.office, "phone": one.phone}


def _back(duty: str, supervision: str) -> dict[str, Any]:
    numbers = [[str(say("Duty phone, day and night")), duty]] if duty else []
    numbers.append([str(say("Phone for complaints")), supervision])
    return {
        "title": str(say("In need? Turn to us")), "lines": [f"· {one}" for one in _DUTIES], "numbers": numbers,
    }  # fmt: skip
