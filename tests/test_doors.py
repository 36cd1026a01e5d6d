"""An app is entered through its door.

Other apps import `linli.<app>.api`; reports may also read `figures`, project may include
`urls`, its demonstration plays `actions` (docs/decisions/0003), tests may use other apps'
`tests.factories`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = {path.parent.name for path in (ROOT / "linli").glob("*/apps.py")} - {"base", "ui"}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def may_enter(reader: Path, app: str, rest: str) -> bool:
    owner, *inner = reader.relative_to(ROOT / "linli").parts
    door = rest.split(".")[0]
    if door == "api":
        return True
    if owner == "project" and inner[0] == "demo":  # docs/decisions/0003
        return door in ("actions", "queries")
    if owner == "reports":
        return door == "figures"
    return owner == "project" and door == "urls"


def test_apps_are_entered_through_their_doors() -> None:
    wrong = []
    for path in sorted((ROOT / "linli").rglob("*.py")):
        parts = path.relative_to(ROOT / "linli").parts
        if "tests" in parts or "migrations" in parts or parts == ("__main__.py",):
            continue
        for line, name in imports(path):
            words = name.split(".")
            if words[0] != "linli" or len(words) < 3 or words[1] not in APPS or words[1] == parts[0]:
                continue
            if not may_enter(path, words[1], ".".join(words[2:])):
                wrong.append(f"{path.relative_to(ROOT)}:{line} enters {name}")
    assert wrong == []


def test_a_door_says_what_it_promises() -> None:
    for app in sorted(APPS):
        door = ROOT / "linli" / app / "api.py"
        if door.exists():
            tree = ast.parse(door.read_text())
            names = [
                target.id
                for node in tree.body
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            ]
            assert "__all__" in names, f"{app}.api promises nothing"
