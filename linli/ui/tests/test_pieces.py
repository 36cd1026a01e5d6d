"""The pieces of `{% load linli %}`, one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from linli.base.board import Entry, Row
from linli.kernel.say import say
from linli.ui.fields import DatedForm, DayField, IdentityField, PhoneField
from linli.ui.parts import Figure

NOW = dt.datetime(2018, 12, 28, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def show(text: str, **values: Any) -> str:
    """A piece as a page prints it."""
    return Template("{% load linli %}" + text).render(Context({"now": NOW, **values})).strip()


def test_an_opening_number_is_a_link_and_zero_is_not() -> None:
    assert show('{% number 48 "/list" %}') == '<a class="number opens" href="/list">48</a>'
    assert show('{% number 0 "/list" %}') == '<span class="number">0</span>'


def test_unknown_and_not_asked_look_different_from_zero() -> None:
    assert "—" in show("{% number None %}")
    assert ">/<" in show("{% number 1 not_asked=True %}")


@pytest.mark.parametrize(("mark", "said"), [("约", "约200"), ("近", "近200"), ("余", "200余"), ("", "200")])
def test_a_declared_number_keeps_its_mark_says_by_hand_and_never_opens(mark: str, said: str) -> None:
    html = show("{% number figure %}", figure=Figure(200, "/x", declared=mark, by_hand=True))
    assert f">{said}<" in html
    assert "手填" in html
    assert "<a" not in html


def test_a_sentence_holds_opening_figures_and_escapes_the_rest() -> None:
    html = show(
        "{% sentence line counts %}", line="{due} 件，{who}", counts={"due": Figure(5, "/due"), "who": "<b>"}
    )
    assert html == '<a class="number opens" href="/due">5</a> 件，&lt;b&gt;'


def test_an_unknown_status_is_a_mistake_of_the_page() -> None:
    with pytest.raises(ValueError, match="no status"):
        show('{% status "urgent" "x" %}')


def test_a_status_is_a_word_before_it_is_a_tint() -> None:
    assert show('{% status "late" "已超期" %}') == '<span class="status is-late">已超期</span>'


def test_a_board_row_says_deadline_words_and_how_it_was_counted() -> None:
    row = Row(
        "late",
        NOW - dt.timedelta(hours=26),
        "灯坏了",
        "3栋",
        "王某",
        verb=say("Answer"),
        url="/a",
        reason=say("Answer"),
    )
    html = show("{% todo row %}", row=row)
    assert "超 1 天" in html
    assert "is-late" in html
    assert "<summary>" in html
    assert '<a class="button" href="/a"' in html


def test_a_story_quotes_the_answer_and_marks_internal_notes() -> None:
    html = show("{% event e %}", e=Entry(NOW, "陈社工", say("Answer"), internal=True, quote="灯已换好。"))
    assert "<blockquote>灯已换好。</blockquote>" in html
    assert "内部" in html
    assert "今天 09:00" in html


class Sample(DatedForm):
    """Fields of several kinds."""

    few = forms.ChoiceField(label="few", choices=[(str(n), str(n)) for n in range(7)])
    many = forms.ChoiceField(label="many", choices=[(str(n), str(n)) for n in range(8)])
    phone = PhoneField(label="phone", required=False)
    identity = IdentityField(label="identity")
    day = DayField(label="day")


def sample(**typed: str) -> Sample:
    """A filled form."""
    return Sample({"few": "1", "many": "2", "identity": "x", "day": "今天", **typed}, on=NOW.date())


def test_up_to_seven_choices_are_buttons_and_more_are_a_list() -> None:
    form = Sample(on=NOW.date())
    assert show("{% field form.few %}", form=form).count('type="radio"') == 7
    assert "<select" in show("{% field form.many %}", form=form)


def test_phones_and_identity_numbers_get_their_keyboards() -> None:
    form = Sample(on=NOW.date())
    assert 'inputmode="tel"' in show("{% field form.phone %}", form=form)
    assert "data-identity" in show("{% field form.identity %}", form=form)
    assert "选填" in show("{% field form.phone %}", form=form)


def test_an_error_stands_between_label_and_field_keeps_the_text_and_takes_the_focus() -> None:
    html = show("{% field form.phone %}", form=sample(phone="1380000000"))
    assert html.index("<label") < html.index("少 1 位，手机号应是 11 位。") < html.index("<input")
    assert 'value="1380000000"' in html
    assert "autofocus" in html
    assert 'aria-invalid="true"' in html


@pytest.mark.parametrize(
    "typed", ["138 0000 0123", "138-0000-0123", "+8613800000123", "１３８０００００１２３"]
)
def test_a_phone_is_read_as_it_is_written(typed: str) -> None:
    assert PhoneField().clean(typed) == "13800000123"


def test_an_identity_number_is_read_in_groups_full_width_and_with_either_x() -> None:
    assert IdentityField().clean("５１０１０５ 19281203 002x") == "51010519281203002X"


def test_a_dated_form_reads_today() -> None:
    form = sample()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == NOW.date()


def test_a_day_that_never_was_is_refused_and_kept_as_typed() -> None:
    form = sample(day="2月30日")
    assert "day" in form.errors
    assert 'value="2月30日"' in show("{% field form.day %}", form=form)


def test_a_form_shell_carries_its_key_its_version_and_hidden_fields() -> None:
    html = show("{% formshell form save='登记' version=3 %}x{% endformshell %}", form=Sample(on=NOW.date()))
    assert 'name="submit_key"' in html
    assert 'name="version" value="3"' in html
    assert ">登记</button>" in html


def test_hostile_text_is_escaped_in_blocks_and_labels() -> None:
    html = show(
        "{% group name %}{{ name }}{% endgroup %}{% facts %}{% fact name %}{{ name }}{% endfact %}{% endfacts %}",
        name="<script>",
    )
    assert "<script>" not in html


def test_an_empty_fact_is_a_dash() -> None:
    assert "<dd>—</dd>" in show('{% fact "Where" %} {% endfact %}')
