"""The door of contact: whom a resident can call, what waits for those who go to doors.

from linli.contact import api as contact
contact.answering(community, at, fallback)

Readers that take a `community` need its scope.
"""

from __future__ import annotations

from .queries import areas, captains, cards, recruitments, roster, routes
from .queries.areas import AreaRef
from .queries.captains import Told
from .queries.cards import CardRow
from .queries.recruitments import RecruitmentRow
from .queries.roster import Answering
from .queries.routes import RouteSheet, StopRow
from .rules.cards import Line

__all__ = [
    "Answering",
    "AreaRef",
    "CardRow",
    "Line",
    "RecruitmentRow",
    "RouteSheet",
    "StopRow",
    "Told",
    "answering",
    "answers_for",
    "areas_of_units",
    "captains_of_building",
    "cards_to_deliver",
    "cards_waiting",
    "open_calls",
    "own_places",
    "own_shifts",
    "routes_today",
]

#: (community, at, fallback="") → who answers a call: messenger, duty phone, else the number of the house; None for nobody.
answering = roster.answering
#: (community, building, on) → its captains who agreed that their number is public.
captains_of_building = captains.of_building
#: (community, on) → calls for messengers whose days of application run.
open_calls = recruitments.open_calls
#: (actor, on) → (place, kind) of the buildings whose captain signs in with the actor's account.
own_places = captains.own
#: (actor, at) → the next shifts of the messenger who signs in.
own_shifts = roster.own_ahead
#: (community, building, on) → first responsible of its areas: duty numbers, private ones with consent.
answers_for = areas.answers_for
#: (actor, units, on) → unit → its Party area with whom to call.
areas_of_units = areas.of_unit
#: (actor, on, where=Filters()) → printed cards and their doors, in walking order.
cards_to_deliver = cards.to_deliver
#: (actor, on) → how many of them.
cards_waiting = cards.waiting
#: (actor, on) → the own open routes up to a day with their doors, the nearest day first; how to address, never names.
routes_today = routes.sheets_today
