# The front door. `make run` and `make test` do all the set-up on a fresh Debian 12.

PATH := $(CURDIR)/build/node/bin:$(PATH)
export PATH
LISTEN ?= 127.0.0.1:8080
LEADS ?= 100000

.PHONY: run build test unit fuzz clang_tidy tsan torture bench format clean

run: build
	@build/release/vigil serve --data data/demo --demo --listen $(LISTEN) $(if $(filter test,$(CLOCK)),--test-clock)

build:
	@tools/setup.sh run
	@tools/build_web.sh
	@tools/build.sh release vigil

# Everything; ends with one line "N passed, N failed". `make test ONLY="layers tidy unit"` runs some steps.
test:
	@tools/setup.sh test
	@tools/run_tests.py $(ONLY)

# The short round while working: unit tests and scenarios of a dev build.
unit:
	@tools/run_tests.py build_dev unit_dev scenarios_dev

fuzz:
	@tools/setup.sh test
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-600} tools/run_tests.py build_fuzz fuzz

clang_tidy:
	@tools/setup.sh test
	@tools/run_tests.py clang_tidy

tsan:
	@tools/setup.sh test
	@tools/run_tests.py build_tsan unit_tsan

torture:
	@tools/setup.sh test
	@TORTURE_KILLS=$${TORTURE_KILLS:-200} tools/run_tests.py build_release torture

# The tables of bench/README.md, measured: the server, then the page. `make bench LEADS=1000000` takes an hour.
bench:
	@tools/setup.sh bench
	@tools/build_web.sh
	@tools/build.sh bench all
	@bench/run.py --leads $(LEADS)
	@bench/page.py --leads $(LEADS)

format:
	@git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format -i

clean:
	rm -rf build
