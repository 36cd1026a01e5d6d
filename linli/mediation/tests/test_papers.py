"""Papers of the dossier, opened again by a second reader."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from linli.kernel import NotFound
from linli.mediation.queries import papers, record
from linli.mediation.tests import factories as some
from linli.office.formal import write_pdf
from linli.office.formal_docx import write_docx

pytestmark = pytest.mark.django_db
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(content: bytes) -> list[str]:
    """The paragraphs of a document, those in tables too."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        root = etree.fromstring(package.read("word/document.xml"))
        etree.fromstring(package.read("[Content_Types].xml"))
    return ["".join(text.text or "" for text in line.iter(f"{_W}t")) for line in root.iter(f"{_W}p")]


def test_every_paper_of_a_closed_dossier_opens_as_pdf_and_document(here: int) -> None:
    page = record.page(some.mediator(here), some.closed(here), on=some.ON)
    kinds = [kind for kind, _title, _item in papers.kinds(page)]
    assert set(kinds) == {
        "cover",
        "application",
        "registration",
        "rights",
        "session-1",
        "agreement",
        "revisit",
        "confirmation",
        "back",
    }
    for kind in kinds:
        made = papers.paper(page, kind)
        assert write_pdf(made).startswith(b"%PDF")
        lines = read(write_docx(made, note="示范"))
        assert lines[0] == made.title
        assert str(page.number) in lines


def test_the_agreement_says_who_what_and_when(here: int) -> None:
    page = record.page(some.mediator(here), some.agreed(here), on=some.ON)
    words = "\n".join(read(write_docx(papers.paper(page, "agreement"))))
    for text in ("欧阳秀兰", "常永福", "赔偿800元，当场付清。", "2018"):
        assert text in words


def test_a_name_is_never_markup(here: int) -> None:
    key = some.found(here, brief="楼上<b>漏水</b> & 发霉 #panic()")
    page = record.page(some.mediator(here), key, on=some.ON)
    made = papers.paper(page, "registration")
    assert "楼上<b>漏水</b> & 发霉 #panic()" in read(write_docx(made))
    assert write_pdf(made).startswith(b"%PDF")


def test_a_paper_that_a_dispute_does_not_have_is_not_found(here: int) -> None:
    page = record.page(some.mediator(here), some.found(here), on=some.ON)
    for kind in ("agreement", "oral", "session-1", "back", "nothing"):
        with pytest.raises(NotFound):
            papers.paper(page, kind)


def test_an_oral_agreement_has_its_own_sheet(here: int) -> None:
    page = record.page(some.mediator(here), some.drawn(here, form="oral"), on=some.ON)
    kinds = {kind for kind, _title, _item in papers.kinds(page)}
    assert "oral" in kinds
    assert "agreement" not in kinds
