"""The checks catch what they are there for: each test seeds one fault into a small tree."""
import contextlib
import io
import json
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
sys.path.insert(0, str(TOOLS))
import check_layers  # noqa: E402
import running  # noqa: E402
import tidy  # noqa: E402

SOUND = {
    "server/base/result.h": "#pragma once\n",
    "server/base/result.cpp": '#include "base/result.h"\n\n#include <sodium.h>\n',
    "server/ports/store.h": '#pragma once\n#include "base/result.h"\n',
    "server/rules/derive.cpp": '#include "base/result.h"\n#include <vector>\n',
    "server/storage/sqlite/open.h": "#pragma once\n",
    "server/storage/sqlite/open.cpp": '#include "storage/sqlite/open.h"\n#include <sqlite3.h>\n',
    "server/storage/postgres/pool.h": "#pragma once\n",
    "server/usecases/create.h": '#pragma once\n#include "ports/store.h"\n',
    "server/in/http/serve.cpp": '#include "usecases/create.h"\n',
    "crm/leads/lead_rules.h": '#pragma once\n#include "base/result.h"\n',
    "crm/leads/lead_rules.cpp": '#include "crm/leads/lead_rules.h"\n',
    "crm/leads/qualify_lead.cpp": '#include "crm/leads/lead_rules.h"\n#include "usecases/create.h"\n',
    "crm/leads/lead.scenario": "as rep\n",
    "crm/leads/lead.entity.json": "{}\n",
    "crm/accounts/account.entity.json": "{}\n",
    "web/src/base/time.ts": "export const a = 1\n",
    "web/src/kit/list.tsx": "import { a } from '../base/time'\n",
    "web/src/crm/leads/page.tsx": "import { b } from '@/kit/list'\n",
    "ARCHITECTURE.md": " ".join(f"`{name}/`" for name in (
        "base", "ports", "rules", "storage", "storage/sqlite", "storage/postgres", "usecases", "in", "in/http",
        "leads", "accounts")),
    "tools/oversize.json": "{}\n",
}


