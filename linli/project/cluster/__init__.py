"""The embedded PostgreSQL: our own small launcher around initdb and postgres.

``running(data)`` gives a server for the length of a block; ``Cluster`` is the same by hand, for the
supervisor, which also watches it. Data, passwords and the address lie in ``<data>/postgres``.
"""

from linli.project.cluster.errors import ClusterError
from linli.project.cluster.server import Cluster, Tell, running

__all__ = ["Cluster", "ClusterError", "Tell", "running"]
