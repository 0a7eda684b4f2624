"""The command `kg`. Each command's module is loaded only when it is called, so that `kg --help` starts at once."""

from kg.cli.main import main

__all__ = ["main"]
