"""Which of the places of a document lies in which: by the register, else by how the text joins them and by their levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.pair import Pair
from kg.extract.place import DocumentPlace
from kg.extract.regions import Place
from kg.registers.regions import load_regions

_RANK = {"province": 0, "prefecture": 1, "county": 2, "zone": 2, "town": 3}
# 赴浙江进修, 支援西藏: a province that is named for something else than that the document's place lies in it.
_ELSEWHERE = re.compile(
    r"(?:支援|援建?|赴|到|对口|帮扶|协作|来自|引进|学习|进修|考察|借鉴|推广|邀请|聘请|联合|对接|与|同)[^，。；、\n]{0,8}\Z"
)


def region_pairs(text: str, regions: list[Place], place: DocumentPlace | None) -> list[Pair]:
    """Each place in the nearest place around it that the document names too.

    The register says what lies around the places that it holds. Another lies in the place whose name stands right before its
    own (清和市|临溪区), else in the document's own place, if its level is lower; the document's own lies in the city and in the province
    that the text names as above it.
    """
    by_code = {r.code: r for r in regions if r.code}
    joined = _joined(regions)
    # A town is in the nearest place named: a city that names none of its counties names its towns.
    no_county = not any(r.level == "county" for r in regions)
    pairs = []
    for region in regions:
        if region.code or region.parent:
            if above := _in_register(region, by_code):
                rule = "place-in-its-parent" if region.code else "zone-in-its-city"
                pairs.append(Pair("region", region.name, above.name, "register", rule))
        elif region.name in joined:
            pairs.append(
                Pair("region", region.name, joined[region.name], "text", "place-joined-to-its-parent")
            )
        elif (
            place
            and region.name != place.name
            and (
                _lies_in(region, place)
                or (no_county and region.level == "town" and place.level == "prefecture")
            )
        ):
            rule = (
                "town-in-the-document's-place" if region.level == "town" else "place-in-the-document's-place"
            )
            pairs.append(Pair("region", region.name, place.name, "text", rule))
    if place and place.code is None:
        pairs += _above(text, regions, place, joined)
    return pairs


def _in_register(region: Place, by_code: dict[str, Place]) -> Place | None:
    """The nearest place above that the document names too."""
    register = load_regions()
    if region.code:
        return next((by_code[a.code] for a in register.ancestors(region.code) if a.code in by_code), None)
    return by_code.get(region.parent or "")


def _joined(regions: list[Place]) -> dict[str, str]:
    """For each place that no register holds, the higher one whose name stands right before its own somewhere."""
    ending = {end: r for r in regions for _, end in r.places}
    found: dict[str, str] = {}
    for region in regions:
        before = [ending[start] for start, _ in region.places if start in ending]
        higher = [b for b in before if _RANK[b.level] < _RANK[region.level]]
        if region.code is None and higher:
            found[region.name] = max(higher, key=lambda b: _RANK[b.level]).name
    return found


def _lies_in(region: Place, place: DocumentPlace) -> bool:
    """A town lies in the county whose document it is, a county in the city or province; a city beside a city is none of its parts."""
    if region.level == "town":
        return place.level == "county"
    if region.level == "prefecture":
        # A city of a city's document is a city of county rank.
        return place.level != "county"
    return region.level == "zone" or place.level != "county"


def _above(text: str, regions: list[Place], place: DocumentPlace, joined: dict[str, str]) -> Iterator[Pair]:
    """What lies around the document's own place: the city of a county, the province of a city."""
    own = place.name
    city = next((r for r in regions if place.level == "county" and _commands(text, r)), None)
    province = _province(text, regions) if place.level != "province" else None
    lowest = own
    if own in joined:
        lowest = joined[own]
    elif city:
        yield Pair("region", own, city.name, "text", "place-under-the-one-above")
        lowest = city.name
    top = next((r for r in regions if r.name == lowest), None)
    if province and lowest not in joined and not (top and (top.code or top.level == "province")):
        yield Pair("region", lowest, province, "text", "place-under-the-one-above")


def _commands(text: str, city: Place) -> bool:
    """A city of no register whose authorities the document of a county names: the county's own."""
    return (
        city.code is None
        and city.level == "prefecture"
        and any(_AUTHORITY.match(text, end) for _, end in city.places)
    )


_AUTHORITY = re.compile(r"[市]?(?:委|政府|人民政府|卫生|卫健|卫计)")


def _province(text: str, regions: list[Place]) -> str | None:
    """The one province that a text names for its own sake, in full or with places of its own beside it."""
    provinces = [
        r
        for r in regions
        if r.level == "province"
        and any(not _ELSEWHERE.search(text, max(0, start - 12), start) for start, _ in r.places)
    ]
    if len(provinces) != 1:
        return None
    (one,) = provinces
    if one.code is None:
        return one.name
    in_full = any(end - start == len(one.name) for start, end in one.places)
    register = load_regions()
    within = any(
        r.code != one.code and (known := register.by_code(r.code)) and register.is_within(known, one.code)
        for r in regions
        if r.code
    )
    return one.name if in_full or within else None
