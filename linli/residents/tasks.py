"""Jobs of the register. Each works one community at a time as the system."""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.kernel import Actor, say
from linli.kernel.actor import SECRETARY, SOCIAL_WORKER
from linli.news import api as news

from .actions import identities, retention
from .queries import addresses
from .queries.identities import doubles_here


@app.periodic(cron="20 3 * * *")
@app.task(name="residents.hide_past_retention", pass_context=False)
def hide_past_retention(timestamp: int = 0) -> None:
    """Pseudonymise, community by community, whoever's term of retention has passed."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        actor = Actor.system("the term of retention has passed", community)
        with community_scope(community):
            retention.hide_past_retention(actor=actor, at=at, on=on)


@app.periodic(cron="*/10 * * * *")
@app.task(name="residents.recount_identities", pass_context=False)
def recount_identities(timestamp: int = 0) -> None:
    """Find identities that two communities registered at the same moment."""
    if identities.recount():
        _tell_all()


@app.task(name="residents.tell_doubles")
def tell_doubles() -> None:
    """Tell every community concerned that an identity counts in another one too."""
    _tell_all()


def _tell_all() -> None:
    """One message a person: neither where nor who else, only that a hand-over is due."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        actor = Actor.system("an identity counts in two communities", community)
        with community_scope(community):
            doubles = doubles_here(actor)
        for key, name in doubles:
            for role in (SECRETARY, SOCIAL_WORKER):
                for holder in accounts.holders(community, role, on):
                    saying = say("{name} is registered as living in another community too.", name=name)
                    news.tell(
                        community, holder.user_id, saying, addresses.person(key), at, once=f"double-{key}"
                    )
