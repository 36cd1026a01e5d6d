"""A person's page in words: codes said, days written, links to what may follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.base.board import Entry
from linli.kernel import say
from linli.kernel.identity import mask_number
from linli.kernel.phones import hide_phone

from ..queries import Extract, Held, MemberRow, PersonPage, ResidenceRow, StatusRow
from ..rules import codes, statuses
from .common import sex_of


@dataclass(frozen=True)
class Link:
    """A verb of the page."""

    label: str
    url: str


def of(page: PersonPage) -> dict[str, Any]:
    """What the template of a person's page shows besides the plain values."""
    return {
        "kind": codes.word(codes.KINDS, page.here.kind) if page.here else "",
        "state": _state_words(page),
        "facts": [
            (codes.word(codes.FIELDS, field), fact_word(field, value))
            for field, value in page.facts.items()
            if value
        ],
        "household": [_member(one, page) for one in page.household],
        "residences": [episode(one) for one in page.residences],
        "statuses": [status_words(one, may_end="grant" in page.may) for one in page.statuses or []],
        **verbs_of(page),
    }


def entries_of(page: PersonPage, story: list[Entry]) -> list[Entry]:
    """The service record, newest first: what the apps tell, and the checks with what they changed."""
    checked = [
        Entry(one.at, one.by_name, say("{outcome}, {way}", outcome=codes.OUTCOMES[one.outcome], way=codes.WAYS[one.way]),
              [(codes.word(codes.FIELDS, field), fact_word(field, old), fact_word(field, new)) for field, old, new in one.changes])
        for one in page.checks
    ]  # fmt: skip
    return sorted([*story, *checked], key=lambda one: one.at, reverse=True)


def told(extract: Extract) -> list[tuple[str, Held]]:
    """The lines of an extract with their labels."""
    return [(codes.word(codes.FIELDS, one.field), one) for one in extract.held]


def fact_word(field: str, value: str) -> str:
    """The word for a coded field, numbers and phones hidden in part, the value itself otherwise."""
    if not value or value == "0":
        return ""
    if field in ("phone", "phone2"):
        return hide_phone(value)
    if field == "number":
        return mask_number(value)
    return codes.word(codes.CODED[field], value) if field in codes.CODED else value


def days_of(start: dt.date, end: dt.date | None) -> str:
    """2018-03-05 – 2018-06-30 (last day inside), or since."""
    if end is None:
        return _("since {start}").format(start=start)
    return f"{start} – {end - dt.timedelta(days=1)}"


def _state_words(page: PersonPage) -> str:
    if page.here is None or page.here.state == "open":
        return ""
    return codes.word(codes.STATES, page.here.state)


def _member(one: MemberRow, page: PersonPage) -> dict[str, Any]:
    words = " · ".join(part for part in (
        codes.word(codes.RELATIONS, "02" if one.head else one.relation), sex_of(one.sex), "" if one.age is None else str(one.age),
    ) if part)  # fmt: skip
    return {
        "name": one.name,
        "url": reverse("residents:person", args=[one.person_id]),
        "words": words,
        "here": one.person_id == page.id,
    }


def episode(one: ResidenceRow) -> dict[str, Any]:
    """One residence in words."""
    return {
        "words": f"{codes.word(codes.KINDS, one.kind)} · {one.door or '—'}", "days": days_of(one.start, one.end),
        "reason": codes.word(codes.REASONS, one.reason) if one.reason else "", "note": one.note,
    }  # fmt: skip


def status_words(one: StatusRow, *, may_end: bool = False) -> dict[str, str]:
    """One status in words, with the link that ends it."""
    kind = statuses.KINDS[one.kind]
    words = [
        str(kind.label),
        str(dict(kind.categories).get(one.category, "")),
        str(dict(kind.levels).get(one.level, "")),
    ]
    return {
        "words": " · ".join(word for word in words if word), "days": days_of(one.start, one.end), "source": one.source,
        "end_url": reverse("residents:end_status", args=[one.id]) if may_end and one.end is None else "",
    }  # fmt: skip


def verbs_of(page: PersonPage) -> dict[str, list[Link]]:
    """At most two verbs beside the name (`verbs`), the others under 更多 (`links`)."""
    if page.merged_into:
        return {"verbs": [], "links": []}
    found = [*_waiting_links(page), *_own_links(page)]
    return {"verbs": found[:2], "links": [*found[2:], *_seldom_links(page)]}


def _residence_verbs(page: PersonPage) -> set[str]:
    return {one.removeprefix("residence.") for one in page.may if one.startswith("residence.")}


def _waiting_links(page: PersonPage) -> list[Link]:
    """What somebody waits for comes first: verifying, a closing that was asked for."""
    if page.here is None:
        return []
    key, verbs, found = page.here.id, _residence_verbs(page), []
    if "verify" in verbs and "edit" in page.may:
        found.append(Link(_("Verify the residence"), reverse("residents:verify", args=[key])))
    if "confirm_close" in verbs and "verify" in page.may:
        found.append(Link(_("Confirm closing"), reverse("residents:confirm_close", args=[key])))
        found.append(Link(_("Keep open"), reverse("residents:keep", args=[key])))
    return found


def _own_links(page: PersonPage) -> list[Link]:
    if "edit" not in page.may:
        return []
    found = []
    if page.here is None:
        found.append(Link(_("Register again"), reverse("residents:register") + f"?person={page.id}"))
    else:
        found.append(Link(_("Check the information"), reverse("residents:check", args=[page.id])))
    found.append(Link(_("Correct"), reverse("residents:correct", args=[page.id])))
    if page.here is None:
        return found
    verbs = _residence_verbs(page)
    if "move_within" in verbs:
        found.append(Link(_("Move within the community"), reverse("residents:move", args=[page.here.id])))
    if "close" in verbs and "confirm_close" not in verbs:
        found.append(Link(_("Close the residence"), reverse("residents:close", args=[page.here.id])))
    return found


def _seldom_links(page: PersonPage) -> list[Link]:
    found = []
    if "grant" in page.may:
        found.append(Link(_("Add a status"), reverse("residents:grant", args=[page.id])))
    if "edit" in page.may and page.here is not None:
        found.append(Link(_("Found a household"), reverse("residents:found") + f"?person={page.id}"))
    if "edit" in page.may:
        found.append(Link(_("Mark as a duplicate"), reverse("residents:mark", args=[page.id])))
    if "extract" in page.may:
        found.append(Link(_("Print my information"), reverse("residents:extract", args=[page.id])))
    newest = page.residences[0] if page.residences else None
    if newest is not None and "verify" in page.may:
        if newest.state == "closed" and "merge" in page.may:
            found.append(Link(_("Reopen the residence"), reverse("residents:reopen", args=[newest.id])))
        found.append(Link(_("Entered by mistake"), reverse("residents:void", args=[newest.id])))
    return found
