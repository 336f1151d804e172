"""The `newsdigest` command: one clear line an error, a traceback only with --debug."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from newsdigest.errors import DigestError

# Each is a module here with `arguments(parser)` and `run(arguments) -> int`; only the one that is asked for is loaded,
# since extraction alone takes most of a second to import.
COMMANDS: Mapping[str, str] = {
    "build": "ingest, and build the site into output/",
    "ingest": "turn seeds/ into posts",
    "extract": "print what raw pages say",
    "explain": "show where each field of raw pages came from",
    "tag": "tag texts with their regions",
    "check": "list what every post still needs",
    "diff": "show what was changed in posts since their import, here and at the source",
    "settle": "let an edited text stand against what changed at the source",
    "new": "start a post written by hand",
    "serve": "build the site, serve it here, and build again on changes",
}


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Returns:
        The exit status: 0 all well, 1 our own files are wrong or a file cannot be read, 2 wrong arguments,
        3 done, but something needs a person.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    if not words or words[0] not in COMMANDS:
        return _usage(words)
    command = import_module(f"newsdigest.cli.{words[0]}")
    parser = argparse.ArgumentParser(prog=f"newsdigest {words[0]}", description=command.__doc__)
    command.arguments(parser)
    parser.set_defaults(debug=debug)
    arguments = parser.parse_args(words[1:])
    try:
        status: int = command.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, `head` or a closed pager, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except (DigestError, OSError) as error:
        if debug:
            raise
        print(f"newsdigest {words[0]}: {error}", file=sys.stderr)
        return 1
    return status


def _usage(words: Sequence[str]) -> int:
    """Say what there is; asked for help, that is all well."""
    asked = bool(words) and words[0] in ("-h", "--help", "help")
    out = sys.stdout if asked else sys.stderr
    if words and not asked:
        print(f"newsdigest: no command {words[0]!r}", file=out)
    print("usage: newsdigest COMMAND [--help] [--debug] …\n", file=out)
    for name, what in COMMANDS.items():
        print(f"  {name:8} {what}", file=out)
    return 0 if asked else 2
