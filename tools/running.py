"""The programs of a round: what is started, how its end is judged, how many may run beside one another."""
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT / "build" / "logs"
CORES = os.cpu_count() or 2
# Leaders of the process groups that we started and that still run.
children: set[int] = set()


# --- what the programs say about themselves

@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


def total(pattern: str, text: str) -> int:
    return sum(int(number) for number in re.findall(pattern, text, re.M))


def count_gtest(text: str) -> Count:
    return Count(total(r"^\[  PASSED  \] (\d+) tests?\.", text),
                 total(r"^\[  FAILED  \] (\d+) tests?, listed", text),
                 total(r"^\[  SKIPPED \] (\d+) tests?, listed", text))


def count_unittest(text: str) -> Count:
    failed = total(r"^FAILED \(.*?failures=(\d+)", text) + total(r"^FAILED \(.*?errors=(\d+)", text)
    skipped = total(r"^(?:OK|FAILED) \(.*?skipped=(\d+)", text)
    return Count(total(r"^Ran (\d+) tests?", text) - failed - skipped, failed, skipped)


def count_vitest(text: str) -> Count:
    lines = "\n".join(re.findall(r"^\s*Tests  .*$", text, re.M))
    return Count(total(r"(\d+) passed", lines), total(r"(\d+) failed", lines), total(r"(\d+) skipped", lines))


def count_node(text: str) -> Count:
    return Count(total(r"^(?:#|ℹ) pass (\d+)", text), total(r"^(?:#|ℹ) fail (\d+)", text),
                 total(r"^(?:#|ℹ) skipped (\d+)", text))


def count_plain(text: str) -> Count:
    found = re.findall(r"^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", text, re.M)
    return Count(*(int(number or 0) for number in found[-1])) if found else Count()


def count_one(_text: str) -> Count:
    """For a check that has no tests in it: it is the test."""
    return Count(passed=1)


def count_nothing(_text: str) -> Count:
    """For work that is no test: it counts when it fails."""
    return Count()


@dataclass
class Run:
    """One program to start, and how to read it."""
    name: str
    command: list[str]
    read: Callable[[str], Count]
    env: dict[str, str] | None = None
    timeout_s: int = 1500
    cores: float = 1  # that it keeps busy; what waits for a browser or a store needs less than one


def judge(run: Run, status: int, text: str) -> Count:
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    if run.read is count_one:
        return Count(passed=1) if status == 0 else Count(failed=1)
    count = run.read(text)
    if status != 0 and count.failed == 0:
        count.failed = 1
    if status == 0 and count == Count() and run.read is not count_nothing:
        count.failed = 1
        print(f"    {run.name} ran no test")
    return count


def end_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def end_all(*_: object) -> None:
    """On a signal: the programs end, and the way out stops PostgreSQL."""
    for leader in list(children):
        end_group(leader)
    sys.exit(143)


def perform(run: Run) -> Count:
    log = LOGS / f"{run.name}.log"
    with open(log, "wb") as out:
        child = subprocess.Popen(run.command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                 env=os.environ | (run.env or {}), start_new_session=True)
        children.add(child.pid)
        try:
            status = child.wait(run.timeout_s)
        except subprocess.TimeoutExpired:
            out.write(f"\nstopped after {run.timeout_s} s\n".encode())
            status = -1
        finally:
            end_group(child.pid)  # and what the program left behind
            child.wait()
            children.discard(child.pid)
    text = log.read_text(errors="replace")
    count = judge(run, status, text)
    if count.failed:
        print(f"--- {run.name} (exit {status}), end of build/logs/{log.name}:")
        print("\n".join(text.splitlines()[-60:]))
        print("---", flush=True)
    return count


# --- the round: programs in the order of their steps, as many at once as there are cores for

@dataclass
class Step:
    name: str
    runs: Callable[[], list[Run]]  # asked when what it needs is over; none where its part of the tree is missing
    needs: tuple[str, ...] = ()
    is_full: bool = True           # part of the full round


@dataclass
class Progress:
    """A step that has begun."""
    left: int
    count: Count = field(default_factory=Count)
    began: float = 0  # of its first program, on the monotonic clock


class Round:
    """Nothing overtakes the next program in the order, so that a build need not wait for every small test after it."""

    def __init__(self, steps: list[Step], do: Callable[[Run], Count] = perform, cores: float = CORES) -> None:
        self.steps, self.do, self.cores = steps, do, cores
        self.unopened = list(steps)
        self.queue: list[tuple[Step, Run]] = []
        self.running: dict[Future[Count], tuple[Step, Run]] = {}
        self.progress: dict[str, Progress] = {}
        self.over: set[str] = set()
        self.broken: set[str] = set()
        self.whole = Count()

    def go(self) -> Count:
        with ThreadPoolExecutor(64) as pool:
            while self.unopened or self.queue or self.running:
                self.open_ready()
                self.start_fitting(pool)
                for future in wait(self.running, return_when=FIRST_COMPLETED).done if self.running else ():
                    self.note(*self.running.pop(future), future.result())
        return self.whole

    def open_ready(self) -> None:
        pending = {step.name for step in self.steps} - self.over
        for step in [step for step in self.unopened if not pending.intersection(step.needs)]:
            self.unopened.remove(step)
            failed = self.broken.intersection(step.needs)
            runs = [] if failed else step.runs()
            if failed:
                print(f"{step.name:20} not run: {', '.join(sorted(failed))} failed", flush=True)
                self.broken.add(step.name)
            if runs:
                self.progress[step.name] = Progress(len(runs))
                self.queue += [(step, run) for run in runs]
            else:
                self.over.add(step.name)
        self.queue.sort(key=lambda item: self.steps.index(item[0]))

    def start_fitting(self, pool: ThreadPoolExecutor) -> None:
        while self.queue:
            step, run = self.queue[0]
            busy = sum(other.cores for _, other in self.running.values())
            if self.running and busy + run.cores > self.cores:
                return
            self.queue.pop(0)
            self.progress[step.name].began = self.progress[step.name].began or time.monotonic()
            self.running[pool.submit(self.do, run)] = (step, run)

    def note(self, step: Step, _run: Run, count: Count) -> None:
        progress = self.progress[step.name]
        progress.left -= 1
        progress.count += count
        if progress.left > 0:
            return
        print(f"{step.name:20} {str(progress.count):32} {time.monotonic() - progress.began:6.1f} s", flush=True)
        self.over.add(step.name)
        self.whole += progress.count
        if progress.count.failed:
            self.broken.add(step.name)
