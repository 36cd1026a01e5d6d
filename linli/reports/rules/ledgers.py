"""The ledgers (台账) that a community keeps: each is the list behind a figure as of today."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel import Saying, say


@dataclass(frozen=True, slots=True)
class Ledger:
    """A roster by its usual title; `figure` says who stands in it."""

    figure: str
    title: Saying


LEDGERS = (
    Ledger("floating", say("Ledger of floating residents")),
    Ledger("registered", say("Roster of the registered population")),
    Ledger("population", say("Roster of everybody living here")),
    Ledger("households", say("Ledger of households")),
    Ledger("households_renting", say("Ledger of renting households")),
    Ledger("aged_80_or_over", say("Roster of those aged 80 or over")),
    Ledger("aged_60_or_over", say("Roster of those aged 60 or over")),
    Ledger("disability_certificates", say("Roster of disability certificate holders")),
    Ledger("low_income", say("Roster of subsistence allowance")),
    Ledger("destitute", say("Roster of extreme hardship support")),
    Ledger("living_alone", say("Roster of old people living alone")),
    Ledger("veterans", say("Roster of veterans")),
    Ledger("residence_permits", say("Ledger of residence permits")),
    Ledger("grid_workers", say("Roster of grid workers")),
)


@dataclass(frozen=True, slots=True)
class Book:
    """A ledger that is a page of its own: its address by name, and the power that opens it."""

    title: Saying
    page: str
    power: str
    meaning: Saying


BOOKS = (
    Book(
        say("Ledger of appeals"),
        "appeals:ledger",
        "appeals.read",
        say("Every appeal of a period, with who answered and when."),
    ),
    Book(
        say("Ledger of members' contact with residents"),
        "contact:ledger",
        "contact.read",
        say("Areas and buildings with who is responsible, cards, visits and what was heard, by month."),
    ),
    Book(
        say("Visit record sheet"),
        "contact:visits",
        "contact.visit",
        say("Every visit with who was spoken with, what they said, what was done; to Excel."),
    ),
    Book(
        say("Employment ledger"),
        "jobs:ledger",
        "jobs.read",
        say("Referrals, employments and registrations of a period with unit, result and number."),
    ),
    Book(
        say("Three meetings, one class: statistics"),
        "party:statistics",
        "party.read",
        say("Meetings by branch and kind with average attendance, for any month, quarter or year."),
    ),
)
