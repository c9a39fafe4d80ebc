"""Makes the fonts in themes/journeysite/fonts/ out of the whole DejaVu Sans Condensed: python tools/fonts.py FOLDER_WITH_DEJAVU

Only what maps are written with: Latin, Greek, Cyrillic, figures, arrows and the shapes that tell findings apart. Hinting and kerning are left out:
a drawing is placed by the advance widths alone, and all three writers then agree.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).parent.parent / "themes" / "journeysite" / "fonts"

FACES = {"regular": "DejaVuSansCondensed", "bold": "DejaVuSansCondensed-Bold", "italic": "DejaVuSansCondensed-Oblique"}

LETTERS = [
    *range(0x20, 0x7F),
    # Latin with its supplements, and the letters of Vietnamese and Welsh.
    *range(0xA0, 0x250),
    *range(0x1E00, 0x1F00),
    # Greek and Cyrillic.
    *range(0x370, 0x400),
    *range(0x400, 0x530),
    # Dashes, quotation marks, ellipsis, marks for direction, currencies, fractions.
    *range(0x2010, 0x2028),
    *range(0x2030, 0x203B),
    *range(0x20A0, 0x20C0),
    *range(0x2150, 0x215F),
    # Signs that people write in tables.
    *map(ord, "№™℃℮"),
    *range(0x2190, 0x21B4),
    *map(ord, "−×÷±≈≠≤≥∞√∑∅■□▪▫▲△▶▷▼▽◀◁◆◇○●◉★☆☐☑☒☹☺♥✓✔✗✘"),
]


def main(source: Path) -> None:
    for face, name in FACES.items():
        font = TTFont(source / f"{name}.ttf", recalcTimestamp=False)
        options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True)
        options.drop_tables += ["kern", "GPOS", "GSUB", "GDEF", "gasp", "FFTM", "BASE", "MATH"]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=LETTERS)
        cutter.subset(font)
        font.save(OUT / f"{face}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
