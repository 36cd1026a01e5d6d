"""The way of a project (项目) as one table: (state, verb) → next state. No step is skipped.

collected → sorted → shown → reviewed → submitted → carried | deferred | rejected
carried → budgeted → filed → decision_shown → in_works → supervised → accepted | defects
defects → accepted → paid → result_shown → rated → archived
terminal beside it: rejected (by the lists or the council), stopped with its reason, merged (and back)
"""

from __future__ import annotations

from linli.kernel import Refused, Saying, say
from linli.kernel.say import listed

from .rules.project_codes import ENDED, STATES

TABLE: dict[tuple[str, str], str] = {
    ("collected", "sort"): "sorted",
    ("sorted", "show"): "shown",
    ("shown", "review"): "reviewed",
    ("shown", "turn_down"): "rejected",
    ("reviewed", "submit"): "submitted",
    ("deferred", "submit"): "submitted",
    ("submitted", "carry"): "carried",
    ("submitted", "defer"): "deferred",
    ("submitted", "reject"): "rejected",
    ("carried", "budget"): "budgeted",
    ("budgeted", "file"): "filed",
    ("filed", "show_decision"): "decision_shown",
    ("decision_shown", "start"): "in_works",
    ("in_works", "supervise"): "supervised",
    ("supervised", "supervise"): "supervised",
    ("defects", "supervise"): "defects",
    ("supervised", "accept"): "accepted",
    ("supervised", "find_defects"): "defects",
    ("defects", "accept"): "accepted",
    ("defects", "find_defects"): "defects",
    ("accepted", "settle"): "paid",
    ("paid", "show_result"): "result_shown",
    ("result_shown", "rate"): "rated",
    ("rated", "archive"): "archived",
    **{(state, "stop"): "stopped" for state in STATES if state not in (*ENDED, "accepted", "paid", "result_shown", "rated")},
    **{(state, "merge"): "merged" for state in ("collected", "sorted", "shown")},
    # parted to the state that was left: "" says so
    ("merged", "part"): "",
}  # fmt: skip

VERBS: dict[str, Saying] = {
    "sort": say("Sort"), "show": say("Show to residents"), "review": say("Pass by the lists"), "turn_down": say("Turn down by the lists"),
    "submit": say("Put before the council"), "carry": say("Carried"), "defer": say("Deferred"), "reject": say("Rejected"),
    "budget": say("Close the budget"), "file": say("File with the subdistrict"), "show_decision": say("Show the decision"),
    "start": say("Begin the works"), "supervise": say("Write down a supervision"), "accept": say("Accept the works"),
    "find_defects": say("Defects found"), "settle": say("All paid"), "show_result": say("Show the result"),
    "rate": say("Close the rating"), "archive": say("Archive the project"), "stop": say("Stop the project"), "merge": say("Merge"),
    "part": say("Part again"), "collect": say("Put together"),
}  # fmt: skip


def step(state: str, verb: str) -> str:
    """The next state. Refused when the state does not allow the verb, saying what comes next."""
    found = TABLE.get((state, verb))
    if found is not None:
        return found
    now = STATES.get(state, say("Project"))
    onward = [VERBS[one] for one in steps_from(state) if one not in ("stop", "merge", "part")]
    if not onward:
        raise Refused(say("The project is {state}: nothing more is done with it.", state=now))
    raise Refused(
        say("The project is {state}. The next step is: {verbs}. No step is skipped.", state=now, verbs=listed(onward))
    )  # fmt: skip


def steps_from(state: str) -> tuple[str, ...]:
    """The verbs that lead on from a state, in the order of the table."""
    return tuple(verb for before, verb in TABLE if before == state)
