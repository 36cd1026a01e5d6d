"""What a dossier holds: the records and papers behind each of its thirteen items."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q

from ..models import Agreement, Dispute, Paper, Party, Performance, Revisit, Talk
from ..rules.dossier import Case


def case(one: Dispute) -> Case:
    """What the rule judges. Six statements."""
    parties = list(
        Party.objects.filter(dispute=one, out=False).values_list("identity", "rights_told", "agent")
    )
    agreement = Agreement.objects.filter(dispute=one, void=False).first()
    counts: Counter[int] = Counter(
        Paper.objects.filter(dispute=one, out=False).values_list("item", flat=True)
    )
    talks = Counter(Talk.objects.filter(dispute=one).values_list("kind", flat=True))
    counts[1] += 1
    counts[2] += bool(parties) and all(told for _identity, told, _agent in parties)
    counts[3] += bool(parties) and all(identity for identity, _told, _agent in parties)
    counts[5] += talks["inquiry"]
    counts[7] += talks["session"]
    counts[8] += agreement is not None and agreement.effective is not None
    counts[9] += Performance.objects.filter(
        Q(kind="done") | Q(kind="part"), agreement__dispute=one, agreement__void=False
    ).count()
    counts[10] += Revisit.objects.filter(dispute=one).count()
    counts[12] += bool(one.case_note)
    counts[13] += 1
    return Case(
        one.outcome, one.accepted is not None, sum(1 for _identity, _told, agent in parties if agent),
        agreement is not None and bool(agreement.confirmation), agreement is not None and agreement.performed is not None, counts,
    )  # fmt: skip
