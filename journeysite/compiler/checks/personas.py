"""C201–C202: personas that stand on research, and on a map."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.facts import evidence_of
from ...model.reading import nearest, slug
from ...model.site import Site
from .declare import Found, check, is_asked


@check("C201", importance=65)
def in_no_journey(site: Site) -> Iterator[Found]:
    # One slip is one message: whoever a misspelt reference means is on that map.
    lost = {
        slug(ref.text) for journey in site.of("journey") for ref in journey.refs() if ref.kinds == ("persona",) and site.find(ref) is None
    }
    meant = {nearest(word, [persona.id for persona in site.of("persona")]) for word in lost}
    for persona in site.of("persona"):
        on_maps = any(link.source.kind == "journey" and link.field != "prose" for link in site.links_to.get(persona.key, ()))
        if is_asked(persona) and site.of("journey") and not on_maps and persona.id not in meant:
            yield Found(persona, f'"{persona.title}" goes through no journey', f"add {persona.id} to the personas: of a journey")


@check("C202", importance=75)
def without_evidence(site: Site) -> Iterator[Found]:
    for persona in site.of("persona"):
        if is_asked(persona) and not evidence_of(site, persona) and persona.confidence != "assumed":
            hint = "write evidence: and the research that they were drawn from, or confidence: assumed"
            yield Found(persona, f'nothing stands behind "{persona.title}"', hint)
