#!/usr/bin/env python3
"""Runs the steps of `make test` and ends with one line "N passed, N failed".

    run_tests.py              every step of the full round whose part of the tree exists
    run_tests.py NAME…        these steps only
    run_tests.py --list       their names

A step's numbers are read out of what its programs print. A program that fails without naming a failed test, or
that ran no test, counts as one failure. Logs: build/logs.
"""
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT / "build" / "logs"
CORES = os.cpu_count() or 2
LONGEST = "test_whole"
# Debian's modules, aiosmtpd among them, belong to Debian's Python.
PYTHON = "/usr/bin/python3"
# What the tests that drive the true program drive; VIGIL_BINARY in the environment is another one.
BINARY = os.environ.get("VIGIL_BINARY", str(ROOT / "build/release/vigil"))
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


# --- the steps; each answers what to run, and nothing when its part of the tree is not there

def exists(pattern: str) -> bool:
    return next(ROOT.glob(pattern), None) is not None


def test_programs(preset: str) -> list[Run]:
    env = {"ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1", "UBSAN_OPTIONS": "print_stacktrace=1",
           "TSAN_OPTIONS": "second_deadlock_stack=1"}
    folder = ROOT / "build" / preset
    listed = subprocess.run(["ctest", "--show-only=human"], cwd=folder, capture_output=True, text=True).stdout
    names = re.findall(r"Test +#\d+: (\w+)", listed)
    # The longest begins first and in parts, or the other cores wait for it at the end.
    long = [Run(f"{preset}_{LONGEST}_{part}", [f"build/{preset}/{LONGEST}"], count_gtest,
                env | {"GTEST_TOTAL_SHARDS": str(CORES), "GTEST_SHARD_INDEX": str(part)})
            for part in range(CORES) if LONGEST in names]
    return long + [Run(f"{preset}_{name}", [f"build/{preset}/{name}"], count_gtest, env)
                   for name in names if name != LONGEST]


def scenarios(preset: str, store: str) -> list[Run]:
    if not exists("tests/scenario/main.cpp"):
        return []
    return [Run(f"{preset}_scenarios_{store}", [f"build/{preset}/scenario", "--store", store], count_plain)]


def torture(store: str) -> list[Run]:
    if not exists("tests/torture.py"):
        return []
    kills = os.environ.get("TORTURE_KILLS", "10")
    return [Run(f"torture_{store}", [PYTHON, "tests/torture.py", "--store", store, "--kills", kills], count_plain,
                {"VIGIL_BINARY": BINARY}, 7200)]


def build(preset: str, *targets: str) -> list[Run]:
    return [Run(f"build_{preset}", ["tools/build.sh", preset, *targets], count_nothing)]


def python_tests(name: str, folder: str, pattern: str) -> list[Run]:
    """A program for each file, so that they may run beside one another."""
    return [Run(f"{name}_{path.stem.removeprefix('test_')}",
                [PYTHON, "-m", "unittest", "discover", "-s", folder, "-p", path.name], count_unittest,
                {"VIGIL_BINARY": BINARY})
            for path in sorted(ROOT.glob(f"{folder}/{pattern}"))]


def web(script: str, read: Callable[[str], Count]) -> list[Run]:
    package = ROOT / "web" / "package.json"
    if not package.exists() or f'"{script}":' not in package.read_text():
        return []
    return [Run(f"web_{script}", ["npm", "--prefix", "web", "run", "--silent", script], read)]


def browser() -> list[Run]:
    """A journey each, with a company of its own."""
    return [Run(f"browser_{path.stem}", [PYTHON, "tests/browser/run.py", path.stem], count_plain,
                {"VIGIL_BINARY": BINARY})
            for path in sorted(ROOT.glob("web/e2e/*.mjs")) if path.stem != "browser"]


def openapi() -> list[Run]:
    return [Run("openapi", ["node", "--test", "--test-reporter=tap", "tests/openapi/lint.test.mjs"], count_node,
                {"OPENAPI_PRINTER": str(ROOT / "build/asan/openapi")})]


def fuzzers() -> list[Run]:
    seconds = os.environ.get("FUZZ_SECONDS", "30")
    runs = []
    for source in sorted([*ROOT.glob("server/**/*_fuzz.cpp"), *ROOT.glob("tests/*_fuzz.cpp")]):
        name = source.name.removesuffix("_fuzz.cpp")
        corpus, seeds = ROOT / "build/corpus" / name, ROOT / "tests/corpus" / name
        corpus.mkdir(parents=True, exist_ok=True)
        command = [f"build/fuzz/fuzz_{name}", f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048",
                   "-print_final_stats=1", f"-artifact_prefix=build/logs/{name}-", str(corpus)]
        runs.append(Run(f"fuzz_{name}", command + ([str(seeds)] if seeds.is_dir() else []), count_one,
                        timeout_s=int(seconds) + 120))
    return runs


