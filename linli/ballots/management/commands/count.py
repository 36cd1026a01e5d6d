"""A vote counted again by command."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from linli.ballots.rules import pabulib
from linli.ballots.rules.counting import LOST, OPEN, WON, Result, Rule, count
from linli.ballots.rules.counting.scores import SCALES
from linli.ballots.rules.counting.ties import WORDS
from linli.ballots.rules.pabulib.numbers import number
from linli.ballots.rules.pabulib.stated import STATED
from linli.ballots.rules.pack import build, written
from linli.kernel import Refused, Saying, say
from linli.kernel.say import kept
from linli.office.csvs import decoded

#: A file beyond this is no vote of a city.
BYTES = 200_000_000
#: So many odd lines are told; the number of the others is.
TOLD = 20

STATES = {WON: say("won"), LOST: say("lost"), OPEN: say("undecided")}


class Command(BaseCommand):
    help = "Count a Pabulib file (.pb) again by the rule it states, and say why each project won or lost."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be typed."""
        parser.add_argument("file", metavar="FILE.pb")
        parser.add_argument("--rule", choices=list(STATED), help="another rule than the file states")
        parser.add_argument("--budget", help="another budget than the file states")
        parser.add_argument("--scale", help=f"points for ranks: {', '.join(SCALES)}, or a list such as 5,3,1")
        parser.add_argument("--step", help="unit by which the endowment of equal shares is raised (1)")
        parser.add_argument(
            "--ties", default="", help=f"declared tie rule: {', '.join(WORDS)}, with commas between"
        )
        parser.add_argument("--lot", default="", help="project_ids in the order drawn, with commas between")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--pack", metavar="FILE.json", help="write the result pack that recount.py checks"
        )
        parser.add_argument("--language", choices=["zh-hans", "en"], default="zh-hans")

    def handle(self, *args: Any, **options: Any) -> None:
        """Counted: 0. A tie is open, or the file says that others won: 1. The file cannot be counted: 2."""
        with translation.override(options["language"]):
            try:
                book = pabulib.read(_text(Path(options["file"])))
                rule = pabulib.rule_of(book, options["rule"] or "", **_given(options))
                result = count(rule, book.projects, book.profile)
                if options["pack"]:
                    _pack(Path(options["pack"]), book, rule, result)
            except pabulib.Faulty as faulty:
                raise CommandError(
                    "\n".join(str(one.saying) for one in faulty.faults), returncode=2
                ) from None
            except Refused as refused:
                raise CommandError(str(refused.reason), returncode=2) from None
            differs = _differs(book, result)
            if options["format"] == "json":
                self._json(book, rule, result, differs)
            else:
                self._text(book, result, differs)
            if differs:
                raise SystemExit(1)

    def _json(self, book: pabulib.Book, rule: Rule, result: Result, differs: list[Saying]) -> None:
        found = {
            **result.plain(),
            "declared": rule.plain(),
            "differs": [kept(one) for one in differs],
            "flags": [{"line": flag.line, "reason": kept(flag.reason)} for flag in book.flags],
        }
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _text(self, book: pabulib.Book, result: Result, differs: list[Saying]) -> None:
        for flag in book.flags[:TOLD]:
            self.stderr.write(str(flag.saying))
        if len(book.flags) > TOLD:
            self.stderr.write(str(say("{n} more lines are odd.", n=len(book.flags) - TOLD)))
        for told in (result.stated, *result.told, *result.told_ties):
            self.stdout.write(str(told))
        for line in result.lines:
            title = line.project.key if not line.project.name else f"{line.project.key} {line.project.name}"
            self.stdout.write(f"{STATES[line.state]}  {title}  {_joined(line.why)}".rstrip())
        for one in differs:
            self.stdout.write(str(one))


def _joined(sentences: Sequence[Saying]) -> str:
    """Sentences on one line; a Chinese full stop needs no blank after it."""
    return " ".join(str(one) for one in sentences).replace("。 ", "。")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > BYTES:
            raise Refused(say("The file is larger than {n} MB.", n=BYTES // 1_000_000))
        return decoded(path.read_bytes())
    except OSError as fault:
        told = say("The file {name} cannot be read: {why}.", name=str(path), why=fault.strerror or "")
        raise Refused(told) from None


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed in place of what the file says."""
    given: dict[str, Any] = {word: _words(options[word]) for word in ("ties", "lot") if options[word]}
    for word in ("budget", "step"):
        if options[word]:
            found = number(options[word])
            if found is None:
                raise Refused(say("“{text}” is no number.", text=options[word][:40]), word)
            given[word] = found[0]
    return given | ({"scale": options["scale"]} if options["scale"] else {})


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _differs(book: pabulib.Book, result: Result) -> list[Saying]:
    """An open tie, or other winners than the file says."""
    if result.open:
        return [say("The count is open until the tie is decided.")]
    if book.selected is None or book.selected == set(result.winners):
        return []
    found = []
    for keys, told in (
        (set(result.winners) - book.selected, say("Counted as won, but not selected in the file")),
        (book.selected - set(result.winners), say("Selected in the file, but counted as lost")),
    ):
        if keys:
            found.append(say("{what}: {projects}.", what=told, projects=", ".join(sorted(keys))))
    return found


def _pack(path: Path, book: pabulib.Book, rule: Rule, result: Result) -> None:
    """The pack with new random keys in place of the voters."""
    decision = {"title": book.meta.get("description", "")}
    ballots = ((secrets.token_hex(16), row.vote, row.points) for row in book.rows)
    pack = build(decision, rule, book.projects, book.profile.kind, ballots, result)
    try:
        path.write_text(written(pack), encoding="utf-8")
    except OSError as fault:
        told = say("The file {name} cannot be written: {why}.", name=str(path), why=fault.strerror or "")
        raise Refused(told) from None
