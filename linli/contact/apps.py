from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "linli.contact"
    label = "contact"
