"""ToolBench's retriever files, as `writeRetrieverTsv` of the project writes them."""

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path

csv.field_size_limit(sys.maxsize)


@dataclass
class Split:
    """Request id -> text, and request id -> ids of its documents."""

    queries: dict[str, str]
    relevant: dict[str, list[str]]


def read_corpus(folder: Path) -> dict[str, str]:
    """Document id -> text."""
    rows = _rows(folder / "corpus.tsv")
    header = next(rows)
    if header != ["docid", "document_content"]:
        raise ValueError(f"{folder}/corpus.tsv: expected the header docid, document_content, found {header}")
    return {identity: document_text(json.loads(content)) for identity, content in rows}


def document_text(document: dict) -> str:
    """The text that ToolBench's retriever reads; a member that is not there is an empty text."""
    named = ", ".join(document.get(key) or "" for key in ("category_name", "tool_name", "api_name", "api_description"))
    parts = {
        "required_params": document.get("required_parameters", ""),
        "optional_params": document.get("optional_parameters", ""),
        "return_schema": document.get("template_response", ""),
    }
    return named + "".join(f", {name}: {json.dumps(value)}" for name, value in parts.items())


def read_split(folder: Path, name: str) -> Split:
    queries = dict(_rows(folder / f"{name}.query.txt"))
    relevant: dict[str, list[str]] = {}
    for query, _, document, label in _rows(folder / f"qrels.{name}.tsv"):
        if label == "1" and document not in relevant.setdefault(query, []):
            relevant[query].append(document)
    return Split({query: text for query, text in queries.items() if query in relevant}, relevant)


def _rows(path: Path):  # noqa: ANN202
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.reader(file, delimiter="\t") if row)
