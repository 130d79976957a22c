"""NDCG and recall of a dense arm alone and added to the lexical scores."""

from dataclasses import dataclass

import numpy as np

from api_text import Document, Query
from lexical import lexical_scores, min_max

WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0, 1.3, 1.6)


@dataclass
class Pool:
    """Documents, queries over them, and what words alone say; the dense arm changes, the rest is computed once."""

    name: str
    documents: list[Document]
    queries: list[Query]

    def __post_init__(self) -> None:
        place = {document.id: i for i, document in enumerate(self.documents)}
        self.relevant = [[place[api] for api in query.relevant] for query in self.queries]
        self.lexical = lexical_scores(self.documents, [query.text for query in self.queries])

    def fused(self, dense: np.ndarray, weight: float) -> dict[str, float]:
        return metrics(self.lexical + weight * min_max(dense), self.relevant)


def metrics(scores: np.ndarray, relevant: list[list[int]]) -> dict[str, float]:
    """Means over the queries, per cent; ties by document order."""
    best = np.argsort(-scores, axis=1, kind="stable")[:, :10]
    hits = np.array([np.isin(row, gold) for row, gold in zip(best, relevant, strict=True)])
    counts = np.array([len(gold) for gold in relevant])
    discounts = 1 / np.log2(np.arange(10) + 2)

    def ndcg(k: int) -> float:
        ideal = np.cumsum(discounts)[np.minimum(counts, k) - 1]
        return float(np.mean(hits[:, :k] @ discounts[:k] / ideal) * 100)

    recall = {f"R@{k}": float(np.mean(hits[:, :k].sum(axis=1) / counts) * 100) for k in (5, 10)}
    return {"NDCG@1": ndcg(1), "NDCG@5": ndcg(5), **recall}


def best_weight(pools: list[tuple[Pool, np.ndarray]]) -> float:
    """The weight with the best mean NDCG@5 over pools; the smallest of equals."""
    return max(WEIGHTS, key=lambda weight: np.mean([pool.fused(dense, weight)["NDCG@5"] for pool, dense in pools]))


def row(name: str, values: dict[str, float]) -> str:
    return f"| {name} | " + " | ".join(f"{value:.1f}" for value in values.values()) + " |"
