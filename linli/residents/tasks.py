"""Jobs of the register. Each works one community at a time as the system."""

from __future__ import annotations

from collections.abc import Callable

from procrastinate.contrib.django import app

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.files import api as files
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.actor import SECRETARY, SOCIAL_WORKER
from linli.news import api as news

from .actions import identities, imports, retention
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


@app.task(name="residents.read_import")
def read_import(community: int, work: int) -> None:
    """Read an uploaded file and make its plan."""
    files.run_work(community, work, lambda found: _read(community, found))


@app.task(name="residents.apply_import")
def apply_import(community: int, work: int) -> None:
    """Take a confirmed plan over, in one transaction."""
    files.run_work(community, work, lambda found: _apply(community, found))


@app.task(name="residents.undo_import")
def undo_import(community: int, work: int) -> None:
    """Take an applied import back."""
    files.run_work(community, work, lambda found: _undo(community, found))


def _read(community: int, found: files.WorkRef) -> files.Outcome:
    at = clock.now()
    state = imports.read(actor=_asker(community, found), at=at, key=found.key or 0, told=_told(found))
    words = {
        "planned": say("The import preview is ready"),
        "read": say("The columns of the file are to be bound"),
        "refused": say("The file could not be read"),
    }
    return files.Outcome(told=words[state])


def _apply(community: int, found: files.WorkRef) -> files.Outcome:
    skip = bool(found.facts.get("skip"))
    done = imports.confirm(
        actor=_asker(community, found), at=clock.now(), key=found.key or 0, skip=skip, told=_told(found)
    )
    if not done:
        return files.Outcome(told=say("The register changed meanwhile; look at the import preview once more"))
    return files.Outcome(told=say("The file is taken over"))


def _undo(community: int, found: files.WorkRef) -> files.Outcome:
    imports.undo(actor=_asker(community, found), at=clock.now(), key=found.key or 0)
    return files.Outcome(told=say("The import is undone"))


def _told(found: files.WorkRef) -> Callable[[int, int], None]:
    return lambda done, total: files.progress(found.id, done, total)


def _asker(community: int, found: files.WorkRef) -> Actor:
    """The one who asked, with the offices held now."""
    try:
        actor = accounts.actor(found.user_id or 0, clock.today(), community=community)
    except NotFound:
        raise Refused(say("The account that asked for this is closed.")) from None
    if actor.community != community:
        raise Refused(say("The account that asked for this holds no post here any more."))
    return actor


def _tell_all() -> None:
    """One message a person: neither where nor who else, only that a hand-over is due."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        actor = Actor.system("an identity counts in two communities", community)
        with community_scope(community):
            doubles = doubles_here(actor)
        for key, _name in doubles:
            for role in (SECRETARY, SOCIAL_WORKER):
                for holder in accounts.holders(community, role, on):
                    saying = say("A resident of this community is registered as living in another one too.")
                    news.tell(
                        community, holder.user_id, saying, addresses.person(key), at, once=f"double-{key}"
                    )
