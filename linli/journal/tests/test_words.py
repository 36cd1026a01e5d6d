"""Whatever is written to the log is read in words: every verb, kind of record and fact has one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from linli.journal.words import FACTS, SUBJECTS, VERBS

ROOT = Path(__file__).resolve().parents[2]
#: How `journal.write` looks when it is called.
WRITES = ast.dump(ast.parse("journal.write", mode="eval").body)
#: What `journal.write` takes beside facts.
OWN = {"actor", "verb", "subject", "key", "at", "why"}


def lines() -> Iterator[tuple[str, ast.Call, dict[str, str]]]:
    """Every call of journal.write in the product, with its file and the words that the file gives names to."""
    for path in sorted(ROOT.rglob("*.py")):
        if "tests" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if "journal.write" not in text:
            continue
        tree = ast.parse(text)
        named = {
            ast.unparse(node.targets[0]): str(node.value.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.dump(node.func) == WRITES
            ):
                yield str(path.relative_to(ROOT)), node, named


def said(node: ast.Call, named: dict[str, str], place: int, name: str) -> str:
    """An argument that is written out, or named at the top of its file; "" for one that is worked out."""
    for one in [one.value for one in node.keywords if one.arg == name] + node.args[place : place + 1]:
        if isinstance(one, ast.Constant):
            return str(one.value)
        if isinstance(one, ast.Name):
            return named.get(one.id, "")
    return ""


def test_every_verb_kind_of_record_and_fact_has_a_word() -> None:
    found = list(lines())
    assert len(found) > 150
    silent = set()
    for path, node, named in found:
        verb, subject = said(node, named, 1, "verb"), said(node, named, 2, "subject").rpartition(".")[2]
        silent |= {
            f"{path}: {kind} {word}"
            for kind, word, words in (("verb", verb, VERBS), ("subject", subject, SUBJECTS))
            if word and word not in words
        }
        silent |= {
            f"{path}: fact {one.arg}"
            for one in node.keywords
            if one.arg and one.arg not in OWN and one.arg not in FACTS
        }
    assert sorted(silent) == []
