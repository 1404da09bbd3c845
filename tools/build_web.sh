#!/usr/bin/env bash
# Builds what travels inside the program besides declarations: the page (build/web/dist) and the holidays
# (build/holidays.json). Each only when its sources changed.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/build/node/bin:$PATH"
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

# One hash over the names and contents of all files below the given folders and files.
hash_of() {
    find "$@" -name node_modules -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

# unless_same STAMP HASH COMMAND…: runs the command when the stamp does not hold the hash, and stamps.
unless_same() {
    local stamp=$1 hash=$2
    shift 2
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$hash" ] && return 0
    rm -f "$stamp"
    "$@"
    mkdir -p "$(dirname "$stamp")"
    echo "$hash" >"$stamp"
}

fetch_packages() {
    echo "Fetching packages of $1"
    (cd "$1" && npm ci --no-audit --no-fund --loglevel=error)
}

pack_holidays() {
    echo "Packing holidays"
    node tools/pack_holidays.mjs build/holidays.json
}

build_page() {
    echo "Building the page"
    (cd web && npm run --silent build)
    [ -f build/web/dist/index.html ] || { echo "build_web: the build left no build/web/dist/index.html" >&2; exit 1; }
}

mkdir -p build
[ -d tools/holidays/node_modules ] || rm -f build/stamps/holidays_packages
unless_same build/stamps/holidays_packages "$(hash_of tools/holidays/package-lock.json)" fetch_packages tools/holidays
[ -f build/holidays.json ] || rm -f build/stamps/holidays
unless_same build/stamps/holidays "$(hash_of tools/holidays tools/pack_holidays.mjs)" pack_holidays

if [ -f web/package.json ]; then
    [ -d web/node_modules ] || rm -f build/stamps/web_packages
    unless_same build/stamps/web_packages "$(hash_of web/package-lock.json)" fetch_packages web
    [ -f build/web/dist/index.html ] || rm -f build/stamps/web
    unless_same build/stamps/web "$(hash_of web)" build_page
fi
