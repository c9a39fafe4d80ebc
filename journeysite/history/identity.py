"""Which entity is which under another name: of what left and what came in one step of history, the pairs that are one."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .match import dice
from .normal import Normal, walk_texts
from .past import Step

ALIKE = 0.5
MARGIN = 0.15
"""How much better the best partner must be than the next: two twins of a template are told apart by nothing."""

COMMON = 3
"""A fact that so many entities share says nothing about who is who."""


Names = dict[str, str]
"""Old key to new key, `kind:id` each."""

Normals = Mapping[str, Normal]


def renamed(
    gone: Normals,
    come: Normals,
    formerly: Mapping[str, str],
    along_branch: Callable[[], Names] = dict,
    bystanders: Callable[[], Iterable[bytes]] = tuple,
) -> Names:
    """The new key of each key that left and came back as another.

    gone, come: entities by `kind:id`.  formerly: former key to the key that names it today.  along_branch: the pairs found commit by commit.
    bystanders: the sources of entities that have nothing to do with it.
    Said in `formerly`, else the same content, else found along a merged branch, else distinctive facts in common, each the other's best.
    """
    if not gone or not come:
        return {}
    pairs = {old: new for old in gone if (new := formerly.get(old, "")) in come}
    pairs = {old: new for old, new in pairs.items() if list(pairs.values()).count(new) == 1}
    pairs |= _equal(_left(gone, pairs), _left(come, pairs.values()))
    if _left(gone, pairs) and _left(come, pairs.values()):
        taken = set(pairs.values())
        pairs |= {old: new for old, new in along_branch().items() if old in gone and old not in pairs and new in come and new not in taken}
    return pairs | dict(_by_facts(_left(gone, pairs), _left(come, pairs.values()), bystanders))


def _left(entities: Normals, taken: Iterable[str]) -> dict[str, Normal]:
    used = set(taken)
    return {key: normal for key, normal in entities.items() if key not in used}


def _equal(gone: Normals, come: Normals) -> Names:
    """Those of which there is one with the same content on either side, of the same kind if there is one."""
    pairs: Names = {}
    for sign in (lambda key, normal: f"{_kind(key)} {_sign(normal)}", lambda key, normal: _sign(normal)):
        olds, news = _by_sign(_left(gone, pairs), sign), _by_sign(_left(come, pairs.values()), sign)
        # A title alone is no content.
        pairs |= {
            keys[0]: news[found][0] for found, keys in olds.items() if len(keys) == len(news.get(found, ())) == 1 and len(gone[keys[0]]) > 1
        }
    return pairs


def _by_sign(entities: Normals, sign: Callable[[str, Normal], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, normal in entities.items():
        found[sign(key, normal)].append(key)
    return found


def _sign(normal: Normal) -> str:
    return json.dumps(normal, sort_keys=True, ensure_ascii=False)


def composed(branch: Iterable[Step], gone: Normals, come: Normals, sides_of: Callable[[Step], tuple[Normals, Normals]]) -> Names:
    """The pairs that renames lead to, one commit of a branch after the other: only the ends of a merge may have nothing in common any more."""
    now: Names = {key: key for key in gone}
    for step in branch:
        old, new = sides_of(step)
        pairs = renamed({k: v for k, v in old.items() if k not in new}, {k: v for k, v in new.items() if k not in old}, {})
        now = {first: pairs.get(last, last) for first, last in now.items()}
    return {first: last for first, last in now.items() if first != last and last in come}


def swapped(old: Normals, new: Normals) -> Names:
    """Entities that took each other's keys: pairs that lead around in a circle. old, new: those that have little in common with themselves."""
    if len(old) < 2:
        return {}
    pairs = dict(_by_facts(old, new))
    return pairs if set(pairs) == set(pairs.values()) and all(was != now for was, now in pairs.items()) else {}


def facts_alike(old: Normal, new: Normal) -> bool:
    """Whether two normal forms of one key have enough in common to be one entity without a question."""
    return old.get("title") == new.get("title") or dice(sorted(set(_facts(old))), sorted(set(_facts(new)))) >= ALIKE


