"""A roster from upload to undo as a worker does it, with jobs that are killed in the middle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.files.models import Work
from linli.journal.models import Line
from linli.places.tests import factories as places
from linli.residents import tasks
from linli.residents.models import Import, Person

from .files import homes, number, person, workbook

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2018, 12, 28, 4, 0, tzinfo=dt.UTC)
JOBS = {"read": tasks.read_import, "apply": tasks.apply_import, "undo": tasks.undo_import}


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(settings, "DEMO", True)
    clock.move_to(NOON)
    community = places.community()
    with community_scope(community):
        homes(community)
    yield community
    clock.forget()


def signed_in(community: int, role: str = "social_worker") -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", role, community, password=None))
    return client


def file(content: bytes, name: str = "名册.xlsx") -> BytesIO:
    sent = BytesIO(content)
    sent.name = name
    return sent


def upload(client: Client, content: bytes) -> int:
    answer = client.post(
        reverse("residents:imports"), {"file": file(content), "rows": "arrivals", "sender": "产业园"}
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return int(answer["Location"].rstrip("/").split("/")[-1])


def work(community: int, kind: str) -> int:
    """Do the newest work of a kind, as the worker process would."""
    with community_scope(community):
        key = Work.objects.filter(kind=f"residents.{kind}_import").latest("pk").pk
    JOBS[kind](community, key)
    return key


def held(community: int, key: int) -> Import:
    with community_scope(community):
        return Import.objects.get(pk=key)


def people(community: int) -> int:
    with community_scope(community):
        return Person.objects.filter(void=False).count()


def open_page(client: Client, name: str, key: int, **query: Any) -> str:
    answer = client.get(reverse(f"residents:{name}", args=[key]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_faults_are_mended_in_the_page_and_the_file_is_taken_over_and_undone(town: int) -> None:
    client = signed_in(town)
    key = upload(
        client,
        workbook(
            person(1),
            person(2, door="9-1-101"),
            person(3, number=number(3)[:-1], relation="妻子"),
            person(4, start="2018.2.30"),
        ),
    )
    assert "正在读取" in open_page(client, "import", key)
    work(town, "read")
    page = open_page(client, "import", key)
    assert page.count('name="cell-') == 3
    assert number(3)[:-1] not in page, "a number never stands whole in a list"
    names = [part.split('"')[0] for part in page.split('name="cell-')[1:]]
    mended = dict(zip((f"cell-{name}" for name in names), ("1-2-101", number(3), "2018-03-02"), strict=True))
    client.post(reverse("residents:import_cells", args=[key]), mended)
    work(town, "read")
    assert held(town, key).tally["refused"] == 0
    assert "登记 4 人" in open_page(client, "import_apply", key)
    client.post(reverse("residents:import_apply", args=[key]))
    work(town, "apply")
    assert (held(town, key).state, people(town)) == ("applied", 4)
    for part in ("new", "changed", "same", "left"):
        open_page(client, "import", key, show=part)
    assert "撤销" in open_page(client, "import_undo", key)
    client.post(reverse("residents:import_undo", args=[key]))
    work(town, "undo")
    assert (held(town, key).state, people(town)) == ("undone", 0)


def test_the_marked_workbook_comes_back_mended(town: int) -> None:
    from io import BytesIO as Memory

    import openpyxl

    client = signed_in(town)
    key = upload(client, workbook(person(1), person(2, door="9-1-101")))
    work(town, "read")
    answer = client.get(reverse("residents:import_marked", args=[key]))
    book = openpyxl.load_workbook(Memory(answer.getvalue()))
    sheet = book.active
    assert "9-1-101" in str(sheet.cell(4, 8).value)
    sheet["C4"] = "1-1-102"
    out = Memory()
    book.save(out)
    answer = client.post(
        reverse("residents:import_mended", args=[key]), {"file": file(out.getvalue(), "改好.xlsx")}
    )
    assert answer.status_code == 302
    work(town, "read")
    assert (held(town, key).tally["refused"], held(town, key).tally["new"]) == (0, 2)


def test_confirming_twice_writes_once(town: int) -> None:
    client = signed_in(town)
    key = upload(client, workbook(person(1)))
    work(town, "read")
    for _ in range(2):
        assert client.post(reverse("residents:import_apply", args=[key])).status_code == 302
    with community_scope(town):
        assert Work.objects.filter(kind="residents.apply_import").count() == 1
    done = work(town, "apply")
    tasks.apply_import(town, done)
    assert people(town) == 1
    with community_scope(town):
        assert Line.objects.filter(subject="import", verb="apply").count() == 1


def test_a_crash_inside_taking_over_leaves_nothing_and_can_be_started_again(
    town: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from linli.residents.actions import bulk_homes

    client = signed_in(town)
    key = upload(client, workbook(person(1), person(2)))
    work(town, "read")
    client.post(reverse("residents:import_apply", args=[key]))

    def killed(*args: Any) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(bulk_homes, "insert_households", killed)
        with pytest.raises(RuntimeError):
            work(town, "apply")
    assert (people(town), held(town, key).state) == (0, "applying")
    assert "重新开始" in open_page(client, "import", key)
    client.post(reverse("residents:import_again", args=[key]))
    work(town, "apply")
    assert (people(town), held(town, key).state) == (2, "applied")


def test_a_crash_while_reading_can_be_started_again(town: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from linli.residents.actions.imports import planning

    client = signed_in(town)
    key = upload(client, workbook(person(1)))

    def killed(*args: Any) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(planning, "_keep", killed)
        with pytest.raises(RuntimeError):
            work(town, "read")
    assert held(town, key).state == "uploaded"
    client.post(reverse("residents:import_again", args=[key]))
    work(town, "read")
    assert held(town, key).state == "planned"


def test_columns_are_bound_by_the_worker_and_remembered(town: int) -> None:
    client = signed_in(town)
    heads = ("谁", "号码", "住址", "居住类型", "入住日期")
    content = workbook([person(1)[0], number(1), "1-1-101", "流入", "2018-03-01"], heads=heads)
    key = upload(client, content)
    work(town, "read")
    assert held(town, key).state == "read"
    page = open_page(client, "import_columns", key)
    assert "谁" in page
    said = {
        "head-0-0": "name",
        "head-0-1": "number",
        "head-0-2": "address",
        "head-0-3": "kind",
        "head-0-4": "start",
    }
    assert client.post(reverse("residents:import_columns", args=[key]), said).status_code == 302
    work(town, "read")
    assert held(town, key).tally["new"] == 1
    again = upload(client, content)
    work(town, "read")
    assert held(town, again).state == "planned"


PAGES = (
    "import",
    "import_progress",
    "import_columns",
    "import_about",
    "import_mended",
    "import_apply",
    "import_undo",
    "import_marked",
    "import_file",
)


@pytest.mark.parametrize("name", PAGES)
def test_an_import_of_another_community_is_not_found(town: int, name: str) -> None:
    key = upload(signed_in(town), workbook(person(1), person(2, door="9-1-101")))
    work(town, "read")
    other = signed_in(places.community())
    assert other.get(reverse(f"residents:{name}", args=[key])).status_code == 404
    assert signed_in(town).get(reverse(f"residents:{name}", args=[key])).status_code == 200
    assert signed_in(town, "secretary").get(reverse(f"residents:{name}", args=[key])).status_code == 403


def test_the_list_finds_files_by_name_sender_and_state(town: int) -> None:
    client = signed_in(town)
    key = upload(client, workbook(person(1)))
    work(town, "read")
    page = client.get(reverse("residents:imports"), {"q": "产业"}).content.decode()
    assert reverse("residents:import", args=[key]) in page
    page = client.get(reverse("residents:imports"), {"q": "别的"}).content.decode()
    assert reverse("residents:import", args=[key]) not in page
    page = client.get(reverse("residents:imports"), {"state": "undone"}).content.decode()
    assert reverse("residents:import", args=[key]) not in page


def test_a_stale_page_does_not_confirm(town: int) -> None:
    client = signed_in(town)
    key = upload(client, workbook(person(1)))
    work(town, "read")
    assert client.post(reverse("residents:import_apply", args=[key]), {"version": "1"}).status_code == 409
    assert held(town, key).state == "planned"
