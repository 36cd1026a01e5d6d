"""What a scheme asks before an application goes on (domain §8.3), on plain values."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from linli.kernel import ALLOWED, Verdict, refuse, say

#: The state that each step leaves behind, in order.
AFTER = {"survey": "surveyed", "hearing": "heard", "notice": "shown"}
_RANK = {"accepted": 0, "surveyed": 1, "heard": 2, "shown": 3}


def missing(materials: Sequence[str], received: Collection[str]) -> list[str]:
    """Papers that the scheme asks for and that are not there."""
    return [one for one in materials if one not in received]


def may_ask_supplement(asked_before: bool, lacking: Collection[str]) -> Verdict:
    """Missing papers are named once, all together (一次性告知)."""
    if asked_before:
        return refuse(say("Missing papers were named once already; the list had to be complete."))
    if not lacking:
        return refuse(say("Name the papers that are missing."))
    return ALLOWED


def in_order(state: str, verb: str, steps: Collection[str]) -> Verdict:
    """Whether the steps that the scheme asks for before `verb` are done; a step that it does not ask for is refused."""
    wanted = {"survey": "survey", "hear": "hearing", "show": "notice"}.get(verb)
    if wanted and wanted not in steps:
        return refuse(say("This scheme does not ask for that step."))
    before = {"survey": (), "hear": ("survey",), "show": ("survey", "hearing"), "forward": tuple(AFTER)}.get(
        verb, ()
    )
    for step in before:
        if step in steps and _RANK.get(state, 0) < _RANK[AFTER[step]]:
            return refuse(_FIRST[step])
    return ALLOWED


_FIRST = {
    "survey": say("The scheme asks for a visit at home first."),
    "hearing": say("The scheme asks for a residents' hearing first."),
    "notice": say("The scheme asks for a public notice first."),
}


def notice_over(phase: str, waiting: int) -> Verdict:
    """Whether the public notice has stood to its end without an open objection.

    phase  of notices, "" without one
    """
    if phase in ("draft", "submitted", "coming"):
        return refuse(say("The public notice is not shown yet."))
    if phase == "shown":
        return refuse(say("The public notice still stands; objections are taken until its last day."))
    if phase != "ended":
        return refuse(say("The public notice did not stand to its end. Show it again."))
    if waiting:
        return refuse(say("{n} objections are not answered yet. Answer them first.", n=waiting))
    return ALLOWED


def fair_hearing(should: int, agree: int, against: int) -> Verdict:
    """Numbers of a hearing that can be."""
    if should < 1 or agree < 0 or against < 0 or agree + against > should:
        return refuse(say("Agree and against together cannot be more than should attend."))
    return ALLOWED
