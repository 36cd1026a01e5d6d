"""The words of ``linli``: which there are, what each does in one line, and who does it."""

import ast
import difflib
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import linli
from linli.project.command.failures import TYPED_WRONG, Stop
from linli.project.words import gettext as _
from linli.project.words import gettext_noop

OWN = ("run", "serve", "stop", "doctor", "backup", "restore", "certificate")
GROUPS: dict[str, tuple[str, ...]] = {
    "Every day": ("run", "serve", "stop", "doctor"),
    "Keeping safe": ("backup", "restore", "certificate"),
    "Data": ("found", "demo", "import", "figures", "count", "terms", "workdays", "clock"),
}
DJANGO = {
    "migrate": gettext_noop("Bring the tables of the database up to this version."),
    "shell": gettext_noop("A Python prompt with the models loaded."),
    "createcachetable": "",
    "makemigrations": "",
    "check": gettext_noop("Check the program itself (for developers)."),
}


def run(arguments: list[str]) -> int:
    """Dispatch one command."""
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        return _help(arguments[1:])
    word, rest = arguments[0], arguments[1:]
    if word in ("version", "--version"):
        print(f"Linli {linli.__version__}")
        return 0
    if word in OWN:
        module = importlib.import_module(f"linli.project.command.{word}")
        return cast(Callable[[list[str]], int], module.main)(rest)
    if word in commands() or word in DJANGO or _is_django(word):
        from linli.project.command import manage

        return manage.main(word, rest)
    near = difflib.get_close_matches(word, [*OWN, *commands(), *DJANGO], n=1)
    hint = _(" Did you mean “{word}”?").format(word=near[0]) if near else ""
    raise Stop(
        _("there is no command “{word}”.{hint} All of them: linli help").format(word=word, hint=hint),
        TYPED_WRONG,
    )


def commands() -> dict[str, str]:
    """The apps' own management commands with their one line, read without importing them."""
    found = {}
    for file in sorted(Path(linli.__file__).parent.glob("*/management/commands/*.py")):
        if not file.name.startswith("_"):
            found[file.stem] = _one_line(file)
    return found


def _one_line(file: Path) -> str:
    """The ``help`` of the command's class, else the first line of the file's docstring."""
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (OSError, SyntaxError):
        return ""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef) or node.name != "Command":
            continue
        for line in node.body:
            if isinstance(line, ast.Assign) and [getattr(t, "id", "") for t in line.targets] == ["help"]:
                constants = [c.value for c in ast.walk(line.value) if isinstance(c, ast.Constant)]
                texts = [value for value in constants if isinstance(value, str)]
                if texts:
                    return _(texts[0])
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def _is_django(word: str) -> bool:
    """Whether an installed package brings this command; only asked for words we do not know."""
    if not word.replace("_", "").isalnum():
        return False
    import django
    from django.core.management import get_commands

    django.setup()
    return word in get_commands()


def _own_line(word: str) -> str:
    file = Path(__file__).with_name(f"{word}.py")
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ABOUT":
            for part in ast.walk(node.value):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    return _(part.value)
    return ""


def _help(arguments: list[str]) -> int:
    if arguments:
        return run([arguments[0], "--help"])
    mine = {word: _own_line(word) for word in OWN}
    others = commands()
    every = {**mine, **others}
    titles = {
        "Every day": _("Every day"),
        "Keeping safe": _("Keeping safe"),
        "Data": _("Data"),
        "More": _("More"),
    }
    print(_("Linli 邻里, the working platform of a residential community. Type: linli WORD [options]"))
    shown: set[str] = set()
    for group, members in {
        **GROUPS,
        "More": tuple(w for w in others if not _grouped(w)) + ("migrate", "shell"),
    }.items():
        lines = [
            (word, every.get(word) or _(DJANGO.get(word, "")))
            for word in members
            if word in every or word in DJANGO
        ]
        if not lines:
            continue
        print(f"\n{titles[group]}")
        for word, line in lines:
            if word not in shown:
                print(f"  {word:<14}{line}")
                shown.add(word)
    print("\n" + _("The options of one word: linli help WORD"))
    print(_("Settings are explained in docs/running.md; what is wrong and how to mend it says: linli doctor"))
    return 0


def _grouped(word: str) -> bool:
    return any(word in members for members in GROUPS.values())


def settings_module() -> str:
    """Which settings Django is to use."""
    return os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")


def interactive() -> bool:
    """Whether somebody sits at the other end."""
    return sys.stdin.isatty() and sys.stderr.isatty()
