#!/usr/bin/env bash
# Builds targets of a preset: tools/build.sh PRESET TARGET…. Says nothing when nothing is to do.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
folder=build/$preset
if [ ! -f "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/build.ninja" ]; then
    cmake --preset "$preset" >"$folder.configure.log" 2>&1 || { cat "$folder.configure.log" >&2; exit 1; }
fi
if ninja -C "$folder" -n "$@" 2>&1 | grep -q 'no work to do'; then exit 0; fi
exec ninja -C "$folder" "$@"
