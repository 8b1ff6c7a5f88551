"""What a process becomes that was forked to be the command line; it loads nothing that the command line does not."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


def run(words: Sequence[str], folder: Path, environment: Mapping[str, str], out: Path, err: Path) -> None:
    """Be ``veille WORDS`` in ``folder``, with nothing but ``environment``, its output in two files."""
    for descriptor, path in ((1, out), (2, err)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), descriptor)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    if prefix := environment.get("PYTHONPYCACHEPREFIX"):
        sys.dont_write_bytecode, sys.pycache_prefix = False, prefix
    sys.argv = ["veille", *words]
    from crawler.cli.main import main

    main()
