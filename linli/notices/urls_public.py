"""Addresses of notices for residents, without an account; each names its community by the area's code."""

from __future__ import annotations

from django.urls import path

from .views import public, public_more

app_name = "board"

urlpatterns = [
    path("c/<area:area>/notices/", public.board, name="board"),
    path("c/<area:area>/notices/archive/", public.archive, name="archive"),
    path("c/<area:area>/pledges/", public_more.pledges, name="pledges"),
    path("c/<area:area>/questionnaires/<key:key>/", public_more.survey, name="survey"),
    path("c/<area:area>/questionnaires/<key:key>/sent/", public_more.sent, name="survey_sent"),
    path("c/<area:area>/notices/<key:key>/", public.notice, name="notice"),
    path("c/<area:area>/notices/<key:key>/object/", public.object_to, name="object"),
]
