"""Tables that stand side by side under one row of heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Path = tuple[str, ...]


def spans(paths: Sequence[Path], used: Sequence[bool]) -> list[list[int]]:
    """The columns of each table: columns with a head or a value, parted where two tables meet."""
    kept = [at for at, path in enumerate(paths) if path or used[at]]
    groups = _at_gaps(kept)
    if len(groups) > 1 and _alike(paths, groups):
        return groups
    return _repeated(paths, kept) or [kept]


def _at_gaps(kept: list[int]) -> list[list[int]]:
    groups = [kept[:1]]
    for left, right in pairwise(kept):
        if right - left > 1:
            groups.append([])
        groups[-1].append(right)
    return groups


def _alike(paths: Sequence[Path], groups: list[list[int]]) -> bool:
    """Whether every part is a table of its own: at least two heads, and one of them in every part."""
    heads = [{paths[at] for at in group if paths[at]} for group in groups]
    return all(len(each) >= 2 for each in heads) and bool(set.intersection(*heads))


def _repeated(paths: Sequence[Path], kept: list[int]) -> list[list[int]]:
    """姓名 电话 姓名 电话: the same heads twice or more, without a gap."""
    heads = [paths[at] for at in kept]
    for size in range(2, len(heads) // 2 + 1):
        first = heads[:size]
        if (
            len(heads) % size == 0
            and len(set(first)) == size
            and () not in first
            and first * (len(heads) // size) == heads
        ):
            return [kept[at : at + size] for at in range(0, len(kept), size)]
    return []
