#!/usr/bin/env python3
"""Packs files into one .bytes file and writes the C++ table that finds them (cmake/embed.cmake calls it)."""
import argparse
from pathlib import Path

SOURCE = """// Made by tools/embed.py.
#include "base/embedded.h"

__asm__(
    ".section .rodata\\n"
    ".balign 16\\n"
    "vigil_bytes_of_{function}:\\n"
    ".incbin \\"{blob}\\"\\n"
    ".byte 0\\n"
    ".text\\n");

extern const char bytes_begin[] __asm__("vigil_bytes_of_{function}");

namespace vigil {{

std::span<const EmbeddedFile> {function}() {{
{body}
}}

}}  // namespace vigil
"""


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("function", "list", "relative", "out"):
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()

    paths = [Path(line) for line in Path(args.list).read_text().splitlines() if line]
    table, blob = [], bytearray()
    for path in paths:
        data = path.read_bytes()
        name = path.relative_to(args.relative).as_posix()
        table.append(f"        {{{quoted(name)}, {{bytes_begin + {len(blob)}, {len(data)}}}}},")
        blob += data

    out = Path(args.out)
    blob_path = out.with_suffix(".bytes")
    blob_path.write_bytes(blob)
    body = "    return {};"
    if table:
        rows = "\n".join(table)
        body = f"    static const EmbeddedFile files[] = {{\n{rows}\n    }};\n    return files;"
    out.with_suffix(".cpp").write_text(SOURCE.format(function=args.function, blob=blob_path, body=body))


if __name__ == "__main__":
    main()
