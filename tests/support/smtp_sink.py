#!/usr/bin/python3
"""An SMTP server on loopback that keeps every mail: DIR/0001.eml … and one JSON line per accepted mail in
DIR/accepted.jsonl, written before the answer "250" goes out. Refused ones stand in DIR/refused.jsonl.

Prints "listening 127.0.0.1:PORT" once it is ready and ends on SIGTERM or SIGINT. For the ways in which mail fails:
--auth USER:PASSWORD lets nobody else in, --refuse-to ADDRESS knows nobody of that name, --refuse-every N answers
--refuse-code to every n-th mail, --stall-every N keeps silent for --stall-s. Debian's aiosmtpd belongs to Debian's
Python, hence the first line.
"""
import argparse
import asyncio
import email
import email.policy
import json
import logging
import signal
import warnings
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Sink:
    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.folder = Path(args.dir)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.seen = 0
        self.kept = len(list(self.folder.glob("*.eml")))

    def note(self, file: str, row: dict) -> None:
        with open(self.folder / file, "a", encoding="utf-8") as lines:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")

    def is_turn(self, every: int) -> bool:
        return every > 0 and self.seen % every == 0

    def lets_in(self, _server, _session, _envelope, _mechanism, given: LoginPassword) -> AuthResult:
        return AuthResult(success=f"{given.login.decode()}:{given.password.decode()}" == self.args.auth, handled=False)

    async def handle_RCPT(self, _server, _session, envelope, address: str, _options) -> str:
        if address == self.args.refuse_to:
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:
        self.seen += 1
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        row = {
            "message_id": message["Message-ID"],
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": message["Subject"],
        }
        if self.is_turn(self.args.stall_every):
            await asyncio.sleep(self.args.stall_s)
        if self.is_turn(self.args.refuse_every):
            self.note("refused.jsonl", row | {"code": self.args.refuse_code})
            return f"{self.args.refuse_code} refused for a test"
        self.kept += 1
        name = f"{self.kept:04}.eml"
        (self.folder / name).write_bytes(envelope.content)
        self.note("accepted.jsonl", row | {"file": name})
        return f"250 2.0.0 kept as {self.kept:04}"


def hush() -> None:
    """That --auth takes passwords in the clear is what it is for."""
    warnings.simplefilter("ignore")
    logging.getLogger("mail.log").setLevel(logging.ERROR)


async def serve(args: argparse.Namespace) -> None:
    loop = asyncio.get_running_loop()
    sink = Sink(args)
    server = await loop.create_server(
        lambda: SMTP(sink, hostname="sink.example.com", enable_SMTPUTF8=True, data_size_limit=64 << 20, loop=loop,
                     authenticator=sink.lets_in, auth_required=bool(args.auth), auth_require_tls=False,
                     auth_exclude_mechanism=None if args.auth else ["LOGIN", "PLAIN"]),
        "127.0.0.1", args.port)
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    print(f"listening 127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await ended.wait()
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dir", required=True)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--auth", default="", metavar="USER:PASSWORD")
    parser.add_argument("--refuse-to", default="", metavar="ADDRESS")
    parser.add_argument("--refuse-every", type=int, default=0, metavar="N")
    parser.add_argument("--refuse-code", type=int, default=451)
    parser.add_argument("--stall-every", type=int, default=0, metavar="N")
    parser.add_argument("--stall-s", type=float, default=30)
    hush()
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
