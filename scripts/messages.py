"""Collect, compile and check the sentences that people read.

    python scripts/messages.py update [app …]    msgids of the sources into the .po files
    python scripts/messages.py compile [app …]   .po into .mo (not kept in git)
    python scripts/messages.py check [app …]     fails on missing, fuzzy or unused sentences and on differing holes

English is the msgid itself; Chinese stands in linli/<app>/locale/zh_Hans/LC_MESSAGES/django.po. The texts of kernel,
office, base and journal stand in linli/ui/locale. No gettext programs are needed: Python files are read as a syntax
tree, templates through Django's own translation of them. A sentence that another app has translated already is
taken over by `update`; `check` fails where two apps say it differently, because all catalogues become one.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LINLI = ROOT / "linli"
LOCALE = "zh_Hans"
LOWER = ("kernel", "office", "base", "journal")
"""Apps below ui, or without Django: their sentences stand in the catalogue of ui."""

HEADER = """# Chinese sentences of {app}. Collected by scripts/messages.py; msgstr written by hand.
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

# Which arguments of which function are context, msgid and plural.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "say": (None, 0, None),
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}


@dataclass(frozen=True)
class Sentence:
    """One msgid with its context and plural, and the file that says it."""

    context: str | None
    text: str
    plural: str | None
    place: str

    @property
    def key(self) -> tuple[str | None, str]:
        """What the catalogue finds it by."""
        return (self.context, self.text)


# -- collecting --


def in_python(source: str, place: str) -> Iterator[Sentence]:
    """The literal sentences of a Python file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [
                a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None
                for a in node.args
            ]
            yield from _sentence(name, texts, place)


_CALL = re.compile(r"\b(_|gettext|ngettext|pgettext|npgettext)\(")
_LITERAL = re.compile(r"""\s*,?\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", re.DOTALL)


def in_template(source: str, place: str) -> Iterator[Sentence]:
    """The sentences of a template, as Django's templatize turns them into calls."""
    calls = templatize(source, origin=place)
    for call in _CALL.finditer(calls):
        texts: list[str | None] = []
        at = call.end()
        while match := _LITERAL.match(calls, at):
            texts.append(ast.literal_eval(match[1]))
            at = match.end()
        yield from _sentence(call[1], texts, place)


def _sentence(name: str, texts: list[str | None], place: str) -> Iterator[Sentence]:
    """The sentence of one call; nothing when its text is no literal."""
    name = name.removesuffix("_lazy").removesuffix("_noop")
    if name not in FUNCTIONS:
        return
    context_at, text_at, plural_at = FUNCTIONS[name]
    wanted = max(at for at in (context_at, text_at, plural_at) if at is not None)
    if len(texts) <= wanted or not texts[text_at]:
        return
    context = texts[context_at] if context_at is not None else None
    plural = texts[plural_at] if plural_at is not None else None
    yield Sentence(context, str(texts[text_at]), plural, place)


def sources(app: str) -> Iterator[Path]:
    """The files whose sentences stand in the catalogue of an app; tests speak to nobody."""
    for name in (app, *LOWER) if app == "ui" else (app,):
        for path in sorted((LINLI / name).rglob("*")):
            inner = path.relative_to(LINLI / name).parts
            if path.suffix in {".py", ".html"} and not {
                "tests",
                "migrations",
                "static",
                "data",
            } & set(inner):
                yield path


def collect(app: str) -> dict[tuple[str | None, str], list[Sentence]]:
    """Every sentence of an app's sources by its key."""
    found: dict[tuple[str | None, str], list[Sentence]] = {}
    for path in sources(app):
        place = str(path.relative_to(ROOT))
        read = in_python if path.suffix == ".py" else in_template
        for sentence in read(path.read_text(), place):
            found.setdefault(sentence.key, []).append(sentence)
    return found


# -- catalogues --


def po(app: str) -> Path:
    """The catalogue of an app."""
    return LINLI / app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def load(app: str) -> Catalog:
    """An app's catalogue; an empty one where none was written yet."""
    if not po(app).exists():
        return Catalog(locale=LOCALE)
    with po(app).open("rb") as file:
        return read_po(file, locale=LOCALE)


def messages(catalog: Catalog) -> Iterator[Message]:
    """The sentences of a catalogue without its header."""
    return (message for message in catalog if message.id)


