"""Who wants to be told how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.phones import read_phones

from ..models import Preference
from ..rules import quiet, sight, ways
from .letters import digest_of


@transaction.atomic
def choose(
    *, actor: Actor, muted: Iterable[str], quiet_from: dt.time | None, quiet_to: dt.time | None, at: dt.datetime
) -> None:  # fmt: skip
    """A worker's own choice: kinds of messages not wanted, hours in which none are shown."""
    if actor.user_id is None or actor.community is None:
        raise NotFound
    quiet.demand_span(quiet_from, quiet_to)
    Preference.objects.update_or_create(
        community_id=actor.community, user=actor.user_id,
        defaults={
            "muted": sorted(set(muted)), "quiet_from": quiet_from, "quiet_to": quiet_to, "changed_at": at,
            "changed_by": actor.user_id,
        },
    )  # fmt: skip
    journal.write(actor, "choose", "preference", at=at, kind="worker")


@transaction.atomic
def choose_for_resident(*, actor: Actor, phone: str, channel: str, source: str, at: dt.datetime) -> None:
    """Note how a resident wants to be told on this phone, and where they said it. Empty channel: no wish."""
    sight.may_tell(actor).demand()
    if channel and channel not in ways.OF_RESIDENTS:
        raise Refused(say("Choose a call, a slip, a text message or WeChat."), "channel")
    if not source.strip():
        raise Refused(say("Say where the resident said so: at the counter, by phone …"), "source")
    held = read_phones(phone, "028")
    if not held:
        raise Refused(say("A phone number is needed."), "phone")
    made, _ = Preference.objects.update_or_create(
        community_id=actor.community, digest=digest_of(held[0]),
        defaults={"channel": channel, "source": source.strip()[:60], "changed_at": at, "changed_by": actor.user_id},
    )  # fmt: skip
    journal.write(actor, "choose", "preference", key=made.pk, at=at, kind="resident", way=channel)
