"""Addresses of bills."""

from __future__ import annotations

from django.urls import path

from .views import closings, common, errands, mandates, receipts, registers

app_name = "bills"

urlpatterns = [
    path("", common.home, name="home"),
    path("receipts/", receipts.listing, name="receipts"),
    path("receipts/to-pay/", receipts.to_pay, name="to_pay"),
    path("receipts/to-pay/numbers/", receipts.numbers, name="numbers"),
    path("receipts/<key:key>/", receipts.record, name="receipt"),
    path("receipts/<key:key>/slip/", receipts.paper, name="receipt_slip"),
    path("receipts/<key:key>/pay/", receipts.pay, name="pay"),
    path("receipts/<key:key>/hand-over/", receipts.hand_over, name="hand_over"),
    path("receipts/<key:key>/cancel/", receipts.cancel, name="cancel"),
    path("receipts/<key:key>/counter/", receipts.counter, name="counter"),
    path("payments/<key:key>/take-back/", receipts.take_back, name="take_back"),
    path("payments/<key:key>/refund/", receipts.refund, name="refund"),
    path("mandates/", mandates.listing, name="mandates"),
    path("mandates/new/", mandates.new, name="mandate_new"),
    path("mandates/<key:key>/", mandates.record, name="mandate"),
    path("mandates/<key:key>/slip/", mandates.paper, name="mandate_slip"),
    path("mandates/<key:key>/end/", mandates.end, name="mandate_end"),
    path("mandates/<key:key>/account/", mandates.account_new, name="account_new"),
    path("mandates/<key:key>/receive/", receipts.receive, name="receive"),
    path("accounts/<key:key>/show/", mandates.account_show, name="account_show"),
    path("accounts/<key:key>/drop/", mandates.account_drop, name="account_drop"),
    path("closings/", closings.listing, name="closings"),
    path("closings/new/", closings.new, name="closing_new"),
    path("closings/<key:key>/", closings.record, name="closing"),
    path("closings/<key:key>/paper/", closings.paper, name="closing_paper"),
    path("closings/<key:key>/excel/", closings.excel, name="closing_excel"),
    path("reconciliations/", closings.months, name="reconciliations"),
    path("reconciliations/new/", closings.compare, name="reconciliation_new"),
    path("reconciliations/<key:key>/", closings.month, name="reconciliation"),
    path("reconciliations/<key:key>/paper/", closings.month_paper, name="reconciliation_paper"),
    path("reconciliations/<key:key>/excel/", closings.month_excel, name="reconciliation_excel"),
    path("lines/<key:key>/explain/", closings.explain, name="explain"),
    path("errands/", errands.listing, name="errands"),
    path("errands/new/", errands.new, name="errand_new"),
    path("errands/<key:key>/", errands.record, name="errand"),
    path("errands/<key:key>/slip/", errands.paper, name="errand_slip"),
    path("errands/<key:key>/begin/", errands.begin, name="errand_begin"),
    path("errands/<key:key>/finish/", errands.finish, name="errand_finish"),
    path("errands/<key:key>/hand-over/", errands.hand_over, name="errand_hand_over"),
    path("errands/<key:key>/drop/", errands.drop, name="errand_drop"),
    path("seals/", registers.seal_uses, name="seal_uses"),
    path("seals/new/", registers.seal_new, name="seal_new"),
    path("seals/<key:key>/strike/", registers.seal_strike, name="seal_strike"),
    path("refusals/", registers.refusals, name="refusals"),
    path("refusals/new/", registers.refusal_new, name="refusal_new"),
    path("refusals/<key:key>/", registers.refusal, name="refusal"),
    path("refusals/<key:key>/slip/", registers.refusal_paper, name="refusal_slip"),
]
