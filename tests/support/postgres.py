#!/usr/bin/env python3
"""A private PostgreSQL for tests: loopback only, a random free port, nothing is safe from a power cut.

    postgres.py start    starts it and prints its URL
    postgres.py stop     stops it and removes its files

In Python: `with Cluster() as url: ...`. Each test makes a database of its own in it.
"""
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / "build" / "pg.json"

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "'127.0.0.1'",
    "max_connections": "200",
    "max_wal_size": "'4GB'",
    "shared_buffers": "'128MB'",
    "log_line_prefix": "'%m %d '",
    "log_min_duration_statement": "'2s'",
}


def binary(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]))
    if found:
        return str(found[-1])
    return shutil.which(name) or sys.exit(f"postgres.py: no {name}; run tools/setup.sh test")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def as_owner(*command: str) -> list[str]:
    """initdb and the server refuse root; then the user `postgres` of Debian's package runs them."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


def run(*command: str) -> None:
    done = subprocess.run(as_owner(*command), cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{done.stdout}")


def is_reachable(folder: Path) -> bool:
    return subprocess.run(as_owner("test", "-x", str(folder)), cwd="/", stderr=subprocess.DEVNULL).returncode == 0


def make_home() -> Path:
    """build/pg, or a folder under /tmp when the checkout lies where the server's user cannot go."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    home = build / "pg"
    shutil.rmtree(home, ignore_errors=True)
    if is_reachable(build):
        home.mkdir()
    else:
        home = Path(tempfile.mkdtemp(prefix="vigil-pg-"))
    home.chmod(0o700)
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(home, owner.pw_uid, owner.pw_gid)
    return home


def launch(home: Path, sockets: Path) -> int:
    data, last = str(home / "data"), None
    for _ in range(5):  # another program may take the port between our look and the server's start
        port = free_port()
        try:
            run(binary("pg_ctl"), "-D", data, "-w", "-t", "60", "-l", str(home / "server.log"),
                "-o", f"-p {port} -k {sockets}", "start")
            return port
        except RuntimeError as error:
            last = error
    raise last


def start() -> str:
    stop()
    home = make_home()
    # A socket's path may have 107 bytes, so it cannot lie below a deep checkout.
    sockets = Path(tempfile.mkdtemp(prefix="vigil-pgs-"))
    sockets.chmod(0o777)
    STATE.write_text(json.dumps({"home": str(home), "sockets": str(sockets)}))
    run(binary("initdb"), "-D", str(home / "data"), "-U", "postgres", "--auth=trust", "--encoding=UTF8",
        "--locale=C.UTF-8", "--no-sync")
    lines = "".join(f"{key} = {value}\n" for key, value in SETTINGS.items())
    run("/bin/sh", "-c", f"cat >>'{home}/data/postgresql.conf' <<'END'\n{lines}END\n")
    port = launch(home, sockets)
    return f"postgres://postgres@127.0.0.1:{port}/postgres"


def stop() -> None:
    if not STATE.exists():
        return
    state = json.loads(STATE.read_text())
    data = Path(state["home"]) / "data"
    if (data / "postmaster.pid").exists():
        try:
            run(binary("pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
        except RuntimeError:
            pass  # a left-over pid file of a server that is long gone
    shutil.rmtree(state["home"], ignore_errors=True)
    shutil.rmtree(state["sockets"], ignore_errors=True)
    STATE.unlink()


class Cluster:
    def __enter__(self) -> str:
        return start()

    def __exit__(self, *_: object) -> None:
        stop()


if __name__ == "__main__":
    if sys.argv[1:] == ["start"]:
        print(start())
    elif sys.argv[1:] == ["stop"]:
        stop()
    else:
        sys.exit(__doc__)
