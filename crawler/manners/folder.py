"""Where all crawls of a user on this machine leave word for each other: one folder, a few small files a host."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from crawler.exceptions import ConfigurationError

_ELSEWHERE = "set VEILLE_RUNTIME to a folder of your own, the same for all crawls"


def runtime_folder() -> Path:
    """The folder, made where it is missing: ``VEILLE_RUNTIME``, else ``veille-<uid>`` in the system's temporary one.

    Raises :class:`ConfigurationError` where it cannot be used, or is somebody else's who might hold us up.
    """
    given = os.environ.get("VEILLE_RUNTIME")
    folder = Path(given).expanduser() if given else Path(tempfile.gettempdir()) / f"veille-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, parents=bool(given), exist_ok=True)
        found = folder.stat() if given else folder.lstat()
        if not given and (not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid()):
            raise ConfigurationError(f"{folder} belongs to somebody else; {_ELSEWHERE}")
        if not given and stat.S_IMODE(found.st_mode) & 0o077:
            folder.chmod(0o700)
    except (OSError, RuntimeError) as error:
        raise ConfigurationError(f"{folder} cannot be used ({error}); {_ELSEWHERE}") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ConfigurationError(f"{folder} cannot be written to; {_ELSEWHERE}")
    return folder


def host_of(url: str) -> str:
    """The host and port that answer for an http(s) URL, however it is spelt.

    >>> host_of("https://Jobs.Example./a"), host_of("http://jobs.example:8000/")
    ('jobs.example:443', 'jobs.example:8000')
    """
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{(parts.hostname or '').rstrip('.')}:{port}"


def file_stem(host: str) -> str:
    """A name for a host's files: readable, and no other host's, whatever characters the host has.

    >>> file_stem("jobs.example:443").partition("-")[0], "/" in file_stem("../../etc:80")
    ('jobs.example_443', False)
    """
    readable = re.sub(r"[^a-z0-9.]+", "_", host.lower())[:60].strip(".")
    return f"{readable}-{hashlib.sha256(host.encode()).hexdigest()[:12]}"
