"""The tables that are sent upward, as data: which figures stand where."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel import Saying, say


@dataclass(frozen=True, slots=True)
class Group:
    """Rows (or columns) that stand under one heading."""

    label: Saying
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDef:
    """One official table.

    across  figures are the columns and areas the rows; otherwise figures are the rows
    unit    what the numbers are of when they have no unit of their own
    """

    code: str
    title: Saying
    purpose: Saying
    groups: tuple[Group, ...]
    across: bool = False
    unit: Saying | None = None

    @property
    def figures(self) -> tuple[str, ...]:
        """All figures in the order of the table."""
        return tuple(name for group in self.groups for name in group.figures)


REASONS = (
    "closed_moved_out",
    "closed_left_city",
    "closed_returned_home",
    "closed_died",
    "closed_enlisted",
    "closed_other_lawful",
    "closed_became_registered",
    "closed_duplicate",
    "closed_not_found",
)

POPULATION = TableDef(
    "population",
    say("Population table"),
    say("Who lives here, by grid or by community, on any day or over any period."),
    (
        Group(
            say("People and households"),
            (
                "population", "male", "female", "registered", "registered_living", "registered_away",
                "registered_absent", "floating", "overseas", "households", "households_registered", "households_renting",
            ),
        ),
        Group(
            say("Ages of those living here"),
            (
                "aged_0_to_3", "aged_4_to_17", "aged_18_to_59", "aged_60_to_69", "aged_70_to_79", "aged_80_to_89",
                "aged_90_or_over", "age_unknown", "aged_60_or_over", "aged_80_or_over", "women_15_to_49",
            ),
        ),
        Group(
            say("Groups served"),
            (
                "disability_certificates", "low_income", "destitute", "living_alone", "veterans", "residence_permits",
            ),
        ),
        Group(say("Entered and closed"), ("entered", "born", "floating_opened", "floating_closed", *REASONS)),
        Group(say("Information checks"), ("persons_checked", "checks_made", "corrections_made")),
        Group(say("Workers and places"), ("grid_workers", "facilities_filled", "area")),
    ),
)  # fmt: skip

FLOATING = TableDef(
    "floating",
    say("Floating population: registered and closed"),
    say("Opening stock, registered, closed by reason, closing stock and checks, by grid."),
    (
        Group(say("Registered"), ("floating_opened", "floating_moved_in")),
        Group(say("Closed"), ("floating_closed", *REASONS, "floating_moved_away")),
        Group(say("Checks"), ("floating_persons_checked", "floating_checks_made")),
    ),
    across=True,
    unit=say("people, times"),
)

TABLES: dict[str, TableDef] = {table.code: table for table in (POPULATION, FLOATING)}
