"""Named scenes of the demonstration: who opens what. Looks check them, `make shots` takes their pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from tests.walker import Walker

Prepare = Callable[[Walker], None]


@dataclass(frozen=True)
class Scene:
    """A name for the picture, who looks ("" for nobody signed in), the address, and what is done there first."""

    name: str
    who: str
    path: str
    prepare: Prepare | None = None
    status: int = 200


def open_at(walker: Walker, scene: Scene) -> None:
    """Go there and do what the scene does; the walker has signed in as its person."""
    answer = walker.go(scene.path)
    assert answer.status == scene.status, f"{scene.name}: {answer.status}"
    if scene.prepare:
        scene.prepare(walker)


def follow(selector: str) -> Prepare:
    """Follow the first link that fits."""

    def go(walker: Walker) -> None:
        before = walker.path
        walker.page.locator(selector).first.click()
        walker.page.wait_for_url(lambda url: url.removeprefix(walker.url).partition("?")[0] != before)
        walker.page.wait_for_load_state()

    return go


def faulty_registration(walker: Walker) -> None:
    """A form with faults."""
    walker.fill(number="99000019900230001X", name="车小满", phone="1381234567", start="2018-02-30")
    walker.verb("登记").click()
    expect(walker.page.locator(".wrong").first).to_be_visible()


def dossier_of_the_first(walker: Walker) -> None:
    """The dossier of the first project of the list."""
    follow("tbody th a")(walker)
    walker.go(f"{walker.path}dossier/")


def late_call(walker: Walker) -> None:
    """A council meeting told of too late."""
    walker.page.locator("main label", has_text="居民议事会").click()
    walker.fill(on="2018-12-29", notice_on="2018-12-28")
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator(".wrong").first).to_be_visible()


def take_the_roll(walker: Walker) -> None:
    """The roll of the meeting ahead."""
    follow("tbody th a")(walker)
    walker.go(f"{walker.path}hold/")


def first_motion(walker: Walker) -> None:
    """The first item of the first meeting."""
    follow("tbody th a")(walker)
    follow("tbody th a")(walker)


def next_step(walker: Walker) -> None:
    """The form of the step that comes now, of the first matter."""
    follow("tbody th a")(walker)
    walker.go(f"{walker.path}take/")


def faulty_roster(walker: Walker) -> None:
    """A messy roster with three faulty cells, read and waiting."""
    import tempfile

    from tests.journeys import roster

    waiting = walker.page.locator("tbody a", has_text="12月新增人员.xlsx")
    if waiting.count():
        walker.touch(waiting.first)
    else:
        if walker.page.locator("details#upload[open]").count() == 0:
            walker.page.locator("details#upload > summary").click()
        with tempfile.TemporaryDirectory() as folder:
            walker.page.set_input_files("input[type=file]", roster.write(Path(folder)))
            walker.choose("rows", "arrivals")
            walker.fill(sender="产业园人事")
            walker.page.locator("details#upload .form-foot button[type=submit]").click()
            expect(walker.page.locator(".state")).to_be_visible(timeout=120_000)
    expect(walker.page.locator("form[action$='/cells/'] tbody tr")).to_have_count(3, timeout=120_000)


def opened_list(walker: Walker) -> None:
    """The list behind 48."""
    walker.page.locator("tr a.opens", has_text="48").first.click()
    expect(walker.page.locator("tbody tr")).to_have_count(48)


def at_the_door(walker: Walker) -> None:
    """The page behind the code of the first building."""
    walker.touch(walker.page.locator("tbody th a").first)
    walker.go(f"/b/{walker.page.locator('.code-word').inner_text()}/")


def reported(walker: Walker) -> None:
    """A resident's receipt, with number and code."""
    walker.fill(text="单元门关不严，晚上有风", place="3栋2单元")
    for _try in range(40):
        walker.press("发送")
        if walker.page.locator(".big-digits").count():
            return
    raise AssertionError(walker.text)


def followed(walker: Walker) -> None:
    """The page on which a resident follows what was reported."""
    reported(walker)
    walker.press("查进度")
    expect(walker.page.locator("main")).to_contain_text("单元门关不严")


def taking_on(walker: Walker) -> None:
    """The form of an explicit answer, from the record."""
    walker.touch(walker.page.locator("tbody th a").first)
    walker.go(f"{walker.path}promise/")


