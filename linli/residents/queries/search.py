"""Finding people by whatever a worker types or a card reader types for them.

Ids come first from an index-only scan over (community, name, id) or (community, letters, id);
what the actor may see, and what is merged or void, is settled when the few rows are fetched.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from linli.kernel import Actor
from linli.kernel.text import half_width
from linli.places import api as places

from ..models import Person
from ..rules import sight as who
from . import numbers, people, sight
from .shapes import Found

#: More candidates than this are not fetched: the reader types another character instead.
MOST = 2000
_OF = "select id from residents_person where community_id = %(community)s"
_ON = 'not {0}.void and {0}.start <= %(day)s and ({0}."end" is null or {0}."end" > %(day)s)'
#: Last digits are looked for in the index of the phones alone; those that fit are then looked up by it.
_ENDS = (
    _OF + " and {0} <> '' and {0} = any (array(select {0} from residents_person"
    " where community_id = %(community)s and {0} <> '' and {0} like %(ends)s limit 2000))"
)
#: What digits may mean, each a statement of its own over an index of its own.
_PARTS = {
    "phone": f"{_OF} and phone <> '' and phone = %(phone)s",
    "phone2": f"{_OF} and phone2 <> '' and phone2 = %(phone)s",
    "tail": f"{_OF} and tail = %(tail)s",
    "ends": _ENDS.format("phone"),
    "ends2": _ENDS.format("phone2"),
    "rooms": "select r.person_id from residents_residence r where r.community_id = %(community)s"
    f" and r.room_id = any(%(rooms)s) and {_ON.format('r')} order by r.room_id, r.id",
    "household": "select m.person_id from residents_household h join residents_member m on m.household_id = h.id"
    " and m.community_id = h.community_id where h.community_id = %(community)s and h.number = %(number)s"
    f" and h.number <> '' and not h.void and {_ON.format('m')}",
}
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LETTERS = re.compile(r"[a-z][a-z' ]*")
_DOOR = re.compile(r"\d+\s*[-—–栋幢号单]|\d+\s*(?:栋|幢|单元|室|号)")


def find(actor: Actor, text: str, *, on: dt.date, limit: int = 10) -> list[Found]:
    """At most `limit` people within the actor's sight whom the text means, best first."""
    keys = _seen(actor, ids(actor, text, on=on), on)
    rows = people.rows(keys[: 4 * limit], on)
    rows.sort(key=lambda one: one.state == "gone")
    return [Found(one.id, one.name, one.door, one.age, one.phone, one.sex, one.state) for one in rows[:limit]]


def ids(actor: Actor, text: str, *, on: dt.date) -> list[int]:
    """Ids of candidates in the actor's community, in the order of names; not yet permitted."""
    if not who.sees_register(actor):
        return []
    typed = clean(text)
    if not typed:
        return []
    if whole := numbers.digest_typed(typed, on):
        return _flat(_all(actor).filter(digest=whole))
    if _HAN.search(typed) and not _DOOR.search(typed):
        return _by_name(actor, typed)
    if _LETTERS.fullmatch(typed):
        return _by_letters(actor, typed)
    return _by_figures(actor, typed, on)


def clean(text: str) -> str:
    """Half-width, small letters, no control characters, at most 60; 汉字 stay what they are."""
    plain = half_width(text[:200])
    return (
        "".join(one for one in plain if unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
        .strip()
        .lower()[:60]
    )


def _all(actor: Actor) -> QuerySet[Person]:
    return Person.objects.filter(community_id=actor.community)


def _flat(found: QuerySet[Person]) -> list[int]:
    return list(found.values_list("pk", flat=True)[:MOST])


def _by_name(actor: Actor, typed: str) -> list[int]:
    """Any 汉字 in order, others between them allowed, the exact name first; one 汉字 alone is a surname."""
    chars = [one for one in typed if not one.isspace()]
    found = _all(actor).order_by("name", "id")
    if len(chars) == 1:
        return _flat(found.extra(where=["residents_person.name ^@ %s"], params=[chars[0]]))
    fitting = found.extra(where=["residents_person.name like %s"], params=[_pattern(chars)])
    named = list(fitting.values_list("pk", "name")[:MOST])
    plain = "".join(chars)
    named.sort(key=lambda one: (one[1] != plain, not one[1].startswith(plain)))
    return [key for key, _name in named]


def _by_letters(actor: Actor, typed: str) -> list[int]:
    """Pinyin from a word's beginning (wangx, wxm); failing that from the middle (xiaoming)."""
    letters = re.sub(r"[' ]", "", typed)
    found = _all(actor).order_by("letters", "id")
    begun = _flat(found.extra(where=["residents_person.letters like %s"], params=[f"% {letters}%"]))
    if begun or len(letters) < 3:
        return begun
    return _flat(found.extra(where=["residents_person.letters like %s"], params=[f"%{letters}%"]))


def _by_figures(actor: Actor, typed: str, on: dt.date) -> list[int]:
    """Phone, last four of a phone or identity number, a door, a 户号: each that fits, in this order."""
    phone = re.sub(r"^(\+?86)(?=1\d{10}$)", "", re.sub(r"[\s-]", "", typed))
    values: dict[str, Any] = {"phone": phone, "number": typed.upper(), "ends": f"%{typed}"}
    asked = ["phone", "phone2"] if re.fullmatch(r"\d{7,12}", phone) else []
    if re.fullmatch(r"\d{3}[\dx]", typed):
        values["tail"] = numbers.tail_of(typed.upper())
        asked += ["tail", "ends", "ends2"] if typed.isdigit() else ["tail"]
    if _DOOR.search(typed) or re.fullmatch(r"[0-9]+(?:-[0-9a-z]+)+", typed):
        values["rooms"] = [one.id for one in places.search_rooms(actor, typed, 50)]
        asked += ["rooms"] if values["rooms"] else []
    if len(typed) >= 3:
        asked.append("household")
    return _asked(asked, values | {"community": actor.community, "day": on}) if asked else []


def _asked(parts: list[str], values: dict[str, Any]) -> list[int]:
    """The people of some parts of `_PARTS`, in the order of the parts, in one statement."""
    sql = " union all ".join(
        f"(select {place} as place, * from ({_PARTS[part]} limit {MOST}) as part)"
        for place, part in enumerate(parts)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = sorted(cursor.fetchall(), key=itemgetter(0))
    return list(dict.fromkeys(key for _, key in found))


def _seen(actor: Actor, candidates: list[int], on: dt.date) -> list[int]:
    """Those whom the actor may see, in the given order."""
    if not candidates:
        return []
    permitted = set(sight.people(actor, on).filter(pk__in=candidates).values_list("pk", flat=True))
    return [key for key in candidates if key in permitted]


def _pattern(chars: list[str]) -> str:
    return (
        "%"
        + "%".join(one.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") for one in chars)
        + "%"
    )
