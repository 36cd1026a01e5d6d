"""Two records of the register became one person: the lines of rolls follow, and nobody votes a second time."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction

from linli.journal import api as journal
from linli.kernel import Actor

from ..models import Answer, Voter
from ..rules import codes
from .parts import SUBJECT

#: Votes whose roll still matters.
_RUNNING = (codes.OPEN, codes.COUNTING)
_UNBAR = """
update ballots_voter v set recused = false, twice = false from ballots_decision d
where d.id = v.decision_id and d.state in ('open', 'counting') and v.community_id = %(community)s and v.twice
and v.person_id in (%(kept)s, %(gone)s) and not exists (
  select from ballots_voter o join residents_person p on p.id in (o.person_id, v.person_id)
  where o.decision_id = v.decision_id and o.id <> v.id and not o.twice and p.merged_into_id in (o.person_id, v.person_id))
"""


@transaction.atomic
def merged(*, community: int, kept: int, gone: int, at: dt.datetime, undo: bool = False) -> None:
    """Lines of running votes follow the kept record. Where both records stand on one roll one line is barred.

    The line that stays: the recused one, for that is said of the person; the marked one; the one with an account; the
    kept record's. Were both marked before anybody knew, no ballot can be taken out of the box: the journal says so, and
    the vote can be withdrawn. With `undo` a barred line may vote again.
    """
    actor = Actor.system("merged", community)
    if undo:
        with connection.cursor() as cursor:
            cursor.execute(_UNBAR, {"community": community, "kept": kept, "gone": gone})
        return
    rows = Voter.objects.select_for_update(of=("self",)).filter(
        community_id=community, person__in=(kept, gone), twice=False, decision__state__in=_RUNNING
    )
    rolls: dict[int, dict[int | None, Voter]] = {}
    for line in rows.order_by("pk"):
        rolls.setdefault(line.decision_id, {})[line.person_id] = line
    for decision, lines in rolls.items():
        if kept in lines and gone in lines:
            _bar(actor, at, decision, lines[kept], lines[gone])
        elif gone in lines:
            Voter.objects.filter(pk=lines[gone].pk).update(person=kept)


def _bar(actor: Actor, at: dt.datetime, decision: int, kept: Voter, gone: Voter) -> None:
    stays, other = sorted(
        (kept, gone), key=lambda one: (not one.recused, not one.voted, one.user is None, one is gone)
    )
    if other.voted or other.recused:
        verb = "found_voted_twice" if stays.voted and other.voted else ""
    else:
        Answer.objects.filter(voter=other).delete()
        Voter.objects.filter(pk=other.pk).update(recused=True, twice=True)
        verb = "bar_second_line"
    if verb:
        journal.write(actor, verb, SUBJECT, key=decision, at=at, line=other.pk)
