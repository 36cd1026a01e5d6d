"""Every setting that the program reads stands in docs/running.md."""

import re

from linli.project.environ import ROOT

READ = re.compile(r'environ\.(?:text|flag|number|path|items|url|secret)\(\s*"([A-Z_]+)"')


def test_every_setting_is_documented() -> None:
    names = {
        name
        for file in (ROOT / "linli").rglob("*.py")
        if "tests" not in file.parts
        for name in READ.findall(file.read_text(encoding="utf-8"))
    }
    page = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    assert "LINLI_DEBUG" in names
    assert sorted(name for name in names if name not in page) == []
