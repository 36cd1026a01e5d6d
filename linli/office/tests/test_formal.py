"""Formal papers: the same words stand in the document and on the PDF, whatever they are."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from linli.office.formal import Formal, Grid, Pairs, Signs, Text, write_pdf
from linli.office.formal_docx import write_docx

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPER = Formal(
    "受理登记表",
    [
        Pairs([[("来源", "申请"), ("类型", "邻里")], [("简况", "漏水\n发霉")]]),
        Text("内容", ["<b>一</b> & 二", ""]),
        Grid(["序号", "材料"], [["1", "申请书"]]),
        Signs(["当事人"]),
    ],
    "（2018）人调字第1号",
    ["快活社区"],
)


def test_a_document_holds_every_word_once_and_no_markup() -> None:
    content = write_docx(PAPER, note="示范")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        foot = package.read("word/footer1.xml").decode()
        names = set(package.namelist())
    words = [text.text for text in root.iter(f"{_W}t")]
    for word in (
        "受理登记表",
        "（2018）人调字第1号",
        "来源",
        "申请",
        "漏水",
        "发霉",
        "<b>一</b> & 二",
        "申请书",
        "当事人：",
        "快活社区",
    ):
        assert words.count(word) == 1, word
    assert "示范" in foot
    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/footer1.xml",
    }
    for row in root.iter(f"{_W}tr"):
        spans = [int(one.get(f"{_W}val")) for one in row.iter(f"{_W}gridSpan")]
        assert len(list(row.iter(f"{_W}tc"))) + sum(spans) - len(spans) in (2, 4)


def test_the_same_paper_makes_the_same_bytes() -> None:
    assert write_docx(PAPER) == write_docx(PAPER)
    assert write_pdf(PAPER).startswith(b"%PDF")
