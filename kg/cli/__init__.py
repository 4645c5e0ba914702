"""The command line. This package parses, calls and prints; it is the only one that prints.

Data goes to standard output, everything else to standard error. Exit codes: 0 done; 1 not
conformant, or empty with --fail-empty; 2 wrong usage; 3 some inputs failed and the rest was
written; 70 a mistake of kg's own. What is slow to import is imported inside the commands.
"""

from kg.cli.group import KgGroup, cli, main

__all__ = ["KgGroup", "cli", "main"]
