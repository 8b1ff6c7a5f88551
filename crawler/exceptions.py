"""What can go wrong before a board is crawled; each message is one line that says which board, what and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """The hint for a word nobody knows: the nearest one there is, or else ``otherwise``.

    >>> nearest("makesens", ["makesense", "msf_france"], "see 'veille boards'")
    "did you mean 'makesense'?"
    """
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else otherwise


class VeilleError(Exception):
    """Root of the errors this program raises for its user to read; never a bug."""

    exit_code = 2


class BoardError(VeilleError):
    """A board declaration is wrong. Raised by the catalogue when boards are loaded."""

    def __init__(self, board: str, source: str, attribute: str | None, problem: str) -> None:
        """Name the board, the file or module it is declared in, the attribute, and what is wrong with it."""
        self.board, self.source, self.attribute, self.problem = board, source, attribute, problem
        about = f", attribute '{attribute}'" if attribute else ""
        super().__init__(f"board '{board}' in {source}{about}: {problem}")


class BoardsFileError(VeilleError):
    """A boards file cannot be read at all. Raised by the catalogue."""


class UnknownBoardError(VeilleError):
    """A name on the command line is no board's. Raised by the catalogue."""


class ConfigurationError(VeilleError):
    """The configuration file, an option or an environment variable does not make sense. Raised by the command line."""


class LockedError(VeilleError):
    """Another run holds the board or the scheduler. Raised before anything is requested."""

    exit_code = 3
