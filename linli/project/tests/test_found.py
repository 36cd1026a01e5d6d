"""The first step of real use: a community, its terms and holidays, and accounts that can sign in."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from linli.base.scope import all_communities
from linli.kernel import Refused
from linli.places import api as places
from linli.project.founding import Named, found

pytestmark = pytest.mark.django_db
AT = dt.datetime(2018, 3, 5, 2, tzinfo=dt.UTC)
ABOVE = ("--under", "510105014 文家街道", "--under", "510105 青羊区")


def test_a_community_is_founded_and_its_secretary_signs_in_and_must_change_the_password(client) -> None:  # type: ignore[no-untyped-def]
    said = io.StringIO()
    call_command(
        "found", "510105014013", "快活社区", *ABOVE, secretary="wang 王芳", technician="lv 吕强", stdout=said
    )
    here = places.area_by_code("510105014013")
    assert here is not None
    assert (here.name, here.parent_name) == ("快活社区", "文家街道")
    assert places.term("working_hours", here.id, AT.date()).value
    assert 2018 in places.calendar(here.id).published
    password = said.getvalue().split("user name wang, one-time password ")[1].split()[0]
    sent = client.post("/sign-in/", {"login": "wang", "password": password})
    assert sent.status_code == 302
    assert client.get("/").status_code == 302, "a one-time password is changed first"


def test_a_second_community_shares_what_stands_above_it() -> None:
    wang, li = Named("wang", "王芳"), Named("li", "李强")
    above = [Named("510105", "青羊区"), Named("510105014", "文家街道")]
    first = found(
        community=Named("510105014013", "快活社区"),
        above=above,
        secretary=wang,
        technician=None,
        start=AT.date(),
        at=AT,
    )
    second = found(
        community=Named("510105014014", "红碾社区"),
        above=above,
        secretary=li,
        technician=None,
        start=AT.date(),
        at=AT,
    )
    assert all_communities() == [first.community, second.community]
    street = places.area_by_code("510105014")
    assert street is not None
    assert {one.id for one in places.communities_under(street.id, AT.date())} == {
        first.community,
        second.community,
    }


@pytest.mark.parametrize(
    ("code", "above", "who", "sentence"),
    [
        ("510105014", ABOVE, "wang 王芳", "12 digits"),
        ("51010501401x", ABOVE, "wang 王芳", "no area code"),
        ("510105014013", ("--under", "510105 青羊区"), "wang 王芳", "name its subdistrict"),
        ("510105014013", ABOVE, "wang", "two words"),
        ("510105014013", ABOVE, "w 王芳", "2 to 40"),
    ],
)
def test_what_is_typed_wrong_founds_nothing(
    code: str, above: tuple[str, ...], who: str, sentence: str
) -> None:
    from django.utils import translation

    with translation.override("en"), pytest.raises(CommandError, match=sentence):
        call_command("found", code, "快活社区", *above, secretary=who)
    assert all_communities() == []


def test_the_same_community_is_not_founded_twice() -> None:
    asked = {
        "community": Named("510105014013", "快活社区"), "above": [Named("510105", "青羊区"), Named("510105014", "文家街道")],
        "technician": None, "start": AT.date(), "at": AT,
    }  # fmt: skip
    found(secretary=Named("wang", "王芳"), **asked)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        found(secretary=Named("li", "李强"), **asked)  # type: ignore[arg-type]
