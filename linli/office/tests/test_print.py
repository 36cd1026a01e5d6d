"""Papers as PDF, read again by another reader, and QR codes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pypdf
import pytest
from PIL import Image

from linli.kernel.say import say
from linli.office import pdf, qr
from linli.office.heads import Head
from linli.office.layout import TableSheet
from linli.office.sheets import Value

AT = datetime(2018, 12, 28, 1, 0, tzinfo=UTC)


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def test_a_slip_says_its_text_its_day_and_whose_data_it_is() -> None:
    [text] = pages(
        pdf.slip(
            "公示",
            ["第一段"],
            link="http://localhost:8000/b/1",
            take_down="2018-12-31",
            signed="快活社区",
            demo=True,
            at=AT,
        )
    )
    for part in (
        "公示",
        "第一段",
        "2018-12-31",
        "快活社区",
        str(say("Demonstration data, all persons are invented")),
        "1/1",
    ):
        assert part in text


def test_slips_stand_two_on_a_page_and_a_long_one_alone() -> None:
    short = [
        pdf.Slip(f"告知单{n}", [f"第{n}件"], "http://localhost:8000/f/1", "快活社区", "2018-12-28")
        for n in range(5)
    ]
    made = pages(pdf.slips("告知单", short, at=AT))
    assert [[n for n in range(5) if f"告知单{n}" in text] for text in made] == [[0, 1], [2, 3], [4]]
    long = pdf.Slip("长告知单", ["楼道灯已经换好。" * 30] * 3)
    mixed = pages(pdf.slips("告知单", [short[0], long, short[1], short[2]], at=AT))
    assert "告知单0" in mixed[0]
    assert "长告知单" in mixed[1]
    assert "告知单1" not in mixed[1]
    assert "告知单1" in mixed[-1]
    assert "告知单2" in mixed[-1]
    assert pages(pdf.slips("告知单", short[:1], demo=True, at=AT))[0].count("告知单0") == 1


def test_text_is_never_markup_and_rare_characters_stay_whole() -> None:
    hostile = '*粗* #panic("x") $y$ ]) } \\ " // <b> ${a} 㛃𬭩䶮𠅤 \x07'
    [text] = pages(pdf.slip(hostile, [hostile], at=AT))
    assert '*粗* #panic("x") $y$ ]) } \\' in text
    for rare in "㛃𬭩䶮𠅤":
        assert rare in text


def test_the_same_data_and_moment_give_the_same_bytes() -> None:
    assert pdf.slip("公示", ["一"], at=AT) == pdf.slip("公示", ["一"], at=AT)


def sheet(count: int, columns: int = 3) -> TableSheet:
    numbers = tuple(Head(f"列{n}", kind="number") for n in range(columns - 1))
    rows: list[list[Value]] = [[f"第{n}网格", *[n] * (columns - 1)] for n in range(count)]
    return TableSheet("人口情况表", (Head("网格"), Head("人口", numbers)), rows, "人", "快活社区", "2018年")


def test_a_table_repeats_its_head_and_counts_its_pages() -> None:
    texts = pages(pdf.table(sheet(100), at=AT))
    assert len(texts) > 1
    assert all("网格" in text and "列1" in text for text in texts)
    assert f"1/{len(texts)}" in texts[0]
    assert "第99网格" in texts[-1].replace(" ", "")


def test_a_wide_table_lies_across_the_page() -> None:
    def is_wide(data: bytes) -> bool:
        box = pypdf.PdfReader(BytesIO(data)).pages[0].mediabox
        return bool(box.width > box.height)

    assert is_wide(pdf.table(sheet(2, columns=9), at=AT))
    assert not is_wide(pdf.table(sheet(2, columns=8), at=AT))


def test_the_extract_lists_what_is_held_and_who_read_it() -> None:
    data = {
        "title": "我的信息",
        "sections": [{"title": "基本信息", "pairs": [["姓名", "张三"], ["电话", "13800000000"]]}],
        "reader_head": ["日期", "谁", "为了什么"],
        "readers": [["2018-12-01", "李网格员", "入户核实"]],
        "printed": "2018-12-28",
    }
    [text] = pages(pdf.render("extract", data, at=AT))
    for part in ("我的信息", "基本信息", "张三", "13800000000", "李网格员", "入户核实", "2018-12-28"):
        assert part in text
    assert str(say("Demonstration data, all persons are invented")) not in text
    assert str(say("Nobody has read it.")) in pages(pdf.render("extract", {**data, "readers": []}, at=AT))[0]


def test_the_phone_guide_is_one_page() -> None:
    steps = ["扫描二维码，下载证书文件。"] * 6
    data = {
        "title": "手机上安装证书",
        "intro": "只需一次。",
        "sections": [{"title": "安卓", "steps": steps}, {"title": "苹果", "steps": steps}],
        "qr": qr.svg("http://192.0.2.1/ca"),
        "link": "http://192.0.2.1/ca",
        "fingerprint": "AA:BB",
    }
    [text] = pages(pdf.render("guide", data, at=AT))
    assert "苹果" in text
    assert "AA:BB" in text


@pytest.mark.parametrize("name", ["none", "../secret", "paper.typ", ""])
def test_an_unknown_template_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        pdf.render(name, {})


def test_a_qr_code_is_svg_that_scales_and_a_png_that_opens() -> None:
    root = ElementTree.fromstring(qr.svg("http://localhost:8000/b/1", size_mm=22, title="楼栋"))  # noqa: S314
    assert root.get("width") == "22mm"
    assert root.get("viewBox")
    assert [child.text for child in root if child.tag.endswith("title")] == ["楼栋"]
    assert Image.open(BytesIO(qr.png("http://localhost:8000/b/1"))).width > 200
