"""The log of the whole demonstration is read in words: no code of the software stands among the facts."""

from __future__ import annotations

import datetime as dt
import re

import psycopg
import pytest
from django.utils import translation

from linli.journal.queries import LineRef
from linli.journal.templatetags.journal import told
from tests.demo import Served, address

pytestmark = pytest.mark.journey

NOW = dt.datetime(2018, 12, 28, tzinfo=dt.UTC)
ALL = "SELECT set_config('linli.communities', (SELECT array_agg(id)::text FROM places_area WHERE level = 'community'), false)"
FACTS = """SELECT DISTINCT line.subject, fact.key, fact.value FROM journal_line line, jsonb_each(line.facts) fact
           WHERE jsonb_typeof(fact.value) IN ('string', 'boolean')"""


def test_no_code_stands_in_the_log_of_the_demonstration(demo: Served) -> None:
    with psycopg.connect(address(demo.database), autocommit=True) as connection:
        connection.execute(ALL.encode())
        found = connection.execute(FACTS.encode()).fetchall()
    assert len(found) > 100
    shown = {}
    with translation.override("zh-hans"):
        for subject, name, value in found:
            line = LineRef(NOW, "", "", subject, None, {}, "", False)
            shown[subject, name, value] = told(line, name, value)
    codes = {at: words for at, words in shown.items() if re.search(r"[A-Za-z]{3,}", words)}
    assert codes == {}
