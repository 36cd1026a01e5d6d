"""Code lists of the register, each a table code → Saying in the standard's order.

The Chinese beside each word is what rosters write: imports read it, translations come from it.
"""

from __future__ import annotations

from linli.kernel import Saying

from . import ethnic, wordlists

Table = dict[str, Saying]


def _table(rows: wordlists.Rows) -> Table:
    return {code: word for code, _, word in rows}


def _chinese(rows: wordlists.Rows) -> dict[str, str]:
    return {code: chinese for code, chinese, _ in rows}


SEX = _table(wordlists.SEX)
MARITAL = _table(wordlists.MARITAL)
EDUCATION = _table(wordlists.EDUCATION)
POLITICAL = _table(wordlists.POLITICAL)
RELATIONS = _table(wordlists.RELATIONS)
EMPLOYMENT = _table(wordlists.EMPLOYMENT)
NUMBER_KINDS = _table(wordlists.NUMBER_KINDS)
ETHNIC = _table(ethnic.GROUPS)
KINDS = _table(wordlists.KINDS)
STATES = _table(wordlists.STATES)
REASONS = _table(wordlists.REASONS)
TENANCY = _table(wordlists.TENANCY)
HOUSEHOLD_KINDS = _table(wordlists.HOUSEHOLD_KINDS)
WAYS = _table(wordlists.WAYS)
OUTCOMES = _table(wordlists.OUTCOMES)
GROUPS = _table(wordlists.GROUPS)
FIELDS = _table(wordlists.FIELDS)

#: table → {code: 中文}
ZH: dict[str, dict[str, str]] = {
    "sex": _chinese(wordlists.SEX),
    "marital": _chinese(wordlists.MARITAL),
    "education": _chinese(wordlists.EDUCATION),
    "political": _chinese(wordlists.POLITICAL),
    "relation": _chinese(wordlists.RELATIONS),
    "employment": _chinese(wordlists.EMPLOYMENT),
    "number_kind": _chinese(wordlists.NUMBER_KINDS),
    "ethnic": _chinese(ethnic.GROUPS),
    "kind": _chinese(wordlists.KINDS),
    "state": _chinese(wordlists.STATES),
    "reason": _chinese(wordlists.REASONS),
    "tenancy": _chinese(wordlists.TENANCY),
    "household_kind": _chinese(wordlists.HOUSEHOLD_KINDS),
    "way": _chinese(wordlists.WAYS),
    "outcome": _chinese(wordlists.OUTCOMES),
    "group": _chinese(wordlists.GROUPS),
    "field": _chinese(wordlists.FIELDS),
}

#: field of a person → the table of its codes
CODED: dict[str, Table] = {
    "sex": SEX,
    "ethnic": ETHNIC,
    "education": EDUCATION,
    "marital": MARITAL,
    "political": POLITICAL,
    "employment": EMPLOYMENT,
}

#: Kinds of residence by group. LIVING 实有人口, REGISTERED 户籍人口, FLOATING 流动人口.
LIVING = ("hukou_here", "inflow", "overseas")
REGISTERED = ("hukou_here", "outflow", "absent")
FLOATING = ("inflow",)
OF_GROUP: dict[str, tuple[str, ...]] = {"living": LIVING, "registered": REGISTERED, "floating": FLOATING}


def word(table: Table, code: str) -> str:
    """The word for a code in the reader's language; the code itself when it is not listed."""
    return str(table[code]) if code in table else code
