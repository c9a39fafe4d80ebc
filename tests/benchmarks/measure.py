"""One run of a command in a process of its own: how long it took, how much memory it held at the most, and what it wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

CACHES = (".cache",)


@dataclass(frozen=True)
class Run:
    """seconds: by the clock.  cpu_seconds: of the processor, which other work on the machine disturbs less.

    peak_mb: resident memory at its highest.  written_bytes, index_bytes: of the built site, and of the search index in it.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    written_bytes: int
    index_bytes: int


def build_once(project: Path, out: Path, warm: bool = False) -> Run:
    """Build a site with MkDocs. warm: keep what earlier builds remembered."""
    shutil.rmtree(out, ignore_errors=True)
    for name in () if warm else CACHES:
        shutil.rmtree(project / name, ignore_errors=True)
    seconds, cpu_seconds, peak_mb = _timed([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(out)], project)
    files = [path for path in out.rglob("*") if path.is_file()]
    index = [path for path in files if path.is_relative_to(out / "search")]
    return Run(seconds, cpu_seconds, peak_mb, *(sum(path.stat().st_size for path in some) for some in (files, index)))


_YAML_ALONE = """
import pathlib, sys, time, yaml
texts = [path.read_text(encoding="utf-8").split("---\\n")[1] for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md"))]
begun, begun_cpu = time.perf_counter(), time.process_time()
for text in texts:
    yaml.load(text, Loader=yaml.SafeLoader)
print(time.perf_counter() - begun, time.process_time() - begun_cpu)
"""


def yaml_once(content: Path) -> Run:
    """What PyYAML's own loader takes for the front matter of every source, without starting Python and reading the files."""
    done = subprocess.run([sys.executable, "-c", _YAML_ALONE, str(content)], capture_output=True, text=True, check=True)
    seconds, cpu_seconds = map(float, done.stdout.split())
    return Run(seconds, cpu_seconds, 0.0, 0, 0)


def _timed(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor and peak memory in MB of one child. Raises SystemExit with what it said where it failed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200"}
    with (folder / "said.txt").open("w+b") as said:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{said.read().decode()[-2000:]}")
    # Linux counts in KB, macOS in bytes.
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
