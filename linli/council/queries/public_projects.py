"""Projects as everybody sees them: masked words, what was decided and how, where the money went, before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from linli.kernel import Actor
from linli.kernel.masking import mask_text, masked
from linli.notices import api as notices

from ..models import Photo
from ..rules import project_codes as codes
from . import motions, projects
from . import project_reach as reach
from .motions import MotionRef
from .projects import ProjectPage, ProjectRow

#: What a page shows of the words from which a project came.
WORDS_MOST = 40


@dataclass(frozen=True, slots=True)
class PublicList:
    """One page of projects; picture: project → its newest picture (after before during before)."""

    rows: list[ProjectRow]
    number: int
    further: bool


@dataclass(frozen=True, slots=True)
class PublicProject:
    """A project with masked words; whose is a surname with stars, never a door."""

    page: ProjectPage
    words: list[dict[str, Any]]
    people: int
    decisions: list[MotionRef]
    notices: list[tuple[str, notices.NoticeRef]] = field(default_factory=list)


def listing(
    community: int, *, year: int | None = None, text: str = "", page: int = 1, size: int = 20
) -> PublicList:
    """What residents see, newest year first. One query; needs the scope."""
    plain = text.strip()[:60].replace("\0", "")
    rows = reach.public_projects(community)
    if plain:
        rows = rows.filter(Q(title__contains=plain) | Q(summary__contains=plain))
    if year:
        rows = rows.filter(year=year)
    start = (page - 1) * size
    found = [
        projects.row(one)
        for one in projects.counted(rows).order_by("-year", "number")[start : start + size + 1]
    ]
    return PublicList(found[:size], page, len(found) > size)


def page(community: int, key: int, on: dt.date) -> PublicProject:
    """One project whole. NotFound for what residents do not see. Needs the scope."""
    reach.found(reach.public_projects(community), key, "project")
    reader = Actor.system("public page of a project", community)
    held = projects.page(reader, key)
    people = projects.union([key, *(pk for pk, _title in held.taken_in)])
    words = [
        {
            "text": mask_text(one["text"]), "who": masked(one["author"], "name") if one["author"] else "", "on": one["on"],
            "channel": codes.CHANNELS[one["channel"]],
        }
        for one in held.opinions[:WORDS_MOST]
    ]  # fmt: skip
    words = _varied(words)
    refs = motions.of_subject(reader, "council.project", [key]).get(key, [])
    shown = []
    for name, subject in (
        ("shown", "council.shown"),
        ("decision", "council.decision"),
        ("result", "council.result"),
    ):
        anchor = held.keys[name]
        if anchor is not None and (ref := notices.of_subject(community, subject, [anchor], on).get(anchor)):
            shown.append((name, ref))
    return PublicProject(held, words, len(people), [one for one in refs if one.state != "open"], shown)


def _varied(words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Different words first: what many said alike stands once on top."""
    seen: set[str] = set()
    first: list[dict[str, Any]] = []
    again: list[dict[str, Any]] = []
    for one in words:
        (again if one["text"] in seen else first).append(one)
        seen.add(one["text"])
    return first + again


def photo(community: int, key: int) -> int:
    """The file of a picture that residents may see. NotFound otherwise. Needs the scope."""
    rows = Photo.objects.filter(
        community_id=community, void=False, project__in=reach.public_projects(community)
    )
    one: Photo = reach.found(rows, key, "photo")
    return one.file


def exists(community: int, key: int) -> bool:
    """Whether residents see this project."""
    return reach.public_projects(community).filter(pk=key).exists()


__all__ = ["PublicList", "PublicProject", "exists", "listing", "page", "photo"]
