"""Atlases of any size, the same ones on every machine: as sources of ours, and the same pages as plain Markdown for the peers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .words import Words

SHARES = {
    "journeys": 8, "personas": 4, "touchpoints": 21, "findings": 29, "opportunities": 8, "actions": 11,
    "metrics": 7, "research": 4, "teams": 3, "paths": 1, "notes": 4,
}  # fmt: skip
"""Pages of each folder in a hundred."""

STEPS = 12

Fields = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One page. names: titles and paths of what it refers to, for the plain Markdown."""

    folder: str
    id: str
    fields: Fields
    body: str


@dataclass(frozen=True)
class Size:
    """How much of what. counts: entries of each folder.  steps: of each journey.  texts: sentences at each step beside the usual ones."""

    counts: dict[str, int]
    steps: int = STEPS
    texts: int = 1


def usual(pages: int) -> Size:
    """An atlas as people write them."""
    return Size({folder: max(1, pages * share // 100) for folder, share in SHARES.items()})


def heavy(journeys: int = 1000) -> Size:
    """Journeys of some 300 lines and hardly anything else."""
    return Size({"journeys": journeys, "personas": 20, "touchpoints": 200, "findings": 200, "research": 20, "teams": 10}, 20, 2)


def entries(size: Size) -> Iterator[Entry]:
    """Every entry of an atlas. What an entry names lies near it, so that no page grows with the atlas."""
    for folder, count in size.counts.items():
        for number in range(count):
            words = Words(f"{folder}/{number}")
            yield Entry(folder, _id(folder, number), _FIELDS[folder](_Near(size, folder, number, words), words), _body(folder, size, words))


def _id(folder: str, number: int) -> str:
    return f"{folder.rstrip('s')}-{number:05}"


_SENTENCES = {"journeys": 8, "touchpoints": 5, "findings": 6, "notes": 6}


def _body(folder: str, size: Size, words: Words) -> str:
    return words.body(_SENTENCES.get(folder, 6))


class _Near:
    """Ids in other folders that lie as far along as this entry does in its own."""

    def __init__(self, size: Size, folder: str, number: int, words: Words) -> None:
        self.size, self.words = size, words
        self.along = number / size.counts[folder]

    def one(self, folder: str) -> str:
        count = self.size.counts.get(folder, 0)
        spread = min(count, 12)
        first = min(int(self.along * count), count - spread)
        return _id(folder, first + self.words.chance.randrange(spread))

    def some(self, folder: str, count: int) -> list[str]:
        return list(dict.fromkeys(self.one(folder) for _ in range(count))) if self.size.counts.get(folder) else []


# Fields, folder by folder --------------------------------------------------------------------------------------------


def _common(near: _Near, words: Words) -> Fields:
    return {
        "title": words.title(),
        "summary": words.sentence(),
        "owner": near.one("teams"),
        "tags": words.one_of(["core", "evening", "pilot"]),
    }


def _evidence(near: _Near, words: Words) -> list[Any]:
    first, *rest = near.some("research", 2)
    return [{first: f"{words.chance.randrange(9, 99)} of 120"}, *rest]


def _journey(near: _Near, words: Words) -> Fields:
    stages = []
    personas = near.some("personas", 2)
    each = near.size.steps // 4
    for stage in range(4):
        steps = [_step(near, words, f"{stage}{step}", personas) for step in range(each)]
        stages.append({f"{words.act()} {stage}": None, "goal": words.clause(), "steps": steps})
    return {
        **_common(near, words),
        "personas": personas,
        "goal": words.clause(),
        "scenario": words.sentence(),
        "objectives": [{"title": words.clause(), "by": "2026-12"}],
        "reviewed": f"2026-{words.chance.randrange(1, 11):02}-12",
        "review_every": "6 months",
        "evidence": _evidence(near, words),
        "stages": stages,
    }


def _step(near: _Near, words: Words, mark: str, personas: list[str]) -> Fields:
    level = lambda: words.chance.randrange(-4, 5) / 2  # noqa: E731
    emotion = {persona: level() for persona in personas} if len(personas) > 1 else level()
    step: Fields = {
        f"{words.act()} {mark}": emotion,
        "doing": words.prose(near.size.texts),
        "thinking": {persona: words.clause() for persona in personas},
        "touchpoints": near.some("touchpoints", 1),
        "backstage": words.prose(near.size.texts),
    }
    if words.chance.random() < 0.6:
        step["feeling"] = f"{words.clause()} [^{near.one('research')} 9/14]"
        step["findings"] = near.some("findings", 2)
        step["evidence"] = _evidence(near, words)
    if words.chance.random() < 0.2 and near.size.counts.get("metrics"):
        step["metrics"] = near.some("metrics", 1)
    if words.chance.random() < 0.1:
        step["moment_of_truth"] = words.sentence()
    return step


def _persona(near: _Near, words: Words) -> Fields:
    return {
        **_common(near, words),
        "role": words.clause(),
        "quotes": f"{words.clause()} — a visitor, exit survey",
        "goals": [words.prose(1), words.clause()],
        "needs": [f"{words.clause()} [^{near.one('research')} 54/412]", words.prose(1)],
        "frustrations": [words.prose(1), words.clause()],
        "behaviours": words.prose(1),
        "traits": [{"Plans ahead / Decides at the shelf": -1.5}, {"Patient / Impatient": 1}],
        "reach": words.chance.randrange(1000, 90000),
        "evidence": _evidence(near, words),
    }


def _touchpoint(near: _Near, words: Words) -> Fields:
    return {
        **_common(near, words),
        "channel": words.one_of(["store", "web", "app", "phone"]),
        "systems": words.clause(),
        "links": f"Rules https://example.org/rules/{words.chance.randrange(999)}",
    }


def _finding(near: _Near, words: Words) -> Fields:
    type_ = words.one_of(["pain", "pain", "gain", "need"])
    fields = {**_common(near, words), "type": type_, "severity" if type_ == "pain" else "strength": words.chance.randrange(1, 6)}
    if near.size.counts.get("touchpoints"):
        fields["about"] = f"touchpoint:{near.one('touchpoints')}"
    return {
        **fields,
        "cause": words.prose(1),
        "effect": words.prose(1),
        "quotes": f"{words.clause()} — a visitor, exit survey",
        "evidence": _evidence(near, words),
    }


def _opportunity(near: _Near, words: Words) -> Fields:
    return {
        **_common(near, words),
        "answers": near.some("findings", 2),
        "impact": words.chance.randrange(1, 6),
        "effort": words.chance.randrange(1, 6),
        "hypothesis": words.prose(1),
    }


def _action(near: _Near, words: Words) -> Fields:
    return {
        **_common(near, words),
        "answers": near.some("findings", 2),
        "status": "shipped",
        "dates": {"planned": "2026-05", "started": "2026-06-01", "shipped": "2026-09-02"},
        "hypothesis": words.prose(1),
        "moves": {near.one("metrics"): "7.5 -> 4.0"},
        "result": words.prose(1),
    }


def _metric(near: _Near, words: Words) -> Fields:
    series = {f"2026-{month:02}": words.chance.randrange(30, 90) / 10 for month in range(1, 11)}
    return {
        **_common(near, words), "type": "time", "unit": "min", "better": "down",
        "method": words.sentence(), "target": 4, "evidence": near.one("research"), "series": series,
    }  # fmt: skip


def _research(near: _Near, words: Words) -> Fields:
    return {**_common(near, words), "method": "interview", "sample": words.chance.randrange(8, 400), "dates": "2026-05-11..2026-05-20"}


def _team(near: _Near, words: Words) -> Fields:
    return {"title": words.title(), "purpose": words.sentence()}


def _path(near: _Near, words: Words) -> Fields:
    return {"title": words.title(), "for": words.clause(), "items": [{journey: words.sentence()} for journey in near.some("journeys", 3)]}


def _note(near: _Near, words: Words) -> Fields:
    return {"title": words.title(), "date": f"2026-{words.chance.randrange(1, 11):02}-02", "type": "change", "about": near.one("journeys")}


_FIELDS = {
    "journeys": _journey, "personas": _persona, "touchpoints": _touchpoint, "findings": _finding, "opportunities": _opportunity,
    "actions": _action, "metrics": _metric, "research": _research, "teams": _team, "paths": _path, "notes": _note,
}  # fmt: skip


# Writing -------------------------------------------------------------------------------------------------------------


def write_atlas(folder: Path, size: Size) -> None:
    """A site of ours: its sources. The configuration is the runner's."""
    for entry in entries(size):
        head = yaml.dump(entry.fields, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=1000)
        _write(folder / entry.folder / f"{entry.id}.md", f"---\n{head}---\n{entry.body}")


def write_plain(folder: Path, size: Size) -> list[dict[str, str]]:
    """The same words as plain Markdown. Returns a navigation of 49 entries over the folders."""
    every = list(entries(size))
    titles = {entry.id: (entry.folder, entry.fields["title"]) for entry in every}
    for entry in every:
        _write(folder / entry.folder / f"{entry.id}.md", "".join(_plain(entry, titles)))
    _write(folder / "index.md", "# Atlas\n\nA customer journey atlas as plain Markdown.\n")
    few = [entry for entry in every if int(entry.id[-5:]) < 5][:48]
    return [{"Home": "index.md"}, *({entry.fields["title"]: f"{entry.folder}/{entry.id}.md"} for entry in few)]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


_Titles = dict[str, tuple[str, str]]


def _plain(entry: Entry, titles: _Titles) -> Iterator[str]:
    yield f"---\ndescription: {entry.fields['title']}\n---\n# {entry.fields['title']}\n\n"
    for name, value in entry.fields.items():
        if name == "stages":
            for stage in value:
                yield from _plain_part(stage, titles, 2)
        elif name != "title":
            yield f"**{name.replace('_', ' ').capitalize()}:** {_words(value, titles)}\n\n"
    yield entry.body


def _plain_part(part: Fields, titles: _Titles, level: int) -> Iterator[str]:
    """A stage or step: a heading, and a line for each thing said of it."""
    title, *names = part
    said = _words(part[title], titles)
    yield f"{'#' * level} {title}\n\n"
    yield f"- Emotion: {said}\n" if said else ""
    for name in names:
        if name != "steps":
            yield f"- {name.replace('_', ' ').capitalize()}: {_words(part[name], titles)}\n"
    yield "\n"
    for step in part.get("steps", ()):
        yield from _plain_part(step, titles, level + 1)


def _words(value: Any, titles: _Titles) -> str:
    if isinstance(value, list):
        return ", ".join(_words(item, titles) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{_words(key, titles)}: {_words(item, titles)}" for key, item in value.items())
    if value is None:
        return ""
    text = str(value).partition("[^")[0]
    folder, title = titles.get(text.removeprefix("touchpoint:"), ("", ""))
    return f"[{title}](../{folder}/{text.removeprefix('touchpoint:')}.md)" if folder else text
