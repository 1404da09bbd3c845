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
from collections.abc import Callable
from pathlib import Path

from running import (CORES, LOGS, ROOT, Count, Round, Run, Step, count_gtest, count_node, count_nothing, count_one,
                     count_plain, count_unittest, count_vitest, end_all)

LONGEST = "test_whole"
# Debian's modules, aiosmtpd among them, belong to Debian's Python.
PYTHON = "/usr/bin/python3"
# What the tests that drive the true program drive; VIGIL_BINARY in the environment is another one.
BINARY = os.environ.get("VIGIL_BINARY", str(ROOT / "build/release/vigil"))

# Cores such a program keeps busy, measured on a quiet machine: processor time over time.
WAITS_FOR_SERVER = 0.65
WAITS_FOR_BROWSER = 0.65


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
    return [Run(f"build_{preset}", ["tools/build.sh", preset, *targets], count_nothing, cores=CORES)]


def python_tests(name: str, folder: str, pattern: str, cores: float = 1) -> list[Run]:
    """A program for each file, so that they may run beside one another."""
    return [Run(f"{name}_{path.stem.removeprefix('test_')}",
                [PYTHON, "-m", "unittest", "discover", "-s", folder, "-p", path.name], count_unittest,
                {"VIGIL_BINARY": BINARY}, cores=cores)
            for path in sorted(ROOT.glob(f"{folder}/{pattern}"))]


def web(script: str, read: Callable[[str], Count], cores: float = 1) -> list[Run]:
    package = ROOT / "web" / "package.json"
    if not package.exists() or f'"{script}":' not in package.read_text():
        return []
    return [Run(f"web_{script}", ["npm", "--prefix", "web", "run", "--silent", script], read, cores=cores)]


def browser() -> list[Run]:
    """A journey each, with a company of its own."""
    return [Run(f"browser_{path.stem}", [PYTHON, "tests/browser/run.py", path.stem], count_plain,
                {"VIGIL_BINARY": BINARY}, cores=WAITS_FOR_BROWSER)
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


# The builds come first: what is tested after them leaves no core idle between one step and the next.
STEPS = [
    Step("tools", lambda: python_tests("tools", "tools", "test_*.py")),
    Step("layers", lambda: [Run("layers", [PYTHON, "tools/check_layers.py"], count_one)]),
    Step("tidy", lambda: [Run("tidy", [PYTHON, "tools/tidy.py"], count_one)]),
    Step("format", formatted),
    Step("build_web", lambda: [Run("build_web", ["tools/build_web.sh"], count_nothing, cores=CORES)]),
    Step("web_unit", lambda: web("test", count_vitest, CORES), ("build_web",)),
    Step("clang_tidy", lambda: [Run("clang_tidy", [PYTHON, "tools/clang_tidy.py"], count_one, cores=CORES)],
         ("build_web",)),
    Step("build_asan", lambda: build("asan", "tests"), ("build_web",)),
    Step("build_release", lambda: build("release", "vigil"), ("build_web",)),
    Step("build_fuzz", lambda: build("fuzz", "fuzzers")),
    Step("web_types", lambda: web("typecheck", count_one), ("build_web",)),
    # Behaviour under the sanitizers, for address and undefined behaviour.
    Step("unit", lambda: test_programs("asan"), ("build_asan",)),
    Step("scenarios", lambda: scenarios("asan", "sqlite") + scenarios("asan", "postgres"), ("build_asan",)),
    Step("openapi", openapi, ("build_asan",)),
    # The program as people run it.
    Step("binary", lambda: python_tests("binary", "tests/binary", "test_*.py", WAITS_FOR_SERVER), ("build_release",)),
    Step("browser", browser, ("build_release",)),
    Step("torture", lambda: torture("sqlite") + torture("postgres"), ("build_release",)),
    Step("fuzz", fuzzers, ("build_fuzz",)),
    # While working: no sanitizers, quick to build and to start.
    Step("build_dev", lambda: build("dev", "tests"), ("build_web",), is_full=False),
    Step("unit_dev", lambda: test_programs("dev"), ("build_dev",), is_full=False),
    Step("scenarios_dev", lambda: scenarios("dev", "sqlite"), ("build_dev",), is_full=False),
    Step("build_tsan", lambda: build("tsan", "tests"), is_full=False),
    Step("unit_tsan", lambda: test_programs("tsan"), ("build_tsan",), is_full=False),
]
USE_POSTGRES = re.compile(r"unit|^scenarios$|^binary$|^browser$|^torture$")


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

    with surroundings(steps):
        whole = Round(steps).go()
    print(whole)
    return 1 if whole.failed else 0


if __name__ == "__main__":
    sys.exit(main())
