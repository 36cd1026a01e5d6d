"""What may be asked and answered on a questionnaire, and the code that stands on a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linli.kernel import Refused, say

QUESTIONS_MOST, OPTIONS_MOST, SHEETS_MOST, WORDS_MOST = 40, 20, 3000, 500
#: Digits of the code on a sheet; with the number beside it and counted tries it is not guessed.
DIGITS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as written down."""

    kind: str
    text: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: places of options, or words."""

    chosen: tuple[int, ...] = ()
    words: str = ""


def read_questions(text: str) -> list[Asked]:
    """Questions as typed, one a line: 问题 | 选项 | 选项; * before it: several may be chosen; no option: in words.

    Raises Refused with the line.
    """
    found = []
    for number, line in enumerate((one for one in text.splitlines() if one.strip()), 1):
        head, *options = (part.strip() for part in line.replace("｜", "|").split("|"))
        several = head.startswith(("*", "＊"))
        plain = head.lstrip("*＊").strip()
        chosen = tuple(dict.fromkeys(one for one in options if one))
        if (
            not plain
            or len(plain) > 200
            or any(len(one) > 60 for one in chosen)
            or len(chosen) > OPTIONS_MOST
        ):
            raise Refused(
                say("Line {n}: a question has up to 200 characters and up to 20 options of 60.", n=number),
                "questions",
            )
        if len(chosen) == 1 or (several and not chosen):
            raise Refused(say("Line {n}: write at least two options, or none.", n=number), "questions")
        found.append(Asked("many" if several else "one" if chosen else "words", plain, chosen))
    if not 1 <= len(found) <= QUESTIONS_MOST:
        raise Refused(say("Write between 1 and {most} questions.", most=QUESTIONS_MOST), "questions")
    return found


def written(asked: Sequence[Asked]) -> str:
    """The questions as they are typed."""
    return "\n".join(
        ("* " if one.kind == "many" else "") + " | ".join((one.text, *one.options)) for one in asked
    )


def fit(kind: str, options: Sequence[str], said: Said, field: str) -> Said:
    """An answer that fits its question. Raises Refused."""
    if kind == "words":
        if len(said.words) > WORDS_MOST:
            raise Refused(say("At most {most} characters.", most=WORDS_MOST), field)
        return Said((), said.words.strip())
    chosen = tuple(sorted(set(said.chosen)))
    if any(not 0 <= one < len(options) for one in chosen) or (kind == "one" and len(chosen) > 1):
        raise Refused(say("Choose one of the list."), field)
    return Said(chosen)


def empty(said: Mapping[int, Said]) -> bool:
    """Whether nothing was answered at all."""
    return not any(one.chosen or one.words for one in said.values())
