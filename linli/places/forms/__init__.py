"""The shapes of what is typed about places. Forms save nothing; rules say whether it may be."""

from .areas import ChangeForm, FactForm, OutlineForm
from .buildings import BuildingForm, BuildingsFilter, NewBuildingForm, UnitForm
from .cells import CellForm, MoveForm
from .facilities import FacilityForm
from .fields import EndForm
from .rooms import NewRoomsForm, RoomForm

__all__ = [
    "BuildingForm",
    "BuildingsFilter",
    "CellForm",
    "ChangeForm",
    "EndForm",
    "FacilityForm",
    "FactForm",
    "MoveForm",
    "NewBuildingForm",
    "NewRoomsForm",
    "OutlineForm",
    "RoomForm",
    "UnitForm",
]
