"""Named votes: members × items, entered by one person, checked by another, differences settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ..models import Answer, Decision, Voter
from ..queries import roll
from ..queries.roll import Difference
from ..rules import codes
from .parts import SUBJECT, held, keeper, person

Answers = Mapping[int, Mapping[str, str]]


@transaction.atomic
def named(*, actor: Actor, at: dt.datetime, decision: int, answers: Answers) -> None:
    """The first entry; whoever entered may correct it until it is checked. Who has no line was absent."""
    keeper(actor)
    who, one = person(actor), _open(actor, decision)
    _demand_known(one, answers)
    before = roll.answers(decision)
    if any(row.second for row in before.values()):
        raise Refused(say("The votes were checked already."), "answers")
    if before and any(row.entered_by != who for row in before.values()):
        raise Refused(say("Another person entered these votes; check them instead."), "answers")
    Answer.objects.filter(pk__in=[row.pk for row in before.values()]).delete()
    Answer.objects.bulk_create(
        Answer(
            community_id=one.community_id, voter_id=voter, option=option, first=value, entered_by=who, changed_at=at,
            changed_by=who,
        )
        for voter, items in answers.items()
        for option, value in items.items()
    )  # fmt: skip
    journal.write(actor, "enter_votes", SUBJECT, key=decision, at=at, members=len(answers))


@transaction.atomic
def check_named(*, actor: Actor, at: dt.datetime, decision: int, answers: Answers) -> list[Difference]:
    """The second entry, by another person; where both agree it counts. What differs is answered and waits."""
    keeper(actor)
    who, one = person(actor), _open(actor, decision)
    _demand_known(one, answers)
    before = roll.answers(decision)
    if not before:
        raise Refused(say("Nothing was entered yet."), "answers")
    if any(row.entered_by == who for row in before.values()):
        raise Refused(say("You entered these votes yourself; another person checks them."), "answers")
    given = {(voter, option): value for voter, items in answers.items() for option, value in items.items()}
    fresh = [
        Answer(community_id=one.community_id, voter_id=voter, option=option, first=codes.ABSENT, second=value,
               final=value if value == codes.ABSENT else "", entered_by=_enterer(before), checked_by=who, changed_at=at,
               changed_by=who)
        for (voter, option), value in given.items() if (voter, option) not in before
    ]  # fmt: skip
    for place, row in before.items():
        row.second, row.checked_by = given.get(place, codes.ABSENT), who
        row.final = row.first if row.first == row.second else ""
        row.version, row.changed_at, row.changed_by = row.version + 1, at, who
    Answer.objects.bulk_update(
        before.values(), ["second", "checked_by", "final", "version", "changed_at", "changed_by"], 500
    )
    Answer.objects.bulk_create(fresh)
    found = roll.differences(decision)
    journal.write(actor, "check_votes", SUBJECT, key=decision, at=at, differing=len(found))
    return found


@transaction.atomic
def settle_named(*, actor: Actor, at: dt.datetime, decision: int, answers: Answers) -> None:
    """What those answers really are that two people typed differently."""
    keeper(actor)
    who, one = person(actor), _open(actor, decision)
    _demand_known(one, answers)
    before = roll.answers(decision)
    changed = []
    for voter, items in answers.items():
        for option, value in items.items():
            row = before.get((voter, option))
            if row is None or not row.second or row.final:
                raise Refused(say("This answer does not wait to be settled."), "answers")
            row.final, row.version, row.changed_at, row.changed_by = value, row.version + 1, at, who
            changed.append(row)
    Answer.objects.bulk_update(changed, ["final", "version", "changed_at", "changed_by"], 500)
    journal.write(actor, "settle_votes", SUBJECT, key=decision, at=at, settled=len(changed))


def _enterer(before: Mapping[tuple[int, str], Answer]) -> int:
    return next(iter(before.values())).entered_by


def _open(actor: Actor, decision: int) -> Decision:
    one = held(actor, decision)
    if one.secret:
        raise Refused(say("This vote is secret; nobody's answer is entered."), "answers")
    if one.state != codes.OPEN:
        raise Refused(say("Votes are entered while the vote is open."), "answers")
    return one


def _demand_known(one: Decision, answers: Answers) -> None:
    """Members of the roll, items of the ballot paper, answers there are, and nobody recused who answers."""
    lines = dict(Voter.objects.filter(decision=one).values_list("pk", "recused"))
    names = {option["key"] for option in one.options}
    for voter, items in answers.items():
        if voter not in lines:
            raise Refused(say("Somebody who is not on the roll does not vote."), "answers")
        for option, value in items.items():
            if option not in names or value not in codes.ANSWERS:
                raise Refused(say("The entry names an item or an answer that there is not."), "answers")
            if lines[voter] and value in codes.MARKS:
                raise Refused(say("Who is recused does not vote on it."), "answers")
