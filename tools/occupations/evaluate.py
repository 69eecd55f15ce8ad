"""How often a title is read as its label says, the weights learned from other titles only.

python tools/occupations/evaluate.py [--wrong]
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import train

from rencai.records.parsers import occupation_model
from rencai.records.parsers.occupation import matched, read_occupation
from rencai.records.values import Unreadable

FOLDS = 5
Pair = tuple[str, str]


def fold_of(title: str) -> int:
    """The part of the collection a title is in, the same on every machine."""
    return int(sha256(title.encode()).hexdigest()[:8], 16) % FOLDS


def parted(number: int) -> tuple[list[Pair], list[Pair]]:
    """Titles to learn from, and the titles kept back."""
    pairs = train.labelled()
    known = [pair for pair in pairs if fold_of(pair[0]) != number]
    return known, [pair for pair in pairs if fold_of(pair[0]) == number]


@contextmanager
def weights(text: str) -> Iterator[None]:
    """Titles are read with these weights instead of the ones that are shipped."""
    model = occupation_model.parsed(text)
    kept, occupation_model.model = occupation_model.model, lambda: model
    try:
        yield
    finally:
        occupation_model.model = kept


def read(title: str) -> str | None:
    try:
        found = read_occupation("", title)
    except Unreadable:
        return None
    return found.code if found else None


def counted(pairs: Sequence[Pair], answers: Sequence[str | None]) -> Counter[str]:
    """How many are read as their label says, as an occupation of the group it names, in its minor group, not at all."""
    counts: Counter[str] = Counter(titles=len(pairs))
    for (_, code), answer in zip(pairs, answers, strict=True):
        counts["whole"] += answer == code
        counts["within"] += answer is not None and (answer == code or train.within(answer, code))
        counts["minor"] += answer is not None and answer[:7] == code[:7]
        counts["unread"] += answer is None
    return counts


def held_out(number: int, more: Sequence[Pair] = ()) -> tuple[list[Pair], list[str | None]]:
    """The titles of one part, and what they are read as with weights learned from the others and from `more`."""
    known, kept_back = parted(number)
    with weights(train.train([*known, *more])):
        return kept_back, [read(title) for title, _ in kept_back]


def _line(name: str, counts: Counter[str]) -> str:
    shares = "  ".join(f"{key} {counts[key] / counts['titles']:.3f}" for key in ("whole", "within", "minor", "unread"))
    return f"{name:<40}{counts['titles']:>6}  {shares}\n"


def main(*, wrong: bool) -> None:
    """Print the figures; with `wrong`, every title read otherwise than its label says, too."""
    names, raw, checked = Counter[str](), Counter[str](), Counter[str]()
    for number in range(FOLDS):
        pairs, answers = held_out(number, train.written())
        names += counted(pairs, [matched(title) for title, _ in pairs])
        raw += counted(pairs, answers)
        fixed = dict(train.corrected(pairs))
        kept = {title: answer for (title, _), answer in zip(pairs, answers, strict=True) if title in fixed}
        checked += counted([(title, fixed[title]) for title in kept], list(kept.values()))
        for title, answer in kept.items() if wrong else ():
            if answer != fixed[title]:
                sys.stdout.write(f"{title}\t{fixed[title]}\t{answer}\t{matched(title)}\n")
    sys.stdout.write(_line("names and aliases only, labels as given", names))
    sys.stdout.write(_line("as shipped, labels as given", raw))
    sys.stdout.write(_line("as shipped, labels corrected", checked))


if __name__ == "__main__":
    main(wrong="--wrong" in sys.argv)
