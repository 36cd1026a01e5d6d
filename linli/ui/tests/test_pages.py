"""Frames, gallery, error pages and the three choices of look."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from linli.kernel import Stale
from linli.ui import faults, gallery, look, views
from linli.ui.middleware import language_of

pytestmark = pytest.mark.urls("linli.ui.tests.urls")

LINLI = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for path in LINLI.rglob("templates/**/*.html") if not path.name.startswith("gallery"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(LINLI)))
def test_no_template_holds_chinese_or_inline_script_and_style(template: Path) -> None:
    """Samples of the gallery are the only Chinese in templates: all else is a msgid."""
    text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", template.read_text(), flags=re.DOTALL)
    assert re.findall("[一-鿿]+", text) == []
    text = re.sub(r"{%.*?%}", "", text)
    assert (
        re.findall(r"<style|<script(?![^>]*\bsrc=)(?![^>]*json)|\sstyle=|\son[a-z]+=|javascript:|hx-on", text)
        == []
    )


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_gallery_shows_every_piece(client: Client, language: str, settings: object) -> None:
    settings.LINLI_DEMO = True  # type: ignore[attr-defined]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language  # type: ignore[attr-defined]
    html = client.get("/gallery/").content.decode()
    for name in ("number opens", "is-declared", "status is-late", 'class="todo', "sheet-scroll", "is-check", "options",
                 "identity-field", "day-field", "work-bar", "conflict", "found-group", "empty", "reveal", "figures", "form-foot"):  # fmt: skip
        assert name in html, name


@pytest.mark.django_db
@pytest.mark.parametrize("kind", gallery.PAGES)
def test_every_other_frame_is_shown(client: Client, kind: str) -> None:
    answer = client.get(f"/gallery/{kind}/")
    assert answer.status_code == 200
    assert b"<h1" in answer.content


@pytest.mark.django_db
def test_the_gallery_is_not_there_in_real_use(client: Client, settings: object) -> None:
    settings.LINLI_DEMO = settings.DEBUG = False  # type: ignore[attr-defined]
    assert client.get("/gallery/").status_code == 404


@pytest.mark.parametrize(
    "view",
    [views.broken, views.unavailable, views.not_found, views.forbidden, views.bad_request, views.conflict],
)
def test_an_error_page_prints_without_the_database_and_names_phone_and_code(
    view: object, rf: RequestFactory, settings: object
) -> None:
    """No django_db mark: a question to the database would fail this test."""
    settings.LINLI_PHONE = "028-00000000"  # type: ignore[attr-defined]
    with translation.override("zh-hans"):
        answer = view(rf.get("/residents/7/"))  # type: ignore[operator]
    html = answer.content.decode()
    assert answer.status_code >= 400
    assert "tel:028-00000000" in html
    assert re.search(rf"{answer.status_code}-\d{{4}}-[0-9a-f]{{4}}", html)


def test_an_error_page_without_a_number_set_says_whom_to_call(rf: RequestFactory, settings: object) -> None:
    settings.LINLI_PHONE = ""  # type: ignore[attr-defined]
    with translation.override("zh-hans"):
        html = views.unavailable(rf.get("/")).content.decode()
    assert "值班电话" in html


def test_a_short_code_holds_nothing_personal(caplog: pytest.LogCaptureFixture) -> None:
    code = faults.short_code(500)
    assert re.fullmatch(r"500-\d{4}-[0-9a-f]{4}", code)
    assert code in caplog.text


@pytest.mark.django_db
def test_large_print_is_kept_in_a_cookie_and_leads_back(client: Client) -> None:
    answer = client.post("/look/elder/", {"size": "24", "back": "/gallery/?a=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/gallery/?a=1")
    html = client.get("/gallery/").content.decode()
    assert 'class="elder elder-24' in html
    assert "ui/elder.css" in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example/", "", "javascript:1", "\\\\elsewhere"]
)
def test_the_way_back_never_leads_to_another_site(client: Client, back: str) -> None:
    assert client.post("/look/compact/", {"on": "1", "back": back}).headers["Location"] == "/"


@pytest.mark.django_db
def test_a_size_or_language_that_is_not_ours_changes_nothing(client: Client) -> None:
    assert look.ELDER not in client.post("/look/elder/", {"size": "99"}).cookies
    assert not client.post("/look/language/", {"language": "xx"}).cookies


@pytest.mark.django_db
def test_english_is_kept_across_visits(client: Client) -> None:
    client.post("/look/language/", {"language": "en"})
    html = client.get("/gallery/alone/").content.decode()
    assert '<html lang="en"' in html


def test_the_browsers_wish_is_not_asked(rf: RequestFactory) -> None:
    assert language_of(rf.get("/", headers={"accept-language": "en"})) == "zh-hans"


@pytest.mark.parametrize("name", ["elder", "language", "compact"])
@pytest.mark.django_db
def test_a_choice_is_only_made_by_post(client: Client, name: str) -> None:
    assert client.get(f"/look/{name}/").status_code == 405


def test_a_stale_form_names_who_changed_which_field_to_what(rf: RequestFactory) -> None:
    now = dt.datetime(2018, 12, 28, 9, 0, tzinfo=dt.UTC)
    stale = Stale([("phone", "13900000456", "13800000123"), ("odd_field", 1, 2)], "王书记", now)
    page = "{% load linli %}{% stale_parts stale as p %}{% conflict p.rows p.who p.at %}"
    with translation.override("zh-hans"):
        html = Template(page).render(Context({"stale": stale, "now": now}))
    assert "王书记" in html
    assert "电话" in html
    assert "13900000456" in html
    assert "odd field" in html
    assert "今天 17:00" in html