def of_a_notice(verb: str) -> Prepare:
    """A question about the last notice of a list."""

    def go(walker: Walker) -> None:
        walker.touch(walker.page.locator("tbody tr:last-child th a").first)
        walker.go(f"{walker.path}{verb}/")

    return go


def private_notice(walker: Walker) -> None:
    """A notice that shows a phone number."""
    walker.fill(title="电话公示", text="联系人电话13800000123。")
    walker.page.locator("main .form-foot button[type=submit]").last.click()
    expect(walker.page.locator(".wrong").first).to_be_visible()


def objecting(walker: Walker) -> None:
    """The form of an objection."""
    walker.page.locator("main .rows li:last-child a").first.click()
    walker.press("提异议")


def faulty_member(walker: Walker) -> None:
    """A member of the Party who is on the roster already, with a day that is none."""
    walker.fill(name="王建国", on="2018-02-30")
    walker.verb("登记").click()
    expect(walker.page.locator(".wrong").first).to_be_visible()


def of_a_meeting(verb: str) -> Prepare:
    """A form of the first meeting that is listed."""

    def go(walker: Walker) -> None:
        follow("tbody th a")(walker)
        walker.go(f"{walker.path}{verb}/")

    return go


def without_a_quorum(walker: Walker) -> None:
    """More votes than people: the resolution is refused with its arithmetic."""
    of_a_meeting("resolve")(walker)
    walker.fill(text="通过年度服务计划", yes="99")
    walker.verb("保存").click()
    expect(walker.page.locator(".wrong").first).to_be_visible()


def printed_cards(walker: Walker) -> None:
    """The cards that are out of date are printed, and the list of doors is opened."""
    if walker.page.locator(".form-foot button[type=submit]").count():
        walker.page.locator(".form-foot button[type=submit]").click()
        walker.page.wait_for_load_state()
    walker.go("/contact/cards/doors/")


def enabled_phone(walker: Walker) -> None:
    """The phone takes the day's route along, or is opened by its PIN; the list of doors stands there."""
    expect(walker.page.locator("#cover input").first).to_be_visible()
    for name, text in (("name", "看样子的手机"), ("pin", "274913"), ("again", "274913")):
        if walker.page.locator(f"#cover [name={name}]").count():
            walker.page.fill(f"#cover [name={name}]", text)
    walker.page.locator("#cover .is-main").click()
    expect(walker.page.locator("#main a.door").first).to_be_visible()


def visit_on_phone(walker: Walker) -> None:
    """The form of a visit on the enabled phone."""
    enabled_phone(walker)
    walker.page.locator("#main a.door").first.click()
    walker.page.get_by_role("link", name="记走访").click()
    expect(walker.page.locator("[name=said]")).to_be_visible()


def nothing_chosen(walker: Walker) -> None:
    """A route without doors is refused."""
    walker.touch(walker.page.locator("button.is-main[form=picked]"))
    expect(walker.page.locator(".wrong").first).to_be_visible()


