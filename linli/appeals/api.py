"""The door of appeals.

from linli.appeals import api as appeals
made = appeals.register(actor=actor, at=at, channel="open311", text="路灯坏了", place=appeals.PlaceParts(text="3栋"))
appeals.published(community, page=1)

Needs the community in scope; a subdistrict's readers open their own. Writes belong in the caller's transaction.
"""

from __future__ import annotations

from .actions.clocks import recount
from .actions.intake import (
    HotlineParts,
    PlaceParts,
    Registered,
    ReporterParts,
    add,
    link_duplicate,
    picture,
    register,
)
from .actions.sweep import Swept
from .actions.sweep import due as sweep
from .queries.board import counts
from .queries.briefs import Brief, briefs, latest
from .queries.categories import tree as categories
from .queries.desk import guides
from .queries.duplicates import Likely, likely
from .queries.homes import HomeRow, Watched, reported, sent_up, watched
from .queries.public import Answering, answering
from .queries.published import PublicPage, PublicRow, published
from .queries.record import by_number, public_record, record
from .queries.released import Released, Wanted, released, released_photo
from .queries.shapes import PublicRecord, Record
from .rules.categories import Tree
from .rules.codes import OPEN
from .rules.intake import NAME_MOST

#: register, picture (actions of intake) · record, by_number (actor, …, at) · public_record (community, id, at) ·
#: released (community, Wanted, start=, count=), released_photo (community, number, photo): for other systems ·
#: published (community, page=, size=, category=, text=) · categories (community, on) · counts (actor, at) by group ·
#: reported, sent_up, watched (actor, at): what the actor reported, what waits for a subdistrict, what a secretary
#: keeps an eye on · sweep (community=, at=) · recount (community=, years=, at=, on=).
#: guides (community, text="", public=False) · answering (community, at, fallback=""): who answers the phone now.
#: latest (actor, text, on=, limit=): the same of the latest that fit · briefs (actor, ids, on=): number and state of those the actor may find · likely (actor, at=, room=, household=, text=):
#: what may be the same · link_duplicate (actor=, at=, appeal=, channel=, text=, reporter=): the words go to that one.
#: OPEN: the states in which somebody still has something to do, for filters that join appeals.
__all__ = [
    "NAME_MOST",
    "OPEN",
    "Answering",
    "Brief",
    "HomeRow",
    "HotlineParts",
    "Likely",
    "PlaceParts",
    "PublicPage",
    "PublicRecord",
    "PublicRow",
    "Record",
    "Registered",
    "Released",
    "ReporterParts",
    "Swept",
    "Tree",
    "Wanted",
    "Watched",
    "add",
    "answering",
    "briefs",
    "by_number",
    "categories",
    "counts",
    "guides",
    "latest",
    "likely",
    "link_duplicate",
    "picture",
    "public_record",
    "published",
    "record",
    "recount",
    "register",
    "released",
    "released_photo",
    "reported",
    "sent_up",
    "sweep",
    "watched",
]
