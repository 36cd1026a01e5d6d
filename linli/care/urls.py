"""Addresses of care."""

from __future__ import annotations

from django.urls import path

from .views import applications, holders, ledger, prompts, schemes, taking, verbs

app_name = "care"

urlpatterns = [
    path("applications/", applications.listing, name="applications"),
    path("applications/new/", taking.find, name="find"),
    path("applications/<key:key>/", applications.record, name="application"),
    *[
        path(f"applications/<key:key>/{verb}/", view, name=f"application_{verb}")
        for verb, view in verbs.SINGLE.items()
    ],
    *[path(f"batch/{verb}/", view, name=f"batch_{verb}") for verb, view in verbs.SEVERAL.items()],
    path("people/<key:key>/", taking.check, name="check"),
    path("people/<key:key>/apply/<slug:scheme>/", taking.apply, name="apply"),
    path("schemes/", schemes.listing, name="schemes"),
    path("schemes/<slug:code>/", schemes.scheme, name="scheme"),
    path("schemes/<slug:code>/apply/", schemes.batch_apply, name="batch_apply"),
    path("prompts/", prompts.listing, name="prompts"),
    path("prompts/<key:key>/close/", prompts.close, name="prompt_close"),
    path("holders/", holders.listing, name="holders"),
    path("holders/<key:key>/survey/", holders.survey_new, name="survey_new"),
    path("surveys/<key:key>/", holders.survey, name="survey"),
    path("surveys/<key:key>/plan/", holders.survey_plan, name="survey_plan"),
    path("surveys/<key:key>/enter/", holders.survey_enter, name="survey_enter"),
    path("ledger/", ledger.page, name="ledger"),
    path("ledger/print/", ledger.paper, name="ledger_print"),
    path("ledger/excel/", ledger.excel, name="ledger_excel"),
]
