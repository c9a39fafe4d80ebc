"""Which entity is which under another name: of what left and what came in one step of history, the pairs that are one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .match import dice
from .normal import Normal

ALIKE = 0.5
MARGIN = 0.15
"""How much better the best partner must be than the next: two twins of a template are told apart by nothing."""

COMMON = 3
"""A fact that so many entities share says nothing about who is who."""


def renamed(gone: Mapping[str, Normal], come: Mapping[str, Normal], formerly: Mapping[str, str]) -> dict[str, str]:
    """The new key of each key that left and came back as another.

    gone, come: entities by `kind:id`.  formerly: former key to the key that names it today.
    Said in `formerly`, else the same content, else distinctive facts in common, each the other's best.
    """
    pairs: dict[str, str] = {}
    for old in gone:
        new = formerly.get(old, "")
        if new in come and new not in pairs.values():
            pairs[old] = new
    for old, normal in gone.items():
        twins = [new for new, other in come.items() if new not in pairs.values() and _kind(new) == _kind(old) and other == normal]
        if old not in pairs and len(twins) == 1 and len(normal) > 1:
            pairs[old] = twins[0]
    return pairs | dict(
        _by_facts({k: v for k, v in gone.items() if k not in pairs}, {k: v for k, v in come.items() if k not in pairs.values()})
    )


def _by_facts(gone: Mapping[str, Normal], come: Mapping[str, Normal]) -> Iterator[tuple[str, str]]:
    facts = {("gone", key): set(_facts(normal)) for key, normal in gone.items()} | {
        ("come", key): set(_facts(n)) for key, n in come.items()
    }
    shared = Counter(fact for known in facts.values() for fact in known)
    distinct = {key: sorted(fact for fact in known if shared[fact] < COMMON) for key, known in facts.items()}
    likeness = {
        (old, new): dice(distinct["gone", old], distinct["come", new])
        for old in gone
        for new in come
        if _kind(old) == _kind(new) and distinct["gone", old] and distinct["come", new]
    }
    for (old, new), value in likeness.items():
        rivals = [other for (a, b), other in likeness.items() if (a == old) != (b == new)]
        if value >= ALIKE and value - max(rivals, default=0.0) >= MARGIN:
            yield old, new


def _facts(value: Any, path: str = "") -> Iterator[str]:
    """Everything that is said, with the field that says it; where in a list does not matter."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _facts(item, f"{path}/{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _facts(item, path)
    else:
        yield f"{path}={value}"


def _kind(key: str) -> str:
    return key.partition(":")[0]


def retold(value: Any, names: Mapping[str, str]) -> Any:
    """A normal form with the new ids of what was renamed in place of the old ones, so that a rename is not news in everything that refers to it.

    names: old key to new key, `kind:id` each.
    """
    if not names:
        return value
    ids = {old.partition(":")[2]: new.partition(":")[2] for old, new in names.items()}
    return _retold(value, names, ids)


def _retold(value: Any, names: Mapping[str, str], ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {ids.get(key, key): _retold(item, names, ids) for key, item in value.items()}
    if isinstance(value, list):
        items = [_retold(item, names, ids) for item in value]
        # A list of references is kept in the order of its ids.
        in_order = all(isinstance(item, str) for item in value) and value == sorted(value) and any(item in ids for item in value)
        return sorted(items) if in_order else items
    if not isinstance(value, str):
        return value
    if value in ids:
        return ids[value]
    head, hash_sign, step = value.partition("#")
    if head in ids or head in names:
        return f"{ids.get(head) or names[head]}{hash_sign}{step}"
    if "[[" in value:
        return re.sub(r"\[\[([^\[\]|#]+)", lambda match: f"[[{names.get(match[1].strip(), match[1])}", value)
    return value
