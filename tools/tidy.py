#!/usr/bin/env python3
"""House rules that neither compiler nor formatter holds: sizes, leftovers, kinds of files, machine paths, the map.

    tidy.py [--root DIR]     complaints on stdout, exit 1 when there are any
    tidy.py --shrink         writes what has shrunk into tools/oversize.json

Sizes have a two-sided ratchet: tools/oversize.json lists old offenders with their size. They may not grow, and
when they have shrunk the list must say so.
"""
import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

FILE_LINES = 500
FUNCTION_LINES = 60
# clang-format keeps C++ code within 100; this holds comments, literals and the other languages.
# A page's elements carry lists of style words, which read no better when broken.
COLUMNS = 120
COLUMNS_PAGE = 200
SOURCES = (".cpp", ".h", ".py", ".ts", ".tsx", ".mjs", ".sh")
OVERSIZE = "tools/oversize.json"
# These two name what they forbid.
EXEMPT = ("tools/tidy.py", "tools/test_tools.py")

LEFTOVERS = [
    (r"\b(?:FIXME|TODO|XXX|HACK)\b", SOURCES, "", "do it, or write an issue"),
    (r"\bstd::(?:cout|cerr|clog)\b|(?<![\w:])(?:std::)?printf\s*\(", (".cpp", ".h"), "server/",
     "a debug print; answer a Fault or use the log"),
    (r"\bconsole\.(?:log|debug)\s*\(|^\s*debugger\b", (".ts", ".tsx"), "web/src/", "a debug print"),
    (r"\b(?:describe|it|test)\.only\s*\(", (".ts", ".tsx", ".mjs"), "", "hides the other tests"),
    (r"\bDISABLED_\w+", (".cpp",), "", "a test that never runs"),
]
# The command line speaks on stdout, and a failed check on stderr.
MAY_PRINT = ("server/main/", "server/base/check.h")

NOUN_FILES = re.compile(
    r"[a-z0-9_]+\.(?:entity|guideline|playbook|metric|report|call_rules)\.json"
    r"|[a-z0-9_]+\.scenario"
    r"|[a-z0-9]+(?:_[a-z0-9]+)+\.(?:h|cpp)")
MACHINE = re.compile(r"(?<![\w.:/-])/(?:work|root|home/\w+|Users/\w+)/|registry\.(?:npmjs|yarnpkg)\.")