class Tree(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for path, text in SOUND.items():
            self.write(path, text)
        self.write("layers.json", (TOOLS.parent / "layers.json").read_text())

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def add(self, path: str, text: str) -> None:
        self.write(path, SOUND.get(path, "") + text)


class Layers(Tree):
    def caught(self, path: str, text: str, complaint: str) -> None:
        self.add(path, text)
        self.assertIn(complaint, "\n".join(check_layers.check(self.root).complaints))

    def test_sound_tree(self) -> None:
        self.assertEqual([], check_layers.check(self.root).complaints)

    def test_rules_see_ports(self) -> None:
        self.caught("server/rules/derive.cpp", '#include "ports/store.h"\n', "rules may not see ports")

    def test_storage_sees_usecases(self) -> None:
        self.caught("server/storage/sqlite/open.cpp", '#include "usecases/create.h"\n', "storage may not see usecases")

    def test_what_is_seen_through_another_room(self) -> None:
        self.caught("server/in/http/serve.cpp", '#include "ports/store.h"\n', "in may not see ports")

    def test_noun_rules_see_storage(self) -> None:
        self.caught("crm/leads/lead_rules.cpp", '#include "storage/sqlite/open.h"\n', "crm_rules may not see storage")

    def test_noun_rules_see_usecases(self) -> None:
        self.caught("crm/leads/lead_rules.cpp", '#include "usecases/create.h"\n', "crm_rules may not see usecases")

    def test_noun_sees_noun(self) -> None:
        self.caught("crm/accounts/merge_account.cpp", '#include "crm/leads/lead_rules.h"\n',
                    "crm/accounts may not see crm/leads")

    def test_stores_apart(self) -> None:
        self.caught("server/storage/sqlite/open.cpp", '#include "storage/postgres/pool.h"\n',
                    "server/storage/sqlite/ may not see server/storage/postgres/")

    def test_parent_folder(self) -> None:
        self.caught("server/rules/derive.cpp", '#include "../base/result.h"\n', 'not by ".."')

    def test_neighbour_without_its_room(self) -> None:
        self.caught("server/storage/sqlite/open.cpp", '#include "open.h"\n', "no such file from the root")

    def test_file_of_no_layer(self) -> None:
        self.caught("server/helpers/things.cpp", "\n", "belongs to no layer")

    def test_impure_rules(self) -> None:
        for text in ("auto now = std::chrono::system_clock::now();", "#include <random>", "#include <fstream>",
                     "#include <thread>", 'auto sql = "SELECT id FROM lead";'):
            with self.subTest(text):
                self.caught("server/rules/derive.cpp", text + "\n", "pure, but")
                self.caught("crm/leads/lead_rules.cpp", text + "\n", "pure, but")

    def test_words_of_a_comment_are_not_impure(self) -> None:
        self.add("server/rules/derive.cpp", "// never system_clock::now()\n")
        self.assertEqual([], check_layers.check(self.root).complaints)

    def test_library_of_another_room(self) -> None:
        self.caught("server/usecases/create.cpp", "#include <sqlite3.h>\n", "belongs to storage")

    def test_library_in_a_header(self) -> None:
        self.caught("server/storage/sqlite/open.h", "#include <sqlite3.h>\n", "in .cpp files only")

    def test_library_nobody_named(self) -> None:
        self.caught("server/base/result.cpp", "#include <absl/strings/str_cat.h>\n", "not named in layers.json")

    def test_tests_see_more(self) -> None:
        text = '#include <gtest/gtest.h>\n#include "storage/sqlite/open.h"\n#include <random>\n'
        self.write("server/usecases/create_test.cpp", text)
        self.assertEqual([], check_layers.check(self.root).complaints)
        self.caught("server/usecases/create.cpp", '#include "storage/sqlite/open.h"\n', "usecases may not see storage")

    def test_kit_imports_crm(self) -> None:
        self.caught("web/src/kit/list.tsx", "import { p } from '@/crm/leads/page'\n", "web kit may not see crm")

    def test_web_noun_imports_noun(self) -> None:
        self.caught("web/src/crm/accounts/page.tsx", "import { p } from '../leads/page'\n",
                    "may not see web/src/crm/leads")

    def test_unused_permission_is_told(self) -> None:
        self.assertIn("rules -> model", check_layers.check(self.root).unused())


class Tidy(Tree):
    def complaints(self) -> str:
        look = tidy.Tidy(self.root)
        look.check()
        return "\n".join(look.complaints)

    def caught(self, path: str, text: str, complaint: str) -> None:
        self.add(path, text)
        self.assertIn(complaint, self.complaints())

    def test_sound_tree(self) -> None:
        self.assertEqual("", self.complaints())

    def test_long_file(self) -> None:
        self.caught("server/base/result.cpp", "int a;\n" * 500, "too large: 503")

    def test_long_function(self) -> None:
        body = "    f();\n" * 59
        self.caught("server/base/result.cpp", f"\nvoid work(int a,\n          int b) {{\n{body}}}\n",
                    "result.cpp:work: too large: 62")

    def test_long_method_and_short_ones(self) -> None:
        body = "        f();\n" * 60
        short = "    int b() const {\n        return 1;\n    }\n"
        methods = f"class A {{\n public:\n{short}    void c() {{\n{body}    }}\n}};\n"
        self.caught("server/base/result.h", methods, "result.h:c: too large: 62")
        self.assertNotIn("result.h:b", self.complaints())

    def test_namespaces_and_classes_may_be_long(self) -> None:
        lines = "int f(int a) { return a; }\n" * 70
        self.add("server/base/result.h", f"namespace vigil {{\n\n{lines}\n}}  // namespace vigil\n")
        self.assertEqual("", self.complaints())

    def test_wide_line(self) -> None:
        self.caught("server/base/result.h", f"// {'x' * 120}\n", "result.h|columns: too large: 1")

    def test_ratchet_holds_both_ways(self) -> None:
        self.write("tools/oversize.json", json.dumps({"server/base/result.cpp": 510}))
        self.write("server/base/result.cpp", "\n" * 511)
        self.assertIn("has grown from 510 to 511", self.complaints())
        self.write("server/base/result.cpp", "\n" * 509)
        self.assertIn("has shrunk from 510 to 509", self.complaints())
        self.write("server/base/result.cpp", "\n")
        self.assertIn("within its limit", self.complaints())
        look = tidy.Tidy(self.root)
        look.check()
        look.shrink()
        self.assertEqual("", self.complaints())

    def test_leftovers(self) -> None:
        self.caught("server/rules/derive.cpp", "// FIXME later\n", "derive.cpp:3: FIXME")
        self.caught("server/base/result.cpp", 'void f() { std::cerr << "here"; }\n', "a debug print")
        self.caught("web/src/kit/list.tsx", "console.log(1)\n", "a debug print")

    def test_stray_file_in_a_noun(self) -> None:
        self.caught("crm/leads/notes.md", "hello\n", "not a kind of file of a noun")
        self.caught("crm/leads/parts/lead.entity.json", "{}\n", "nothing below it")

    def test_rules_without_a_scenario(self) -> None:
        self.caught("crm/accounts/account_rules.cpp", "\n", "rules without a scenario")

    def test_machine_path(self) -> None:
        self.caught("server/base/result.cpp", '// see "/home/someone/vigil"\n', "names a machine's path")

    def test_folder_not_on_the_map(self) -> None:
        self.caught("server/telegraph/send.cpp", "\n", "does not name `telegraph/`")

    def test_broken_declaration(self) -> None:
        self.caught("crm/leads/lead.entity.json", "{,}", "no JSON")


class Counting(unittest.TestCase):
    def judge(self, read, status: int, text: str) -> tuple[int, int, int]:
        count = running.judge(running.Run("a", [], read), status, text)
        return count.passed, count.failed, count.skipped

    def test_gtest(self) -> None:
        text = "[  PASSED  ] 7 tests.\n[  SKIPPED ] 1 test, listed below:\n[  FAILED  ] 2 tests, listed below:\n"
        self.assertEqual((7, 2, 1), self.judge(running.count_gtest, 1, text))

    def test_crash_counts_as_failure(self) -> None:
        self.assertEqual((0, 1, 0), self.judge(running.count_gtest, -11, "[ RUN      ] A.b\n"))
        self.assertEqual((3, 1, 0), self.judge(running.count_gtest, 1, "[  PASSED  ] 3 tests.\n"))

    def test_no_test_counts_as_failure(self) -> None:
        self.assertEqual((0, 1, 0), self.judge(running.count_gtest, 0, "[  PASSED  ] 0 tests.\n"))

    def test_unittest(self) -> None:
        text = "Ran 9 tests in 0.1s\n\nFAILED (failures=1, errors=2, skipped=1)\n"
        self.assertEqual((5, 3, 1), self.judge(running.count_unittest, 1, text))

    def test_vitest(self) -> None:
        text = (" Test Files  1 failed | 3 passed (4)\n"
                "\x1b[2m      Tests \x1b[22m 1 failed | 12 passed | 2 skipped (15)\n")
        self.assertEqual((12, 1, 2), self.judge(running.count_vitest, 1, text))

    def test_node(self) -> None:
        self.assertEqual((3, 1, 0), self.judge(running.count_node, 1, "# pass 3\n# fail 1\n# skipped 0\n"))

    def test_plain(self) -> None:
        self.assertEqual((30, 1, 0), self.judge(running.count_plain, 1, "ok 1\n30 passed, 1 failed\n"))

    def test_build_counts_when_it_fails_only(self) -> None:
        self.assertEqual((0, 0, 0), self.judge(running.count_nothing, 0, ""))
        self.assertEqual((0, 1, 0), self.judge(running.count_nothing, 2, ""))


class Rounds(unittest.TestCase):
    """Which programs run, in which order and beside which others."""

    def setUp(self) -> None:
        self.began: list[str] = []
        self.busy = self.busiest = 0.0
        self.lock = threading.Lock()

    def do(self, run: running.Run) -> running.Count:
        with self.lock:
            self.began.append(run.name)
            self.busy += run.cores
            self.busiest = max(self.busiest, self.busy)
        time.sleep(0.01)
        with self.lock:
            self.busy -= run.cores
        return running.Count(failed=1) if run.name.startswith("bad") else running.Count(passed=1)

    def go(self, *steps: running.Step) -> running.Count:
        with contextlib.redirect_stdout(io.StringIO()) as told:
            count = running.Round(list(steps), self.do, cores=2).go()
        self.told = told.getvalue()
        return count

    def step(self, name: str, *runs: str, needs: tuple[str, ...] = (), cores: float = 1) -> running.Step:
        return running.Step(name, lambda: [running.Run(run, [], running.count_one, cores=cores) for run in runs], needs)

    def test_no_more_at_once_than_there_are_cores_for(self) -> None:
        self.go(self.step("small", *"abcdefgh", cores=0.5), self.step("large", "x", "y", cores=2))
        self.assertEqual(2, self.busiest)
        self.assertEqual(list("abcdefghxy"), sorted(self.began, key=lambda name: (name in "xy", name)))
        self.assertEqual({"x", "y"}, set(self.began[-2:]), "what does not fit yet is not overtaken")

    def test_more_than_there_are_cores_runs_alone(self) -> None:
        self.assertEqual(running.Count(passed=2), self.go(self.step("huge", "a", "b", cores=9)))
        self.assertEqual(9, self.busiest)

    def test_what_is_needed_comes_first(self) -> None:
        self.go(self.step("test", "t", needs=("build",)), self.step("build", "b"), self.step("other", "o"))
        self.assertLess(self.began.index("b"), self.began.index("t"))

    def test_what_needs_the_failed_is_told_not_run(self) -> None:
        count = self.go(self.step("build", "bad"), self.step("test", "t", needs=("build",)),
                        self.step("later", "l", needs=("test",)), self.step("other", "o"))
        self.assertEqual(["bad", "o"], sorted(self.began))
        self.assertEqual(running.Count(passed=1, failed=1), count)
        self.assertIn("test                 not run: build failed", self.told)
        self.assertIn("later                not run: test failed", self.told)

    def test_a_step_of_another_round_is_not_waited_for(self) -> None:
        self.assertEqual(running.Count(passed=1), self.go(self.step("test", "t", needs=("build",))))

    def test_a_step_without_its_part_of_the_tree_holds_nothing_up(self) -> None:
        self.assertEqual(running.Count(passed=1), self.go(self.step("none"), self.step("test", "t", needs=("none",))))


if __name__ == "__main__":
    unittest.main()
