"""The small files beside the kinds: lanes.yml, emotion.yml, channels.yml, glossary.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode

from ..errors import Diagnostic
from ..model.kind import Kind, ids_in_place
from ..model.reading import Fault, Reading, did_you_mean, is_empty, read_words, shorten, slug
from ..model.registry import BELOW_BY_DEFAULT, BUILT_IN_LANES, Channel, Lane, Registries, Scale, Term
from ..model.values import number
from ..source.document import read_document
from ..source.tree import Tree

REGISTRY_FILES = {f"{name}.yml": name for name in ("lanes", "emotion", "channels", "glossary")}


def decode_registries(tree: Tree, kinds: Mapping[str, Kind]) -> tuple[Registries, tuple[Diagnostic, ...]]:
    """Read those that are there. One that cannot be read leaves what is built in."""
    diagnostics: list[Diagnostic] = []
    found: dict[str, Any] = {}
    for path, name in REGISTRY_FILES.items():
        if path not in tree:
            continue
        document, faults = read_document(path, tree.read(path))
        diagnostics += faults
        if document is None or document.root is None:
            continue
        reading = Reading(document, Registries(), tree, ids_in_place(kinds))
        try:
            found |= _READERS[name](reading, reading.pairs(document.root))
        except Fault as fault:
            reading.report_fault(fault)
        diagnostics += reading.diagnostics
    return Registries(**found), tuple(diagnostics)


_Pairs = list[tuple[str, ScalarNode, Node]]


def _fields(reading: Reading, node: Node, known: tuple[str, ...], what: str) -> dict[str, str]:
    """A title alone, or a map of these fields, as words."""
    if not isinstance(node, MappingNode):
        return {} if is_empty(node) else {known[0]: read_words(node, reading)}
    found = {}
    for name, key, value in reading.pairs(node):
        if name in known:
            found[name] = read_words(value, reading)
        else:
            reading.report(key, "E011", f'a {what} has no field "{name}"', did_you_mean(name, known))
    return found


def _read_lanes(reading: Reading, pairs: _Pairs) -> dict[str, Any]:
    lanes = []
    for name, key, value in pairs:
        fields = _fields(reading, value, ("title", "below", "team", "summary"), "lane")
        below = fields.get("below", BELOW_BY_DEFAULT.get(name, ""))
        if below not in ("", "visibility", "interaction"):
            reading.report(
                value,
                "E023",
                f'below: "{shorten(below)}" is not one of: interaction, visibility',
                did_you_mean(below, ["interaction", "visibility"]),
            )
            below = ""
        title = fields.get("title") or BUILT_IN_LANES.get(name) or name.replace("-", " ").capitalize()
        lanes.append(Lane(name, title, below, slug(fields.get("team", "")), fields.get("summary", ""), reading.place(key)))
    return {"lanes": _with_the_rest(lanes)}


def _with_the_rest(lanes: list[Lane]) -> tuple[Lane, ...]:
    """Rows in the order of the file; those that it does not name stand as the last ones above the line that they belong above."""
    named = {lane.id for lane in lanes}
    rest = [Lane(name, title, BELOW_BY_DEFAULT.get(name, "")) for name, title in BUILT_IN_LANES.items() if name not in named]
    first_below = next((place for place, lane in enumerate(lanes) if lane.below), len(lanes))
    first_unseen = next((place for place, lane in enumerate(lanes) if lane.below == "visibility"), len(lanes))
    by_line = {line: [lane for lane in rest if lane.below == line] for line in ("", "interaction", "visibility")}
    seen = lanes[first_below : max(first_below, first_unseen)]
    unseen = lanes[max(first_below, first_unseen) :]
    return (*lanes[:first_below], *by_line[""], *seen, *by_line["interaction"], *unseen, *by_line["visibility"])


def _read_emotion(reading: Reading, pairs: _Pairs) -> dict[str, Any]:
    """Names for points of the scale; `scale: 1..5` says which numbers are written."""
    scale = Scale()
    for name, _, value in pairs:
        if name == "scale":
            low, dots, high = read_words(value, reading).partition("..")
            try:
                scale = Scale(number(low), number(high))
            except ValueError:
                dots = ""
            if not dots or scale.low >= scale.high:
                raise Fault(value, "E021", f'"{shorten(read_words(value, reading))}" is not a scale', "write the worst and the best: 1..5")
    emotions = {}
    for name, _, value in pairs:
        if name == "scale":
            continue
        try:
            point = number(read_words(value, reading))
        except ValueError:
            reading.report(value, "E020", f'"{shorten(read_words(value, reading))}" is not a number', "write the point of the scale: -2")
            continue
        if not scale.low <= point <= scale.high:
            reading.report(value, "E021", f"{point:g} is not on the scale from {scale.low:g} to {scale.high:g}")
            continue
        emotions[name] = scale.level(point)
    return {"scale": scale, "emotions": emotions}


def _read_channels(reading: Reading, pairs: _Pairs) -> dict[str, Any]:
    def channels() -> Iterator[Channel]:
        for name, _, value in pairs:
            fields = _fields(reading, value, ("title", "icon"), "channel")
            yield Channel(name, fields.get("title", name), fields.get("icon", ""))

    return {"channels": {channel.id: channel for channel in channels()}}


def _read_glossary(reading: Reading, pairs: _Pairs) -> dict[str, Any]:
    terms = []
    for name, _, value in pairs:
        if isinstance(value, MappingNode):
            fields = {key: said for key, _, said in reading.pairs(value)}
            also = reading.many(fields["also"], lambda node, _: read_words(node, reading)) if "also" in fields else ()
            meaning = read_words(fields["meaning"], reading) if "meaning" in fields else ""
            terms.append(Term(name, meaning, also))
        else:
            terms.append(Term(name, read_words(value, reading)))
    return {"glossary": tuple(terms)}


_READERS = {"lanes": _read_lanes, "emotion": _read_emotion, "channels": _read_channels, "glossary": _read_glossary}
