"""What keeps the embedded PostgreSQL from running, as a sentence that says what to do."""


class ClusterError(Exception):
    """The embedded PostgreSQL cannot be used; the text says why and what to do."""
