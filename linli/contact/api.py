"""The door of contact: whom a resident can call, what waits for those who go to doors.

from linli.contact import api as contact
contact.answering(community, at, fallback)

Readers that take a `community` need its scope.
"""

from __future__ import annotations

from .queries import captains, recruitments, roster
from .queries.captains import Told
from .queries.recruitments import RecruitmentRow
from .queries.roster import Answering

__all__ = [
    "Answering",
    "RecruitmentRow",
    "Told",
    "answering",
    "captains_of_building",
    "open_calls",
    "own_places",
]

#: (community, at, fallback="") → who answers a call: messenger, duty phone, else the number of the house; None for nobody.
answering = roster.answering
#: (community, building, on) → its captains who agreed that their number is public.
captains_of_building = captains.of_building
#: (community, on) → calls for messengers whose days of application run.
open_calls = recruitments.open_calls
#: (actor, on) → (place, kind) of the buildings whose captain signs in with the actor's account.
own_places = captains.own
