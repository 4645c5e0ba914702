"""Writes docs/cli.md from the help of the commands: python docs/make_cli.py."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import cli

TARGET = Path(__file__).parent / "cli.md"
HEAD = """# The command line

Made from the help of the commands by `make docs`; a test says when it is out of date.
"""


def help_of(command: click.Command, name: str) -> str:
    """The text of `name --help`, 80 columns wide on any terminal."""
    context = click.Context(
        command, info_name=name, terminal_width=80, max_content_width=80,
        **cli.context_settings,
    )  # fmt: skip
    return command.get_help(context)


def page() -> str:
    """The whole of docs/cli.md."""
    commands = (
        f"## kg {name}\n\n```\n{help_of(cli.commands[name], f'kg {name}')}\n```\n"
        for name in cli.list_commands(click.Context(cli))
    )
    return "\n".join((HEAD, f"```\n{help_of(cli, 'kg')}\n```\n", *commands))


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8", newline="\n")
