"""Jobs of contact. Each works one community at a time."""

from __future__ import annotations

from procrastinate.contrib.django import app

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.scope import all_communities, community_scope
from linli.files import api as files
from linli.kernel import Actor, NotFound, Refused, say

from .actions import card_retention, people_retention, phone_retention, visit_retention
from .actions.papers import make_paper


@app.task(name="contact.paper_of_cards")
def paper_of_cards(community: int, work: int) -> None:
    """The A4 sheets of a batch of cards, kept with the batch."""
    files.run_work(community, work, lambda found: _paper(community, found))


def _paper(community: int, found: files.WorkRef) -> files.Outcome:
    at = clock.now()
    try:
        actor = accounts.actor(found.user_id or 0, clock.day_of(at), community=community)
    except NotFound:
        raise Refused(say("The account that asked for this is closed.")) from None
    accounts.may(actor, "contact.keep").demand()
    file, count = make_paper(actor=actor, at=at, batch=found.key or 0, base=str(found.facts.get("base", "")))
    return files.Outcome(file, say("{n} cards: the paper is ready", n=count))


@app.periodic(cron="20 4 * * *")
@app.task(name="contact.forget_phones", queueing_lock="contact.forget_phones", pass_context=False)
def forget_phones(timestamp: int = 0) -> None:
    """Every night: what phones sent 90 days ago, phones released so long ago, parts of photos that never became whole."""
    at = clock.now()
    for community in all_communities():
        with community_scope(community):
            phone_retention.forget_old(
                actor=Actor.system("the term of retention has passed", community), at=at
            )


@app.periodic(cron="25 4 * * *")
@app.task(name="contact.forget_cards", queueing_lock="contact.forget_cards", pass_context=False)
def forget_cards(timestamp: int = 0) -> None:
    """Every night: cards and private numbers that ended two years ago."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        with community_scope(community):
            card_retention.forget_old(
                actor=Actor.system("the term of retention has passed", community), at=at, on=on
            )


@app.periodic(cron="30 4 * * *")
@app.task(name="contact.forget_visits", queueing_lock="contact.forget_visits", pass_context=False)
def forget_visits(timestamp: int = 0) -> None:
    """Every night: the words of visits whose term has passed, old routes, sheets of households that left."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        with community_scope(community):
            visit_retention.hide_past_retention(
                actor=Actor.system("the term of retention has passed", community), at=at, on=on
            )


@app.periodic(cron="35 4 * * *")
@app.task(name="contact.forget_people", queueing_lock="contact.forget_people", pass_context=False)
def forget_people(timestamp: int = 0) -> None:
    """Every night: who was captain, messenger or candidate longer ago than the term."""
    at, on = clock.now(), clock.today()
    for community in all_communities():
        with community_scope(community):
            people_retention.hide_past_retention(
                actor=Actor.system("the term of retention has passed", community), at=at, on=on
            )
