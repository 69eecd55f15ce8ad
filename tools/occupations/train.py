"""Learn the weights of core/rencai/records/data/occupation_model.tsv from titles whose occupation is known.

    python tools/occupations/train.py

Kernel ridge regression: one linear equation for all occupations, solved by conjugate gradients, as near as
reading tells apart, so the same titles give the same weights. Needs numpy and scipy, which the program itself does not.
"""

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse

from rencai.records.parsers.occupation import matched, titled
from rencai.records.parsers.occupation_model import NOTHING, SCALE, features, matcher_features
from rencai.records.parsers.occupation_names import as_named, entries, own_names
from rencai.records.parsers.occupation_title import clean_title

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "core/rencai/records/data/occupation_model.tsv"
RIDGE = 0.5
# An official name or alias says less than an advert: adverts are what is to be read.
NAME_WEIGHT = 0.5
# So does a phrase for the work of one trade, or of two, each of which it says half.
PHRASE_WEIGHT = 0.5
# A label that only says the group is worth less than one that says the occupation.
GROUP_WEIGHT = 0.8
# Labels of everything that is nothing else.
NO_OCCUPATION = {"4-99-00-00", "6-00-00-00", "8-00-00-00", "2-00-00-00", "4-00-00-00", "1-00-00-00", "1-06-00-00"}
MOST_NAMES = 12
CLOSE_ENOUGH, TINY = 0.04, 1e-20
SMALLEST = 0.05
MOST_OF_A_FEATURE = 8


class Example(NamedTuple):
    title: str
    code: str
    weight: float
    advert: bool


