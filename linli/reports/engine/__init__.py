"""The figure engine: day, area and viewer are applied here and nowhere else."""

from linli.kernel.lens import Lens

from .answer import Answer, Part
from .ask import ask
from .catalog import Catalog, catalog
from .lenses import community_lens, subdistrict_lens, system_lens
from .rows import Behind, behind, keys, opens

__all__ = [
    "Answer", "Behind", "Catalog", "Lens", "Part", "ask", "behind", "catalog", "community_lens", "keys", "opens",
    "subdistrict_lens", "system_lens",
]  # fmt: skip
