#!/usr/bin/env python3
"""clang-tidy over the C++ sources that changed since they last passed; tests are left to the compilers.

What passed is remembered by the hash of the preprocessed text, so only what changed is looked at, whichever
checkout it stands in. On a cold start the time is bounded: the newest files come first, and how many were not
looked at is said.    clang_tidy.py [--budget-s 240] [FILE…]
"""
import argparse
import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "clang"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "vigil-clang-tidy"
TIDY = "clang-tidy-19"


def commands() -> dict[str, list[str]]:
    """Source file -> its compile command, of the sources in git."""
    done = subprocess.run(["cmake", "--preset", "clang"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
    rows = json.loads((BUILD / "compile_commands.json").read_text())
    kept = subprocess.run(["git", "ls-files", "*.cpp"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    known = {str(ROOT / name) for name in kept}
    return {row["file"]: shlex.split(row["command"]) for row in rows
            if row["file"] in known and not row["file"].endswith(("_test.cpp", "_fixture.cpp"))}


def newest_first() -> dict[str, int]:
    """Rank of each file by its last commit; a file not in the log is the newest."""
    log = subprocess.run(["git", "log", "--format=", "--name-only", "-n", "400"], cwd=ROOT,
                         capture_output=True, text=True).stdout.split()
    ranks: dict[str, int] = {}
    for name in log:
        ranks.setdefault(str(ROOT / name), len(ranks) + 1)
    return ranks


def fingerprint(command: list[str]) -> str:
    cut = [word for i, word in enumerate(command) if word not in ("-c", "-o") and command[i - 1] != "-o"]
    start = next(i for i, word in enumerate(cut) if "clang++" in word)
    text = subprocess.run([*cut[start:], "-E", "-P"], cwd=BUILD, capture_output=True).stdout
    rules = (ROOT / ".clang-tidy").read_bytes()
    return hashlib.sha256(text + rules).hexdigest()


def look_at(file: str, command: list[str], deadline: float) -> str | None:
    """The complaints; "" when there are none, nothing when the time was over."""
    if time.monotonic() > deadline:
        return None
    mark = CACHE / fingerprint(command)
    if mark.exists():
        return ""
    done = subprocess.run([TIDY, "-p", str(BUILD), "--quiet", file], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0:
        mark.touch()
        return ""
    return done.stdout or done.stderr


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--budget-s", type=float, default=240)
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    CACHE.mkdir(parents=True, exist_ok=True)
    known, ranks = commands(), newest_first()
    chosen = [str(Path(name).resolve()) for name in args.files] or sorted(known, key=lambda f: ranks.get(f, 0))
    deadline = time.monotonic() + args.budget_s
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        answers = list(pool.map(lambda file: look_at(file, known[file], deadline), chosen))
    for answer in filter(None, answers):
        print(answer)
    late = sum(answer is None for answer in answers)
    bad = sum(bool(answer) for answer in answers)
    print(f"clang-tidy: {len(chosen) - late} files, {bad} with complaints"
          + (f"; {late} not looked at within {args.budget_s:.0f} s" if late else ""))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
