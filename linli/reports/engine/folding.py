"""Many conditions over few kinds of rows: rows that answer every condition alike are counted once.

Forty `count(*) FILTER` over a million rows ask forty million questions. The conditions name few columns,
though: codes, and days compared with fixed days. Rows are grouped by those codes and by the interval between
two such days in which their day lies; the conditions are then asked of some thousand groups. A condition that
is neither (a subquery, an array) is asked of each row once and becomes a column of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    Min,
    Q,
    QuerySet,
    Value,
    When,
)

_DAY = dt.timedelta(days=1)
_SIGNS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_LOOKUPS = {*_SIGNS, "in", "exact", "isnull"}
#: SQL with its parameters.
Sql = tuple[str, list[Any]]


@dataclass
class Folding:
    """The columns by which the rows of one batch are grouped, found from its conditions.

    codes   path → column name, grouped by value
    spans   path → (column name, days that part it), grouped by interval
    others  what is asked of each row, by the identity of the leaf → (column name, leaf)
    """

    codes: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[str, set[dt.date]]] = field(default_factory=dict)
    others: dict[int, tuple[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, conditions: Sequence[Q]) -> Folding:
        """What these conditions need."""
        found, unknown = cls(), []
        for leaf in (leaf for one in conditions for leaf in _leaves(one)):
            path, lookup, value = _read(leaf)
            if lookup in _SIGNS:
                _, days = found.spans.setdefault(path, (f"s{len(found.spans)}", set()))
                days.add(value if lookup in ("gte", "lt") else value + _DAY)
            elif lookup == "isnull":
                unknown.append(path)
            elif lookup:
                found.codes.setdefault(path, f"k{len(found.codes)}")
            else:
                found.others.setdefault(id(leaf), (f"o{len(found.others)}", leaf))
        for path in unknown:
            if path not in found.spans:
                found.codes.setdefault(path, f"k{len(found.codes)}")
        return found

    def groups(self, rows: QuerySet[Any, Any], parts: Mapping[str, Any]) -> QuerySet[Any, Any]:
        """One line for each part and each way to answer: its rows as `n`, a day of each interval."""
        columns: dict[str, Any] = dict(parts)
        columns |= {name: F(path) for path, name in self.codes.items()}
        columns |= {f"{name}_at": _interval(path, days) for path, (name, days) in self.spans.items()}
        columns |= {
            name: Case(
                When(_condition(leaf), then=Value(True)), default=Value(False), output_field=BooleanField()
            )
            for name, leaf in self.others.values()
        }
        days = {name: Min(path) for path, (name, _) in self.spans.items()}
        found: QuerySet[Any, Any] = (
            rows.annotate(**columns).values(*columns).annotate(n=Count(Value(1)), **days)
        )
        return found

    def sql(self, condition: Q) -> Sql:
        """A condition, asked of a line of `groups`. As in a filter, what is unknown does not hold."""
        asked = [self._one(child) for child in condition.children]
        if not asked:
            return "true", []
        text = f" {condition.connector} ".join(one for one, _ in asked)
        values = [value for _, given in asked for value in given]
        return (f"NOT ({text})" if condition.negated else f"({text})"), values

    def _one(self, leaf: Any) -> Sql:
        if _is_branch(leaf):
            return self.sql(leaf)
        path, lookup, value = _read(leaf)
        if not lookup:
            return self.others[id(leaf)][0], []
        if lookup in _SIGNS:
            return f"coalesce({self.spans[path][0]} {_SIGNS[lookup]} %s, false)", [value]
        if lookup == "isnull":
            name = self.spans[path][0] if path in self.spans else self.codes[path]
            return f"{name} IS {'' if value else 'NOT '}NULL", []
        name = self.codes[path]
        if lookup == "exact":
            return f"coalesce({name} = %s, false)", [value]
        if not value:
            return "false", []
        return f"coalesce({name} IN ({', '.join(['%s'] * len(value))}), false)", list(value)


def _leaves(condition: Any) -> Iterator[Any]:
    for child in condition.children:
        if _is_branch(child):
            yield from _leaves(child)
        else:
            yield child


def _is_branch(child: Any) -> bool:
    return isinstance(child, Q) and child.connector in (Q.AND, Q.OR)


def _read(leaf: Any) -> tuple[str, str, Any]:
    """(path, lookup, value) of a leaf that groups can answer; lookup "" for every other."""
    other = ("", "", None)
    if not isinstance(leaf, tuple):
        return other
    name, value = leaf
    path, _, lookup = name.rpartition("__")
    if lookup not in _LOOKUPS:
        path, lookup = name, "exact"
    if lookup in _SIGNS:
        return (path, lookup, value) if type(value) is dt.date else other
    if lookup == "in":
        plain = isinstance(value, list | tuple | set | frozenset) and all(map(_plain, value))
        return (path, lookup, sorted(value)) if plain else other
    return (path, lookup, value) if _plain(value) else other


def _plain(value: object) -> bool:
    return isinstance(value, str | bool | int)


def _condition(leaf: Any) -> Any:
    return Q(leaf) if isinstance(leaf, tuple) else leaf


def _interval(path: str, days: set[dt.date]) -> Func:
    """How many of the days a row's day has reached; NULL without a day."""
    edges = Value(sorted(days), output_field=ArrayField(DateField()))
    return Func(F(path), edges, function="width_bucket", output_field=IntegerField())
