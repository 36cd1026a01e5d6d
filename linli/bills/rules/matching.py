"""Our payments of a month against the utility's list: both, only here, only there, differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One payment of ours or one line of the list; `account` is a keyed hash, the amount is in fen."""

    key: int
    account: bytes
    amount: int
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What was found: `kind` is both, here, there or differs; `what` names the differing columns."""

    kind: str
    ours: int | None
    theirs: int | None
    what: tuple[str, ...] = ()


def match(ours: Sequence[Entry], theirs: Sequence[Entry]) -> list[Pair]:
    """Pair by voucher first, then by account and amount, then by account alone. Each line is used once."""
    left, waiting, pairs = list(theirs), list(ours), []
    for same in (_voucher, _whole, _account):
        rest = []
        for one in waiting:
            found = next((two for two in left if same(one, two)), None)
            if found is None:
                rest.append(one)
                continue
            left.remove(found)
            what = _differing(one, found)
            pairs.append(Pair("differs" if what else "both", one.key, found.key, what))
        waiting = rest
    pairs += [Pair("here", one.key, None) for one in waiting]
    pairs += [Pair("there", None, two.key) for two in left]
    order = {"differs": 0, "here": 1, "there": 2, "both": 3}
    return sorted(pairs, key=lambda pair: (order[pair.kind], pair.ours or 0, pair.theirs or 0))


def _voucher(one: Entry, two: Entry) -> bool:
    return bool(one.voucher) and one.voucher == two.voucher


def _whole(one: Entry, two: Entry) -> bool:
    return one.account == two.account and one.amount == two.amount


def _account(one: Entry, two: Entry) -> bool:
    return one.account == two.account


def _differing(one: Entry, two: Entry) -> tuple[str, ...]:
    found = []
    if one.account != two.account:
        found.append("account")
    if one.amount != two.amount:
        found.append("amount")
    return tuple(found)
