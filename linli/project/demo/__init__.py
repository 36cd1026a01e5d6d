"""The demonstration community: 快活社区 in 2018, played with invented people.

`world` invents homes, people and what happens to them in the year, always the same;
`rosters` writes them down as the messy spreadsheets that a community really has; `play` sends
these through the import and lives the year through the same actions that a worker's pages
use. No figure is typed in: the numbers of the newspaper profile come out of the queries.

The names below are what the `linli` program calls; they need Django set up.
"""

from __future__ import annotations

from collections.abc import Callable


def needed() -> bool:
    """Whether the database is empty, or a demonstration was begun in it and never finished."""
    from . import play

    return play.needed()


def load(tell: Callable[[str], None] = lambda line: None) -> None:
    """Play the whole demonstration into an empty database, telling how far it is."""
    from . import play

    play.load(tell)


def account_lines() -> list[str]:
    """One line for each demonstration account: role, user name, password."""
    from linli.accounts import api as accounts
    from linli.base import clock

    seen: dict[str, str] = {}
    for username, _, role, _ in accounts.demo_accounts(clock.today()):
        seen.setdefault(str(accounts.role_name(role)), username)
    return [f"{username:<10} {accounts.DEMO_PASSWORD}  {role}" for role, username in seen.items()]
