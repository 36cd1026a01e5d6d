"""`linli import`: the plan on paper, taken over on demand, with exit codes that scripts can rely on."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from linli.base.scope import community_scope
from linli.places.tests import factories as places
from linli.residents.models import Person

from .files import homes, person, workbook

pytestmark = pytest.mark.django_db
CODE = "990199001001"


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(settings, "DEMO", True)
    community = places.community("快活社区", CODE)
    with community_scope(community):
        homes(community)
    return community


def run(folder: Path, content: bytes, *options: str) -> str:
    path, out = folder / "名册.xlsx", StringIO()
    path.write_bytes(content)
    call_command("import", str(path), "--community", CODE, "--sender", "网格", *options, stdout=out)
    return out.getvalue()


def people(community: int) -> int:
    with community_scope(community):
        return Person.objects.count()


def test_without_apply_only_the_plan_is_printed(town: int, tmp_path: Path) -> None:
    told = run(tmp_path, workbook(person(1)), "--language", "en")
    assert "New 1, changed 0" in told
    assert people(town) == 0


def test_with_apply_the_file_is_taken_over(town: int, tmp_path: Path) -> None:
    run(tmp_path, workbook(person(1)), "--apply")
    assert people(town) == 1


def test_faults_are_printed_and_nothing_is_written(town: int, tmp_path: Path) -> None:
    content = workbook(person(1), person(2, door="9-1-101"))
    with pytest.raises(CommandError) as stopped:
        run(tmp_path, content, "--apply")
    assert (stopped.value.returncode, people(town)) == (1, 0)
    run(tmp_path, content, "--apply", "--skip-refused")
    assert people(town) == 1


def test_a_faulty_phone_is_not_printed_whole(town: int, tmp_path: Path) -> None:
    told = run(tmp_path, workbook(person(1), person(2, phone="1920000123")), "--apply", "--skip-refused")
    assert "1920000123" not in told
    assert "0123" in told


def test_an_unknown_community_and_a_missing_file_are_said(town: int, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as stopped:
        call_command("import", str(tmp_path / "none.xlsx"), "--community", CODE)
    assert stopped.value.returncode == 2
    (tmp_path / "a.csv").write_text("姓名\n张三\n")
    with pytest.raises(CommandError) as stopped:
        call_command("import", str(tmp_path / "a.csv"), "--community", "1")
    assert stopped.value.returncode == 2
