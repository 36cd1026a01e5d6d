"""Addresses of votes for residents, without an account; each names its community by the area's code."""

from __future__ import annotations

from django.urls import path

from .views import public

app_name = "voting"

urlpatterns = [
    path("c/<area:area>/votes/", public.listing, name="votes"),
    path("c/<area:area>/votes/vote/", public.vote, name="vote"),
    path("c/<area:area>/votes/receipt/", public.receipt, name="receipt"),
    path("c/<area:area>/votes/recount.py", public.recount, name="recount"),
    path("c/<area:area>/votes/<key:key>/", public.decision, name="decision"),
    path("c/<area:area>/votes/<key:key>/ballots/", public.ballots, name="ballots"),
    path("c/<area:area>/votes/<key:key>/pack/", public.pack, name="pack"),
]
