"""Texts of APIs as the model reads them, and the groups of tools that are held out."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
RUN = re.compile(r"[A-Za-z0-9]+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(slots=True)
class Document:
    """One API. `group` is what is held out together: a provider's document, a field of Seal-Tools, a MetaTool tool."""

    id: str
    group: str
    tool: str
    title: str
    description: str
    tool_description: str = ""
    category: str = ""
    parameters: list[str] = field(default_factory=list)

    def text(self) -> str:
        """What is embedded for an API: what `embeddingText` of the project makes, up to where the model's own rule parts words."""
        parameters = " ".join(self.parameters[:20])
        parts = [self.tool, self.title, self.description[:400], parameters, self.tool_description, self.category]
        return ". ".join(part for part in parts if part)[:600]


@dataclass(slots=True)
class Query:
    text: str
    relevant: list[str]


def sentences_of(text: str) -> list[str]:
    """Sentences of at most 200 characters each, of the first 1,000."""
    return [piece.strip()[:200] for piece in SENTENCE_END.split(text[:1000]) if len(piece.strip()) > 3]


def split_identifiers(text: str, known: set[str] | dict[str, int]) -> str:
    """`getOrderById` becomes `get Order By Id`; words that the vocabulary holds whole (`GitHub`) stay whole."""

    def parted(match: re.Match[str]) -> str:
        word = match.group()
        return word if word.lower() in known else HUMPS.sub(" ", word)

    return RUN.sub(parted, text)


def is_held_out(group: str, share: float = 0.1) -> bool:
    """The same tenth on every machine and in every run: by the first bytes of the name's hash."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4]) < share * 2**32


def read_jsonl(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_exported(path: Path) -> Iterator[Document]:
    """Lines written by `export-texts.ts`."""
    for row in read_jsonl(path):
        yield Document(
            id=row["id"],
            group=f"{row['provider']}/{row['tool']}",
            tool=row["tool"],
            title=row["title"],
            description=row["description"],
            tool_description=row["toolDescription"],
            category=row["category"],
            parameters=row["parameters"],
        )


def distinct(documents: Iterator[Document], per_group: int) -> list[Document]:
    """At most `per_group` of a group, spread over it, and of those that say the same only the first."""
    groups: dict[str, list[Document]] = {}
    seen: set[tuple[str, str]] = set()
    for document in documents:
        said = (document.title, document.description)
        if said in seen or len(document.title) + len(document.description) < 8:
            continue
        seen.add(said)
        groups.setdefault(document.group, []).append(document)
    return [document for group in groups.values() for document in group[:: -(-len(group) // per_group)]]
