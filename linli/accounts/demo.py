"""The demonstration's one password. Accounts outside the demonstration never get it."""

from functools import cache

from django.contrib.auth.hashers import make_password

PASSWORD = "linli-demo-2018"


@cache
def hashed() -> str:
    """Its hash, made once in a process: twenty accounts share it, and a hash is made to be slow."""
    return make_password(PASSWORD)
