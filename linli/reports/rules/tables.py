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
    beside  what always stands beside the numbers: "last" for last year, "sum" for cumulative
    trend   figures whose way through the year is drawn below, month by month
    spread  msgids of headings whose rows are drawn as bars
    by_part the figure that is drawn for each grid or community
    """

    code: str
    title: Saying
    purpose: Saying
    groups: tuple[Group, ...]
    across: bool = False
    unit: Saying | None = None
    beside: frozenset[str] = frozenset()
    trend: tuple[str, ...] = ()
    spread: tuple[str, ...] = ()
    by_part: str = ""

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

APPEALS_MONTH = TableDef(
    "appeals_month",
    say("Monthly report on appeals"),
    say("What was asked for, answered the same day, closed where and how satisfied; by grid, any month or year."),
    (
        Group(say("Received"), ("appeals_received", "appeals_accepted", "appeals_refused")),
        Group(
            say("Same day"),
            (
                "appeals_due", "appeals_same_day_solved", "same_day_solved_rate", "appeals_same_day_answered",
                "same_day_answered_rate", "same_day_rate", "appeals_missed", "first_reply_median", "replied_24h_rate",
            ),
        ),
        Group(
            say("Closed"),
            (
                "appeals_closed", "closed_in_compound", "closed_in_community", "closed_in_subdistrict", "closed_beyond",
                "closed_in_compound_rate", "closed_beyond_rate",
            ),
        ),
        Group(
            say("Revisited"),
            (
                "appeals_rated", "appeals_pleased", "appeals_displeased", "satisfaction_rate",
                "satisfaction_rate_of_all", "appeals_redone", "redo_rate",
            ),
        ),
        Group(say("Still open"), ("appeals_open", "appeals_overdue")),
        Group(
            say("By channel"),
            tuple(
                f"appeals_by_{code}"
                for code in (
                    "counter", "phone", "door", "messenger", "group_chat", "letter_box", "web", "hotline", "assigned",
                    "council", "petition", "unit", "open311",
                )
            ),
        ),
        Group(
            say("By category"),
            tuple(
                f"appeals_on_{code}"
                for code in (
                    "livelihood", "environment", "property", "parking", "noise", "neighbours", "safety", "facilities",
                    "order", "jobs", "education", "health", "culture", "illegal_building", "resettlement", "policy",
                    "praise", "other",
                )
            ),
        ),
    ),
    trend=("appeals_received", "same_day_rate"),
    spread=("By category",),
    by_part="appeals_received",
)  # fmt: skip

CONTACT_MONTH = TableDef(
    "contact_month",
    say("Monthly table on contact with residents"),
    say("Visits, suggestions by kind and where they were solved, month and cumulative; — is not known yet."),
    (
        Group(say("Visits"), ("contact_visits_at_home", "contact_visits_elsewhere")),
        Group(
            say("Suggestions"),
            ("contact_livelihood", "contact_hygiene", "contact_management", "contact_security", "contact_other"),
        ),
        Group(
            say("Solved"),
            (
                "contact_questions_asked", "contact_solved_here", "contact_settled_in_block", "contact_solved_above",
                "contact_settled_by_deputies", "contact_not_soon", "contact_conflicts_settled", "contact_waiting_above",
                "contact_left_over",
            ),
        ),
        Group(say("Forces"), ("contact_people_in_teams",)),
    ),
    beside=frozenset({"sum"}),
)  # fmt: skip

TABLES: dict[str, TableDef] = {
    table.code: table for table in (POPULATION, FLOATING, APPEALS_MONTH, CONTACT_MONTH)
}