def _by_facts(gone: Normals, come: Normals, bystanders: Callable[[], Iterable[bytes]] = tuple) -> Iterator[tuple[str, str]]:
    if not gone or not come:
        return
    facts = {("gone", key): set(_facts(normal)) for key, normal in gone.items()} | {
        ("come", key): set(_facts(normal)) for key, normal in come.items()
    }
    shared = Counter(fact for known in facts.values() for fact in known)
    distinct = {key: {fact for fact in known if shared[fact] < COMMON} for key, known in facts.items()}
    likeness = _likeness(gone, come, distinct)
    if any(value >= ALIKE for value in likeness.values()):
        common = _said_by(bystanders(), {fact for known in distinct.values() for fact in known}, shared)
        likeness = _likeness(gone, come, {key: known - common for key, known in distinct.items()})
    best: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (old, new), value in likeness.items():
        best["gone", old].append(value)
        best["come", new].append(value)
    for (old, new), value in likeness.items():
        rivals = [*_without(best["gone", old], value), *_without(best["come", new], value)]
        if value >= ALIKE and value - max(rivals, default=0.0) >= MARGIN:
            yield old, new


def _said_by(bystanders: Iterable[bytes], facts: set[str], shared: Mapping[str, int]) -> set[str]:
    """The facts that so many others state too that they carry no identity."""
    words = {fact: fact.partition("=")[2].encode() for fact in facts}
    counts = Counter({fact: shared[fact] for fact in facts})
    for source in bystanders:
        counts.update(fact for fact, said in words.items() if counts[fact] < COMMON and said and said in source)
    return {fact for fact, count in counts.items() if count >= COMMON}


def _likeness(gone: Normals, come: Normals, distinct: Mapping[tuple[str, str], set[str]]) -> dict[tuple[str, str], float]:
    """How much two have in common, for pairs that have anything: in a step of a thousand changes most have nothing."""
    where: dict[str, list[str]] = defaultdict(list)
    for new in come:
        for fact in distinct["come", new]:
            where[fact].append(new)
    found = {}
    for old in gone:
        common = Counter(new for fact in distinct["gone", old] for new in where.get(fact, ()) if _kind(new) == _kind(old))
        for new, count in common.items():
            found[old, new] = 2 * count / (len(distinct["gone", old]) + len(distinct["come", new]))
    return found


def _without(values: list[float], one: float) -> list[float]:
    rest = list(values)
    rest.remove(one)
    return rest


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


def outgrown(old: Normals, new: Normals) -> frozenset[str]:
    """What came and was there before as words in place, in something that names its id now: it has grown, it is not new."""
    come = {key: str(normal.get("title", "")).casefold() for key, normal in new.items() if key not in old}
    if not come or len(come) == len(new):
        return frozenset()
    found: set[str] = set()
    for key in old.keys() & new.keys():
        before, after = ({text.casefold() for text in walk_texts(normals[key])} for normals in (old, new))
        gone = before - after
        found |= {other for other, title in come.items() if title in gone and other.partition(":")[2] in after}
    return frozenset(found)


def retitled(before: Normal, after: Normal, titles: Mapping[str, str]) -> Normal:
    """A normal form with the new titles of what was renamed in place of the old ones, wherever the text after it says nothing else.

    titles: old title to new one.
    """
    if not titles:
        return before
    said = set(walk_texts(after))
    found: Normal = {key: value if key == "title" else _retitled(value, titles, said) for key, value in before.items()}
    return found


def _retitled(value: Any, titles: Mapping[str, str], said: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _retitled(item, titles, said) for key, item in value.items()}
    if isinstance(value, list):
        return [_retitled(item, titles, said) for item in value]
    if not isinstance(value, str) or value in said:
        return value
    told = value
    for old, new in titles.items():
        if old.casefold() not in told.casefold():
            continue
        # In the middle of a sentence a title may begin with a small letter.
        for words in (new[:1].lower() + new[1:], new):
            changed = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", words.replace("\\", r"\\"), told, flags=re.I)
            if changed in said:
                return changed
        told = changed
    return value


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