def text_of(message: Message) -> str:
    """The msgid; the singular where there are two."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def key_of(message: Message) -> tuple[str | None, str]:
    """What the catalogue finds a sentence by."""
    return (message.context, text_of(message))


def said(message: Message) -> str:
    """The Chinese of a sentence: the first form is the only one that Chinese has."""
    return str(message.string if isinstance(message.string, str) else (message.string or ("",))[0])


def apps(named: list[str]) -> list[str]:
    """The apps that keep a catalogue; those named, where some are."""
    every = sorted({path.parent.name for path in LINLI.glob("*/__init__.py")} - set(LOWER))
    wrong = [name for name in named if name not in every and name not in LOWER]
    if wrong:
        raise SystemExit(f"There is no app {', '.join(wrong)}. There are: {', '.join(every)}.")
    return sorted({"ui" if name in LOWER else name for name in named}) or every


def known_elsewhere(app: str) -> dict[tuple[str | None, str], str]:
    """What the other apps say already."""
    others = [message for other in apps([]) if other != app for message in messages(load(other))]
    return {key_of(message): said(message) for message in others if said(message)}


# -- the three verbs --


def update(app: str) -> None:
    """Bring an app's catalogue to its sources; what nobody says any more is kept as #~ until it is said again."""
    found, old = collect(app), load(app)
    if not found and not po(app).exists():
        return
    spoken = {key_of(m): said(m) for m in [*old.obsolete.values(), *messages(old)]}
    elsewhere = known_elsewhere(app)
    new = Catalog(locale=LOCALE)
    for key, sentences in sorted(
        found.items(), key=lambda item: (item[1][0].place, item[0][1], item[0][0] or "")
    ):
        chinese = spoken.get(key) or elsewhere.get(key, "")
        plural = next((s.plural for s in sentences if s.plural), None)
        places = [(place, 0) for place in sorted({s.place for s in sentences})]
        new.add(
            (key[1], plural) if plural else key[1], (chinese,) if plural else chinese, places, context=key[0]
        )
    for message in [*old.obsolete.values(), *messages(old)]:
        if key_of(message) not in found and said(message):
            new.obsolete[text_of(message)] = message
    _write(app, new)
    missing = sum(1 for message in messages(new) if not said(message))
    print(f"{app}: {len(found)} sentences, {missing} without Chinese, {len(new.obsolete)} no longer said")


def _write(app: str, catalog: Catalog) -> None:
    po(app).parent.mkdir(parents=True, exist_ok=True)
    with po(app).open("wb") as file:
        file.write(HEADER.format(app=app).encode())
        write_po(file, catalog, width=110, omit_header=True, include_lineno=False)


def compile(app: str) -> None:
    """Write the .mo that Django reads."""
    if po(app).exists():
        with po(app).with_suffix(".mo").open("wb") as file:
            write_mo(file, load(app))


_HOLE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def holes(text: str) -> list[str]:
    """The placeholders of a sentence: {n}, %(n)s."""
    return sorted(set(_HOLE.findall(text)))


def faults(app: str) -> list[str]:
    """What is wrong with one app's catalogue, a line each."""
    found, catalog = collect(app), load(app)
    if found and not po(app).exists():
        return [
            f"{app}: {len(found)} sentences not collected yet; run: python scripts/messages.py update {app}"
        ]
    there = {key_of(message): message for message in messages(catalog)}
    wrong = [f"not collected yet: {key[1]!r} ({found[key][0].place})" for key in found.keys() - there.keys()]
    for key, message in there.items():
        wrong += [f"{reason}: {key[1]!r}" for reason in _reasons(key, message, found)]
    return [f"{app}: {line}" for line in sorted(wrong)]


def _reasons(
    key: tuple[str | None, str], message: Message, found: dict[tuple[str | None, str], list[Sentence]]
) -> Iterator[str]:
    if key not in found:
        yield "no longer said"
    elif not said(message):
        yield f"without Chinese ({found[key][0].place})"
    elif set(holes(said(message))) - set(holes(key[1])) or (
        holes(said(message)) != holes(key[1]) and not isinstance(message.id, tuple | list)
    ):
        yield f"other holes in Chinese, {said(message)!r}"
    if message.fuzzy:
        yield "fuzzy"
    if re.search("[一-鿿]", key[1]) and not re.search("[A-Za-z]{2}", key[1]):
        yield "a msgid is English"


def differing() -> list[str]:
    """Sentences that two apps say differently."""
    first: dict[tuple[str | None, str], tuple[str, str]] = {}
    wrong = []
    for app in apps([]):
        for message in messages(load(app)):
            chinese = said(message)
            other, text = first.setdefault(key_of(message), (app, chinese))
            if chinese and text and chinese != text:
                wrong.append(f"{app} and {other} differ: {key_of(message)[1]!r} is {chinese!r} and {text!r}")
    return wrong


def check(named: list[str]) -> int:
    """0 when every sentence of the named apps has one Chinese."""
    wrong = [line for app in apps(named) for line in faults(app)] + differing()
    print("\n".join(wrong))
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    """Run one verb over the named apps, or over all."""
    verb, named = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb == "check":
        return check(named)
    if verb not in {"update", "compile"}:
        raise SystemExit(__doc__)
    for app in apps(named):
        (update if verb == "update" else compile)(app)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
