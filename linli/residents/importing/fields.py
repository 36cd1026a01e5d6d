"""The fields that a column of a roster can mean."""

from __future__ import annotations

from linli.kernel.say import Saying, say

#: Fields of the person, named as in the register.
PERSON = (
    "name", "number", "number_kind", "sex", "born", "ethnic", "phone", "phone2", "education", "marital", "political",
    "employment", "workplace", "hukou_place", "called", "former_names",
)  # fmt: skip
#: Where the person lives: one text, or its parts in columns of their own.
PLACE = ("address", "compound", "building", "unit", "room_number")
#: The residence episode.
RESIDENCE = ("kind", "start", "note")
#: The household: its number, whose it is, how one belongs to it.
HOUSEHOLD = ("relation", "household_number", "head_name", "tenancy", "household_kind")
#: The disability certificate (P3).
CERTIFICATE = ("certificate", "disability_category", "disability_level")

FIELDS = PERSON + PLACE + RESIDENCE + HOUSEHOLD + CERTIFICATE
#: Fields read from code lists → the list.
CODED = {
    "sex": "sex", "ethnic": "ethnic", "education": "education", "marital": "marital", "political": "political",
    "employment": "employment", "kind": "kind", "relation": "relation", "tenancy": "tenancy",
    "number_kind": "number_kind", "disability_category": "disability_category", "disability_level": "disability_level",
}  # fmt: skip
#: Texts with the most characters they may have.
TEXTS = {
    "workplace": 100, "hukou_place": 120, "called": 20, "household_number": 30, "note": 200,
}  # fmt: skip

#: Field → its name in the reader's language, for choosing what a column means.
LABELS: dict[str, Saying] = {
    "name": say("Full name"),
    "number": say("Identity number"),
    "number_kind": say("Kind of identity document"),
    "sex": say("Sex"),
    "born": say("Date of birth"),
    "ethnic": say("Ethnic group"),
    "phone": say("Phone"),
    "phone2": say("Second phone"),
    "education": say("Education"),
    "marital": say("Marital status"),
    "political": say("Political status"),
    "employment": say("Employment"),
    "workplace": say("Workplace"),
    "hukou_place": say("Place of household registration"),
    "called": say("Form of address"),
    "former_names": say("Former names"),
    "address": say("Address"),
    "compound": say("Estate"),
    "building": say("Building"),
    "unit": say("Entrance"),
    "room_number": say("Room number"),
    "kind": say("Kind of residence"),
    "start": say("First day of residence"),
    "note": say("Note"),
    "relation": say("Relation to the head"),
    "household_number": say("Household number"),
    "head_name": say("Name of the head"),
    "tenancy": say("Tenancy"),
    "household_kind": say("Kind of household"),
    "certificate": say("Disability certificate number"),
    "disability_category": say("Category of disability"),
    "disability_level": say("Level of disability"),
}
