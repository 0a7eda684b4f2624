"""Characters that a Word file takes from a font of symbols, which has its own order of them."""

from __future__ import annotations

# What a plan writes with them: comparisons, units, marks of lists.
_SYMBOL = {
    0x2D: "-", 0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB7: "·", 0xB9: "≠", 0xBB: "≈", 0xD7: "·",
    0x6D: "μ", 0x61: "α", 0x62: "β", 0x44: "Δ", 0x25: "%", 0xAE: "→", 0xE5: "∑", 0xBE: "—",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x76: "◆", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xFB: "×",
    0xFC: "√", 0xFE: "√", 0x52: "√", 0x9F: "•", 0xE0: "→",
} | {0x81 + n: mark for n, mark in enumerate("①②③④⑤⑥⑦⑧⑨⑩")} | {0x8C + n: mark for n, mark in enumerate("❶❷❸❹❺❻❼❽❾❿")}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(font: str, code: str) -> str:
    """The character at a hexadecimal place of a font; nothing where the font is not known and the place is private."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    of_font = _FONTS.get(font.lower())
    if of_font is not None:
        return of_font.get(place & 0xFF, "")
    return chr(place) if 0x20 <= place < 0xD800 else ""
