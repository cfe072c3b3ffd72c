"""The command line: parse, call the api, print, exit code."""

from provenance.cli.commands import app, main

__all__ = ["app", "main"]
