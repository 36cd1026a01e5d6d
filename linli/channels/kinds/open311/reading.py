"""Released appeals as service requests: masked words, place to the building, cleaned pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from linli.appeals import api as appeals
from linli.base import clock
from linli.places.api import Place

from .answers import moment
from .asking import Question

#: (number, photo) → address of a released picture.
Pictures = Callable[[str, int], str]


def requests(place: Place, asked: Question, tree: appeals.Tree, pictures: Pictures) -> list[dict[str, Any]]:
    """The requests of a list, the latest first. Needs the community's scope. Two statements."""
    found = appeals.released(place.id, asked.where, start=asked.start, count=asked.count)
    return [request(one, place, tree, pictures, extensions=asked.extensions) for one in found]


def request(
    one: appeals.Released, place: Place, tree: appeals.Tree, pictures: Pictures, *, extensions: bool
) -> dict[str, Any]:
    """One request with the fields of the specification; with `extensions` its own states and answer apart."""
    shown: dict[str, Any] = {
        "service_request_id": one.number,
        "status": "open" if one.open else "closed",
        "status_notes": one.answer or one.state_word,
        "service_name": tree.word(one.category),
        "service_code": one.category,
        "description": one.text,
        "agency_responsible": place.name,
        "service_notice": _("To be done by {day}.").format(day=one.promised_on)
        if one.open and one.promised_on
        else None,
        "requested_datetime": moment(one.received_at),
        "updated_datetime": moment(one.updated_at),
        "expected_datetime": moment(_end_of(one.promised_on)) if one.promised_on else None,
        "address": one.place,
        "address_id": one.building,
        "zipcode": None,
        "lat": one.latitude,
        "long": one.longitude,
        "media_url": pictures(one.number, one.photos[0]) if one.photos else None,
    }
    if extensions:
        shown["extended_attributes"] = {
            "state": one.state,
            "state_name": one.state_word,
            "level": one.level,
            "outcome": one.outcome,
            "answer": one.answer,
            "group": tree.word(tree.top_of(one.category)),
            "answered_datetime": moment(one.answered_at),
            "closed_datetime": moment(one.closed_at),
            "published_datetime": moment(one.released_at),
            "media_urls": [pictures(one.number, photo) for photo in one.photos],
        }
    return shown


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59, 59), clock.SHANGHAI)
