"""The `newsdigest` command: one clear line an error, a traceback only with --debug."""

import argparse
import os
import sys
from collections.abc import Sequence

from newsdigest.cli import extract, ingest
from newsdigest.errors import DigestError

_COMMANDS = (ingest, extract)


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Returns:
        The exit status: 0 all well, 1 our own files are wrong or a file cannot be read, 2 wrong arguments,
        3 done, but something needs a person.
    """
    arguments = _parser().parse_args(argv)
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, `head` or a closed pager, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except (DigestError, OSError) as error:
        if arguments.debug:
            raise
        print(f"newsdigest {arguments.command}: {error}", file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newsdigest", description="Raw news pages in, a sourced digest out.")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(commands)
    return parser
