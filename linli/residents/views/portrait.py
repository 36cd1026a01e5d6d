"""A person's page in words: codes said, days written, links to what may follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ..queries import Extract, Held, MemberRow, PersonPage, ResidenceRow, StatusRow
from ..rules import codes, statuses
from .common import sex_of, state_of


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
        "household": [_member(one) for one in page.household],
        "residences": [_episode(one, page) for one in page.residences],
        "statuses": [_status(one, page) for one in page.statuses or []],
        "residence_links": _residence_links(page),
        "person_links": _person_links(page),
    }


def told(extract: Extract) -> list[tuple[str, Held]]:
    """The lines of an extract with their labels."""
    return [(codes.word(codes.FIELDS, one.field), one) for one in extract.held]


def fact_word(field: str, value: str) -> str:
    """The word for a coded field, the value itself otherwise."""
    return codes.word(codes.CODED[field], value) if field in codes.CODED else value


def days_of(start: dt.date, end: dt.date | None) -> str:
    """2018-03-05 – 2018-06-30 (last day inside), or since."""
    if end is None:
        return _("since {start}").format(start=start)
    return f"{start} – {end - dt.timedelta(days=1)}"


def _state_words(page: PersonPage) -> str:
    if page.here is None or page.here.state == "open":
        return ""
    return f"· {codes.word(codes.STATES, page.here.state)}"


def _member(one: MemberRow) -> dict[str, str]:
    words = " · ".join(part for part in (
        codes.word(codes.RELATIONS, "02" if one.head else one.relation), sex_of(one.sex), "" if one.age is None else str(one.age),
    ) if part)  # fmt: skip
    return {"name": one.name, "url": reverse("residents:person", args=[one.person_id]), "words": words}


def _episode(one: ResidenceRow, page: PersonPage) -> dict[str, Any]:
    links = []
    if "verify" in page.may:
        if one.state == "closed":
            links.append(Link(_("Reopen"), reverse("residents:reopen", args=[one.id])))
        links.append(Link(_("Entered by mistake"), reverse("residents:void", args=[one.id])))
    return {
        "words": f"{codes.word(codes.KINDS, one.kind)} · {one.door or '—'}", "days": days_of(one.start, one.end),
        "reason": codes.word(codes.REASONS, one.reason) if one.reason else "", "note": one.note, "links": links,
        "state": state_of(one.state),
    }  # fmt: skip


def _status(one: StatusRow, page: PersonPage) -> dict[str, str]:
    kind = statuses.KINDS[one.kind]
    words = [
        str(kind.label),
        str(dict(kind.categories).get(one.category, "")),
        str(dict(kind.levels).get(one.level, "")),
    ]
    may_end = "grant" in page.may and one.end is None
    return {
        "words": " · ".join(word for word in words if word), "days": days_of(one.start, one.end), "source": one.source,
        "end_url": reverse("residents:end_status", args=[one.id]) if may_end else "",
    }  # fmt: skip


def _residence_links(page: PersonPage) -> list[Link]:
    """Verbs on the episode that holds, as its state allows."""
    if page.here is None or "edit" not in page.may:
        return []
    key, verbs = (
        page.here.id,
        {one.removeprefix("residence.") for one in page.may if one.startswith("residence.")},
    )
    links = []
    if "verify" in verbs and "verify" in page.may:
        links.append(Link(_("Verify"), reverse("residents:verify", args=[key])))
    if "move_within" in verbs:
        links.append(Link(_("Move within the community"), reverse("residents:move", args=[key])))
    if "confirm_close" in verbs and "verify" in page.may:
        links.append(Link(_("Confirm closing"), reverse("residents:confirm_close", args=[key])))
        links.append(Link(_("Keep open"), reverse("residents:keep", args=[key])))
    elif "close" in verbs:
        links.append(Link(_("Close the residence"), reverse("residents:close", args=[key])))
    return links


def _person_links(page: PersonPage) -> list[Link]:
    links = []
    if page.here is None and "edit" in page.may:
        links.append(Link(_("Register again"), reverse("residents:register") + f"?person={page.id}"))
    if "grant" in page.may:
        links.append(Link(_("Add a status"), reverse("residents:grant", args=[page.id])))
    links.append(Link(_("Mark as a duplicate"), reverse("residents:mark", args=[page.id])))
    links.append(Link(_("Print my information"), reverse("residents:extract", args=[page.id])))
    return links
