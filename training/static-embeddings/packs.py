"""The permissively licensed packs: Seal-Tools, MetaTool, API-Bank level 3 and APIBench's training set."""

import json
import re
from pathlib import Path

from api_text import Document, Query, read_jsonl


def read_seal_tools(folder: Path) -> tuple[list[Document], list[Query]]:
    documents = [
        Document(
            id=f"seal/{row['api_name']}",
            group=f"seal/{row['field']}",
            tool=row["field"].split("/")[-1],
            title=row["api_name"],
            description=row["api_description"],
            parameters=list(row["parameters"]),
        )
        for row in read_jsonl(folder / "sealtools.tools.jsonl")
    ]
    known = {document.id for document in documents}
    queries = []
    for name in ("dev", "test_in_domain"):
        for row in read_jsonl(folder / f"sealtools.{name}.jsonl"):
            relevant = list(dict.fromkeys(f"seal/{call['api']}" for call in row["calling"]))
            if all(api in known for api in relevant):
                queries.append(Query(row["query"], relevant))
    return documents, queries


def read_metatool(folder: Path) -> tuple[list[Document], list[Query]]:
    tools: dict[str, str] = json.loads((folder / "metatool.tools.json").read_text(encoding="utf-8"))
    documents = [
        Document(id=f"metatool/{name}", group=f"metatool/{name}", tool=name, title=name, description=text)
        for name, text in tools.items()
    ]
    queries = [
        Query(row["query"], [f"metatool/{row['tool']}"])
        for row in read_jsonl(folder / "metatool.queries.jsonl")
        if row["tool"] in tools
    ]
    return documents, queries


DOCUMENT_OF_REPLY = re.compile(r"->(\{'name'.*?\})\s*(?=\n|$)", re.DOTALL)
SEARCHED = re.compile(r"User: (.*?)TIME:", re.DOTALL)


def read_api_bank(folder: Path) -> tuple[list[Document], list[Query]]:
    """Requests of the level 3 training set with the tools that their searches found."""
    documents: dict[str, Document] = {}
    queries: dict[str, Query] = {}
    for row in json.loads((folder / "apibank.lv3-train.json").read_text(encoding="utf-8")):
        request = SEARCHED.search(row["input"])
        if request is None:
            continue
        text = request.group(1).strip()
        query = queries.setdefault(text, Query(text, []))
        for name, described in re.findall(r"'name': '(\w+)', 'description': [\"'](.*?)[\"'], 'input_parameters'", row["input"]):
            identity = f"apibank/{name}"
            documents.setdefault(identity, Document(identity, identity, "", name, described))
            if identity not in query.relevant:
                query.relevant.append(identity)
    return list(documents.values()), [query for query in queries.values() if query.relevant]


def read_apibench(folder: Path) -> tuple[list[Document], list[Query]]:
    rows = list(read_jsonl(folder / "apis.jsonl"))
    documents = [
        Document(
            id=f"apibench/{row['hub']}/{row['index']}",
            group=f"apibench/{row['hub']}/{row['index']}",
            tool=str(row.get("framework") or ""),
            title=str(row.get("api_name") or ""),
            description=f"{row.get('functionality') or ''}. {row.get('description') or ''}",
            category=str(row.get("domain") or ""),
        )
        for row in rows
        if row["hub"] == "torchhub"
    ]
    queries = []
    for row in read_jsonl(folder / "train.jsonl"):
        asked = re.search(r"'Instruction': [\"']?(.*?)[\"']?, 'Output'", row["code"], re.DOTALL)
        if asked and row["api_indices"]:
            queries.append(Query(asked.group(1), [f"apibench/{row['hub']}/{i}" for i in row["api_indices"]]))
    return documents, queries


def read_toolbench_queries(path: Path) -> list[Query]:
    """Only measured with; nothing is trained or chosen on them."""
    return [Query(row["query"], row["relevant_apis"]) for row in read_jsonl(path)]