VISIT_SCENES = (
    Scene("workbench-grid", "wangge", "/"),
    Scene("routes", "wangge", "/contact/routes/"),
    Scene("route", "wangge", "/contact/routes/", follow("tbody th a")),
    Scene("visit-plan", "wangge", "/contact/plan/"),
    Scene("visit-plan-none", "shuji", "/contact/plan/?need=alone"),
    Scene("visit-plan-refused", "shuji", "/contact/plan/", nothing_chosen),
    Scene("visits", "shegong", "/contact/visits/"),
    Scene("visits-none", "shegong", "/contact/visits/?q=没有这句话"),
    Scene("visit", "shegong", "/contact/visits/", follow("tbody th a")),
    Scene("visit-door", "wangge", "/contact/visits/new/"),
    Scene("visit-door-captain", "louzhang5", "/contact/visits/new/"),
    Scene("visit-new", "wangge", "/contact/routes/", lambda w: (follow("tbody th a")(w), follow("main a[href*='/visits/new/']")(w))[0]),
    Scene("visit-elsewhere", "wangge", "/contact/visits/new/?loose=1"),
    Scene("visit-paper", "shegong", "/contact/visits/paper/"),
    Scene("phones", "shuji", "/contact/phones/"),
    Scene("clashes", "shuji", "/contact/clashes/"),
    Scene("phone-cover", "wangge", "/contact/phone/"),
    Scene("phone-list", "wangge", "/contact/phone/", enabled_phone),
    Scene("phone-visit", "wangge", "/contact/phone/", visit_on_phone),
)  # fmt: skip
AREA_SCENES = (
    Scene("areas", "shuji", "/contact/areas/"),
    Scene("area", "dangwu", "/contact/areas/", follow("tbody th a")),
    Scene("area-new", "shuji", "/contact/areas/new/"),
    Scene("area-plan", "shuji", "/contact/areas/plan/"),
    Scene("area-plan-read", "wangge", "/contact/areas/plan/"),
    Scene("coverage", "shuji", "/contact/coverage/"),
    Scene("coverage-rest", "shuji", "/contact/coverage/visit/?rest=1"),
    Scene("coverage-none", "shuji", "/contact/coverage/charge/?rest=1"),
    Scene("contact-ledger", "shuji", "/contact/ledger/?period=2018-12"),
    Scene("cards", "shuji", "/contact/cards/"),
    Scene("cards-none", "shuji", "/contact/cards/?q=没有这个门牌"),
    Scene("card", "shegong", "/contact/cards/", follow("tbody th a")),
    Scene("card-batches", "shuji", "/contact/batches/"),
    Scene("card-batch", "shuji", "/contact/batches/", follow("tbody th a")),
    Scene("card-print", "shuji", "/contact/cards/print/"),
    Scene("card-doors", "shuji", "/contact/cards/print/", printed_cards),
)  # fmt: skip

AREA = "510105014013"


def wrong_code(walker: Walker) -> None:
    """A code with a digit that does not fit."""
    walker.fill(code="1234 5678 9012")
    walker.verb("进入投票").click()
    expect(walker.page.locator(".wrong").first).to_be_visible()


def drafted_vote(walker: Walker) -> None:
    """A vote within a budget, as a draft."""
    walker.fill(
        title="2019年公服资金项目",
        question="您支持哪些项目？",
        options="路灯改造，30000\n添置长椅，8000",
        budget="35000",
    )
    walker.choose("kind", "knapsack")
    walker.page.locator(".form-foot button[type=submit]").click()
    walker.page.wait_for_load_state()
    expect(walker.page.locator("h1")).to_have_text("2019年公服资金项目")


def opened_vote(walker: Walker) -> None:
    """The same, opened with a typed roll and a booth."""
    drafted_vote(walker)
    walker.go(f"{walker.path}open/")
    walker.fill(lines="\n".join(f"{n} 居民{n}" for n in range(1, 9)), until="+5", booths="居委会")
    walker.page.locator(".form-foot button[type=submit]").click()
    expect(walker.page.locator(".state").first).to_contain_text("投票至")


def booth_of_a_vote(walker: Walker) -> None:
    """Its booth."""
    opened_vote(walker)
    follow("a[href*='/ballots/booths/']")(walker)


VOTE_SCENES = (
    Scene("votes", "shegong", "/ballots/"),
    Scene("vote-new", "shegong", "/ballots/new/"),
    Scene("vote-draft", "shegong", "/ballots/new/", drafted_vote),
    Scene("vote-open", "shegong", "/ballots/new/", opened_vote),
    Scene("vote-booth", "shegong", "/ballots/new/", booth_of_a_vote),
    Scene("public-votes", "", f"/c/{AREA}/votes/"),
    Scene("vote-code", "", f"/c/{AREA}/votes/vote/"),
    Scene("vote-code-faulty", "", f"/c/{AREA}/votes/vote/", wrong_code),
    Scene("vote-receipt", "", f"/c/{AREA}/votes/receipt/"),
)

