#!/usr/bin/env bash
# Builds targets of a preset: tools/build.sh PRESET TARGET…. Without a terminal it tells errors only.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
folder=build/$preset
mkdir -p build
if [ ! -f "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/build.ninja" ]; then
    cmake --preset "$preset" >"$folder.configure.log" 2>&1 || { cat "$folder.configure.log" >&2; exit 1; }
fi
quiet=()
[ -t 1 ] || quiet=(--quiet)
exec ninja -C "$folder" "${quiet[@]}" "$@"
