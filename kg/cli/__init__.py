"""The command `kg`. A command's module is loaded only when it is called: `kg --help` starts at once."""

from kg.cli.main import main

__all__ = ["main"]
