"""The roll of a decision: who may vote and who has; never what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from linli.base import keys
from linli.kernel import Actor, NotFound

from ..models import Answer, Booth, Decision, Paper, Receipt, Voter
from ..rules import codes
from . import reach


@dataclass(frozen=True, slots=True)
class VoterRow:
    """One line of the roll."""

    id: int
    ref: str
    name: str
    person: int | None
    user: int | None
    recused: bool
    voted: bool
    way: str
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that two people typed differently."""

    voter: int
    name: str
    option: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class BoothRow:
    """A booth with its subtotals: marked on the roll, sheets typed by one, by two, settled, spoiled, in the box."""

    id: int
    name: str
    marks: int
    typed: int
    twice: int
    settled: int
    spoiled: int
    boxed: int
    missing: int
    missing_reason: str
    version: int

    @property
    def open(self) -> int:
        """Sheets that still wait."""
        return self.typed - self.settled

    @property
    def short(self) -> int:
        """Marked voters whose sheet is neither settled nor said to be missing."""
        return self.marks - self.settled - self.missing


#: Letters and digits that are not mistaken for each other.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_COLUMNS = ("pk", "ref", "name", "person_id", "user", "recused", "voted", "way", "twice")


def roll_of(actor: Actor, decision: int) -> list[VoterRow]:
    """The roll of a decision, in the order of its own numbers. One query."""
    found = reach.voters(actor).filter(decision=decision).order_by("pk")
    return [VoterRow(*row) for row in found.values_list(*_COLUMNS)]


def roll_page(
    actor: Actor, decision: int, *, text: str = "", voted: str = "", start: int = 0, count: int = 50
) -> tuple[list[VoterRow], int]:
    """One page of a roll and how many lines fit. Two queries."""
    rows = reach.voters(actor).filter(decision=decision)
    plain = text.strip()[:60].replace("\0", "")
    if plain:
        rows = rows.filter(Q(name__contains=plain) | Q(ref__contains=plain))
    if voted:
        rows = rows.filter(voted=voted == "yes")
    total = rows.count()
    found = rows.order_by("pk").values_list(*_COLUMNS)[start : start + count]
    return [VoterRow(*row) for row in found], total


def ways(decision: int) -> dict[str, int]:
    """How many were marked by each way. One query."""
    rows = Voter.objects.filter(decision=decision, voted=True).values_list("way").annotate(n=Count("pk"))
    return dict(rows)


def own(actor: Actor) -> list[tuple[int, str, int, bool]]:
    """(decision, title, line of the roll, voted) of what is open and on whose roll the actor stands. One query."""
    if actor.user_id is None:
        return []
    rows = reach.voters(actor).filter(
        user=actor.user_id, recused=False, decision__state=codes.OPEN, decision__secret=True
    )
    return list(rows.order_by("decision").values_list("decision_id", "decision__title", "pk", "voted"))


def line_of(actor: Actor, decision: int) -> VoterRow | None:
    """The actor's own line on a roll. One query."""
    if actor.user_id is None:
        return None
    row = reach.voters(actor).filter(decision=decision, user=actor.user_id).values_list(*_COLUMNS).first()
    return VoterRow(*row) if row else None


def booths(actor: Actor, decision: int) -> list[BoothRow]:
    """The booths of a decision with their subtotals. Three queries."""
    rows = list(Booth.objects.filter(community_id=actor.community, decision=decision).order_by("pk"))
    marks = dict(
        Voter.objects.filter(decision=decision, booth__isnull=False)
        .values_list("booth")
        .annotate(n=Count("pk"))
    )
    sheets = {
        row[0]: row[1:]
        for row in Paper.objects.filter(booth__in=rows).values_list("booth").annotate(
            typed=Count("pk"), twice=Count("pk", filter=Q(second__isnull=False)),
            settled=Count("pk", filter=Q(final__isnull=False)),
            spoiled=Count("pk", filter=Q(final__spoiled=True)), boxed=Count("pk", filter=Q(boxed=True)),
        )
    }  # fmt: skip
    return [_booth(one, marks.get(one.pk, 0), sheets.get(one.pk, (0, 0, 0, 0, 0))) for one in rows]


def _booth(one: Booth, marks: int, sheets: Sequence[int]) -> BoothRow:
    typed, twice, settled, spoiled, boxed = sheets
    return BoothRow(
        one.pk,
        one.name,
        marks,
        typed,
        twice,
        settled,
        spoiled,
        boxed,
        one.missing,
        one.missing_reason,
        one.version,
    )


def differences(decision: int) -> list[Difference]:
    """Named answers that two people typed differently and nobody settled. One query."""
    rows = (
        Answer.objects.filter(voter__decision=decision, final="").exclude(second="")
        .order_by("voter", "pk").values_list("voter_id", "voter__name", "option", "first", "second")
    )  # fmt: skip
    return [Difference(*row) for row in rows]


def answers(decision: int) -> dict[tuple[int, str], Answer]:
    """(voter, item) → what was typed. One query."""
    rows = Answer.objects.filter(voter__decision=decision)
    return {(one.voter_id, one.option): one for one in rows}


def decision_of(actor: Actor, voter: int) -> tuple[int, str]:
    """(decision, name) of a line of a roll. Raises NotFound. One query."""
    found = reach.voters(actor).filter(pk=voter).values_list("decision_id", "name").first()
    if found is None:
        raise NotFound("voter")
    return found


def receipt(community: int, text: str) -> str:
    """The title of the decision that a receipt is of, "" for none. One query."""
    row = Receipt.objects.filter(community_id=community, digest=receipt_digest(text))
    return row.values_list("voter__decision__title", flat=True).first() or ""


def receipt_text(voter: int) -> str:
    """The receipt of a line of a roll, in groups: made by the key ring from the line alone, whatever was voted."""
    made = keys.digest(str(voter), "ballot receipt of")
    text = "".join(_SIGNS[one % len(_SIGNS)] for one in made)
    return " ".join(text[place : place + 4] for place in range(0, 16, 4))


def receipt_digest(text: str) -> bytes:
    """The keyed hash under which a receipt is found, as typed."""
    return keys.digest("".join(text.split()).upper()[:40], "ballot receipt")


def counts(one: Decision) -> tuple[int, int]:
    """(people on the roll, recused); who stands on it twice counts once. One query."""
    found = Voter.objects.filter(decision=one).aggregate(
        doubled=Count("pk", filter=Q(twice=True)), barred=Count("pk", filter=Q(recused=True, twice=False))
    )
    return one.n_roll - found["doubled"], found["barred"]
