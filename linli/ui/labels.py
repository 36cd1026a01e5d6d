"""Words for the fields of records, for the page of a stale form: a kernel Stale knows fields by their code names."""

from __future__ import annotations

from django.utils.translation import pgettext


def field_words(name: object) -> str:
    """住处 for door_key, 电话 for phone; a field without a word keeps its code name, blanks for underscores."""
    text = str(name)
    return _known().get(text.removesuffix("_id"), text.replace("_", " "))


def _known() -> dict[str, str]:
    return {
        "name": pgettext("field", "Name"),
        "called": pgettext("field", "Called"),
        "title": pgettext("field", "Title"),
        "sex": pgettext("field", "Sex"),
        "born": pgettext("field", "Date of birth"),
        "number": pgettext("field", "Number"),
        "number_kind": pgettext("field", "Kind of document"),
        "phone": pgettext("field", "Phone"),
        "address": pgettext("field", "Address"),
        "hukou_place": pgettext("field", "Registered at"),
        "workplace": pgettext("field", "Workplace"),
        "employment": pgettext("field", "Employment"),
        "education": pgettext("field", "Education"),
        "marital": pgettext("field", "Marital status"),
        "relation": pgettext("field", "Relation to the head"),
        "head": pgettext("field", "Head of household"),
        "members": pgettext("field", "Members"),
        "note": pgettext("field", "Note"),
        "start": pgettext("field", "From"),
        "end": pgettext("field", "Until"),
        "state": pgettext("field", "State"),
        "kind": pgettext("field", "Kind"),
        "use": pgettext("field", "Use"),
        "tenure": pgettext("field", "Tenure"),
        "floors": pgettext("field", "Floors"),
        "square_metres": pgettext("field", "Square metres"),
        "keeper": pgettext("field", "Keeper"),
        "hours": pgettext("field", "Opening hours"),
        "outline": pgettext("field", "Outline"),
        "options": pgettext("field", "Contents"),
        "code": pgettext("field", "Code"),
        "level": pgettext("field", "Level"),
        "reason": pgettext("field", "Reason"),
        "review_on": pgettext("field", "Review on"),
        "topics": pgettext("field", "Topics"),
        "minutes": pgettext("field", "Minutes"),
        "place": pgettext("field", "Place"),
        "chair": pgettext("field", "Chair"),
        "recorder": pgettext("field", "Minutes taken by"),
        "on": pgettext("field", "Day"),
        "begins": pgettext("field", "Time"),
        "joined": pgettext("field", "Joined the Party"),
    }
