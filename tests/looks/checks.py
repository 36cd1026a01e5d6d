"""What is asked of every scene, whatever the width: shared by the files of this folder."""

from __future__ import annotations

import re

from axe_playwright_python.base import AXE_SCRIPT

from tests.walker import Walker

#: All rules of WCAG 2.2 AA. What is asked for is violations: axe then does not list all that it found in order.
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
#: The rule and the first place, picked in the page: all of what axe tells is long.
BROKEN = """(options) => axe.run(document, options).then(
    (found) => found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`))"""
#: Words of no language, or of both.
NEUTRAL = {
    "linli",
    "excel",
    "word",
    "xlsx",
    "xls",
    "csv",
    "pin",
    "english",
    "wcag",
    "ctrl",
    "k",
    "x",
    "q",
    "pdf",
    "qr",
    "json",
    "a",
    "p",
    "mib",
    "georeport",
    "http",
}


def violations(walker: Walker) -> list[str]:
    """What axe finds on the page: the rule, and the first place that breaks it."""
    if not walker.page.evaluate("() => 'axe' in window"):
        walker.page.evaluate(AXE_SCRIPT)
    return list(walker.page.evaluate(BROKEN, WCAG))


#: Names of things of the community, and words that say themselves in their own language.
OWN_NAMES = re.compile(
    r"快活社区|文家街道|第\d+(网格|居民小组|党员片区)|英国小镇|快活新居|青年公寓|[\u4e00-\u9fff]{1,2}(书记|委员|社工|网格员|调解|监委|议事|联系|党务|志愿|审计|街道|技术|阿姨|信使)|六站一室一港湾|\d+栋(\d+单元)?|\d+单元\d+|[\u4e00-\u9fff]{1,2}(先生|女士|孃孃|大爷)|谢小琴|邹建平|快活工业园\d+号厂房|工业园\S*|\S*商业街|中文|简体|王阿姨|青羊区|成都市"
)


def chinese_left(texts: list[str]) -> list[str]:
    """Texts in which 汉字 are left when names are taken out."""
    return [text for text in texts if re.search(r"[\u4e00-\u9fff]", OWN_NAMES.sub("", text))]


def english_words(walker: Walker) -> list[str]:
    """English words that stand in a Chinese page outside of names, numbers, addresses and code."""
    if "/gallery" in walker.path:
        return []
    text = walker.page.evaluate(
        """() => { const copy = document.body.cloneNode(true);
            copy.querySelectorAll('script, style, code, svg, time, select[name=timezone], [lang=en], .demo-accounts, .fault-code, .username').forEach(e => e.remove());
            return copy.textContent; }"""
    )
    found = re.findall(r"(?<![\w./:@-])[A-Za-z]{3,}(?![\w./@-])", text)
    accounts = re.compile(
        r"(shuji|liangwei|shegong|tiaojie|jianwei|yishi|danwei|dangwu|zhiyuan|shenji|wangge|louzhang|xinshi|jiedao|jishu)\d*"
    )
    return sorted({word for word in found if word.lower() not in NEUTRAL and not accounts.fullmatch(word)})