class Tidy:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = tracked(root)
        self.complaints: list[str] = []
        self.sizes: dict[str, int] = {}  # what is over its limit: "path", "path:function" or "path|columns"

    def complain(self, path: str, text: str) -> None:
        self.complaints.append(f"{path}: {text}")

    def text(self, path: str) -> str:
        return (self.root / path).read_text(errors="replace")

    # --- sizes

    def measure(self, path: str) -> None:
        lines = self.text(path).splitlines()
        if len(lines) > FILE_LINES:
            self.sizes[path] = len(lines)
        columns = COLUMNS_PAGE if path.endswith((".ts", ".tsx")) else COLUMNS
        wide = sum(len(line) > columns and "http" not in line for line in lines)
        if wide:
            self.sizes[f"{path}|columns"] = wide
        if path.endswith((".cpp", ".h")):
            for name, length in functions(self.text(path)):
                if length > FUNCTION_LINES:
                    key = f"{path}:{name}"
                    self.sizes[key] = max(length, self.sizes.get(key, 0))

    def compare(self) -> None:
        known = json.loads(self.text(OVERSIZE)) if (self.root / OVERSIZE).exists() else {}
        for key, size in self.sizes.items():
            if key not in known:
                self.complain(key, f"too large: {size} ({limit_of(key)})")
            elif size > known[key]:
                self.complain(key, f"has grown from {known[key]} to {size} ({limit_of(key)})")
        for key, size in known.items():
            now = self.sizes.get(key)
            if now is None or now < size:
                self.complain(OVERSIZE, f"{key} has shrunk from {size} to {now or 'within its limit'}: "
                                        "run tools/tidy.py --shrink")

    def shrink(self) -> None:
        known = json.loads(self.text(OVERSIZE))
        kept = {key: min(size, self.sizes[key]) for key, size in known.items() if key in self.sizes}
        (self.root / OVERSIZE).write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")

    # --- text

    def check_leftovers(self, path: str) -> None:
        for pattern, kinds, folder, instead in LEFTOVERS:
            if not path.endswith(kinds) or not path.startswith(folder) or path in EXEMPT:
                continue
            if folder == "server/" and path.startswith(MAY_PRINT) or folder == "server/" and path.endswith("_test.cpp"):
                continue
            for found in re.finditer(pattern, self.text(path), re.M):
                line = self.text(path).count("\n", 0, found.start()) + 1
                self.complain(f"{path}:{line}", f"{found.group().strip()}: {instead}")

    def check_machine(self, path: str) -> None:
        if path in EXEMPT:
            return
        data = (self.root / path).read_bytes()
        if b"\0" in data[:4096]:
            return
        if found := MACHINE.search(data.decode(errors="replace")):
            self.complain(path, f"names a machine's path or a registry ({found.group()})")

    # --- files and folders

    def check_noun(self, path: str) -> None:
        parts = path.split("/")
        if len(parts) != 3:
            self.complain(path, "crm/ has one folder per noun and nothing below it")
        elif not NOUN_FILES.fullmatch(parts[2]):
            self.complain(path, "not a kind of file of a noun (architecture: declaration, x_rules, verb_x, scenario)")
        elif parts[2].endswith("_rules.cpp"):
            beside = {name.split("/")[2] for name in self.files if name.startswith(f"crm/{parts[1]}/")}
            tests = {name for name in beside if name.endswith(("_test.cpp", ".scenario"))}
            if not tests:
                self.complain(path, "rules without a scenario or a test beside them")

    def check_map(self) -> None:
        text = self.text("ARCHITECTURE.md") if (self.root / "ARCHITECTURE.md").exists() else ""
        folders = set()
        for path in self.files:
            parts = path.split("/")[:-1]
            if parts[:1] == ["server"] or parts[:1] == ["crm"]:
                folders.update("/".join(parts[1:depth]) for depth in range(2, len(parts) + 1))
        for folder in sorted(folders):
            if f"`{folder}/`" not in text:
                self.complain("ARCHITECTURE.md", f"does not name `{folder}/`")

    def check_json(self, path: str) -> None:
        try:
            json.loads(self.text(path))
        except ValueError as error:
            self.complain(path, f"no JSON: {error}")

    def check(self) -> None:
        for path in self.files:
            if path.endswith(SOURCES):
                self.measure(path)
                self.check_leftovers(path)
            self.check_machine(path)
            if path.startswith("crm/"):
                self.check_noun(path)
            if path.endswith(".json") and not path.startswith(("tests/", "web/tsconfig")):
                self.check_json(path)
        self.check_map()
        self.compare()


def limit_of(key: str) -> str:
    if key.endswith("|columns"):
        return f"lines wider than {COLUMNS} columns, {COLUMNS_PAGE} in the page"
    return f"lines of a function, limit {FUNCTION_LINES}" if ":" in key else f"lines of a file, limit {FILE_LINES}"


def functions(text: str) -> list[tuple[str, int]]:
    """Name and length of the functions of formatted C++: a "}" alone closes what the last line of the same
    indentation opened. Lambdas and blocks inside lie deeper; classes and namespaces are told by their word."""
    text = re.sub(r'R"(\w*)\(.*?\)\1"', lambda raw: "\n" * raw.group().count("\n"), text, flags=re.S)
    lines, heads, found = text.splitlines(), {}, []
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if indent not in (0, 4) or not line.strip() or line.lstrip().startswith(("#", "//")):
            continue
        if not re.fullmatch(r" *\}(?:  //.*)?", line):
            heads[indent] = number
            continue
        start = heads.get(indent)
        if start is None or not is_function_head("\n".join(lines[start:number])):
            continue
        name = re.search(r"([\w~:]+)\s*\(", lines[start]) or re.search(r"([\w:]+)", lines[start])
        if name:  # else the end of a statement over several lines
            found.append((name.group(1), number - start + 1))
    return found


def is_function_head(text: str) -> bool:
    head = text.split("{", 1)[0].strip()
    return "(" in head and not re.match(
        r"(?:namespace|class|struct|union|enum|extern|if|for|while|switch|else|do|try|case|default|return)\b|\}", head)


def tracked(root: Path) -> list[str]:
    if (root / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=root, check=True,
                                capture_output=True, text=True).stdout.split("\0")
        return sorted(name for name in set(listed) if name and (root / name).is_file())
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--shrink", action="store_true")
    args = parser.parse_args()
    tidy = Tidy(args.root)
    tidy.check()
    if args.shrink:
        tidy.shrink()
        return 0
    for complaint in tidy.complaints:
        print(complaint)
    print(f"tidy: {len(tidy.complaints)} complaints in {len(tidy.files)} files")
    return 1 if tidy.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