def labelled() -> list[tuple[str, str]]:
    """(title, code) as the collection gives them."""
    with (HERE / "titles.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["job_name"], row["expected_code"]) for row in csv.DictReader(file) if row["expected_code"]]


def written() -> list[tuple[str, str]]:
    """(title, code) of the titles that were written for training; an empty code where the title says no occupation."""
    with (HERE / "written.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(title, row["code"]) for row in rows for title in row["titles"].split("|")]


def corrections() -> dict[str, str]:
    """Code by title where the collection's label was found wrong; an empty code where the title says no occupation."""
    with (HERE / "corrections.tsv").open(encoding="utf-8", newline="") as file:
        return {row["title"]: row["code"] for row in csv.DictReader(file, delimiter="\t")}


def corrected(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs with the corrections, without titles that say no occupation: those are learned as saying none."""
    known = corrections()
    return [(title, known.get(title, code)) for title, code in pairs if known.get(title, code)]


def settled(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The corrected pairs as they are learned from: known names count before labels, occupations before groups."""
    known = corrections()
    both = ((title, code if title in known else _settled(title, code)) for title, code in corrected(pairs))
    return [(title, code) for title, code in both if code]


def _settled(title: str, code: str) -> str:
    if code in NO_OCCUPATION:
        return ""
    name = titled(title)
    if name is not None:
        return name
    if not is_group(code):
        return code
    named = matched(title)
    if named is not None and within(named, code):
        return named
    return code if code in named_groups() else ""


@lru_cache(maxsize=1)
def named_groups() -> set[str]:
    """Groups that names of ours are of (设计师): any other would only be learned as an answer that is no occupation."""
    return {code for code in own_names().values() if is_group(code)}


@lru_cache(maxsize=1)
def _groups() -> set[str]:
    return {code[:7] for code in entries() if not code.endswith("-00")} | {
        code[:4] for code in entries() if code[5:7] != "00"
    }


def is_group(code: str) -> bool:
    """It has occupations of its own: no leaf of the classification."""
    return code.endswith("-00") and (code[:7] in _groups() or (code[5:7] == "00" and code[:4] in _groups()))


def within(code: str, group: str) -> bool:
    """`code` is an occupation of `group`."""
    return is_group(group) and code.startswith(
        group[:7] if group[5:7] != "00" else group[: 4 if group[2:4] != "00" else 1]
    )


def adverts(pairs: Iterable[tuple[str, str]]) -> list[Example]:
    return [
        Example(title, code, GROUP_WEIGHT if is_group(code) else 1.0, advert=True) for title, code in settled(pairs)
    ]


def saying_nothing(pairs: Iterable[tuple[str, str]]) -> list[Example]:
    """The titles that say no occupation."""
    known = corrections()
    return [Example(title, NOTHING, 1.0, advert=True) for title, code in pairs if not known.get(title, code)]


def official(used: set[str]) -> list[Example]:
    """The name of every occupation, and the aliases of those that adverts ask for."""
    found = []
    for code, name, aliases in entries().values():
        if code in used:
            names = list(dict.fromkeys([name, *aliases]))[:MOST_NAMES]
            found += [Example(each, code, NAME_WEIGHT, advert=False) for each in names]
        elif not code.endswith("-00"):
            found.append(Example(name, code, NAME_WEIGHT, advert=False))
    return found


def described(used: set[str]) -> list[Example]:
    """What the classification says of the work of the occupations that can be answered: 镦粗 of who forges."""
    with (HERE / "phrases.tsv").open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["phrases"].split("|")) for row in csv.DictReader(file, delimiter="\t")]
    trades = Counter(phrase for _, found in rows for phrase in found)
    return [
        Example(phrase, code, PHRASE_WEIGHT / trades[phrase], advert=False)
        for code, found in rows
        if code in used
        for phrase in found
    ]


def train(pairs: Sequence[tuple[str, str]]) -> str:
    """The text of the model file."""
    examples = adverts(pairs)
    examples += official({example.code for example in examples})
    examples += described({example.code for example in examples}) + saying_nothing(pairs)
    rows = [features(clean_title(as_named(example.title))) for example in examples]
    rarity = _rarity(rows)
    matches = [matcher_features(matched(example.title)) if example.advert else {} for example in examples]
    vocabulary = sorted(rarity) + sorted({name for match in matches for name in match})
    matrix = _matrix([_weighted(row, rarity) | match for row, match in zip(rows, matches, strict=True)], vocabulary)
    codes = sorted({example.code for example in examples})
    weights = _solved(matrix, examples, codes)
    return _lines(vocabulary, rarity, codes, weights)


def _rarity(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    counts = Counter(name for row in rows for name in row)
    return {name: math.sqrt(math.log((len(rows) + 1) / (count + 0.5))) for name, count in counts.items() if count > 1}


def _weighted(row: dict[str, float], rarity: dict[str, float]) -> dict[str, float]:
    known = {name: weight * rarity[name] for name, weight in row.items() if name in rarity}
    length = math.sqrt(sum(weight**2 for weight in known.values())) or 1.0
    return {name: weight / length for name, weight in known.items()}


def _matrix(rows: Sequence[dict[str, float]], vocabulary: Sequence[str]) -> scipy.sparse.csr_matrix:
    number = {name: at for at, name in enumerate(vocabulary)}
    cells = [(line, number[name], weight) for line, row in enumerate(rows) for name, weight in row.items()]
    lines, columns, weights = zip(*cells, strict=True)
    # Half the memory of doubles: every title is compared with every other.
    return scipy.sparse.csr_matrix((weights, (lines, columns)), shape=(len(rows), len(vocabulary)), dtype=np.float32)


def _solved(matrix: scipy.sparse.csr_matrix, examples: Sequence[Example], codes: Sequence[str]) -> np.ndarray:
    number = {code: at for at, code in enumerate(codes)}
    ridge = (RIDGE / np.array([example.weight for example in examples], np.float32))[:, None]
    # Examples of little weight are scaled down: the steps get shorter otherwise.
    scale = 1 / np.sqrt(1 + ridge)
    across = matrix.T.tocsr()
    rest = np.zeros((len(examples), len(codes)), np.float32)
    rest[np.arange(len(examples)), [number[example.code] for example in examples]] = 1
    rest *= scale
    answer, step = np.zeros_like(rest), rest.copy()
    left = (rest * rest).sum(0)
    enough = CLOSE_ENOUGH**2 * left.sum()
    while left.sum() > enough:
        ahead = scale * step
        ahead = scale * (matrix @ (across @ ahead) + ridge * ahead)
        length = left / np.maximum((step * ahead).sum(0), TINY)
        answer += length * step
        rest -= length * ahead
        before, left = left, (rest * rest).sum(0)
        step = rest + left / np.maximum(before, TINY) * step
    return across @ (scale * answer)


def _lines(vocabulary: Sequence[str], rarity: dict[str, float], codes: Sequence[str], weights: np.ndarray) -> str:
    """Codes on the first line; then feature, rarity and its largest weights, in thousandths."""
    lines = [" ".join(codes)]
    for name, row in zip(vocabulary, weights, strict=True):
        largest = [int(at) for at in np.argsort(-np.abs(row), kind="stable")[:MOST_OF_A_FEATURE]]
        pairs = [f"{at}:{round(row[at] * SCALE)}" for at in sorted(largest) if abs(row[at]) >= SMALLEST]
        if pairs or name in rarity:
            lines.append(f"{name}\t{round(rarity.get(name, 1) * SCALE)}\t{' '.join(pairs)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    MODEL.write_text(train([*labelled(), *written()]), encoding="utf-8")
    sys.stdout.write(f"{MODEL.name}: {MODEL.stat().st_size} bytes\n")
