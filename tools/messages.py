"""Write journeysite/locale/journeysite.pot anew and bring every language up to it: `make messages`.

The same sources give the same bytes: no dates, no line numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "journeysite" / "locale"
TEMPLATE = LOCALE / "journeysite.pot"

KEYWORDS = {"say": None, "count": (1, 2)}
WIDTH = 120
HEADER = "# The words of Journeysite. Names in {braces} stand as they are; `make messages` brings this file up to the sources."

# Babel would write the time of the run.
NO_DAY = datetime(2026, 11, 22, tzinfo=UTC)


def template() -> Catalog:
    """Every message of the product, with the files that say it."""
    catalog = Catalog(
        project="journeysite",
        version="1",
        copyright_holder="The Journeysite authors",
        header_comment=HEADER,
        creation_date=NO_DAY,
        revision_date=NO_DAY,
    )
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(ROOT), methods, options, KEYWORDS)
    for path, _, message, comments, context in sorted(found, key=lambda each: (each[0], str(each[2]))):
        # A path from the root on every system, and no line: it would change with every edit.
        catalog.add(message, locations=[(Path(path).as_posix(), 1)], auto_comments=comments, context=context)
    return catalog


def written(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=WIDTH, sort_by_file=False, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def languages() -> Iterator[Path]:
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/journeysite.po"))


def updated(path: Path, pot: Catalog) -> Catalog:
    """A language with every message of the template: what is new has no translation yet, and nothing is guessed."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    catalog.update(pot, no_fuzzy_matching=True)
    catalog.header_comment = HEADER
    catalog.creation_date = catalog.revision_date = NO_DAY
    return catalog


def main() -> None:
    pot = template()
    TEMPLATE.write_bytes(written(pot))
    print(f"{len(pot)} messages in {TEMPLATE.relative_to(ROOT)}")
    for path in languages():
        catalog = updated(path, pot)
        path.write_bytes(written(catalog))
        missing = [
            message.id
            for message in catalog
            if message.id and not (all(message.string) if isinstance(message.string, tuple) else message.string)
        ]
        print(f"{path.relative_to(ROOT)}: {len(missing)} missing" + "".join(f"\n  {each}" for each in missing))


if __name__ == "__main__":
    main()
