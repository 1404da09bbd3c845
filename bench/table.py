"""Figures as a table: a line for each kind of work, a column for each store and number of leads."""
import re
from pathlib import Path

# Name of the line, key of the figure, what is to be reached (the house's goals) by store or for all.
LINES = [
    ("read a lead by id", "read by id, admin", "≥ 23,400/s, ≥ 0.5 of the bare row"),
    ("the same; a rep, his own", "read by id, rep", ""),
    ("list of 50 of one owner, status new, newest first; administrator", "list of 50, admin", "p99 < 5 ms, ≥ 8,050/s"),
    ("the same; a rep, his own", "list of 50, rep", "p99 < 5 ms"),
    ("the same; a manager, his ten reps'", "list of 50, manager of 10 reps", "p99 < 5 ms"),
    ("list of 50 by promise, all; administrator", "list by promise, admin", "p99 < 5 ms"),
    ("the same; a rep, his own", "list by promise, rep", ""),
    ("the same; a manager, his ten reps'", "list by promise, manager of 10 reps", ""),
    ("search by part of name, phone, e-mail; administrator", "search, admin", "p99 < 20 ms, ≥ 8,840/s"),
    ("the same; a rep", "search, rep", "p99 < 20 ms"),
    ("create a lead, 1 connection", "create, 1 connections", ""),
    ("create a lead, 64 connections", "create, 64 connections",
     "SQLite ≥ 8,000/s (1,000,000: ≥ 5,000); PostgreSQL ≥ 0.4 of the loop"),
    ("idle tick of the watch", "idle tick", "< 1 ms"),
    ("10,000 deadlines fall due in a minute: exceptions raised, mail queued", "burst of deadlines", "< 5 s"),
    ("the same, warnings", "burst of warnings", ""),
    ("import of CSV", "import", "≥ 10,000/s"),
    ("search index filled after the import", "search index filled", ""),
    ("memory: written to, of our own (resident, with the mapped file)", "memory", "< 100 MB"),
    ("for comparison: an empty answer through the worker pool of the bare server", "nothing", ""),
    ("cold start to the first lead answered", "cold start", "< 0.5 s"),
]


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def cell(figures: dict) -> str:
    parts = []
    if "per_s" in figures:
        parts.append(f"**{number(figures['per_s'])}/s**")
    if "p50_ms" in figures:
        parts.append(f"{number(figures['p50_ms'])} / {number(figures['p99_ms'])} ms")
    if "seconds" in figures:
        parts.append(f"**{number(figures['seconds'])} s**")
    if "raised" in figures or "warned" in figures:
        parts.append(f"{figures.get('raised', figures.get('warned')):,}")
    if "mb" in figures:
        parts.append(f"**{number(figures['mb'])} MB** ({number(figures['resident_mb'])})")
    if "ratio" in figures:
        parts.append(f"{figures['ratio']:.2f} of {number(figures['ceiling_per_s'])}")
    if figures.get("refused") or figures.get("broken"):
        parts.append(f"{figures['refused']} refused, {figures['broken']} broken")
    return ", ".join(parts)


def title(key: str) -> str:
    store, leads = key.split()
    return f"{'SQLite' if store == 'sqlite' else 'PostgreSQL'}, {int(leads):,}"


def markdown(results: dict) -> str:
    columns = sorted(results, key=lambda key: (int(key.split()[1]), key.split()[0] != "sqlite"))
    lines = ["| work | to reach | " + " | ".join(title(key) for key in columns) + " |",
             "|---|---|" + "---|" * len(columns)]
    for name, work, goal in LINES:
        cells = [cell(results[key]["figures"].get(work, {})) or "–" for key in columns]
        if any(text != "–" for text in cells):
            lines.append(f"| {name} | {goal} | " + " | ".join(cells) + " |")
    runs = "; ".join(f"{title(key)} leads: {results[key]['at']} UTC, load {results[key]['load_before']} before it began"
                     + (f", {results[key]['load_after']} at its end" if "load_after" in results[key] else "")
                     for key in columns)
    return "\n".join(lines) + f"\n\nRuns: {runs}.\n"


def put_into(readme: Path, text: str, name: str = "table") -> None:
    """Between the two marks."""
    old = readme.read_text()
    readme.write_text(re.sub(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", lambda m: m[1] + text + m[2], old,
                             flags=re.S))
