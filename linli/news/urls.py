"""Addresses of messages."""

from django.urls import path

from linli.news import views

app_name = "news"

urlpatterns = [
    path("messages/", views.messages, name="messages"),
    path("messages/<key:message_id>/", views.open_message, name="message"),
    path("messages/read/", views.read_all, name="read_all"),
]
