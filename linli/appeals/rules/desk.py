"""What stands beside intake: who keeps the reception book, the guide and the standard texts, and what fits there.

首问负责制: a question that is not ours is answered with the right office, its phone and place, never sent away.
"""

from __future__ import annotations

from collections.abc import Sequence

from linli.kernel import ALLOWED, Actor, Refused, Verdict, refuse, say

from . import intake
from .sight import of_office

RESULTS = ("answered", "referred", "appeal", "open")
WAYS = ("counter", "phone", "other")
SEXES = ("0", "1", "2")
TEXT_MOST, PAPERS_MOST = 2000, 30


def may_keep(actor: Actor) -> Verdict:
    """Reception book, guide and standard texts are kept by the office."""
    if of_office(actor):
        return ALLOWED
    return refuse(say("Secretary, committee and social workers keep this."))


def fit_words(text: str, field: str, *, least: int = 0) -> str:
    """Words of several lines for a field of the desk. Raises Refused."""
    if not text.strip() and least == 0:
        return ""
    return intake.fit_text(text, field, most=TEXT_MOST, least=least)


def fit_needed(text: str, field: str, most: int) -> str:
    """One line that must not be empty. Raises Refused."""
    found = intake.fit_line(text, field, most)
    if not found:
        raise Refused(say("This is needed."), field)
    return found


def fit_papers(papers: Sequence[str]) -> list[str]:
    """Names of papers in their order, empty ones left out. Raises Refused."""
    found = [one for one in (intake.fit_line(str(paper), "papers", 60) for paper in papers) if one]
    if len(found) > PAPERS_MOST:
        raise Refused(say("At most {n} papers.", n=PAPERS_MOST), "papers")
    return found


def fit_age(age: int | None) -> int | None:
    """An age in years, if one is known. Raises Refused."""
    if age is not None and not 0 <= age <= 130:
        raise Refused(say("An age lies between 0 and 130."), "age")
    return age


def fit_referral(result: str, referred_to: str) -> str:
    """Who was shown to another office was shown to one. Raises Refused."""
    found = intake.fit_line(referred_to, "referred_to", 120)
    if result == "referred" and not found:
        raise Refused(say("Write the office, its phone and where it is."), "referred_to")
    return found
