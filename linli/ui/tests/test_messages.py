"""Collecting sentences, and what the readers of pages get for them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.utils import translation
from django.utils.translation import gettext, pgettext

from linli.kernel.say import say

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "messages.py"


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """scripts/messages.py as a module."""
    spec = importlib.util.spec_from_file_location("messages_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["messages_script"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def house(messages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root package with one app, in a folder of its own."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LINLI", tmp_path / "linli")
    for name in ("ui", "visits"):
        (tmp_path / "linli" / name).mkdir(parents=True)
        (tmp_path / "linli" / name / "__init__.py").write_text("")
    return tmp_path / "linli"


def test_sentences_are_found_in_python_whatever_they_are_called_by(messages: ModuleType) -> None:
    source = "say('A {n}' ' b.', n=1); _('C'); module.gettext_lazy('D'); ngettext('one', '{n}', 2); pgettext('ctx', 'E'); say(name)"
    found = [(s.context, s.text, s.plural) for s in messages.in_python(source, "x.py")]
    assert found == [
        (None, "A {n} b.", None),
        (None, "C", None),
        (None, "D", None),
        (None, "one", "{n}"),
        ("ctx", "E", None),
    ]


def test_sentences_are_found_in_templates_with_holes_quotes_and_contexts(messages: ModuleType) -> None:
    source = (
        "{% translate \"It's here\" %}{% translate 'X' context 'c' %}{{ _('V') }}{% button _('B') %}"
        "{% blocktranslate trimmed count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}{% comment %}{% translate 'no' %}{% endcomment %}"
    )
    found = {(s.context, s.text, s.plural) for s in messages.in_template(source, "x.html")}
    assert found == {
        (None, "It's here", None),
        ("c", "X", None),
        (None, "V", None),
        (None, "B", None),
        (None, "%(n)s row", "%(n)s rows"),
    }


def test_a_sentence_keeps_its_chinese_while_it_is_said_and_gets_it_back(
    messages: ModuleType, house: Path
) -> None:
    code = house / "visits" / "rules.py"
    code.write_text("say('Visit {n}.', n=1)")
    messages.update("visits")
    po = messages.po("visits")
    po.write_text(
        po.read_text()
        .replace('msgstr ""\n', 'msgstr "走访 {n}。"\n')
        .replace('msgid ""\nmsgstr "走访 {n}。"', 'msgid ""\nmsgstr ""', 1)
    )
    messages.update("visits")
    assert messages.faults("visits") == []
    code.write_text("")
    messages.update("visits")
    assert "#~ msgid" in po.read_text()
    code.write_text("say('Visit {n}.', n=1)")
    messages.update("visits")
    assert messages.faults("visits") == []


@pytest.mark.parametrize(
    ("chinese", "fault"),
    [("", "without Chinese"), ("走访。", "other holes"), ("走访 {m}。", "other holes")],
)
def test_the_check_names_missing_words_and_other_holes(
    messages: ModuleType, house: Path, chinese: str, fault: str
) -> None:
    (house / "visits" / "rules.py").write_text("say('Visit {n}.', n=1)")
    messages.update("visits")
    catalog = messages.load("visits")
    next(messages.messages(catalog)).string = chinese
    messages._write("visits", catalog)
    (line,) = messages.faults("visits")
    assert fault in line


def test_the_check_finds_what_is_not_collected_and_what_is_no_longer_said(
    messages: ModuleType, house: Path
) -> None:
    code = house / "visits" / "rules.py"
    code.write_text("say('Old')")
    messages.update("visits")
    code.write_text("say('New')")
    wrong = messages.faults("visits")
    assert any("not collected yet: 'New'" in line for line in wrong)
    assert any("no longer said: 'Old'" in line for line in wrong)


def test_two_apps_do_not_say_one_sentence_differently(messages: ModuleType, house: Path) -> None:
    for app, chinese in (("visits", "走访"), ("ui", "探访")):
        (house / app / "rules.py").write_text("say('Visit')")
        messages.update(app)
        catalog = messages.load(app)
        next(messages.messages(catalog)).string = chinese
        messages._write(app, catalog)
    assert messages.differing() == ["visits and ui differ: 'Visit' is '走访' and '探访'"]


def test_every_sentence_of_ui_and_below_has_its_chinese(messages: ModuleType) -> None:
    assert messages.faults("ui") == []


def test_the_reader_gets_our_words_and_not_those_of_a_package(messages: ModuleType) -> None:
    messages.compile("ui")
    wrong = []
    with translation.override("zh-hans"):
        for message in messages.messages(messages.load("ui")):
            text = messages.text_of(message)
            read = pgettext(message.context, text) if message.context else gettext(text)
            if isinstance(message.id, str) and read != messages.said(message):
                wrong.append((text, read))
    assert wrong == []


def test_a_saying_of_the_kernel_speaks_the_readers_language() -> None:
    sentence = say("{n} digits short: a mobile number has 11.", n=2)
    with translation.override("zh-hans"):
        assert str(sentence) == "少 2 位，手机号应是 11 位。"
    with translation.override("en"):
        assert str(sentence) == "2 digits short: a mobile number has 11."
