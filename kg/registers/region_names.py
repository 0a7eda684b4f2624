"""How people shorten the name of a region."""

from __future__ import annotations

import re

# Two letters stay, so that 安县 keeps its kind; one kind goes, so that 常州市 is 常州 and not 常.
_KIND = re.compile(r"(?<=..)(?:特别行政区|自治[区州县旗]|地区|[省市区县州盟旗])$")


def short_name(name: str) -> str:
    """A region's name without its kind: 常州市 as 常州, 安县 as it is."""
    return _KIND.sub("", name)
