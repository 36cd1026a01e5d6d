"""Facilities and the dated template that says which of them a community should have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TEMPLATE = "facility_template"


@dataclass(frozen=True, slots=True)
class TemplateSlot:
    """One place of the template; `confirmed` False: its name stands for one that is not known yet (待确认)."""

    code: str
    name: str
    confirmed: bool


def template_slots(value: Any) -> list[TemplateSlot]:
    """The slots of a facility template term: {"name": …, "slots": [{"code", "name", "confirmed"}]}.

    六站一室一港湾 is a standard of 青羊区 with 6 + 1 + 1 = 8 slots; its composition is not published,
    so the contents are data.
    """
    slots = value.get("slots", []) if isinstance(value, dict) else []
    return [
        TemplateSlot(str(one["code"]), str(one["name"]), bool(one.get("confirmed", True))) for one in slots
    ]


def template_name(value: Any) -> str:
    """What the template is called, such as 六站一室一港湾."""
    return str(value.get("name", "")) if isinstance(value, dict) else ""
