"""BM25 over an API and over its whole tool: what the dense arm must add to."""

import re
from collections import Counter

import numpy as np
from scipy import sparse

from api_text import HUMPS, Document

RUN = re.compile(r"[A-Za-z0-9]+")
STOP_WORDS = frozenset(
    """a an the this that these those such some any each every both either other another same own all more most much many few
    i me my mine myself you your yours he him his she her hers it its we us our ours they them their who whom whose which
    what when where why how of in on at by for from to into with without within about as between through during before after
    up down out off over under again then than there here also too very just only even still and or but nor if because while
    until although though is am are was were be been being do does did done have has had having can could will would shall
    should may might must not no yes s t d m ll re ve please thanks thank hello hi want wants need needs like help let lets
    currently planning plan interested looking""".split()
)


def terms_of(text: str) -> list[str]:
    terms = []
    for run in RUN.findall(text):
        words = [part.lower() for part in HUMPS.split(run)]
        if len(words) > 1:
            words.append(run.lower())
        terms += [stem(word) for word in words if word not in STOP_WORDS]
    return terms


def stem(word: str) -> str:
    """Singular and plural, `-ing` and `-ed` meet: as the lexical index of the project does it."""
    if not re.fullmatch(r"[a-z]{4,}", word):
        return word
    if re.search(r"[^aeiou]ie[sd]$", word) and len(word) > 4:
        word = word[:-2]
    elif re.search(r"(ss|sh|ch|x|zz)es$", word):
        word = word[:-2]
    elif re.search(r"[^sui]s$", word):
        word = word[:-1]
    tense = re.match(r"(.*[aeiouy].*)(ing|ed)$", word)
    if tense and len(tense[1]) >= 3:
        word = tense[1][:-1] if re.search(r"([^aeioulsz])\1$", tense[1]) else tense[1]
    if len(word) < 4:
        return word
    if word.endswith("e"):
        return word[:-1]
    return f"{word[:-1]}i" if re.search(r"[^aeiou]y$", word) else word


class Bm25:
    """k1 1.2, b 0.75, idf ln(1 + (N - n + .5) / (n + .5)); terms of a query count as often as they stand in it."""

    def __init__(self, documents: list[list[str]], k1: float = 1.2, b: float = 0.75) -> None:
        self.vocabulary: dict[str, int] = {}
        rows, columns, values = [], [], []
        for row, terms in enumerate(documents):
            for term, count in Counter(terms).items():
                rows.append(row)
                columns.append(self.vocabulary.setdefault(term, len(self.vocabulary)))
                values.append(count)
        shape = (len(documents), len(self.vocabulary))
        counts = sparse.csr_matrix((np.array(values, np.float32), (rows, columns)), shape)
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        norm = k1 * (1 - b + b * lengths / max(lengths.mean(), 1))
        found = np.bincount(counts.indices, minlength=shape[1])
        idf = np.log(1 + (shape[0] - found + 0.5) / (found + 0.5))
        entries = counts.tocoo()
        weights = idf[entries.col] * entries.data * (k1 + 1) / (entries.data + norm[entries.row])
        self.weights = sparse.csr_matrix((weights.astype(np.float32), (entries.row, entries.col)), shape)

    def scores(self, queries: list[str]) -> np.ndarray:
        """[queries x documents]"""
        rows, columns, values = [], [], []
        for row, query in enumerate(queries):
            for term, count in Counter(terms_of(query)).items():
                if term in self.vocabulary:
                    rows.append(row)
                    columns.append(self.vocabulary[term])
                    values.append(count)
        asked = sparse.csr_matrix((values, (rows, columns)), (len(queries), len(self.vocabulary)), dtype=np.float32)
        return (asked @ self.weights.T).toarray()


def document_terms(document: Document) -> list[str]:
    """Title and tool stand twice."""
    named = [document.title, document.tool] * 2
    said = [document.tool_description, document.description, document.category, *document.parameters]
    return [term for text in (*named, *said) for term in terms_of(text)]


def lexical_scores(documents: list[Document], queries: list[str]) -> np.ndarray:
    """min-max BM25 + 0.6 x min-max BM25 of the whole tool. [queries x documents]"""
    terms = [document_terms(document) for document in documents]
    groups = {group: i for i, group in enumerate(dict.fromkeys(document.group for document in documents))}
    of_group: list[list[str]] = [[] for _ in groups]
    belongs = np.array([groups[document.group] for document in documents])
    for group, own in zip(belongs, terms, strict=True):
        of_group[group] += own
    own_scores = Bm25(terms).scores(queries)
    tool_scores = Bm25(of_group).scores(queries)[:, belongs]
    return min_max(own_scores) + 0.6 * min_max(tool_scores)


def min_max(scores: np.ndarray) -> np.ndarray:
    """Each row to 0..1."""
    low, high = scores.min(axis=1, keepdims=True), scores.max(axis=1, keepdims=True)
    return (scores - low) / np.maximum(high - low, 1e-9)
