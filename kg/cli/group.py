"""The group of commands, and what becomes of errors."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from kg import __version__
from kg.cli import asking, building, checking, serving, showing
from kg.cli.options import INTERNAL, INTERRUPTED, SOME_FAILED, USAGE
from kg.errors import InputError, KgError


class KgGroup(click.Group):
    """A group whose errors are one line each, and whose commands return their exit codes."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs a command; in standalone mode ends the process with its exit code."""
        if not standalone_mode:
            return self._run(args, prog_name, complete_var, windows_expand_args, extra)
        try:
            code = self._run(args, prog_name or "kg", complete_var, windows_expand_args, extra)
            sys.stdout.flush()
        except click.ClickException as error:
            error.show()
            _exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            complain("stopped.")
            _exit(INTERRUPTED)
        except KgError as error:
            complain(str(error))
            _exit(SOME_FAILED if isinstance(error, InputError) else USAGE)
        except OSError as error:
            if error.errno == errno.EPIPE:
                # The reader has seen enough. Nothing more may be flushed to it at exit.
                os.dup2(os.open(os.devnull, os.O_WRONLY), _stdout_number())
                _exit(0)
            where = f"{error.filename}: " if error.filename else ""
            complain(f"{where}{error.strerror or error}")
            _exit(USAGE)
        except Exception:  # noqa: BLE001 - whatever it is, it must not look like exit code 1
            traceback.print_exc()
            complain(
                f"this is a mistake in kg {__version__}; please report it with the lines above."
            )
            _exit(INTERNAL)
        return _exit(code if isinstance(code, int) else 0)

    def _run(
        self,
        args: Sequence[str] | None,
        prog_name: str | None,
        complete_var: str | None,
        expand: bool,
        extra: dict[str, Any],
    ) -> Any:
        """What the command returned; errors come as exceptions."""
        return super().main(
            args,
            prog_name,
            complete_var,
            standalone_mode=False,
            windows_expand_args=expand,
            **extra,
        )


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"kg: {' '.join(message.split())}", err=True)


def _stdout_number() -> int:
    try:
        return sys.stdout.fileno()
    except (OSError, ValueError):
        return 1


def _exit(code: int) -> NoReturn:
    sys.exit(code)


@click.group(cls=KgGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Knowledge graphs from news: who said what, through whom, and who met whom.

    \b
    Example:
      kg build seeds
      kg ask "who said China wants a bigger role?"
      kg view --open

    Runs offline; the same input gives the same graph. Exit codes: 0 done, 1 not conformant (or
    empty with --fail-empty), 2 wrong usage, 3 some inputs failed and the rest was written.
    """


for _command in (
    building.build,
    building.update,
    asking.query,
    asking.ask,
    showing.view,
    serving.serve,
    showing.export,
    checking.validate,
    showing.stats,
    showing.info,
    checking.diff,
    checking.evaluate,
):
    cli.add_command(_command)


def main() -> None:
    """The entry point of the `kg` script."""
    cli.main()
