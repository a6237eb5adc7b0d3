"""
Measure what tracing finds against pairs of paragraphs that were drawn by chance and judged.

    DATABASE_URL=... python benchmarks/lineage.py tests/lineage/sampled.tsv
    DATABASE_URL=... python benchmarks/lineage.py tests/lineage/sampled_again.tsv
    DATABASE_URL=... python benchmarks/lineage.py tests/lineage/sampled_in_line.tsv

Wants an archive with the texts of sessions 74 to 78 in English, traced. Prints counts, precision
and recall of families and of wording reused, and each pair on which tracing and reader differ.
Pairs that a reader left open count as right with either, and in no recall.
"""

import os
import sys
from collections import Counter
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from resolutions.families import history  # noqa: E402
from resolutions.models import Paragraph  # noqa: E402


def paragraph(symbol: str, anchor: str) -> Paragraph:
    held = Paragraph.objects.select_related("resolution").filter(language="en", anchor=anchor)
    return held.get(resolution__symbol=symbol)


def said_of(later: Paragraph, earlier: Paragraph) -> str:
    step = next((each for each in history(later).steps if earlier in each.carriers), None)
    return "neither" if step is None else "family" if step.is_family else "reused"


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none"


def main(path: str) -> None:
    lines = [line for line in Path(path).read_text().splitlines() if not line.startswith("#")]
    found: Counter = Counter()
    for line in lines[1:]:
        drawn, later, a, earlier, b, judged = line.split("\t")
        said = said_of(paragraph(later, a), paragraph(earlier, b))
        found[drawn, judged, said] += 1
        if said not in judged.split("/"):
            print(f"{later} {a} and {earlier} {b} ({drawn}): judged {judged}, traced {said}")
    for key, count in sorted(found.items()):
        print(f"{count:4} {', '.join(key)}")
    for drawn in sorted({drawn for drawn, _, _ in found}):
        for kind in ("family", "reused"):
            rows = [(j, s, n) for (d, j, s), n in found.items() if d == drawn]
            given = sum(n for _, s, n in rows if s == kind)
            right = sum(n for j, s, n in rows if s == kind and kind in j.split("/"))
            meant = sum(n for j, _, n in rows if j == kind)
            met = sum(n for j, s, n in rows if j == s == kind)
            print(f"{drawn}, {kind}: precision {share(right, given)}, recall {share(met, meant)}")


if __name__ == "__main__":
    if "--help" in sys.argv:
        sys.exit(__doc__)
    main(*sys.argv[1:])
