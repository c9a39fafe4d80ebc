from __future__ import annotations
from collections.abc import Iterator
from ..errors import Diagnostic
from ..model.site import Site
def personal_data(site: Site, allow: tuple[str, ...]) -> Iterator[Diagnostic]:
    return iter(())
