#!/usr/bin/env python3
"""Holds the law of layers.json: who may include whom, and what a pure room may not touch.

    check_layers.py [--root DIR]     complaints on stdout, exit 1 when there are any

It judges direct includes, so it sees what the compiler's include paths let through (a room seen through another).
"""
import argparse
import fnmatch
import json
import os
import re
import sys
from pathlib import Path

CPP = (".cpp", ".h")
WEB = (".ts", ".tsx")
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]""")
SYSTEM = ("sys/", "arpa/", "netinet/", "net/", "linux/")
TEST_FILES = ("_test.cpp", "_fuzz.cpp", "_fixture.cpp", "_fixture.h")
TESTING = ("gtest/", "gmock/", "sanitizer/")

# What makes a decision depend on more than its arguments, and what to do instead.
IMPURE = [
    (r"\b(?:system|steady|high_resolution|utc)_clock\b|\bstd::time\s*\(|\bgettimeofday\b|\bclock_gettime\b",
     "reads the clock; the moment is an argument"),
    (r"#\s*include\s+<random>|\bstd::random_device\b|\bs?rand\s*\(\s*\)", "throws dice; hand the choice in"),
    (r"#\s*include\s+<(?:fstream|filesystem|iostream|cstdio)>|\bfopen\s*\(", "touches files; hand the bytes in"),
    (r"#\s*include\s+<(?:thread|mutex|shared_mutex|future|condition_variable|atomic)>", "knows threads"),
    (r'"\s*(?:SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+TABLE\s)', "speaks SQL"),
    (r"\bgetenv\s*\(", "reads the environment"),
]


class Law:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.rules = json.loads((root / "layers.json").read_text())
        self.complaints: list[str] = []
        self.used: set[tuple[str, str]] = set()

    def complain(self, path: str, text: str) -> None:
        self.complaints.append(f"{path}: {text}")

    def layer_of(self, path: str, kind: str) -> str | None:
        for name, layer in self.rules[kind].items():
            for pattern in layer["files"]:
                if path.startswith(pattern) if pattern.endswith("/") else fnmatch.fnmatch(path, pattern):
                    return name
        return None

    def may_see(self, kind: str, layer: str, other: str, is_test: bool) -> bool:
        law = self.rules[kind][layer]
        if other == layer or other in law["sees"]:
            self.used.add((layer, other))
            return True
        return is_test and other in law.get("tests_see", [])

    def check_apart(self, path: str, target: str) -> None:
        for group in self.rules["apart"]:
            mine = next((part for part in group if path.startswith(part)), None)
            other = next((part for part in group if target.startswith(part)), None)
            if mine and other and mine != other:
                self.complain(path, f"{mine} may not see {other} ({target})")

    # Two nouns of the business know each other by declared links and acts called by name only.
    def check_nouns(self, path: str, target: str, base: str) -> None:
        if not (path.startswith(base) and target.startswith(base)):
            return
        mine, other = path[len(base):].split("/"), target[len(base):].split("/")
        if len(mine) > 1 and len(other) > 1 and mine[0] != other[0]:
            self.complain(path, f"{base}{mine[0]} may not see {base}{other[0]} ({target})")

    def check_arrow(self, kind: str, path: str, target: str, is_test: bool) -> None:
        layer, other = self.layer_of(path, kind), self.layer_of(target, kind)
        if other is None:
            self.complain(path, f"{target} belongs to no layer")
        elif not self.may_see(kind, layer, other, is_test):
            self.complain(path, f"{layer} may not see {other} ({target})")

    # --- C++

    def check_ours(self, path: str, include: str, is_test: bool) -> None:
        if ".." in include.split("/"):
            return self.complain(path, f'include from the root of server/, not by "..": "{include}"')
        target = include if include.startswith(("crm/", "tests/", "bench/")) else f"server/{include}"
        if not (self.root / target).exists():
            return self.complain(path, f'no such file from the root of server/: "{include}"')
        if is_test and target.startswith("tests/support/"):
            return None
        self.check_arrow("layers", path, target, is_test)
        self.check_apart(path, target)
        self.check_nouns(path, target, "crm/")
        return None

    def check_foreign(self, path: str, layer: str, header: str, is_test: bool) -> None:
        if layer == "tests" or is_test and header.startswith(TESTING) or header.startswith(SYSTEM):
            return
        law = self.rules["third_party"]
        name = next((name for name in law if header == name or name.endswith("/") and header.startswith(name)), None)
        if name is None:
            if "/" in header:
                self.complain(path, f"<{header}> is not named in layers.json, third_party")
            return
        if not is_test and law[name] != ["*"] and layer not in law[name]:
            self.complain(path, f"<{header}> belongs to {', '.join(law[name])}")
        if path.endswith(".h") and path not in self.rules["third_party_in_headers"]:
            self.complain(path, f"<{header}> may stand in .cpp files only")

    def check_purity(self, path: str, text: str) -> None:
        code = re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.S)
        for pattern, why in IMPURE:
            if found := re.search(pattern, code):
                self.complain(path, f"pure, but {why} ({found.group().strip()})")

    def check_cpp(self, path: str) -> None:
        layer = self.layer_of(path, "layers")
        if layer is None:
            return self.complain(path, "belongs to no layer of layers.json")
        text = (self.root / path).read_text(errors="replace")
        is_test = path.endswith(TEST_FILES)
        for quote, include in INCLUDE.findall(text):
            if quote == '"':
                self.check_ours(path, include, is_test)
            else:
                self.check_foreign(path, layer, include, is_test)
        if self.rules["layers"][layer].get("pure") and not is_test:
            self.check_purity(path, text)
        return None

    # --- TypeScript

    def target_of(self, path: str, name: str) -> str | None:
        """The imported file or folder as a path of the tree; nothing for a package."""
        if name.startswith("@/"):
            return "web/src/" + name[2:]
        if name.startswith("."):
            return os.path.normpath(os.path.join(os.path.dirname(path), name))
        return None

    def check_web(self, path: str) -> None:
        layer = self.layer_of(path, "web")
        is_test = ".test." in path
        for name in IMPORT.findall((self.root / path).read_text(errors="replace")):
            target = self.target_of(path, name.split("?")[0])
            if target is None or not target.startswith("web/src/"):
                continue
            other = self.layer_of(target, "web")
            if not self.may_see("web", layer, other, is_test):
                self.complain(path, f"web {layer} may not see {other} ({target})")
            self.check_nouns(path, target, "web/src/crm/")

    def unused(self) -> list[str]:
        """Permissions nobody uses, so that the law can shrink; of rooms that have files."""
        live = {layer for layer, _ in self.used}
        return [f"{layer} -> {other}" for layer, law in self.rules["layers"].items()
                if layer in live and layer not in ("main", "tests")
                for other in law["sees"] if (layer, other) not in self.used]


def files_of(root: Path, folders: tuple[str, ...], kinds: tuple[str, ...]) -> list[str]:
    found = []
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in kinds and "node_modules" not in path.parts and path.is_file():
                found.append(path.relative_to(root).as_posix())
    return found


def check(root: Path) -> Law:
    law = Law(root)
    for path in files_of(root, ("server", "crm", "tests", "bench"), CPP):
        law.check_cpp(path)
    for path in files_of(root, ("web/src",), WEB):
        law.check_web(path)
    return law


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    law = check(parser.parse_args().root)
    for complaint in law.complaints:
        print(complaint)
    if law.unused():
        print(f"warning: permissions nobody uses: {', '.join(law.unused())}")
    print(f"layers: {len(law.complaints)} complaints")
    return 1 if law.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
