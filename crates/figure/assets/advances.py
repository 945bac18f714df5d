"""Writes src/font/advances.rs: how far each character of the shipped font moves the pen.

Run once after changing the font:
    pip install fonttools brotli
    python crates/figure/assets/advances.py > crates/figure/src/font/advances.rs
"""

import pathlib

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WEIGHTS = (400, 600, 700)
FONT = pathlib.Path(__file__).parent / "source-sans-3-latin.woff2"


def advances(weight):
    font = instantiateVariableFont(TTFont(FONT), {"wght": weight})
    assert font["head"].unitsPerEm == 1000
    widths = font["hmtx"]
    return {code: widths[glyph][0] for code, glyph in font.getBestCmap().items()}


def name(code):
    shown = chr(code)
    return f" // {shown}" if 0x21 <= code < 0x250 and shown.isprintable() else ""


tables = [advances(weight) for weight in WEIGHTS]
print("//! How far each character of the shipped font moves the pen, in thousandths of the font size.")
print("//!")
print("//! Written by `assets/advances.py` from the font itself; not edited by hand. Kerning is not in it:")
print("//! it draws a line of ordinary text closer by less than one part in a hundred.")
print()
print("/// The weights measured, lightest first.")
print(f"pub(super) const WEIGHTS: [u16; {len(WEIGHTS)}] = {list(WEIGHTS)};")
print()
print("/// A character and its advance at each of [`WEIGHTS`]; sorted by character.")
print("#[rustfmt::skip]")
print(f"pub(super) const ADVANCES: [(u32, [u16; {len(WEIGHTS)}]); {len(tables[0])}] = [")
for code in sorted(tables[0]):
    print(f"    (0x{code:04x}, {[table[code] for table in tables]}),{name(code)}")
print("];")
