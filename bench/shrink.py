"""Make the explorer's script small: viz/explorer.min.js from the modules of viz/js, by tdewolff/minify.

    python bench/shrink.py              # after every change of viz/js
    python bench/shrink.py --sizes      # what each module costs, as written and made small

The page holds the small form; readers get 30 % fewer bytes, and the modules stay readable.
"""

from __future__ import annotations

import argparse
import sys

from kg.explore.page import MINIFIED, SCRIPTS, minified_head, own_source
from kg.paths import viz


def small(script: str) -> str:
    """A script without what only people need."""
    import minify

    return str(minify.string("application/javascript", script))


def minified() -> str:
    """The text of the file: where it comes from, then the script."""
    source = own_source()
    return f"{minified_head(source)}\n{small(source)}\n"


def sizes() -> None:
    """Print the bytes of each module and of all."""
    for name in SCRIPTS:
        text = viz("js", *name.split("/")).read_text(encoding="utf-8")
        print(f"{len(text.encode()):7,} {len(small(text).encode()):7,}  {name}")
    print(f"{len(own_source().encode()):7,} {len(minified().encode()):7,}  all in one")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the explorer's script small.")
    parser.add_argument("--sizes", action="store_true", help="print the bytes of each module")
    if parser.parse_args().sizes:
        sizes()
        return
    text = minified()
    viz(MINIFIED).write_text(text, encoding="utf-8", newline="\n")
    print(f"{viz(MINIFIED).name}: {len(text.encode()):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
