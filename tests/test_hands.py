"""Work that several processes share comes out as if one had done it, whatever becomes of the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journeysite.host.hands import Hands, Work, processes_to_have

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@contextmanager
def hands(works: list[Work], processes: int) -> Iterator[Hands]:
    helpers = Hands(works, processes)
    try:
        yield helpers
    finally:
        helpers.dismiss()


def slowly(number: int, seconds: float = 0.002) -> Work:
    def work() -> bytes:
        time.sleep(seconds)
        return b"%d by %d" % (number, os.getpid())

    return work


@pytest.mark.parametrize("processes", [1, 3])
def test_all_work_is_done_once_and_in_its_place(processes: int) -> None:
    """What is asked for under a number is what that work makes, and others have made some of it."""
    with hands([slowly(number) for number in range(100)], processes) as helpers:
        made = [helpers.take(number).decode() for number in range(100)]
    assert [each.split(" by ")[0] for each in made] == [str(number) for number in range(100)]
    assert str(os.getpid()) in {each.split(" by ")[1] for each in made}
    assert len({each.split(" by ")[1] for each in made}) == 1 + processes


def failing() -> bytes:
    raise ValueError("no such template")


def test_a_fault_is_told_by_the_one_who_asks() -> None:
    """A work that cannot be done fails here as it failed there, and the rest is done."""
    works = [*(slowly(number) for number in range(20)), failing, slowly(21)]
    with hands(works, 1) as helpers:
        made = [helpers.take(number) for number in range(20)]
        with pytest.raises(ValueError, match="no such template"):
            helpers.take(20)
        assert len(made) == 20
        assert helpers.take(21).startswith(b"21 by")


def test_a_killed_process_leaves_its_work_undone_and_nothing_else() -> None:
    """Whoever asks makes it then."""
    with hands([slowly(number) for number in range(40)], 1) as helpers:
        os.kill(helpers._processes[0], signal.SIGKILL)
        made = [helpers.take(number) for number in range(40)]
    assert [each.split()[0] for each in made] == [b"%d" % number for number in range(40)]


def test_nothing_is_left_behind() -> None:
    """When all is done, no process runs and no file lies about."""
    with hands([slowly(number, 0.05) for number in range(40)], 2) as helpers:
        processes, folder = list(helpers._processes), helpers._done
        helpers.take(0)
        assert folder.is_dir()
    assert not folder.exists()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_one_processor_needs_no_help() -> None:
    """A site can say how many processes build it; one is this one."""
    assert processes_to_have(1) == 0


def children_of(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


ENDLESS = """
import signal, time
from journeysite.host.hands import Hands
# A shell that starts its work in the background has Ctrl-C ignored by all of it.
signal.signal(signal.SIGINT, signal.default_int_handler)
helpers = Hands([lambda: time.sleep(0.05) or b"made"] * 1000, 2)
print("begun", flush=True)
while True:
    time.sleep(1)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="others do the work alone")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_build_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    """No process goes on, and no folder stays, whether somebody pressed Ctrl-C or a server ended it."""
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    master = subprocess.Popen([sys.executable, "-c", ENDLESS], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert master.stdout and master.stdout.readline() == b"begun\n"
    children = children_of(master.pid)
    assert len(children) == 2 and len(list(tmp_path.iterdir())) == 1
    master.send_signal(how)
    master.wait(10)
    master.stdout.close()
    until = time.monotonic() + 10
    while (any(map(is_running, children)) or list(tmp_path.iterdir())) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, children))
    assert list(tmp_path.iterdir()) == []


def test_where_no_process_is_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system at its limit has the work done by one."""

    def refuse() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refuse)
    with hands([slowly(number) for number in range(3)], 2) as helpers:
        assert helpers.take(1).startswith(b"1 by")
