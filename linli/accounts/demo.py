"""The demonstration's one password. Accounts outside the demonstration never get it."""

PASSWORD = "linli-demo-2018"