def formatted() -> list[Run]:
    return [Run("format", ["bash", "-c", "git ls-files -z '*.cpp' '*.h' | "
                           "xargs -0 -r clang-format --dry-run -Werror"], count_one)]


@dataclass
class Step:
    name: str
    runs: Callable[[], list[Run]]
    needs: tuple[str, ...] = ()
    is_full: bool = True       # part of the full round
    is_parallel: bool = False  # its programs may run beside one another


STEPS = [
    Step("tools", lambda: python_tests("tools", "tools", "test_*.py"), is_parallel=True),
    Step("layers", lambda: [Run("layers", [PYTHON, "tools/check_layers.py"], count_one)]),
    Step("tidy", lambda: [Run("tidy", [PYTHON, "tools/tidy.py"], count_one)]),
    Step("format", formatted),
    Step("build_web", lambda: [Run("build_web", ["tools/build_web.sh"], count_nothing)]),
    Step("web_types", lambda: web("typecheck", count_one), ("build_web",)),
    Step("web_unit", lambda: web("test", count_vitest), ("build_web",)),
    Step("clang_tidy", lambda: [Run("clang_tidy", [PYTHON, "tools/clang_tidy.py"], count_one)], ("build_web",)),
    # Behaviour under the sanitizers, for address and undefined behaviour.
    Step("build_asan", lambda: build("asan", "tests"), ("build_web",)),
    Step("unit", lambda: test_programs("asan"), ("build_asan",), is_parallel=True),
    Step("scenarios", lambda: scenarios("asan", "sqlite") + scenarios("asan", "postgres"), ("build_asan",),
         is_parallel=True),
    Step("openapi", openapi, ("build_asan",)),
    # The program as people run it.
    Step("build_release", lambda: build("release", "vigil"), ("build_web",)),
    Step("binary", lambda: python_tests("binary", "tests/binary", "test_*.py"), ("build_release",), is_parallel=True),
    Step("browser", browser, ("build_release",), is_parallel=True),
    Step("torture", lambda: torture("sqlite") + torture("postgres"), ("build_release",), is_parallel=True),
    Step("build_fuzz", lambda: build("fuzz", "fuzzers")),
    Step("fuzz", fuzzers, ("build_fuzz",), is_parallel=True),
    # While working: no sanitizers, quick to build and to start.
    Step("build_dev", lambda: build("dev", "tests"), ("build_web",), is_full=False),
    Step("unit_dev", lambda: test_programs("dev"), ("build_dev",), is_full=False, is_parallel=True),
    Step("scenarios_dev", lambda: scenarios("dev", "sqlite"), ("build_dev",), is_full=False),
    Step("build_tsan", lambda: build("tsan", "tests"), is_full=False),
    Step("unit_tsan", lambda: test_programs("tsan"), ("build_tsan",), is_full=False),
]
USE_POSTGRES = re.compile(r"unit|^scenarios$|^binary$|^browser$|^torture$")


def perform_step(step: Step) -> Count:
    began = time.monotonic()
    runs = step.runs()
    if not runs:
        return Count()
    with ThreadPoolExecutor(CORES if step.is_parallel else 1) as pool:
        count = sum(pool.map(perform, runs), Count())
    print(f"{step.name:20} {str(count):32} {time.monotonic() - began:6.1f} s", flush=True)
    return count


@contextlib.contextmanager
def surroundings(steps: list[Step]):
    """The environment of the programs: where the public data lies, a PostgreSQL when one is wanted."""
    data = ROOT.parent / "shared" / "data"
    if data.is_dir():
        os.environ.setdefault("VIGIL_SHARED_DATA", str(data))
    os.environ["PATH"] = f"{ROOT}/build/node/bin:{os.environ['PATH']}"
    if "VIGIL_TEST_DATABASE" in os.environ or not any(USE_POSTGRES.search(step.name) for step in steps):
        yield
        return
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    import postgres
    with postgres.Cluster() as url:
        os.environ["VIGIL_TEST_DATABASE"] = url
        yield


def main() -> int:
    if sys.argv[1:] == ["--list"]:
        print("\n".join(step.name for step in STEPS))
        return 0
    wanted = sys.argv[1:] or [step.name for step in STEPS if step.is_full]
    unknown = set(wanted) - {step.name for step in STEPS}
    if unknown:
        print(f"no such step: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    steps = [step for step in STEPS if step.name in wanted]
    LOGS.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, end_all)

    whole, broken = Count(), set()
    with surroundings(steps):
        for step in steps:
            if broken.intersection(step.needs):
                print(f"{step.name:20} not run: {', '.join(broken.intersection(step.needs))} failed", flush=True)
                broken.add(step.name)
                continue
            count = perform_step(step)
            whole += count
            if count.failed:
                broken.add(step.name)
    print(whole)
    return 1 if whole.failed else 0


if __name__ == "__main__":
    sys.exit(main())
