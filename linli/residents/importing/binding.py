"""Bind the columns of a table to fields of the register.

What a sender's file taught wins, then the synonyms, then the ending of a head (本人联系电话 ends in
联系电话). Columns without a purpose are named and never read, whatever was taught. Columns of somebody
else than the person of the row (房东电话, 户主身份证号) are left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from linli.kernel.say import Saying, say
from linli.kernel.text import half_width
from linli.office.tables import Column

from .fields import FIELDS, LABELS
from .headings import ADDRESS_PARTS, FORBIDDEN, HUKOU, LIVING, NOT_NEEDED, OTHERS, SYNONYMS

_NOISE = re.compile(r"[\s*★:：_\"'.。、,，·/／\\|-]+")
_BRACKET = re.compile(r"[(\[{<【《].*?[)\]}>】》]|[(\[].*$")
_HEAD = re.compile(r"^\s*户\s*主(?!关系)")
#: Fields that several columns may fill together.
JOINED = frozenset({"hukou_place", "note"})
#: At least one field of each group is needed before rows can be taken over.
NEEDED: tuple[tuple[str, ...], ...] = (
    ("name",),
    ("number", "born", "certificate"),
    ("address", "room_number"),
)


class Strength(IntEnum):
    """How sure a binding is; the surer of two columns gets the field."""

    ENDING = 1
    WORD = 2
    PATH = 3
    TAUGHT = 4


@dataclass(frozen=True, slots=True)
class Left:
    """A column that is not taken over: its index, its head and why."""

    index: int
    text: str
    why: Saying


@dataclass(frozen=True, slots=True)
class Binding:
    """What the columns of one table mean.

    columns    index into Row.values → field (fields.FIELDS)
    ignored    columns that are not needed, not known, or speak of somebody else
    forbidden  columns that carry what is never stored
    missing    groups of fields of which at least one is needed and none was found
    heads      every row is a household's head: the table names nobody but 户主
    """

    columns: dict[int, str]
    ignored: tuple[Left, ...] = ()
    forbidden: tuple[Left, ...] = ()
    missing: tuple[tuple[str, ...], ...] = field(default=())
    heads: bool = False

    @property
    def missing_text(self) -> tuple[Saying, ...]:
        """The first field of each missing group, by name."""
        return tuple(LABELS[group[0]] for group in self.missing)


def bind(
    header: Sequence[Column], taught: Mapping[str, str] | None = None, titles: Iterable[str] = ()
) -> Binding:
    """Bind `header`; `taught` are heads (as `key_of` writes them) → field, "" for "leave it aside".

    `titles` are the lines above the table: a list of disabled people makes 类别 and 等级 theirs.
    """
    taught = {key_of(head): meant for head, meant in (taught or {}).items()}
    found = _bind(header, taught, titles)
    if "head_name" in found.columns.values() and "name" not in found.columns.values():
        heads = _bind([_of_head(column) for column in header], taught, titles)
        return replace(heads, heads=True)
    return found


def _bind(header: Sequence[Column], taught: Mapping[str, str], titles: Iterable[str]) -> Binding:
    disabled = any("残疾" in text for text in (*titles, *(column.text for column in header)))
    columns: dict[int, str] = {}
    strengths: dict[str, tuple[Strength, int]] = {}
    ignored: dict[int, Left] = {}
    forbidden: list[Left] = []
    for column in header:
        if why := _forbidden(column):
            forbidden.append(Left(column.index, column.text, why))
            continue
        meant, strength, reason = _meaning(column, taught, disabled)
        if meant == "phone" and "phone" in strengths and "phone2" not in strengths:
            meant = "phone2"
        if not meant:
            ignored[column.index] = Left(column.index, column.text, reason)
            continue
        held = strengths.get(meant)
        if held and meant not in JOINED:
            if strength <= held[0]:
                ignored[column.index] = Left(column.index, column.text, _twice(meant))
                continue
            del columns[held[1]]
            ignored[held[1]] = Left(held[1], header[held[1]].text, _twice(meant))
        strengths[meant] = (strength, column.index)
        columns[column.index] = meant
    if {"building", "address"}.isdisjoint(strengths) and "room_number" in strengths:
        columns[strengths["room_number"][1]] = "address"
    return rebind(columns, ignored.values(), forbidden)


def rebind(
    columns: dict[int, str],
    ignored: Iterable[Left] = (),
    forbidden: Iterable[Left] = (),
    *,
    heads: bool = False,
) -> Binding:
    """The binding of `columns`, as found or as the worker chose, with what is still missing."""
    found = set(columns.values())
    missing = tuple(group for group in NEEDED if found.isdisjoint(group))
    ordered = tuple(sorted(ignored, key=lambda left: left.index))
    return Binding(dict(sorted(columns.items())), ordered, tuple(forbidden), missing, heads)


def is_forbidden(column: Column) -> bool:
    """Whether a column carries what is never stored; choosing a field for it is refused."""
    return _forbidden(column) is not None


def key_of(text: str) -> str:
    """A head as it is compared and learnt: narrow, lower case, without brackets, blanks and signs."""
    narrow = half_width(text).lower()
    return _NOISE.sub("", _BRACKET.sub("", narrow)) or _NOISE.sub("", narrow)


def _of_head(column: Column) -> Column:
    """A column of a table of heads, its head without 户主: 户主电话 is the phone of the row's person."""
    path = tuple(part for part in (_HEAD.sub("", part) for part in column.path) if part)
    return replace(column, path=path or ("姓名",))


