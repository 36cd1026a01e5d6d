"""Keys of other programs: handing out, revoking, and what is written when one is used."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db import connection, transaction

from linli.base import clock
from linli.base.versions import demand_fresh, touch
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Client, Sent
from ..queries import clients
from ..rules import keys as rules

SUBJECT = "client"


@transaction.atomic
def hand_out(
    *, actor: Actor, at: dt.datetime, community: int, name: str, rights: list[str], contact: str = ""
) -> tuple[int, str]:
    """Make a key for a client; (id, the key, which is known here and now only). Raises Refused, NotFound."""
    rules.may_keep(actor).demand()
    if community not in clients.homes(actor):
        raise NotFound("community")
    called, who, allowed = rules.fit_name(name), rules.fit_contact(contact), rules.fit_rights(rights)
    if Client.objects.filter(community=community, name=called, revoked_at__isnull=True).exists():
        raise Refused(say("{name} has a key already. Revoke it first.", name=called), "name")
    key = rules.fresh_key()
    made = Client.objects.create(
        community_id=community, name=called, contact=who, rights=allowed, digest=clients.digest_of(key), tail=key[-4:],
        made_at=at, made_by=actor.user_id, changed_at=at, changed_by=actor.user_id,
    )  # fmt: skip
    journal.write(_inside(actor, community), "hand_out_key", SUBJECT, key=made.pk, at=at, rights=allowed)
    return made.pk, key


@transaction.atomic
def revoke(
    *, actor: Actor, at: dt.datetime, community: int, client: int, why: str = "", version: int | None = None
) -> None:
    """The key opens nothing any more; what it sent stays. Raises Refused, NotFound, Stale."""
    rules.may_keep(actor).demand()
    if community not in clients.homes(actor):
        raise NotFound("client")
    row = Client.objects.select_for_update().filter(community=community, pk=client).first()
    if row is None:
        raise NotFound("client")
    demand_fresh(row, version, {})
    if row.revoked_at is not None:
        raise Refused(say("The key is revoked already."))
    row.revoked_at, row.revoked_by, row.why = at, actor.user_id, rules.fit_why(why)
    touch(row, actor=actor, at=at)
    row.save()
    journal.write(_inside(actor, community), "revoke_key", SUBJECT, key=row.pk, at=at, why=row.why)


def used(*, community: int, client: int, at: dt.datetime) -> None:
    """Note the day on which a key was used last; one row a day. Belongs in the transaction of the deed."""
    day = clock.day_of(at)
    Client.objects.filter(community=community, pk=client).exclude(used_on=day).update(used_on=day)


def claim(*, community: int, client: int, token: str, at: dt.datetime) -> str | None:
    """Take a token for a first sending: None; the number that a sending before this one led to.

    A sending at the same moment waits for the first one's end. Belongs in the transaction of the deed.
    """
    digest = clients.token_digest(client, token)
    with connection.cursor() as cursor:
        cursor.execute(
            f'insert into "{Sent._meta.db_table}" (community_id, client_id, digest, number, at)'
            " values (%s, %s, %s, '', %s) on conflict (community_id, digest) do nothing",
            [community, client, digest, at],
        )
        if cursor.rowcount == 1:
            return None
    return Sent.objects.values_list("number", flat=True).get(community=community, digest=digest)


def settle(*, community: int, client: int, token: str, number: str) -> None:
    """The token led to this appeal. Belongs in the transaction of the deed."""
    Sent.objects.filter(community=community, digest=clients.token_digest(client, token)).update(number=number)


def _inside(actor: Actor, community: int) -> Actor:
    """The actor as the journal of the community names them."""
    return actor if actor.community == community else replace(actor, community=community)
