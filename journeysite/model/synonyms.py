"""What other tools and books call a field: a writer who brings their words is told ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "name": ("title",),
    "description": ("summary", "meaning"),
    "about": ("summary",),
    "phases": ("stages", "steps"),
    "phase": ("stages", "steps"),
    "moments": ("steps",),
    "tasks": ("steps", "doing", "jobs"),
    "activities": ("steps", "doing"),
    "actors": ("personas",),
    "users": ("personas",),
    "customers": ("personas",),
    "pain": ("findings", "frustrations"),
    "pains": ("findings", "frustrations"),
    "pain_points": ("findings", "frustrations"),
    "painpoints": ("findings", "frustrations"),
    "problems": ("findings", "frustrations"),
    "insights": ("findings",),
    "gains": ("findings", "delights"),
    "ideas": ("opportunities",),
    "solutions": ("actions",),
    "kpis": ("metrics",),
    "kpi": ("metrics",),
    "measures": ("metrics",),
    "touch_points": ("touchpoints",),
    "thoughts": ("thinking",),
    "feelings": ("feeling", "emotion"),
    "mood": ("emotion",),
    "sentiment": ("emotion",),
    "score": ("emotion", "severity", "impact"),
    "quote": ("quotes",),
    "date": ("dates", "reviewed"),
    "image": ("images", "portrait"),
    "photo": ("portrait", "images"),
    "url": ("links",),
    "link": ("links",),
    "team": ("owner",),
    "source": ("evidence",),
    "sources": ("evidence",),
    "motivations": ("goals",),
    "state": ("status",),
    "values": ("series",),
    "definition": ("method", "summary"),
}
"""Each of these may be meant: the first one that the thing has."""


def also_called(name: str, known: Iterable[str]) -> str:
    """A hint for a word that is right elsewhere; "" for any other."""
    fields = set(known)
    meant = next((field for field in _ALSO_CALLED.get(name.casefold().replace("-", "_").replace(" ", "_"), ()) if field in fields), "")
    return f'write {meant}:, which is what "{name}" is called here' if meant else ""
