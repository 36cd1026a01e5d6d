"""A formal paper as .docx (WordprocessingML): to be opened and changed by hand in Word or WPS.

Written part by part; every text goes through one escape, so that no name can be markup.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape

from .formal import Block, Formal, Grid, Pairs, Signs
from .refs import legal

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_LINKS = (
    _HEAD
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_ROOT = _LINKS.format(
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
)
_FOOTER = _LINKS.format(f'<Relationship Id="rId1" Type="{_RELATIONS}/footer" Target="footer1.xml"/>')
#: A4 in twentieths of a point, margins 28 mm and 26 mm; the width of the text between them.
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1588" w:right="1474" w:bottom="1588" w:left="1474" w:header="850" w:footer="850" w:gutter="0"/></w:sectPr>'
)
_WIDTH = 8958
_BORDER = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
BODY, HEAD = "仿宋", "黑体"


def write_docx(paper: Formal, *, note: str = "") -> bytes:
    """The paper as a document; `note` stands small in the foot of each page."""
    body = [_paragraph(paper.title, size=20, bold=True, font=HEAD, align="center")]
    if paper.number:
        body.append(_paragraph(paper.number, align="right"))
    body += [_block(one) for one in paper.blocks]
    body += [_paragraph(line, align="right") for line in paper.foot]
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/_rels/document.xml.rels": _FOOTER,
        "word/footer1.xml": f'{_HEAD}<w:ftr xmlns:w="{_W}">{_paragraph(note, size=9)}</w:ftr>',
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_RELATIONS}"><w:body>{"".join(body)}{_PAGE}</w:body></w:document>',
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _block(one: Block) -> str:
    if isinstance(one, Pairs):
        return _pairs(one)
    if isinstance(one, Grid):
        width = _WIDTH // max(1, len(one.heads))
        rows = [
            [_cell(value, width, bold=place == 0) for value in row]
            for place, row in enumerate([one.heads, *one.rows])
        ]
        return _table(rows, [width] * len(one.heads))
    if isinstance(one, Signs):
        return "".join([_paragraph(""), *(_paragraph(f"{label}：") for label in one.labels), _paragraph("")])
    lines = [line for text in one.paragraphs for line in text.splitlines() or [""]]
    head = _paragraph(one.head, bold=True, font=HEAD, kept=True) if one.head else ""
    return head + "".join(_paragraph(line, indent=True) for line in lines)


def _pairs(one: Pairs) -> str:
    label, value = 1500, _WIDTH // 2 - 1500
    rows = []
    for line in one.lines:
        if len(line) == 1:
            ((head, text),) = line
            rows.append([_cell(head, label, bold=True), _cell(text, _WIDTH - label, span=3)])
        else:
            rows.append(
                [made for head, text in line for made in (_cell(head, label, bold=True), _cell(text, value))]
            )
    return _table(rows, [label, value, label, value])


def _table(rows: Iterable[Iterable[str]], widths: list[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(row)}</w:tr>" for row in rows)
    about = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDER}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{about}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>{_paragraph('', size=6)}"


def _cell(text: str, width: int, *, bold: bool = False, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    lines = "".join(_paragraph(line, size=12, bold=bold) for line in text.splitlines() or [""])
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{lines}</w:tc>'


def _paragraph(
    text: str, *, size: int = 14, bold: bool = False, font: str = BODY, align: str = "", indent: bool = False, kept: bool = False
) -> str:  # fmt: skip
    about = "".join([
        "<w:keepNext/>" if kept else "", '<w:ind w:firstLineChars="200" w:firstLine="560"/>' if indent else "",
        f'<w:jc w:val="{align}"/>' if align else "",
    ])  # fmt: skip
    run = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>{"<w:b/>" if bold else ""}<w:sz w:val="{2 * size}"/>'
    words = (
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(legal(text))}</w:t></w:r>'
        if text
        else ""
    )
    return f"<w:p><w:pPr>{about}</w:pPr>{words}</w:p>"
