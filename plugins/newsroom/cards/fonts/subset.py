"""Makes the two fonts of the cards from the fonts of the Noto project: run once, by hand; no build needs it.

In: a font file with everything. Out: beside this file, the letters of Vietnamese and of Western Europe, digits and punctuation, without hints; and in a
text file with the ending ``kern`` the pairs of letters that stand closer or wider: on each line thousandths of the size, then pairs. Example:

    uv run --with fonttools==4.68.0 subset.py NotoSerif_600SemiBold.ttf NotoSans_500Medium.ttf

The odd case is that kerning: fonts of today keep it in ``GPOS``, which only a shaping library reads; the cards do without one, because whether it is there
differs from machine to machine, and with it the pictures.
"""

import sys
from collections import defaultdict
from itertools import product
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1EA0, 0x1EF9), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2033),
          (0x20AB, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2264, 0x2265))
CHARACTERS = [code for first, last in RANGES for code in range(first, last + 1)]
PAIRS = 2
"""The type of a GPOS lookup that adjusts pairs."""
LEAST = 24
"""Thousandths of the size a pair must move to be kept: at 60 pixels, a pixel and a half."""
KERNED = [code for code in CHARACTERS if code < 0x7F or code in (0x102, 0x103, 0x110, 0x111) or 0xC0 <= code <= 0xFD and chr(code) in "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý"
          or 0x1A0 <= code <= 0x1EF9 or 0x2018 <= code <= 0x2026]
"""What Vietnamese is written with."""


def kerning(font: TTFont) -> dict[str, int]:
    """Return pair of characters → thousandths of the size, from the pair adjustments of the feature ``kern``."""
    found: dict[tuple[str, str], int] = {}
    table, names = font["GPOS"].table, font.getBestCmap()
    wanted = {names[code]: chr(code) for code in KERNED if code in names}
    lookups = {index for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern" for index in record.Feature.LookupListIndex}
    for index in sorted(lookups):
        for part in table.LookupList.Lookup[index].SubTable:
            part = getattr(part, "ExtSubTable", part)
            if part.LookupType != PAIRS:
                continue
            lefts = [name for name in part.Coverage.glyphs if name in wanted]
            if part.Format == 1:
                for left in lefts:
                    for pair in part.PairSet[part.Coverage.glyphs.index(left)].PairValueRecord:
                        if pair.SecondGlyph in wanted:
                            found.setdefault((left, pair.SecondGlyph), getattr(pair.Value1, "XAdvance", 0))
            else:
                for left, right in product(lefts, wanted):
                    value = part.Class1Record[part.ClassDef1.classDefs.get(left, 0)].Class2Record[part.ClassDef2.classDefs.get(right, 0)].Value1
                    if value and getattr(value, "XAdvance", 0):
                        found.setdefault((left, right), value.XAdvance)
    em = font["head"].unitsPerEm
    return {wanted[left] + wanted[right]: round(units * 1000 / em) for (left, right), units in found.items() if abs(units) * 1000 / em >= LEAST}


def make(source: Path, target: Path) -> None:
    """Write the small form of the font `source` to `target`."""
    font = TTFont(source, recalcTimestamp=False)
    pairs = kerning(font)
    options = Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True, drop_tables=["GPOS", "GSUB", "GDEF", "DSIG", "STAT", "MVAR", "meta", "kern"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font.save(target)
    lines: dict[int, list[str]] = defaultdict(list)
    for pair, units in sorted(pairs.items()):
        lines[units].append(pair)
    target.with_suffix(".kern").write_text("".join(f"{units} {''.join(found)}\n" for units, found in sorted(lines.items())), encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size} bytes, {len(font.getGlyphOrder())} glyphs, {len(pairs)} pairs")


for name in sys.argv[1:]:
    make(Path(name), Path(__file__).with_name(Path(name).name.replace("_", "-")))
