"""The board of actions: a column a status, so that one sees what is under way, who does it and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from ..model.action import Action
from ..model.kind import Entity
from ..model.reading import slug
from .cards import ActionCard, action_card
from .here import Here
from .naming import capital
from .ordering import grouped, in_order

WHOLE_UP_TO = 120
"""A board of more actions than this shows the first few of each column, and the list has the rest."""

SHOWN_IN_A_COLUMN = 8


class BoardCard(Struct, frozen=True):
    """facets: by which a script filters.  is_late: whether its planned time has passed and it has not begun."""

    card: ActionCard
    facets: str
    is_late: bool


class BoardColumn(Struct, frozen=True):
    """anchor: "" where the list has the group's.  count: of all that belong there.  more: how many are not shown, in words, or ""."""

    anchor: str
    title: str
    count: str
    cards: tuple[BoardCard, ...]
    more: str


class Board(Struct, frozen=True):
    columns: tuple[BoardColumn, ...]
    is_whole: bool


def board(here: Here, facets: Callable[[Entity], str]) -> Board | None:
    kind = here.site.kinds["action"]
    actions = in_order(here, kind, here.site.of("action"))
    is_whole = len(actions) <= WHOLE_UP_TO
    columns = [_column(here, word, them, facets, is_whole) for word, them in grouped(here, kind, actions)]
    return Board(tuple(columns), is_whole) if columns else None


def _column(here: Here, word: str, actions: tuple[Entity, ...], facets: Callable[[Entity], str], is_whole: bool) -> BoardColumn:
    shown = actions if is_whole else actions[:SHOWN_IN_A_COLUMN]
    left = len(actions) - len(shown)
    return BoardColumn(
        anchor=(f"group-{slug(word)}" if word else "group-none") if is_whole else "",
        title=capital(here.language, word) if word else here.language.say("No status"),
        count=here.language.number(len(actions)),
        cards=tuple(BoardCard(action_card(here, each), facets(each), is_late(here, each)) for each in shown if isinstance(each, Action)),
        more=here.language.count("{count} more in the list", "{count} more in the list", left) if left else "",
    )


def is_late(here: Here, action: Action) -> bool:
    """Whether its planned time has passed and it has not begun."""
    dates = action.dates
    planned = dates.planned if dates else None
    begun = dates and (dates.started or dates.shipped)
    return action.status in ("planned", "idea") and planned is not None and planned.end < here.site.today and not begun
