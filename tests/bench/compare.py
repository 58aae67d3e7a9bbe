"""This matcher beside what people would install instead: `python -m tests.bench.compare FOLDER [options]`.

FOLDER holds a fact base (`base/`) and labelled questions (`questions.jsonl`) that name the fact they ask for (`fact`),
as a public set of intents can be turned into. Each matcher is measured in a process of its own, one after the other:

    --sizes 1000,10000,100000   phrasings at which a question is timed, the base made smaller or larger for it
    --json FILE                 write all figures there, too
    --plot FILE                 draw the times there as a PNG
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import track

from knowledge import load_folder
from tests.bench.figures import auroc, slope
from tests.bench.growing import grown, with_slips
from tests.bench.plotting import draw_times
from tests.bench.rivals import RIVALS, is_installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.rivals import Rival

SIZES = (1_000, 10_000, 100_000)
TIMED, TIMED_SECONDS = 300, 30.0
"""Questions that are timed at each size, as far as the time reaches."""
SEED = 7
BARE_MB = 11.0
"""What a bare interpreter has resident."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question and the fact that it asks for; `None` where no fact answers it."""

    question: str
    fact: str | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one matcher, on one base, in one process."""

    first: float
    """Share of the questions within scope whose first candidate is right."""
    auroc: float
    typo_loss: float
    """Share of them that is lost when words carry slips."""
    ms: float
    """Median for one question; the same at the 99th percentile."""
    p99: float
    build_s: float
    memory_mb: float
    """The most that the process had resident beyond what the bare interpreter has; its libraries and the base count."""


def read(file: Path) -> list[Labelled]:
    """Read labelled questions."""
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Labelled(line["question"], line.get("fact") if line["expect"] == "answer" else None) for line in lines]


def measure(name: str, folder: Path, size: int, *, only_times: bool) -> Figures:
    """Measure a matcher in this process; `size` 0 takes the base as it is."""
    base = load_folder(folder / "base")
    base = grown(base, size) if size else base
    questions = read(folder / "questions.jsonl")
    start = time.perf_counter()
    rival = RIVALS[name](base)
    built = time.perf_counter() - start
    times = _times(rival, questions)
    first = area = loss = 0.0
    if not only_times:
        inside = [rival.best(q.question) for q in questions if q.fact]
        first = _share_right(inside, questions)
        area = auroc([score for _, score in inside], [rival.best(q.question)[1] for q in questions if not q.fact])
        slipped = [rival.best(with_slips(q.question, SEED)) for q in questions if q.fact]
        loss = first - _share_right(slipped, questions)
    p99 = statistics.quantiles(times, n=100)[-1] if len(times) > 1 else times[0]
    return Figures(first, area, loss, statistics.median(times), p99, built, most_resident_mb() - BARE_MB)


def most_resident_mb() -> float:
    """Give the most memory that this process has had resident, in MB; Linux alone tells."""
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage counts what was there before exec, too
    return next(float(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _share_right(found: Sequence[tuple[str | None, float]], questions: Sequence[Labelled]) -> float:
    wanted = [question.fact for question in questions if question.fact]
    return sum(fact == want for (fact, _), want in zip(found, wanted, strict=True)) / len(wanted)


def _times(rival: Rival, questions: Sequence[Labelled]) -> list[float]:
    times: list[float] = []
    step = max(1, len(questions) // TIMED)
    end = time.perf_counter() + TIMED_SECONDS
    for question in questions[::step][:TIMED]:
        start = time.perf_counter()
        rival.best(question.question)
        times.append(1000 * (time.perf_counter() - start))
        if time.perf_counter() > end:
            break
    return times


def _apart(name: str, folder: Path, size: int) -> Figures | None:
    """Measure in a process of its own; `None` where that fails."""
    command = [sys.executable, "-m", "tests.bench.compare", str(folder), "--one", name, "--sizes", str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Figures(**json.loads(done.stdout)) if done.returncode == 0 else None


def compare(folder: Path, sizes: Sequence[int]) -> dict[str, dict[str, Any]]:
    """Measure every matcher that is installed: the base as it is, and the times at each size."""
    found: dict[str, dict[str, Any]] = {}
    for name in track([name for name in RIVALS if is_installed(name)], "Measuring", console=Console(stderr=True)):
        whole = _apart(name, folder, 0)
        if whole is not None:
            grown_figures = {size: figures for size in sizes if (figures := _apart(name, folder, size))}
            times = {size: figures.ms for size, figures in grown_figures.items()}
            found[name] = {**asdict(whole), "times": times, "slope": slope(times)}
            found[name]["memory_at"] = {size: figures.memory_mb for size, figures in grown_figures.items()}
    return found


def _table(found: dict[str, dict[str, Any]], sizes: Sequence[int]) -> Iterator[str]:
    figures = ("matcher", "first candidate", "AUROC", "lost to typos", "ms", "p99", "build s", "MB")
    heads = (*figures, *(f"ms at {size:,}" for size in sizes), "slope")
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for name in RIVALS:
        cells = _cells(found[name], sizes) if name in found else ["not installed", *[""] * (len(heads) - 2)]
        yield f"| {' | '.join([name, *cells])} |"


def _cells(figures: dict[str, Any], sizes: Sequence[int]) -> list[str]:
    f, times = figures, figures["times"]
    quality = [f"{f['first']:.1%}", f"{f['auroc']:.3f}", f"{100 * f['typo_loss']:.1f}"]
    cost = [f"{f['ms']:.2f}", f"{f['p99']:.1f}", f"{f['build_s']:.1f}", f"{f['memory_mb']:.0f}"]
    return [*quality, *cost, *(f"{times[size]:.2f}" if size in times else "-" for size in sizes), f"{f['slope']:.2f}"]


def main() -> None:
    """Print the table in Markdown, or the figures of one matcher as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    if options.one:
        figures = measure(options.one, options.folder, sizes[0], only_times=sizes[0] > 0)
        sys.stdout.write(json.dumps(asdict(figures)))
        return
    found = compare(options.folder, sizes)
    sys.stdout.writelines(f"{line}\n" for line in _table(found, sizes))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if options.plot:
        options.plot.write_bytes(draw_times({name: figures["times"] for name, figures in found.items()}))


if __name__ == "__main__":
    main()
