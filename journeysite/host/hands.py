"""More hands: other processes make bodies and files while MkDocs prints and writes those that are made.

MkDocs goes through the work from its beginning, forked processes from its end, and where they meet all of it is done. A fork has everything that was
compiled and shares its memory. What it makes it lays down as a file, under the number of the work; what none has laid down yet is made by whoever asks.
So a process that fails, or is killed, leaves its work undone and nothing else: the fault is met again, and told, by the one who asks.

The bytes are the same as with two hands: no work knows of another.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import shutil
import signal
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from mmap import mmap
from pathlib import Path

from mkdocs.structure.files import Files
from msgspec.structs import replace

from .ready import ReadyFile, ReadyPage

Work = Callable[[], bytes]

WORTH_IT = 150
"""Fewer works than this are done before a process has begun."""


def processes_to_have(wanted: int | None) -> int:
    """How many processes to begin beside this one. wanted: as many in all, or None for one on each processor."""
    if sys.platform != "linux" or threading.active_count() > 1:
        # Elsewhere a fork is not to be had, or not safe beside the system's own libraries; a lock that another thread holds stays locked in it.
        return 0
    return (len(os.sched_getaffinity(0)) if wanted is None else wanted) - 1


def call_hands(files: Files, wanted: int | None) -> Hands | None:
    """Let pages and files of ours be made by several, where there is much to make and somebody to help. wanted: see processes_to_have."""
    makers = [file for file in files if isinstance(file, ReadyFile)]
    pages = [file.page for file in files.documentation_pages() if isinstance(file.page, ReadyPage)]
    processes = processes_to_have(wanted)
    if processes < 1 or len(makers) + len(pages) < WORTH_IT:
        return None
    # MkDocs writes files before it prints pages.
    hands = Hands([*(maker.artifact.data for maker in makers), *(_encoded(page.artifact.body) for page in pages)], processes)
    for number, maker in enumerate(makers):
        maker.artifact = replace(maker.artifact, data=partial(hands.take, number))
    for number, page in enumerate(pages, len(makers)):
        page.artifact = replace(page.artifact, body=_decoded(partial(hands.take, number)))
    return hands


def _encoded(body: Callable[[], str]) -> Work:
    return lambda: body().encode()


def _decoded(work: Work) -> Callable[[], str]:
    return lambda: work().decode()


class Hands:
    """works: in the order in which they will be asked for.  processes: how many help."""

    def __init__(self, works: Sequence[Work], processes: int) -> None:
        self._works = works
        self._done = Path(tempfile.mkdtemp(prefix="journeysite-"))
        self._front = mmap(-1, 8)
        # Somebody may press Ctrl-C, of which MkDocs tells no plugin.
        atexit.register(self.dismiss)
        # What is there now stays: a collector that looked for garbage in it would copy every page of memory that it touches.
        gc.freeze()
        self._processes: list[int] = []
        # Where the system has no room for another process, fewer help.
        with contextlib.suppress(OSError):
            for number in range(processes):
                self._processes.append(self._begin(number, processes))

    def take(self, number: int) -> bytes:
        """What a work makes."""
        self._front[:] = struct.pack("q", number)
        path = self._done / str(number)
        try:
            made = path.read_bytes()
        except FileNotFoundError:
            return self._works[number]()
        path.unlink()
        return made

    def dismiss(self) -> None:
        """Nothing more will be asked for."""
        atexit.unregister(self.dismiss)
        for process in self._processes:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        self._processes.clear()
        shutil.rmtree(self._done, ignore_errors=True)
        gc.unfreeze()

    def _begin(self, number: int, processes: int) -> int:
        process = os.fork()
        if process:
            return process
        try:
            self._work(range(len(self._works) - 1 - number, -1, -processes))
        finally:
            # Not a word more: what was open at the fork is not this process's to close.
            os._exit(0)

    def _work(self, numbers: range) -> None:
        master = os.getppid()
        for number in numbers:
            (front,) = struct.unpack("q", self._front[:])
            if number <= front or os.getppid() != master:
                break
            unfinished = self._done / f"{number}.part"
            unfinished.write_bytes(self._works[number]())
            unfinished.rename(self._done / str(number))
        # Whoever begins it also ends it. A master that was killed cannot, nor tidy up.
        while os.getppid() == master:
            time.sleep(0.1)
        shutil.rmtree(self._done, ignore_errors=True)
