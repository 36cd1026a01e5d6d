"""What is done about a project: one table of verbs, each one question, one form, one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel import Actor
from linli.kernel.money import yuan
from linli.ui.asking import actor_of, asked, today, whole
from linli.ui.fields import AskedForm

from .. import workflow
from ..actions import closing, contract_papers, gathering, payments, stages, works
from ..forms import funds as money_forms
from ..forms import projects as shapes
from ..queries import funds, opinions, project_reach
from ..queries import projects as found
from ..queries.projects import ProjectRow
from ..rules import project_codes as codes

View = Callable[..., HttpResponseBase]
#: (form, actor, at, row, typed) → what the action answers.
Deed = Callable[[Any, Actor, dt.datetime, ProjectRow, dict[str, Any]], Any]
#: (actor, row, on) → choices by field; fields of many choices in `many`.
Fill = Callable[[Actor, ProjectRow, dt.date], Mapping[str, list[tuple[int, str]]]]
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Verb:
    """One verb: its page, its form, its deed."""

    title: Any
    form: type[AskedForm]
    deed: Deed
    power: str = "council.keep"
    hint: Any = ""
    danger: bool = False
    fill: Fill | None = None
    many: tuple[str, ...] = ()
    initial: Callable[[Actor, ProjectRow, dt.date], dict[str, Any]] = field(default=lambda actor, row, on: {})


def _simple(action: Callable[..., Any], *names: str) -> Deed:
    """A deed that hands the form's fields over as they are."""

    def deed(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> Any:
        return action(actor=actor, at=at, project_key=row.id, **{name: typed[name] for name in names})

    return deed


def _notice(action: Callable[..., Any]) -> Deed:
    def deed(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> Any:
        return action(
            actor=actor, at=at, projects=[*typed.get("projects", ()), row.id], on=typed["on"], starts=typed["starts"],
            ends=typed["last"] + _DAY, title=typed["title"], text=typed["text"],
        )  # fmt: skip

    return deed


def _budget_line(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> int:
    return stages.budget_line(
        actor=actor, at=at, project_key=row.id, name=typed["name"], amount=int(typed["amount"] * 100), unit=typed["unit"],
        price=typed["price"], basis=typed["basis"], fund=typed["fund"],
    )  # fmt: skip


def _review(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> bool:
    return stages.review(
        actor=actor,
        at=at,
        project_key=row.id,
        on=typed["on"],
        answers=form.answers(),
        version=typed["version"],
    )


def _picture(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> int:
    sent = typed["file"]
    return works.picture(
        actor=actor, at=at, project_key=row.id, on=typed["on"], phase=typed["phase"], content=sent.read(), name=sent.name or "",
        caption=typed["caption"],
    )  # fmt: skip


def _contract_paper(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> int:
    sent = typed["file"]
    return contract_papers.attach_contract(
        actor=actor, at=at, contract=typed["contract"], name=sent.name or "", content=sent.read(), media=sent.content_type or ""
    )  # fmt: skip


def _change(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> int:
    return works.change(
        actor=actor, at=at, project_key=row.id, on=typed["on"], what=typed["what"], reason=typed["reason"], cost=typed["cost"] or 0,
        other=typed["other"],
    )  # fmt: skip


def _accept(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> int:
    return works.accept(
        actor=actor, at=at, project_key=row.id, on=typed["on"], text=typed["text"], people=form.named(), defects=form.found(),
        version=typed["version"],
    )  # fmt: skip


def _result(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> int:
    names = ("on", "beneficiaries", "result", "starts", "title", "text", "version")
    return closing.show_result(
        actor=actor,
        at=at,
        project_key=row.id,
        ends=typed["last"] + _DAY,
        **{name: typed[name] for name in names},
    )


def _ratings(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> int:
    return closing.take_ratings(
        actor=actor, at=at, project_key=row.id, on=typed["on"], ratings=form.ratings()
    )


def _decide(form: Any, actor: Actor, at: dt.datetime, row: ProjectRow, typed: dict[str, Any]) -> str:
    return stages.decide(actor=actor, at=at, project_key=row.id, version=typed["version"])


def _correct_initial(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, Any]:
    return {"title": row.title, "summary": row.summary, "kind": row.kind, "place": row.place}


def _notice_initial(what: str) -> Callable[[Actor, ProjectRow, dt.date], dict[str, Any]]:
    def initial(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, Any]:
        title = _(what).format(title=row.title)
        text = f"{row.title}：{row.summary}"
        return {"starts": on, "last": on + 6 * _DAY, "title": title[:80], "text": text}

    return initial


def _result_initial(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, Any]:
    text = _("{title}: {paid} yuan were paid of a budget of {budget} yuan.").format(
        title=row.title, paid=yuan(row.paid), budget=yuan(row.budget or 0)
    )
    return {
        "starts": on,
        "last": on + 6 * _DAY,
        "title": _("Result: {title}").format(title=row.title)[:80],
        "text": text,
    }


def _others(state: str) -> Fill:
    return lambda actor, row, on: {"projects": found.choices(actor, states=[state], without=row.id)}


def _open_opinions(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, list[tuple[int, str]]]:
    return {"opinions": opinions.choices(actor, kind=row.kind)}


def _own_opinions(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, list[tuple[int, str]]]:
    held = [(one["id"], one["text"][:60]) for one in found.page(actor, row.id).opinions]
    return {"opinions": held, "opinion": held}


def _sources(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, list[tuple[int, str]]]:
    return {"fund": funds.choices(actor, row.year)}


def _pay_from(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, list[tuple[int, str]]]:
    return {"fund": funds.choices(actor, row.year), "contract": funds.contracts_of(actor, row.id)}


def _contracts(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, list[tuple[int, str]]]:
    return {"contract": funds.contracts_of(actor, row.id)}


def _newest_contract(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, Any]:
    """The contract that waits for its paper; else the last one."""
    held = funds.contracts_of(actor, row.id, without_paper=True) or funds.contracts_of(actor, row.id)[-1:]
    return {"contract": held[0][0]} if held else {}


def _pay_initial(actor: Actor, row: ProjectRow, on: dt.date) -> dict[str, Any]:
    """Who is paid and from what, as far as the contract and the budget say it."""
    return funds.likely_payment(actor, row.id)


VERBS: dict[str, Verb] = {
    "correct": Verb(gettext_lazy("Correct"), shapes.CorrectForm,
                    _simple(gathering.correct, "title", "summary", "kind", "place", "version"), initial=_correct_initial),
    "take_in": Verb(gettext_lazy("Take opinions in"), shapes.TakeForm, _simple(gathering.take_in, "on", "opinions"),
                    fill=_open_opinions, many=("opinions",)),
    "take_out": Verb(gettext_lazy("Take an opinion out"), shapes.OutForm, _simple(gathering.take_out, "opinion"), fill=_own_opinions),
    "merge": Verb(workflow.VERBS["merge"], shapes.IntoForm, _simple(gathering.merge, "on", "into", "version"),
                  hint=gettext_lazy("All opinions, authors and supporters count for both; it can be undone."),
                  fill=lambda actor, row, on: {"into": found.choices(actor, states=("collected", "sorted", "shown"), without=row.id)}),
    "part": Verb(workflow.VERBS["part"], shapes.DayForm, _simple(gathering.part, "on", "version")),
    "split": Verb(gettext_lazy("Split"), shapes.SplitProjectForm,
                  _simple(gathering.split, "on", "opinions", "title", "summary", "version"), fill=_own_opinions, many=("opinions",)),
    "back": Verb(gettext_lazy("Note a supporter"), shapes.BackForm, _simple(gathering.back, "on", "name"), power="council.opine"),
    "sort": Verb(workflow.VERBS["sort"], shapes.DayForm, _simple(stages.sort, "on", "version"),
                 hint=gettext_lazy("Every opinion is read and in its place.")),
    "show": Verb(workflow.VERBS["show"], shapes.NoticeForm, _notice(stages.show), fill=_others("sorted"), many=("projects",),
                 hint=gettext_lazy("A notice with objections; other sorted projects may stand on the same."),
                 initial=_notice_initial(gettext_noop("What residents asked for: {title}"))),
    "review": Verb(workflow.VERBS["review"], shapes.ReviewForm, _review, power="council.project",
                   hint=gettext_lazy("One line of the positive list has to fit and none of the negative; each with its reason.")),
    "submit": Verb(workflow.VERBS["submit"], shapes.DayForm, _simple(stages.submit, "on", "version")),
    "decide": Verb(gettext_lazy("Take the council's decision over"), AskedForm, _decide,
                   hint=gettext_lazy("What the council voted on this project is taken over with its count.")),
    "budget_line": Verb(gettext_lazy("Add a budget line"), shapes.BudgetLineForm, _budget_line, fill=_sources),
    "close_budget": Verb(workflow.VERBS["budget"], shapes.CloseBudgetForm,
                         _simple(stages.close_budget, "on", "fund", "procurement", "version"), power="council.project", fill=_sources),
    "file": Verb(workflow.VERBS["file"], shapes.FileForm, _simple(stages.file, "on", "number", "version"), power="council.project"),
    "show_decision": Verb(workflow.VERBS["show_decision"], shapes.NoticeForm, _notice(stages.show_decision), fill=_others("filed"),
                          many=("projects",), initial=_notice_initial(gettext_noop("Decided: {title}"))),
    "sign": Verb(gettext_lazy("Enter a contract"), shapes.ContractForm,
                 _simple(works.sign, "number", "contractor", "chosen", "signed", "amount", "start", "finish", "credit_code"),
                 power="council.project"),
    "contract_paper": Verb(gettext_lazy("Add the signed contract"), shapes.ContractPaperForm, _contract_paper, fill=_contracts,
                           initial=_newest_contract, hint=gettext_lazy("Seen by the office, the supervision committee and the auditor.")),
    "start": Verb(workflow.VERBS["start"], shapes.DayForm, _simple(works.start, "on", "version")),
    "report": Verb(gettext_lazy("Say how far it is"), shapes.ProgressForm, _simple(works.report, "on", "percent", "text")),
    "picture": Verb(gettext_lazy("Add a picture"), shapes.PictureForm, _picture,
                    hint=gettext_lazy("Residents see it: no faces, no number plates.")),
    "change": Verb(gettext_lazy("Ask for a change"), shapes.ChangeForm, _change,
                   hint=gettext_lazy("What costs more, or is another thing, goes back to the council.")),
    "supervise": Verb(workflow.VERBS["supervise"], shapes.SuperviseForm, _simple(works.supervise, "on", "finding", "text"),
                      power="council.supervise"),
    "accept": Verb(gettext_lazy("Inspect and accept"), shapes.AcceptForm, _accept,
                   hint=gettext_lazy("At least two residents by name. With defects the works go back and are inspected again.")),
    "propose": Verb(gettext_lazy("Propose a payment"), money_forms.ProposeForm,
                    _simple(payments.propose, "on", "fund", "contract", "payee", "purpose", "amount", "invoice", "invoiced", "early"),
                    power="council.pay", fill=_pay_from, initial=_pay_initial),
    "settle": Verb(workflow.VERBS["settle"], shapes.DayForm, _simple(payments.settle, "on", "version"),
                   hint=gettext_lazy("What was kept and not needed goes back to the fund.")),
    "show_result": Verb(workflow.VERBS["show_result"], shapes.ResultForm, _result, initial=_result_initial),
    "issue_ratings": Verb(gettext_lazy("Hand out rating sheets"), shapes.IssueRatingsForm, _simple(closing.issue_ratings, "on", "sheets")),
    "take_ratings": Verb(gettext_lazy("Rating sheets came back"), shapes.TakeRatingsForm, _ratings),
    "rate": Verb(workflow.VERBS["rate"], shapes.DayForm, _simple(closing.rate, "on", "version")),
    "archive": Verb(workflow.VERBS["archive"], shapes.DayForm, _simple(stages.archive, "on", "version")),
    "stop": Verb(workflow.VERBS["stop"], shapes.ReasonForm, _simple(stages.stop, "on", "reason", "version"), power="council.project",
                 danger=True, hint=gettext_lazy("The reason stands in public.")),
}  # fmt: skip
#: Verbs of a state that lead on, most wanted first.
NEXT: dict[str, tuple[str, ...]] = {
    "collected": ("sort",), "sorted": ("show",), "shown": ("review",), "reviewed": ("submit",), "submitted": ("decide",),
    "deferred": ("submit",), "carried": ("budget_line", "close_budget"), "budgeted": ("file",), "filed": ("show_decision",),
    "decision_shown": ("sign", "start"), "in_works": ("report", "supervise"), "supervised": ("accept", "report", "supervise"),
    "defects": ("accept", "supervise"), "accepted": ("propose", "settle"), "paid": ("show_result",),
    "result_shown": ("take_ratings", "issue_ratings", "rate"), "rated": ("archive",), "merged": ("part",),
}  # fmt: skip
_EARLY = ("collected", "sorted", "shown", "deferred")
_ALIVE = tuple(one for one in codes.STATES if one not in codes.ENDED)
#: States in which a contract may be there.
_SIGNED = ("decision_shown", *codes.WORKING, "accepted", "paid", "result_shown", "rated")
#: Verbs that lead nowhere else, with the states in which they are possible.
MORE: dict[str, tuple[str, ...]] = {
    "take_in": _EARLY, "take_out": _EARLY, "split": _EARLY, "merge": ("collected", "sorted", "shown"), "back": _ALIVE,
    "contract_paper": _SIGNED, "correct": (*_EARLY, "reviewed"), "picture": _ALIVE, "change": codes.WORKING, "propose": codes.WORKING,
    "stop": tuple(state for (state, verb) in workflow.TABLE if verb == "stop"),
}  # fmt: skip


def next_verbs(actor: Actor, state: str) -> list[str]:
    """What leads on from a state and is open to the actor."""
    return [name for name in NEXT.get(state, ()) if accounts.may(actor, VERBS[name].power)]


def view(name: str) -> View:
    """The page of one verb."""
    verb = VERBS[name]

    def page(request: HttpRequest, key: int) -> HttpResponse:
        actor, (at, on) = actor_of(request), today()
        row = found.one_row(actor, key)
        form = _form(request, verb, actor, row, on)
        back = reverse("council:project", args=[key])
        return asked(
            request, form, lambda typed: _named(verb.deed(form, actor, at, row, typed)), back, to=lambda done: back,
            title=str(verb.title), about=row.title, hint=str(verb.hint), danger=verb.danger, save=str(verb.title),
        )  # fmt: skip

    page.__name__, page.__doc__ = name, str(name)
    return accounts.needs(verb.power)(require_http_methods(["GET", "POST"])(submit_once(page)))


def _named(done: Any) -> Any:
    """What was done, where nothing or "no" is an answer too."""
    return True if done in (None, False, 0, "") else done


def _form(request: HttpRequest, verb: Verb, actor: Actor, row: ProjectRow, on: dt.date) -> AskedForm:
    filled = dict(verb.fill(actor, row, on)) if verb.fill else {}
    many = {name: filled.pop(name) for name in verb.many}
    initial = {"on": on, "version": row.version, **verb.initial(actor, row, on)}
    options: dict[str, Any] = {"on": on, "initial": initial}
    if verb.form is shapes.ReviewForm:
        options["lines"] = project_reach.term("council_lists", actor.community, dt.date(row.year, 1, 1))
    fields = verb.form.base_fields
    form = verb.form(
        request.POST or None,
        request.FILES or None,
        choices={name: held for name, held in filled.items() if name in fields},
        **options,
    )
    for name, held in many.items():
        field_: Any = form.fields[name]
        field_.choices = held
        if name == "projects":
            field_.required = False
            if not held:
                del form.fields[name]
    return form


@accounts.needs("council.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def new(request: HttpRequest) -> HttpResponse:
    """Opinions become a project."""
    actor, (at, on) = actor_of(request), today()
    first = whole(request.GET.get("opinion"))
    initial: dict[str, Any] = {"year": on.year, "opinions": [first] if first else []}
    if first:
        row = opinions.page(actor, first, on=on).row
        initial |= {"kind": row.kind, "place": row.place, "summary": row.text}
    form = shapes.FoundForm(request.POST or None, on=on, initial=initial)
    form.fields["opinions"].choices = opinions.choices(actor, kind=initial.get("kind", ""))  # type: ignore[attr-defined]

    def deed(typed: dict[str, Any]) -> int:
        names = ("title", "summary", "kind", "year", "place", "opinions")
        return gathering.found(actor=actor, at=at, on=on, **{name: typed[name] for name in names})

    return asked(
        request, form, deed, reverse("council:projects"), to=lambda key: reverse("council:project", args=[key]),
        title=_("Make a project"), about=_("Projects"), save=_("Put together"),
    )  # fmt: skip


def _small(
    title: str,
    form_of: type[AskedForm],
    of: Callable[[Actor, int], tuple[int, str]],
    power: str,
    deed: Callable[..., Any],
) -> View:
    """The page of a verb on a part of a project: a defect, a change, a budget line."""

    def page(request: HttpRequest, key: int) -> HttpResponse:
        actor, (at, on) = actor_of(request), today()
        project, words = of(actor, key)
        form: forms.Form = form_of(request.POST or None, on=on, initial={"on": on})
        back = reverse("council:project", args=[project])
        return asked(
            request, form, lambda typed: deed(actor, at, key, typed), back, to=lambda done: back, title=_(title), hint=words,
            about=_("Back to the project"),
        )  # fmt: skip

    page.__doc__ = title
    return accounts.needs(power)(require_http_methods(["GET", "POST"])(submit_once(page)))


mend = _small(
    gettext_noop("Defect mended"), shapes.MendForm, found.defect, "council.keep",
    lambda actor, at, key, typed: works.mend(actor=actor, at=at, defect=key, on=typed["on"], note=typed["note"]),
)  # fmt: skip
answer_change = _small(
    gettext_noop("The council's answer"), shapes.AnswerChangeForm, found.change, "council.project",
    lambda actor, at, key, typed: works.answer_change(
        actor=actor, at=at, change_key=key, on=typed["on"], agreed=typed["agreed"] == "yes", answer=typed["answer"]
    ),
)  # fmt: skip
strike_line = _small(
    gettext_noop("Strike the line"), AskedForm, found.budget_line, "council.keep",
    lambda actor, at, key, typed: stages.strike_line(actor=actor, at=at, line=key),
)  # fmt: skip