HELD = "/party/meetings/?kind=general_meeting&state=held"
PEOPLE_SCENES = (
    Scene("jobseekers", "shegong", "/jobs/seekers/"),
    Scene("jobseekers-none", "shegong", "/jobs/seekers/?q=没有这个人"),
    Scene("jobseeker", "shegong", "/jobs/seekers/", follow("tbody th a")),
    Scene("jobs-who", "shegong", "/jobs/who/?for=seeker&q=王"),
    Scene("post", "wangge", "/jobs/posts/", follow("tbody th a")),
    Scene("post-new", "shegong", "/jobs/posts/new/"),
    Scene("employed", "shegong", "/jobs/employed/"),
    Scene("department-list", "shegong", "/jobs/lists/", follow("tbody th a")),
    Scene("jobs-ledger", "shegong", "/jobs/ledger/"),
    Scene("captains", "shegong", "/contact/captains/"),
    Scene("captains-none", "shegong", "/contact/captains/?q=没有这个人"),
    Scene("captain", "shegong", "/contact/captains/", follow("tbody th a")),
    Scene("captain-new", "shegong", "/contact/captains/new/"),
    Scene("roster", "shegong", "/contact/messengers/"),
    Scene("roster-messenger", "xinshi", "/contact/messengers/"),
    Scene("roster-empty", "shegong", "/contact/messengers/?week=2019-06-03"),
    Scene("messenger", "shegong", "/contact/messengers/", follow("main .rows a[href*='/messengers/']")),
    Scene("shift", "xinshi", "/contact/messengers/", follow("main a[href*='/contact/shifts/']:visible")),
    Scene("shift-enter", "shegong", "/contact/shifts/enter/"),
    Scene("exchange", "xinshi4", "/contact/messengers/", follow("main .rows a[href*='/exchanges/']")),
    Scene("recruitments", "shegong", "/contact/recruitments/"),
    Scene("recruitment", "shegong", "/contact/recruitments/", follow("tbody th a")),
    Scene("recruitment-new", "shegong", "/contact/recruitments/new/"),
    Scene("captains-not-allowed", "louzhang", "/contact/captains/", status=403),
)
PARTY_SCENES = (
    Scene("opinions", "shegong", "/council/opinions/"),
    Scene("opinions-none", "shegong", "/council/opinions/?q=没有这条意见"),
    Scene("opinion", "shegong", "/council/opinions/?state=open", follow("tbody th a")),
    Scene("opinion-new", "louzhang", "/council/opinions/new/"),
    Scene("opinion-rounds", "shegong", "/council/opinions/rounds/"),
    Scene("opinion-round", "shegong", "/council/opinions/rounds/", follow("tbody tr:last-child th a")),
    Scene("projects", "shuji", "/council/projects/"),
    Scene("project", "shuji", "/council/projects/?q=健身器材", follow("tbody th a")),
    Scene("project-read", "jianwei", "/council/projects/?q=健身器材", follow("tbody th a")),
    Scene("project-new", "shegong", "/council/projects/new/"),
    Scene("project-dossier", "shuji", "/council/projects/?q=晾衣架", dossier_of_the_first),
    Scene("project-ledger", "shuji", "/council/projects/ledger/?year=2018"),
    Scene("funds", "shuji", "/council/funds/"),
    Scene("payments", "shuji", "/council/payments/"),
    Scene("payment", "shuji", "/council/payments/", follow("tbody th a")),
    Scene("bank-new", "shegong", "/council/funds/bank/new/"),
    Scene("projects-public", "", "/c/510105014013/projects/"),
    Scene("project-public", "", "/c/510105014013/projects/", follow(".project-list a")),
    Scene("project-say", "", "/c/510105014013/projects/say/"),
    Scene("project-said", "", "/c/510105014013/projects/said/?code=ZZZZ9999"),
    Scene("council-bodies", "shegong", "/council/bodies/"),
    Scene("council-body", "shegong", "/council/bodies/", follow("tbody tr:nth-child(3) th a")),
    Scene("council-body-new", "shegong", "/council/bodies/new/"),
    Scene("council-meetings", "shegong", "/council/meetings/"),
    Scene("council-meetings-read", "yishi", "/council/meetings/"),
    Scene("council-meeting", "shegong", "/council/meetings/?state=held", follow("tbody th a")),
    Scene("council-meeting-read", "jianwei", "/council/meetings/?state=held", follow("tbody th a")),
    Scene("council-meeting-ahead", "shegong", "/council/meetings/?state=called", follow("tbody th a")),
    Scene("council-meeting-new", "shegong", "/council/meetings/new/"),
    Scene("council-meeting-late", "shegong", "/council/meetings/new/", late_call),
    Scene("council-roll", "shegong", "/council/meetings/?state=called", take_the_roll),
    Scene("council-motion", "shegong", "/council/meetings/?q=公约&state=held", first_motion),
    Scene("council-ledger", "shegong", "/council/meetings/ledger/?period=2018"),
    Scene("council-ledger-none", "shegong", "/council/meetings/ledger/?period=2016"),
    Scene("council-steps", "shegong", "/council/steps/"),
    Scene("council-process", "shegong", "/council/steps/", follow("tbody th a")),
    Scene("council-step-take", "shegong", "/council/steps/", next_step),
    Scene("disputes", "tiaojie", "/mediation/"),
    Scene("disputes-none", "tiaojie", "/mediation/?q=没有这个人"),
    Scene("dispute", "tiaojie", "/mediation/?tab=agreed", follow("tbody th a")),
    Scene("dispute-new", "tiaojie", "/mediation/new/"),
    Scene("dispute-report", "wangge", "/mediation/report/"),
    Scene("dispute-month", "shenji", "/mediation/month/?period=2018"),
    Scene("dispute-ratios", "shuji", "/mediation/ratios/?period=2018&typed=93.7%25"),
    Scene("mediation-committee", "shuji", "/mediation/committee/"),
    Scene("notices", "shuji", "/notices/"),
    Scene("notices-none", "shuji", "/notices/?q=没有这条公示"),
    Scene("notice", "shuji", "/notices/?phase=shown", follow("tbody tr:last-child th a")),
    Scene("notice-waiting", "shuji", "/notices/?phase=submitted", follow("tbody th a")),
    Scene("notice-approve", "shuji", "/notices/?phase=submitted", of_a_notice("approve")),
    Scene("notice-sheet", "shuji", "/notices/?phase=shown", of_a_notice("sheet")),
    Scene("notice-new", "wangge", "/notices/new/"),
    Scene("notice-faults", "wangge", "/notices/new/", private_notice),
    Scene("notices-ledger", "shuji", "/notices/ledger/?period=2018"),
    Scene("disclosures", "shuji", "/notices/disclosures/?year=2018"),
    Scene("disclosure-matter", "shegong", "/notices/disclosures/matter/"),
    Scene("pledges", "shuji", "/notices/pledges/"),
    Scene("pledge", "shuji", "/notices/pledges/", follow("tbody tr:last-child th a")),
    Scene("pledge-new", "shegong", "/notices/pledges/new/"),
    Scene("themes", "shuji", "/notices/themes/?period=2018"),
    Scene("theme-tag", "shegong", "/notices/themes/tag/"),
    Scene("questionnaires", "shegong", "/notices/questionnaires/"),
    Scene("questionnaire", "shegong", "/notices/questionnaires/", follow("tbody th a")),
    Scene("questionnaire-new", "shegong", "/notices/questionnaires/new/"),
    Scene("notices-not-allowed", "louzhang", "/notices/", status=403),
    Scene("board", "", "/c/510105014013/notices/"),
    Scene("board-notice", "", "/c/510105014013/notices/", follow("main .rows li:last-child a")),
    Scene("board-object", "", "/c/510105014013/notices/", objecting),
    Scene("board-archive", "", "/c/510105014013/notices/archive/"),
    Scene("board-pledges", "", "/c/510105014013/pledges/"),
    Scene("care-applications", "shegong", "/care/applications/"),
    Scene("care-application", "shegong", "/care/applications/?state=shown", follow("tbody th a")),
    Scene("care-find", "shegong", "/care/applications/new/"),
    Scene("care-check", "shegong", "/care/prompts/?kind=unclaimed&scheme=one_off", follow("tbody th a")),
    Scene("care-schemes", "shegong", "/care/schemes/"),
    Scene("care-scheme", "shegong", "/care/schemes/", follow("tbody th a")),
    Scene("care-prompts", "shegong", "/care/prompts/"),
    Scene("care-holders", "shegong", "/care/holders/"),
    Scene("care-survey", "shegong", "/care/holders/?survey=planned", follow("tbody th a")),
    Scene("care-ledger", "shegong", "/care/ledger/?period=2018"),
    Scene("care-not-allowed", "liangwei", "/care/applications/", status=403),
    Scene("bills", "shegong", "/bills/receipts/"),
    Scene("bills-none", "shegong", "/bills/receipts/?q=没有这个人"),
    Scene("bill-receipt", "shegong", "/bills/receipts/?state=paid", follow("tbody th a")),
    Scene("bill-mandate", "shegong", "/bills/mandates/", follow("tbody th a")),
    Scene("bills-to-pay", "shegong", "/bills/receipts/to-pay/"),
    Scene("bills-close", "liangwei", "/bills/closings/new/"),
    Scene("bill-month", "shegong", "/bills/reconciliations/", follow("tbody th a")),
    Scene("errands", "wangge", "/bills/errands/"),
    Scene("seal-uses", "shegong", "/bills/seals/"),
    Scene("refusal-new", "shegong", "/bills/refusals/new/"),
    Scene("party-members", "dangwu", "/party/members/"),
    Scene("party-members-none", "dangwu", "/party/members/?q=没有这个人"),
    Scene("party-members-opened", "dangwu", "/party/members/?figure=party_male&as_of=2018"),
    Scene("party-member", "dangwu", "/party/members/", follow("tbody th a")),
    Scene("party-member-read", "liangwei", "/party/members/", follow("tbody th a")),
    Scene("party-member-new", "dangwu", "/party/members/new/"),
    Scene("party-member-faults", "dangwu", "/party/members/new/", faulty_member),
    Scene("party-branches", "dangwu", "/party/branches/"),
    Scene("party-branch", "dangwu", "/party/branches/", follow("tbody tr:nth-child(3) th a")),
    Scene("party-branch-new", "dangwu", "/party/branches/new/"),
    Scene("party-meetings", "dangwu", "/party/meetings/"),
    Scene("party-meetings-none", "dangwu", "/party/meetings/?q=没有这个议题"),
    Scene("party-meeting", "dangwu", HELD, follow("tbody th a")),
    Scene("party-meeting-new", "dangwu", "/party/meetings/new/"),
    Scene("party-attendance", "dangwu", HELD, of_a_meeting("hold")),
    Scene("party-resolution", "dangwu", HELD, of_a_meeting("resolve")),
    Scene("party-resolution-refused", "dangwu", HELD, without_a_quorum),
    Scene("party-statistics", "dangwu", "/party/meetings/statistics/?period=2018"),
    Scene("party-member-statistics", "dangwu", "/party/members/statistics/?period=2018"),
    Scene("party-check-ins", "dangwu", "/party/check-ins/"),
    Scene("party-check-in", "dangwu", "/party/check-ins/", follow("tbody th a")),
    Scene("party-check-in-new", "dangwu", "/party/check-ins/new/"),
    Scene("party-not-allowed", "louzhang", "/party/members/", status=403),
)
HERE = "/c/510105014013"
APPEALS = (
    Scene("appeals", "shegong", "/appeals/"),
    Scene("appeals-none", "shegong", "/appeals/?q=没有这件事"),
    Scene("appeals-subdistrict", "jiedao", "/appeals/"),
    Scene("appeal", "shegong", "/appeals/?state=closed", follow("tbody th a")),
    Scene("appeal-open", "shegong", "/appeals/?sort=due", follow("tbody th a")),
    Scene("appeal-promise", "shegong", "/appeals/?state=registered", taking_on),
    Scene("intake", "shegong", "/appeals/register/"),
    Scene("intake-captain", "louzhang", "/appeals/register/?for=self"),
    Scene(
        "receipt",
        "shegong",
        "/appeals/",
        lambda w: (follow("tbody th a")(w), w.go(f"{w.path}receipt/"))[0],
    ),
    Scene("receptions", "shegong", "/appeals/receptions/"),
    Scene("reception-new", "shegong", "/appeals/receptions/new/"),
    Scene("guide", "shegong", "/appeals/guide/"),
    Scene("guide-new", "shegong", "/appeals/guide/new/"),
    Scene("texts", "shegong", "/appeals/texts/"),
    Scene("sent-up", "shegong", "/appeals/sent/"),
    Scene("revisits", "shegong", "/appeals/revisits/"),
    Scene("appeals-ledger", "shegong", "/appeals/ledger/"),
    Scene("appeals-month", "shegong", "/reports/appeals/?period=2018-11"),
    Scene("contact-month", "shegong", "/reports/contact/?period=2018-11"),
    Scene("same-day", "shuji", "/", follow(".figure-pair:has-text('当日响应率') a")),
    Scene("calls", "shegong", "/calls/"),
    Scene("outbox", "shegong", "/outbox/"),
    Scene("workbench-messenger", "xinshi", "/"),
    Scene("channel-keys", "shuji", "/channels/keys/"),
    Scene("channel-key-new", "shuji", "/channels/keys/new/"),
    Scene("door", "shegong", "/places/buildings/", at_the_door),
    Scene("resident-home", "", f"{HERE}/"),
    Scene("resident-report", "", f"{HERE}/report/"),
    Scene("resident-receipt", "", f"{HERE}/report/", reported),
    Scene("resident-follow", "", f"{HERE}/report/", followed),
    Scene("resident-ask", "", f"{HERE}/follow/"),
    Scene("resident-answers", "", f"{HERE}/answers/"),
    Scene("resident-who", "", f"{HERE}/who/"),
    Scene("resident-guide", "", f"{HERE}/guide/"),
    Scene("resident-privacy", "", f"{HERE}/privacy/"),
    Scene("code", "", "/code/"),
)
SCENES = (
    *APPEALS,
    *PARTY_SCENES,
    *PEOPLE_SCENES,
    *VOTE_SCENES,
    *AREA_SCENES,
    *VISIT_SCENES,
    Scene("sign-in", "", "/sign-in/"),
    Scene("workbench", "shegong", "/"),
    Scene("workbench-secretary", "shuji", "/"),
    Scene("workbench-walker", "wangge", "/"),
    Scene("workbench-captain", "louzhang", "/"),
    Scene("workbench-subdistrict", "jiedao", "/"),
    Scene("people", "shegong", "/residents/"),
    Scene("people-none", "shegong", "/residents/?q=没有这个人"),
    Scene("person", "shegong", "/residents/?q=baibindong", follow("tbody th a")),
    Scene(
        "person-correct",
        "shegong",
        "/residents/?q=baibindong",
        lambda w: (follow("tbody th a")(w), follow("main a[href$='/correct/']")(w))[0],
    ),
    Scene("household", "shegong", "/residents/households/", follow("tbody th a")),
    Scene("register", "shegong", "/residents/register/"),
    Scene("register-faults", "shegong", "/residents/register/", faulty_registration),
    Scene("residences", "shegong", "/residents/residences/"),
    Scene("checks", "shegong", "/residents/checks/"),
    Scene("imports", "shegong", "/residents/imports/"),
    Scene("import", "shegong", "/residents/imports/", faulty_roster),
    Scene("buildings", "shegong", "/places/buildings/"),
    Scene("building", "shegong", "/places/buildings/", follow("tbody th a")),
    Scene("map", "shegong", "/places/map/"),
    Scene("tables", "shegong", "/reports/"),
    Scene("population", "shegong", "/reports/population/?period=2018"),
    Scene("floating", "shegong", "/reports/floating/?period=2018"),
    Scene("opened", "shegong", "/reports/population/?period=2018", opened_list),
    Scene("ledgers", "shegong", "/reports/ledgers/"),
    Scene("figures", "shegong", "/reports/figures/"),
    Scene("sent", "shuji", "/reports/sent/"),
    Scene("find", "shegong", "/find/?q=wang"),
    Scene("messages", "shegong", "/messages/"),
    Scene("me", "shegong", "/me/"),
    Scene("facts", "shuji", "/places/community/"),
    Scene("grids", "shuji", "/places/schemes/"),
    Scene("facilities", "shuji", "/places/facilities/"),
    Scene("accounts", "shuji", "/settings/people/"),
    Scene("account", "shuji", "/settings/people/", follow("tbody th a")),
    Scene("duty", "shuji", "/settings/duty/"),
    Scene("terms", "shuji", "/places/terms/"),
    Scene("hours", "shuji", "/places/hours/?day=2018-12-28&time=16:50&amount=3&unit=working_day"),
    Scene("log", "shenji", "/settings/log/"),
    Scene("unusual", "shuji", "/settings/log/unusual/"),
    Scene("gallery", "", "/gallery/"),
    Scene("not-found", "shegong", "/residents/999999999/", status=404),
    Scene("not-allowed", "louzhang", "/residents/", status=403),
)
BY_NAME = {scene.name: scene for scene in SCENES}
