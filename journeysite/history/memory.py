"""What was read of the past, remembered between builds as JSON. A memory that is torn, foreign or made by hand is as good as none."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..errors import Diagnostic, Place, Severity
from ..model.refs import Key
from ..model.registry import Scale
from .axis import Axis
from .chronicle import Chronicle, Life, Reached
from .diff import Change
from .entry import Entry, Part, Told
from .weigh import Weight

FORMAT = 3
"""Raised when a chronicle is written in another way, or when the same past is told otherwise."""

MAX_BYTES = 256 * 2**20


@dataclass(frozen=True)
class Remembered:
    """head: the commit that was read up to.  tail: the last steps, as their clocks said and as it was believed.  before: the date believed before these."""

    chronicle: Chronicle
    head: str
    tail: tuple[tuple[datetime, datetime], ...]
    before: datetime


def recall(path: Path, key: str) -> Remembered | None:
    """What is remembered under a key; None where nothing is, or it cannot be trusted."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                return None
            head, _, body = file.read().partition(b"\n")
        if json.loads(head) != _head(key, body):
            return None
        return _remembered(json.loads(body))
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError):
        # Every way in which a file can be something else than what `remember` wrote.
        return None


def remember(path: Path, key: str, remembered: Remembered) -> None:
    """Write it whole or not at all. Where it cannot be written, the next build is slower and no less right."""
    body = json.dumps(_told(remembered), ensure_ascii=True, separators=(",", ":")).encode()
    data = json.dumps(_head(key, body), sort_keys=True).encode() + b"\n" + body
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        ignored = path.parent / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", "ascii")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink()
            raise


def _head(key: str, body: bytes) -> dict[str, Any]:
    return {"journeysite history": FORMAT, "key": key, "sha256": hashlib.sha256(body).hexdigest()}


# To JSON -------------------------------------------------------------------------------------------------------------


def _told(them: Remembered) -> dict[str, Any]:
    told = them.chronicle
    return {
        "head": them.head,
        "tail": [[said.isoformat(), believed.isoformat()] for said, believed in them.tail],
        "before": them.before.isoformat(),
        "last_good": told.last_good,
        "said_meanwhile": told.said_meanwhile,
        "series": told.series,
        "axis": [told.axis.scale.low, told.axis.scale.high, told.axis.names],
        "lives": {key: _told_life(life) for key, life in told.lives.items()},
        "ended": [_told_life(life) for life in told.ended],
        "titles": told.titles,
        "scale": [_told_entry(entry) for entry in told.scale],
        "told_ids": told.told_ids,
        "count": told.count,
        "diagnostics": [[d.at.path, d.code, d.message, d.hint, int(d.severity)] for d in told.diagnostics],
        "last": told.head,
        "begins": told.begins.isoformat() if told.begins else "",
        "is_cut": told.is_cut,
    }


def _told_life(life: Life) -> list[Any]:
    removed = [life.removed[0].isoformat(), life.removed[1]] if life.removed else None
    states = {state: [when.at.isoformat(), when.until.isoformat(), when.order] for state, when in life.states.items()}
    return [life.key, life.title, states, removed, [_told_entry(entry) for entry in life.entries]]


def _told_entry(entry: Entry) -> list[Any]:
    return [
        entry.id, entry.day.isoformat(), entry.when.isoformat(), entry.commit, str(entry.key), entry.title, entry.what,
        [_told_change(told) for told in entry.changes], entry.old_title, entry.back_to.isoformat() if entry.back_to else "", entry.message,
        entry.author, entry.earlier, entry.order,
    ]  # fmt: skip


def _told_change(told: Told) -> list[Any]:
    change = told.change
    where, was_in = ([[part.list, part.id, part.title] for part in parts] for parts in (told.where, told.was_in))
    return [change.what, change.path, change.was, change.old, change.new, int(told.weight), where, was_in]


# From JSON -----------------------------------------------------------------------------------------------------------


def _remembered(said: Mapping[str, Any]) -> Remembered:
    low, high, names = said["axis"]
    chronicle = Chronicle(
        last_good=_texts(said["last_good"]),
        said_meanwhile={_text(path): [_text(item) for item in items] for path, items in said["said_meanwhile"].items()},
        series={_text(path): (_text(source), _text(blob)) for path, (source, blob) in said["series"].items()},
        axis=Axis(Scale(float(low), float(high)), tuple((_text(name), float(level)) for name, level in names)),
        lives={_text(key): _life(life) for key, life in said["lives"].items()},
        ended=[_life(life) for life in said["ended"]],
        titles=_texts(said["titles"]),
        scale=[_entry(entry) for entry in said["scale"]],
        told_ids={_text(name): int(count) for name, count in said["told_ids"].items()},
        count=int(said["count"]),
        diagnostics=[_diagnostic(*item) for item in said["diagnostics"]],
        head=_text(said["last"]),
        begins=_day(said["begins"]),
        is_cut=said["is_cut"] is True,
    )
    tail = tuple((datetime.fromisoformat(clock), datetime.fromisoformat(believed)) for clock, believed in said["tail"])
    return Remembered(chronicle, _text(said["head"]), tail, datetime.fromisoformat(said["before"]))


def _life(said: list[Any]) -> Life:
    key, title, states, removed, entries = said
    when = {
        _text(state): Reached(datetime.fromisoformat(at), datetime.fromisoformat(until), int(order))
        for state, (at, until, order) in states.items()
    }
    left = (datetime.fromisoformat(removed[0]), dict(removed[1])) if removed else None
    return Life(_text(key), _text(title), when, left, [_entry(entry) for entry in entries])


def _entry(said: list[Any]) -> Entry:
    id, day, when, commit, key, title, what, changes, old_title, back_to, message, author, earlier, order = said
    kind, colon, rest = _text(key).partition(":")
    if not colon:
        raise ValueError(key)
    return Entry(
        _text(id), date.fromisoformat(day), datetime.fromisoformat(when), _text(commit), Key(kind, rest), _text(title), _text(what),
        tuple(_change(change) for change in changes), _text(old_title), _day(back_to), _text(message), _text(author),
        tuple(_text(item) for item in earlier), int(order),
    )  # fmt: skip


def _change(said: list[Any]) -> Told:
    what, path, was, old, new, weight, where, was_in = said
    if what not in ("added", "removed", "moved", "changed"):
        raise ValueError(what)
    parts, former = (tuple(Part(_text(name), _text(id), _text(title)) for name, id, title in items) for items in (where, was_in))
    return Told(Change(what, _path(path), _path(was), old, new), Weight(weight), parts, former)


def _path(said: list[Any]) -> tuple[str | int, ...]:
    if not all(isinstance(step, str | int) for step in said):
        raise TypeError(said)
    return tuple(said)


def _diagnostic(path: str, code: str, message: str, hint: str, severity: int) -> Diagnostic:
    return Diagnostic(Place(_text(path)), _text(code), _text(message), _text(hint), severity=Severity(severity))


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def _texts(said: Mapping[str, Any]) -> dict[str, str]:
    return {_text(key): _text(value) for key, value in said.items()}


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return said
