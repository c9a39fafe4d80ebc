"""The change log as pages: by month, newest first, and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from babel.dates import format_date
from msgspec import Struct

from ..history.weigh import Weight
from .before import cards_before
from .changes import ChangeCard, cards
from .concerns import PATH
from .here import Here
from .links import LinkTo

ON_FIRST_PAGE = 150
"""Cards on the first page, whole months; a month with more is cut."""

ON_YEAR_PAGE = 300


class Step(Struct, frozen=True):
    """Cards of one commit that have one reason, which is said once, before them."""

    cards: tuple[ChangeCard, ...]


class Day(Struct, frozen=True):
    """What changed on one day. when: "12 Nov 2026"."""

    day: str
    when: str
    steps: tuple[Step, ...]


class Month(Struct, frozen=True):
    """anchor: "2026-10".  title: "October 2026"."""

    anchor: str
    title: str
    days: tuple[Day, ...]


class Choice(Struct, frozen=True):
    """Something to filter by. name: of the field in the address.  whole: what no choice means.  values: what stands in the address, with its words."""

    name: str
    label: str
    whole: str
    values: tuple[tuple[str, str], ...]


class ChangesPage(Struct, frozen=True):
    """The whole contract of changes.html.

    year: "" on the first page, else whose page it is.  others: the other pages.  begins: what is said of the beginning, or "".
    feeds: where the same can be followed.  oldest: the first day on this page; what is older is on the others.
    """

    path: str
    title: str
    year: str
    months: tuple[Month, ...]
    choices: tuple[Choice, ...]
    others: tuple[LinkTo, ...]
    feeds: tuple[LinkTo, ...]
    begins: str
    oldest: str
    is_empty: bool


def changes_pages(here: Here) -> tuple[ChangesPage, ...]:
    """The first page with what is latest, and a page a year where that is not everything. No page grows without bound."""
    everything = (*cards(here, here.log.entries), *cards_before(here))
    latest = _latest(everything)
    chunks: list[tuple[str, str, Sequence[ChangeCard]]] = [(PATH, "", latest)]
    if len(latest) < len(everything):
        for year, them in groupby(everything, lambda card: card.day[:4]):
            of_year = list(them)
            parts = [of_year[start : start + ON_YEAR_PAGE] for start in range(0, len(of_year), ON_YEAR_PAGE)]
            for number, part in enumerate(parts, 1):
                name = year if number == 1 else f"{year}-part-{number}"
                chunks.append((f"changes/{name}", year if len(parts) == 1 else _part_words(here, year, number, len(parts)), part))
    links = [LinkTo(year or here.language.say("Latest"), here.addresses.href(path)) for path, year, _ in chunks]
    choices = _choices(here, everything)
    pages = []
    for place, (path, words, shown) in enumerate(chunks):
        others = tuple(links[:place] + links[place + 1 :])
        pages.append(_page(here, path, words, shown, choices, others))
    return tuple(pages)


def _part_words(here: Here, year: str, number: int, parts: int) -> str:
    return here.language.say("{year}, {number} of {parts}", year=year, number=str(number), parts=str(parts))


def _latest(everything: Sequence[ChangeCard]) -> Sequence[ChangeCard]:
    if len(everything) <= ON_FIRST_PAGE:
        return everything
    cut = everything[ON_FIRST_PAGE].day[:7]
    whole = [card for card in everything[:ON_FIRST_PAGE] if card.day[:7] > cut]
    return whole or everything[:ON_FIRST_PAGE]


def _page(
    here: Here, path: str, year: str, them: Sequence[ChangeCard], choices: tuple[Choice, ...], others: tuple[LinkTo, ...]
) -> ChangesPage:
    title = here.language.say("What changed")
    return ChangesPage(
        path=path,
        title=here.language.say("What changed, {year}", year=year) if year else title,
        year=year,
        months=_months(here, them),
        choices=choices,
        others=others,
        feeds=_feeds(here),
        begins=_begins(here) if not others else "",
        oldest=them[-1].day if them else "",
        is_empty=not them,
    )


def _feeds(here: Here) -> tuple[LinkTo, ...]:
    if not here.addresses.site_url:
        return ()
    return LinkTo("Atom", here.addresses.file("feed.xml")), LinkTo("JSON Feed", here.addresses.file("feed.json"))


def _begins(here: Here) -> str:
    if here.log.begins is None:
        return ""
    day = here.language.day(here.log.begins)
    if cards_before(here):
        return here.language.say("Since {day} every change is told from the repository. What is older is what editors wrote down.", day=day)
    if here.log.is_cut:
        return here.language.say("History begins here, on {day}: this copy of the repository does not hold what was before.", day=day)
    return here.language.say("History begins here, on {day}.", day=day)


def _months(here: Here, them: Iterable[ChangeCard]) -> tuple[Month, ...]:
    months = []
    for month, of_month in groupby(them, lambda card: card.day[:7]):
        days = tuple(_day(day, tuple(of_day)) for day, of_day in groupby(of_month, lambda card: card.day))
        months.append(Month(month, _month_title(here, month), days))
    return tuple(months)


def _day(day: str, them: tuple[ChangeCard, ...]) -> Day:
    steps: dict[object, list[ChangeCard]] = {}
    for card in them:
        # Notes of the time before the repository, which have no commit, stand for themselves.
        of: object = (card.commit, card.is_published, card.reason, card.reason_from) if card.commit or not card.is_published else card.id
        if card.reason_href and not (card.commit_href or card.author):
            # One note on several commits, of which nothing else is said.
            of = (card.is_published, card.reason_href)
        steps.setdefault(of, []).append(card)
    return Day(day, them[0].when, tuple(Step(tuple(cards)) for cards in steps.values()))


def _month_title(here: Here, month: str) -> str:
    return str(format_date(date.fromisoformat(f"{month}-01"), "LLLL y", locale=here.language.locale))


def _choices(here: Here, everything: Iterable[ChangeCard]) -> tuple[Choice, ...]:
    """What divides the log. Everything is a choice on every page, so that an address means the same on all of them."""
    say, found = here.language.say, list(everything)
    site = here.site
    kinds = {card.kind for card in found}
    maps = {id for card in found for id in card.maps}
    teams = {id for card in found for id in card.teams}
    weights = (("meaning", say("no edits of wording")), ("structure", say("structure only")))
    choices = (
        Choice("kind", say("Kind"), say("any kind"), tuple((name, say(kind.plural)) for name, kind in site.kinds.items() if name in kinds)),
        Choice("journey", say("Journey"), say("any journey"), tuple((one.id, one.title) for one in site.of("journey") if one.id in maps)),
        Choice("team", say("Team"), say("any team"), tuple((one.id, one.title) for one in site.of("team") if one.id in teams)),
        Choice(
            "weight",
            say("How much"),
            say("everything"),
            weights if any(card.weight == Weight.WORDING.name.lower() for card in found) or kinds else (),
        ),
    )
    return tuple(choice for choice in choices if choice.name == "weight" or len(choice.values) > 1)
