"""Addresses of mediation. None of them is public."""

from __future__ import annotations

from django.urls import path

from .views import ending, listing, month, parties, record, settling, verbs

app_name = "mediation"

urlpatterns = [
    path("", listing.listing, name="disputes"),
    path("new/", listing.new, name="new"),
    path("report/", listing.report, name="report"),
    path("committee/", listing.committee_page, name="committee"),
    path("committee/elect/", listing.elect, name="elect"),
    path("committee/<key:key>/leave/", listing.leave, name="leave"),
    path("month/", month.page, name="month"),
    path("month/print/", month.paper, name="month_print"),
    path("month/excel/", month.excel, name="month_excel"),
    path("ratios/", month.ratios, name="ratios"),
    path("<key:key>/", record.record, name="dispute"),
    path("<key:key>/form/<slug:kind>/", record.form, name="form"),
    path("<key:key>/change/", parties.change, name="change"),
    path("<key:key>/party/", parties.party, name="party"),
    path("<key:key>/party/<key:party>/", parties.party_correct, name="party_correct"),
    path("<key:key>/party/<key:party>/drop/", parties.party_drop, name="party_drop"),
    path("<key:key>/party/<key:party>/consent/", parties.consent, name="consent"),
    path("<key:key>/accept/", verbs.accept, name="accept"),
    path("<key:key>/charge/", verbs.charge, name="charge"),
    path("<key:key>/recuse/", verbs.recuse, name="recuse"),
    path("<key:key>/rights/", verbs.rights, name="rights"),
    path("<key:key>/extend/", verbs.extend, name="extend"),
    path("<key:key>/inquiry/", verbs.inquiry, name="inquiry"),
    path("<key:key>/session/", verbs.session, name="session"),
    path("<key:key>/agree/", settling.agree, name="agree"),
    path("<key:key>/sign/", settling.sign, name="sign"),
    path("<key:key>/seal/", settling.seal, name="seal"),
    path("<key:key>/redraw/", settling.redraw, name="redraw"),
    path("<key:key>/apply/", settling.apply, name="apply"),
    path("<key:key>/rule/", settling.rule, name="rule"),
    path("<key:key>/perform/", settling.perform, name="perform"),
    path("<key:key>/revisit/", settling.revisit, name="revisit"),
    path("<key:key>/fail/", ending.fail, name="fail"),
    path("<key:key>/reconcile/", ending.reconcile, name="reconcile"),
    path("<key:key>/withdraw/", ending.withdraw, name="withdraw"),
    path("<key:key>/transfer/", ending.transfer, name="transfer"),
    path("<key:key>/close/", ending.close, name="close"),
    path("<key:key>/attach/", ending.attach, name="attach"),
    path("<key:key>/paper/<key:paper>/take-out/", ending.take_out, name="take_out"),
]
