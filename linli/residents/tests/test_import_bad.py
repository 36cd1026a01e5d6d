"""Files that must not or cannot be read are refused at once, each with its own sentence; nothing is kept of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import BytesIO

import pytest
import xlsxwriter
from django.conf import settings
from django.test import Client
from django.urls import reverse

from linli.accounts.tests import factories as accounts
from linli.base import clock
from linli.base.scope import community_scope
from linli.office.tests import builders
from linli.places.tests import factories as places
from linli.residents.models import Import

from .files import person, workbook

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2018, 12, 28, 4, 0, tzinfo=dt.UTC)


def bomb() -> bytes:
    content = builders.parts(workbook(person(1)))
    return builders.zipped({**content, "xl/sharedStrings.xml": b"<sst>" + b" " * 60_000_000 + b"</sst>"})


def wide() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "姓名")
        sheet.write(1_000_000, 16_383, "x")
    return out.getvalue()


def doctype() -> bytes:
    trick = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet'
    return builders.changed(
        workbook(person(1)), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"<worksheet", trick, 1)
    )


BAD = {
    "password": (
        builders.ole({"EncryptionInfo": b"x" * 600, "EncryptedPackage": b"y" * 5000}),
        "a.xlsx",
        "密码",
    ),
    "macros": (workbook(person(1)), "a.xlsm", "宏"),
    "bomb": (bomb(), "a.xlsx", "解压"),
    "doctype": (doctype(), "a.xlsx", "XML"),
    "wide": (wide(), "a.xlsx", "16384"),
    "cut off": (workbook(person(1))[:3000], "a.xlsx", "不完整"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "a.xlsx", "不是"),
    "empty": (b"  ", "a.csv", "空"),
    "too large": (b"a,b\n" * 6_000_000, "a.csv", "MB"),
}


@pytest.fixture
def town() -> Iterator[int]:
    clock.move_to(NOON)
    yield places.community()
    clock.forget()


@pytest.fixture
def worker(town: int) -> Client:
    client = Client()
    accounts.sign_in(client, accounts.user("王敏", "social_worker", town, password=None))
    return client


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_with_one_sentence(what: str, worker: Client, town: int) -> None:
    content, name, word = BAD[what]
    sent = BytesIO(content)
    sent.name = name
    answer = worker.post(reverse("residents:imports"), {"file": sent, "rows": "arrivals"})
    assert answer.status_code == 422
    page = answer.content.decode()
    told = page.split('id="id_file_error">')[1].split("</p>")[0]
    assert word in told, told
    with community_scope(town):
        assert not Import.objects.exists()


def test_a_file_without_a_table_says_so_on_its_page(worker: Client, town: int) -> None:
    from linli.files.models import Work
    from linli.residents import tasks

    sent = BytesIO("今天天气好\n".encode())
    sent.name = "a.csv"
    answer = worker.post(reverse("residents:imports"), {"file": sent, "rows": "arrivals"})
    assert answer.status_code == 302
    with community_scope(town):
        work = Work.objects.get(kind="residents.read_import")
    tasks.read_import(town, work.pk)
    page = worker.get(answer["Location"]).content.decode()
    assert "没有找到表" in page
    assert settings.LANGUAGE_CODE == "zh-hans"