def _forbidden(column: Column) -> Saying | None:
    plain = half_width(column.text).lower()
    if any(word in plain for word in FORBIDDEN):
        return say("This has no purpose in the register and is not stored.")
    return None


def _meaning(column: Column, taught: Mapping[str, str], disabled: bool) -> tuple[str, Strength, Saying]:
    """(field or "", how sure, why not)."""
    whole, word = key_of("".join(column.path)), key_of(column.word)
    for key in (key_of(column.text), word):
        if key in taught and (taught[key] in FIELDS or not taught[key]):
            return taught[key], Strength.TAUGHT, say("Left aside earlier.")
    above = "".join(key_of(part) for part in column.path[:-1])
    if found := _by_path(above, word):
        return found, Strength.PATH, _unknown()
    if (word in NOT_NEEDED or whole in NOT_NEEDED) and word not in SYNONYMS:
        return "", Strength.WORD, say("Not needed: numbered, computed or known elsewhere.")
    if _other(above, word):
        return "", Strength.WORD, say("Speaks of somebody else than the person of the row.")
    if disabled and word in ("类别", "类型", "等级", "级别"):
        return "disability_category" if word[0] == "类" else "disability_level", Strength.WORD, _unknown()
    for key in (whole, word):
        if key in SYNONYMS:
            return SYNONYMS[key], Strength.WORD, _unknown()
    return _by_ending(word), Strength.ENDING, _unknown()


def _by_path(above: str, word: str) -> str:
    """What a head below another head means, where the upper one decides."""
    if not above:
        return ""
    if above.startswith("户主") and word in ("姓名", "名字"):
        return "head_name"
    hukou = any(part in above for part in HUKOU)
    if hukou and (
        word in ADDRESS_PARTS or SYNONYMS.get(word) in ("address", "building", "unit", "room_number")
    ):
        return "hukou_place"
    if any(part in above for part in LIVING) and SYNONYMS.get(word) in (
        "building",
        "unit",
        "room_number",
        "compound",
    ):
        return SYNONYMS[word]
    return ""


def _other(above: str, word: str) -> bool:
    """Whether the head speaks of somebody else: 房东电话, 户主身份证号, 监护人 above 姓名."""
    if word in SYNONYMS and not above:
        return False
    if any(part in above + word for part in OTHERS):
        return not word.startswith("本人")
    whose = above if above else word
    return whose.startswith("户主") and SYNONYMS.get(word) not in (
        "head_name",
        "relation",
        "household_number",
    )


def _by_ending(word: str) -> str:
    """The field whose longest synonym of two or more characters ends the head."""
    for start in range(1, len(word) - 1):
        found = SYNONYMS.get(word[start:])
        if found and not (found == "hukou_place" and len(word) - start < 3):
            return found
    return ""


def _unknown() -> Saying:
    return say("No field of the register fits this head.")


def _twice(field_name: str) -> Saying:
    return say("Another column holds this already: {field}.", field=LABELS[field_name])
