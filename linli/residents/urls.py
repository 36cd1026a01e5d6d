"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from .views import changes, doubts, households, import_steps, imports, lists, people, register, statuses, told

app_name = "residents"

urlpatterns = [
    path("", people.people, name="people"),
    path("export/", people.export, name="export"),
    path("register/", register.register, name="register"),
    path("register/told/", told.told, name="told"),
    path("<int:key>/", people.person, name="person"),
    path("<int:key>/reveal/<slug:what>/", people.reveal, name="reveal"),
    path("<int:key>/call/", people.call, name="call"),
    path("<int:key>/extract/", people.extract, name="extract"),
    path("<int:key>/correct/", changes.correct, name="correct"),
    path("<int:key>/check/", changes.check, name="check"),
    path("<int:key>/status/", statuses.grant, name="grant"),
    path("<int:key>/mark/", doubts.mark, name="mark"),
    path("statuses/<int:key>/end/", statuses.end_status, name="end_status"),
    path("residences/", lists.residences, name="residences"),
    path("residences/<int:key>/verify/", changes.verify, name="verify"),
    path("residences/<int:key>/move/", changes.move, name="move"),
    path("residences/<int:key>/close/", changes.close, name="close"),
    path("residences/<int:key>/confirm/", changes.confirm_close, name="confirm_close"),
    path("residences/<int:key>/keep/", changes.keep, name="keep"),
    path("residences/<int:key>/reopen/", changes.reopen, name="reopen"),
    path("residences/<int:key>/void/", changes.void, name="void"),
    path("households/", lists.households, name="households"),
    path("households/found/", households.found, name="found"),
    path("households/<int:key>/", households.household, name="household"),
    path("households/<int:key>/split/", households.split, name="split"),
    path("households/<int:key>/head/", households.head, name="head"),
    path("households/<int:key>/join/", households.join, name="join"),
    path("checks/", lists.checks, name="checks"),
    path("checks/door/<int:key>/", households.check_door, name="check_door"),
    path("doubts/", lists.doubts, name="doubts"),
    path("doubts/<int:key>/", doubts.doubt, name="doubt"),
    path("doubts/<int:key>/merge/", doubts.merge, name="merge"),
    path("doubts/<int:key>/unmerge/", doubts.unmerge, name="unmerge"),
    path("doubts/<int:key>/different/", doubts.different, name="different"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:key>/", imports.one, name="import"),
    path("imports/<int:key>/progress/", imports.progress, name="import_progress"),
    path("imports/<int:key>/columns/", import_steps.columns, name="import_columns"),
    path("imports/<int:key>/about/", import_steps.about, name="import_about"),
    path("imports/<int:key>/cells/", import_steps.cells, name="import_cells"),
    path("imports/<int:key>/mended/", import_steps.mended, name="import_mended"),
    path("imports/<int:key>/apply/", import_steps.apply, name="import_apply"),
    path("imports/<int:key>/undo/", import_steps.undo, name="import_undo"),
    path("imports/<int:key>/again/", import_steps.again, name="import_again"),
    path("imports/<int:key>/marked/", import_steps.marked, name="import_marked"),
    path("imports/<int:key>/file/", import_steps.file, name="import_file"),
]
