"""Batches of (request, document) pairs: real requests of the packs, and requests made of what documents say."""

from dataclasses import dataclass

import numpy as np

from api_text import Document, Query, sentences_of
from phrases import CLOSING, CONTEXT, OPENING
from student import Reader

Bag = np.ndarray


@dataclass
class Batch:
    queries: list[Bag]
    documents: list[Bag]
    """Document of each query, by place."""
    positive: np.ndarray
    """[queries x documents]: true where a document answers too, or may, and so is no negative."""
    ignored: np.ndarray


class Corpus:
    """Documents as bags of tokens for each of their parts."""

    def __init__(self, documents: list[Document], reader: Reader) -> None:
        self.documents = documents
        self.places = {document.id: i for i, document in enumerate(documents)}
        flat = [part for document in documents for part in _parts(document)]
        bags = iter(reader.bags(flat))
        self.parts = [[next(bags) for _ in _parts(document)] for document in documents]
        groups: dict[str, list[int]] = {}
        for i, document in enumerate(documents):
            groups.setdefault(document.group, []).append(i)
        self.groups = list(groups.values())

    def whole(self, place: int) -> Bag:
        return np.concatenate(self.parts[place])


def _parts(document: Document) -> list[str]:
    """Tool, title, tool description, category, parameters, then the sentences."""
    about = [document.tool, document.title, document.tool_description[:300], document.category]
    return [*about, " ".join(document.parameters[:20]), *sentences_of(document.description)[:6]]


FIXED_PARTS = 5


class PairMaker:
    """
    Makes batches without end. `sizes` says how many pairs come from each source: `described` (requests made of
    documents, siblings of one group together) and each pack by name.
    """

    def __init__(
        self,
        described: list[Corpus],
        asked: dict[str, tuple[Corpus, list[Query]]],
        reader: Reader,
        sizes: dict[str, int],
        hard: dict[str, list[list[int]]],
        seed: int,
    ) -> None:
        self.random = np.random.default_rng(seed)
        self.described = described
        self.asked = {name: (corpus, queries, reader.bags([q.text for q in queries])) for name, (corpus, queries) in asked.items()}
        self.sizes = sizes
        self.hard = hard
        self.context, self.opening, self.closing = (reader.bags(list(lines)) for lines in (CONTEXT, OPENING, CLOSING))

    def batch(self) -> Batch:
        queries: list[Bag] = []
        documents: list[Bag] = []
        names: list[tuple[int, int]] = []
        answers: list[tuple[tuple[int, int], set[tuple[int, int]]]] = []
        for number, corpus in enumerate(self.described):
            self._add_described(number, corpus, self.sizes[f"described/{number}"], queries, documents, names, answers)
        place = {name: i for i, name in enumerate(names)}
        for number, (source, (corpus, requests, bags)) in enumerate(self.asked.items(), start=len(self.described)):
            for i in self.random.choice(len(requests), min(self.sizes[source], len(requests)), replace=False):
                relevant = {(number, corpus.places[api]) for api in requests[i].relevant}
                chosen = sorted(relevant)[self.random.integers(len(relevant))]
                extra = [(number, d) for d in self.random.permutation(self.hard.get(source, {i: []})[i])[:1]] if source in self.hard else []
                for name in [chosen, *extra]:
                    if name not in place:
                        place[name] = len(documents)
                        names.append(name)
                        documents.append(corpus.whole(name[1]))
                queries.append(self._dropped(bags[i], 0.1))
                answers.append((chosen, relevant))
        positive = np.array([place[chosen] for chosen, _ in answers])
        ignored = np.zeros((len(queries), len(documents)), bool)
        for row, (_, relevant) in enumerate(answers):
            for name in relevant:
                if name in place:
                    ignored[row, place[name]] = True
        ignored[np.arange(len(queries)), positive] = False
        return Batch(queries, documents, positive, ignored)

    def _add_described(self, number, corpus, size, queries, documents, names, answers) -> None:  # noqa: ANN001
        added = 0
        for group in self.random.permutation(len(corpus.groups)):
            if added >= size:
                return
            members = corpus.groups[group]
            chosen = self.random.choice(members, min(4, len(members)), replace=False)
            added += len(chosen)
            views = [self._view(corpus.parts[i]) for i in chosen]
            for position, (i, (query, document)) in enumerate(zip(chosen, views, strict=True)):
                relevant = {(number, int(i))}
                if len(chosen) > 1 and self.random.random() < 0.3:  # asks for two things of one tool
                    other = (position + 1) % len(chosen)
                    query = np.concatenate([query, views[other][0]])
                    relevant.add((number, int(chosen[other])))
                queries.append(self._surrounded(self._dropped(query, 0.2)))
                documents.append(self._dropped(document, 0.1))
                names.append((number, int(i)))
                answers.append(((number, int(i)), relevant))

    def _view(self, parts: list[Bag]) -> tuple[Bag, Bag]:
        """A part of a document as a request for the rest of it."""
        sentences = range(FIXED_PARTS, len(parts))
        kind = self.random.random()
        if len(sentences) == 0 or kind < 0.25:
            asked = [1]
        elif kind < 0.35:
            asked = [1, 0]
        else:
            asked = [int(self.random.choice(sentences))]
            if kind > 0.8:
                asked.append(0)
        kept = [part for i, part in enumerate(parts) if i not in asked or self.random.random() < 0.3]
        return np.concatenate([parts[i] for i in asked]), np.concatenate([*kept, np.zeros(0, np.int64)])

    def _surrounded(self, bag: Bag) -> Bag:
        around = [bag]
        for lines, share in ((self.context, 0.5), (self.opening, 0.7), (self.closing, 0.3)):
            if self.random.random() < share:
                around.append(lines[self.random.integers(len(lines))])
        return np.concatenate(around)

    def _dropped(self, bag: Bag, share: float) -> Bag:
        kept = bag[self.random.random(len(bag)) >= share]
        return kept if len(kept) > 0 else bag
