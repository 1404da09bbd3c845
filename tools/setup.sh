#!/usr/bin/env bash
# Installs what is missing on Debian 12, as root or with sudo: tools/setup.sh run|test|bench. Says nothing when all
# is there.
set -euo pipefail
cd "$(dirname "$0")/.."

run_packages=(
    ccache ninja-build cmake g++ pkg-config libboost-dev libboost-system-dev nlohmann-json3-dev libsqlite3-dev
    libpq-dev libphonenumber-dev libicu-dev libhowardhinnant-date-dev libsodium-dev libcurl4-openssl-dev libfmt-dev
    zlib1g-dev libxlsxwriter-dev libssl-dev libtomlplusplus-dev tzdata curl jq python3 ca-certificates
)
test_packages=(
    postgresql postgresql-contrib libgtest-dev libgmock-dev python3-aiosmtpd chromium sqlite3
    clang-19 clang-tidy-19 libclang-rt-19-dev clang-format fonts-noto-cjk
)
bench_packages=(postgresql postgresql-contrib wrk chromium fonts-noto-cjk)
node_major=22

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Prints those of the named packages that are not installed.
missing_of() {
    local installed
    installed=" $(dpkg-query -W -f='${db:Status-Status}=${Package} ' "$@" 2>/dev/null || true)"
    for package in "$@"; do
        case "$installed" in *" installed=$package "*) ;; *) echo "$package" ;; esac
    done
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_of "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    echo "Installing ${#missing[@]} packages: ${missing[*]}"
    local quiet=(-y -q -o Dpkg::Use-Pty=0 --no-install-recommends)
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
    # The tests run a PostgreSQL of their own; the machine's is neither made nor started for them.
    if printf '%s\n' "${missing[@]}" | grep -qx postgresql; then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install "${quiet[@]}" postgresql-common
        as_root sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' \
            /etc/postgresql-common/createcluster.conf
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install "${quiet[@]}" "${missing[@]}"
}

is_fit_node() {
    [ -x "$1" ] && [ "$("$1" -p 'parseInt(process.versions.node)' 2>/dev/null || echo 0)" -ge "$node_major" ]
}

# Debian's Node is too old for the page. One that fits stands on PATH or is put into build/node.
install_node() {
    local found
    found=$(command -v node || true)
    [ -x build/node/bin/node ] && return 0
    if [ -n "$found" ] && is_fit_node "$found" && command -v npm >/dev/null; then return 0; fi
    command -v npm >/dev/null || install_packages nodejs npm
    local cpu=x64
    [ "$(uname -m)" = aarch64 ] && cpu=arm64
    echo "Fetching Node $node_major"
    mkdir -p build/node/bin
    npm install --prefix build/node --no-save --no-audit --no-fund --loglevel=error \
        "node-linux-$cpu@$node_major" >/dev/null
    ln -sfn "../node_modules/node-linux-$cpu/bin/node" build/node/bin/node
    is_fit_node build/node/bin/node || { echo "setup: no Node $node_major could be had" >&2; exit 1; }
}

case "${1:-run}" in
    run) install_packages "${run_packages[@]}" ;;
    test) install_packages "${run_packages[@]}" "${test_packages[@]}" ;;
    bench) install_packages "${run_packages[@]}" "${bench_packages[@]}" ;;
    *) echo "use: tools/setup.sh run|test|bench" >&2; exit 2 ;;
esac
install_node
