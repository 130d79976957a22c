"""Makes models/static-api: `python recipe.py all --texts apis.jsonl`; see README.md."""

import argparse
import json
import pickle
import time
from collections import Counter
from dataclasses import replace
from itertools import islice, zip_longest
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

import packs
from api_text import Document, Query, distinct, is_held_out, read_exported, sentences_of, split_identifiers
from encoder import Encoder, fetch_encoder
from lexical import Bm25, document_terms
from measure import Pool, best_weight, metrics, row
from pairs import Corpus, PairMaker
from phrases import CLOSING, CONTEXT, OPENING
from student import Reader, Student, load_student, save_student
from tune import Schedule, Teacher, train
from vocabulary import count_words, make_tokenizer


def main() -> None:
    options = parse_options()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    for step in list(STEPS) if options.step == "all" else [options.step]:
        started = time.monotonic()
        STEPS[step](options)
        print(f"{step}: {time.monotonic() - started:.0f} s", flush=True)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["all", *STEPS])
    parser.add_argument("--work", type=Path, default=Path("work"), help="intermediate files, kept between steps")
    parser.add_argument("--texts", type=Path, help="lines of export-texts.ts over the collection to learn from")
    parser.add_argument("--packs", type=Path, default=Path("../../../shared/data"), help="folder with toolcalls/, apibench/")
    parser.add_argument("--toolbench", type=Path, help="lines of export-texts.ts --toolbench: measured with, never trained on")
    parser.add_argument("--out", type=Path, default=Path("../../models/static-api"))
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--vocabulary", type=int, default=34_000)
    parser.add_argument("--per-group", type=int, default=120, help="at most so many operations of one document")
    parser.add_argument("--taught-texts", type=int, default=28_000, help="texts that the full encoder embeds")
    parser.add_argument("--teach-steps", type=int, default=1_200)
    parser.add_argument("--tune-steps", type=int, default=600)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--temperature", type=float, default=0.05)
    parser.add_argument("--teacher-share", type=float, default=2.0)
    parser.add_argument("--sizes", default="described/0=384,described/1=96,seal=96,metatool=32,apibank=16,apibench=16")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--smoke", action="store_true", help="everything once on next to nothing, in under a minute")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    if options.smoke:
        options.vocabulary, options.per_group, options.taught_texts = 2_000, 1, 100
        options.teach_steps = options.tune_steps = 12
    return options


# --- steps: each reads what the ones before it left in --work ---


def gather(options: argparse.Namespace) -> None:
    """Documents, requests, and which of them are held out."""
    if options.texts is None:
        raise SystemExit("--texts FILE is needed: see README.md")
    lines = islice(read_exported(options.texts), 0, None, 400 if options.smoke else 1)
    described = distinct(lines, options.per_group)
    seal, seal_queries = packs.read_seal_tools(options.packs / "toolcalls")
    meta, meta_queries = packs.read_metatool(options.packs / "toolcalls")
    bank, bank_queries = packs.read_api_bank(options.packs / "toolcalls")
    bench, bench_queries = packs.read_apibench(options.packs / "apibench")
    sets = {"seal": (seal, seal_queries), "metatool": (meta, meta_queries), "apibank": (bank, bank_queries), "apibench": (bench, bench_queries)}
    data = {"described": described, "sets": sets}
    (options.work / "gathered.pickle").write_bytes(pickle.dumps(data))
    print(f"{len(described)} operations of {len({d.group for d in described})} documents; " + ", ".join(f"{name}: {len(d)} APIs, {len(q)} requests" for name, (d, q) in sets.items()))


def vocabulary(options: argparse.Namespace) -> None:
    """The tokenizer, how often each token comes in texts of APIs, and each token through the encoder."""
    data = gathered(options)
    encoder_folder = fetch_encoder(options.work)
    groups: dict[str, list[Document]] = {}
    for document in everything_trained(data):
        groups.setdefault(document.group, []).append(document)
    spread: Counter[str] = Counter()
    for documents in groups.values():
        spread.update(count_words(document.text() for document in documents).keys())
    tokenizer = make_tokenizer(encoder_folder, spread, options.vocabulary)
    tokenizer.save(str(options.work / "tokenizer.json"))
    reader, encoder = Reader(tokenizer), Encoder(encoder_folder)
    tokens = [token for token, _ in sorted(reader.known.items(), key=lambda item: item[1])]
    counted = np.bincount(np.concatenate(reader.bags([d.text() for d in everything_trained(data)])), minlength=len(tokens))
    rows = encoder.encode([token.removeprefix("##") for token in tokens], batch=256)
    np.savez(options.work / "tokens.npz", rows=rows, counted=counted)


def embed(options: argparse.Namespace) -> None:
    """Whole texts through the encoder, a thousand at a time; goes on where it was stopped."""
    encoder = Encoder(fetch_encoder(options.work))
    known = Tokenizer.from_file(str(options.work / "tokenizer.json")).get_vocab()
    texts = taught_texts(gathered(options), options)
    folder = options.work / "embedded"
    folder.mkdir(exist_ok=True)
    (options.work / "taught-texts.json").write_text(json.dumps(texts), encoding="utf-8")
    for start in range(0, len(texts), 1000):
        part = folder / f"{start:06}.npy"
        if not part.exists():
            vectors = encoder.encode([split_identifiers(text, known) for text in texts[start : start + 1000]])
            np.save(part, vectors.astype(np.float16))


def distil(options: argparse.Namespace) -> None:
    """The student to start from: tokens in the main directions of whole texts, weighted by how rare they are."""
    texts, vectors = embedded(options)
    tokens = np.load(options.work / "tokens.npz")
    # Not centred: the cosine of the encoder is what the student has to keep.
    directions = np.linalg.eigh(vectors.T @ vectors)[1][:, ::-1]
    basis = directions[:, : options.dimensions]
    counted = tokens["counted"] + 1.0
    weights = 1e-3 / (1e-3 + counted / counted.sum())
    np.save(options.work / "basis.npy", basis)
    print(f"length kept in {options.dimensions} dimensions: {np.linalg.norm(vectors @ basis, axis=1).mean():.4f}")
    student = Student(tokens["rows"] @ basis, weights)
    save_student(student, Tokenizer.from_file(str(options.work / "tokenizer.json")), options.work / "distilled", config_of(options))


def teach(options: argparse.Namespace) -> None:
    """Only towards the encoder's vectors of whole texts."""
    student, tokenizer = load_student(options.work / "distilled")
    teacher = teacher_of(options, Reader(tokenizer))
    train(student, Schedule(options.teach_steps, rate=5e-3), teacher, None, options.seed)
    save_student(student, tokenizer, options.work / "taught", config_of(options))


def tune(options: argparse.Namespace) -> None:
    """Contrastively on pairs, the encoder's vectors holding it."""
    data = gathered(options)
    student, tokenizer = load_student(options.work / "taught")
    reader = Reader(tokenizer)
    teacher = teacher_of(options, reader)
    sizes = {name: int(size) for name, size in (part.split("=") for part in options.sizes.split(","))}
    corpora = {name: Corpus(documents, reader) for name, (documents, _) in data["sets"].items()}
    asked = {name: (corpora[name], trained_queries(*data["sets"][name])) for name in data["sets"]}
    asked = {name: pair for name, pair in asked.items() if pair[1] and sizes.get(name, 0) > 0}
    hard = {name: hard_negatives(*pair) for name, pair in asked.items() if name == "seal"}
    described = [Corpus(trained(data["described"]), reader), Corpus(trained(data["sets"]["seal"][0]), reader)]
    pairs = PairMaker(described, asked, reader, sizes, hard, options.seed)
    pools = validation_pools(data, options)

    def watch(step: int) -> None:
        for pool in pools:
            print("  " + row(pool.name, pool_figures(pool, student, reader)[1]), flush=True)

    schedule = Schedule(
        options.tune_steps, rate=options.rate, temperature=options.temperature, teacher_share=options.teacher_share
    )
    train(student, schedule, teacher, pairs, options.seed, watch, every=max(1, options.tune_steps // 3))
    save_student(student, tokenizer, options.work / "tuned", config_of(options))


def measure(options: argparse.Namespace) -> None:
    """Tables of every stage: the weight of the dense arm is chosen on the held-out tools alone."""
    data = gathered(options)
    pools = validation_pools(data, options)
    if options.toolbench is not None:
        documents = list(read_exported(options.toolbench))
        queries = packs.read_toolbench_queries(options.packs / "toolbench" / "queries.dev.jsonl")
        pools.append(Pool("ToolBench dev", documents, queries))
    print("| pool | NDCG@1 | NDCG@5 | R@5 | R@10 |\n|---|---|---|---|---|")
    for pool in pools:
        print(row(f"{pool.name} ({len(pool.queries)}): words alone", pool.fused(pool.lexical, 0)))
    stages = [name for name in ("distilled", "taught", "tuned") if (options.work / name).exists()]
    for stage in stages:
        student, tokenizer = load_student(options.work / stage)
        reader = Reader(tokenizer)
        dense = [similarities(pool, student, reader) for pool in pools]
        weight = best_weight(list(zip(pools[:3], dense, strict=False)))
        for pool, scores in zip(pools, dense, strict=True):
            print(row(f"{pool.name}: {stage} alone", pool_alone(pool, scores)))
            print(row(f"{pool.name}: words + {weight} x {stage}", pool.fused(scores, weight)))


def publish(options: argparse.Namespace) -> None:
    student, tokenizer = load_student(options.work / "tuned")
    save_student(student, tokenizer, options.out, config_of(options))
    size = sum(file.stat().st_size for file in options.out.iterdir())
    print(f"{options.out}: {size / 1e6:.2f} MB")


STEPS = {
    "gather": gather,
    "vocabulary": vocabulary,
    "embed": embed,
    "distil": distil,
    "teach": teach,
    "tune": tune,
    "measure": measure,
    "publish": publish,
}


# --- what the steps share ---


def gathered(options: argparse.Namespace) -> dict:
    return pickle.loads((options.work / "gathered.pickle").read_bytes())


def embedded(options: argparse.Namespace) -> tuple[list[str], np.ndarray]:
    """The texts that went through the encoder so far, and their vectors."""
    parts = [np.load(part) for part in sorted((options.work / "embedded").glob("*.npy"))]
    vectors = np.concatenate(parts).astype(np.float32)
    return json.loads((options.work / "taught-texts.json").read_text(encoding="utf-8"))[: len(vectors)], vectors


def teacher_of(options: argparse.Namespace, reader: Reader) -> Teacher:
    texts, vectors = embedded(options)
    projected = vectors @ np.load(options.work / "basis.npy")
    return Teacher(reader.bags(texts), projected / np.linalg.norm(projected, axis=1, keepdims=True))


def everything_trained(data: dict) -> list[Document]:
    return [*trained(data["described"]), *(d for documents, _ in data["sets"].values() for d in trained(documents))]


def trained(documents: list[Document]) -> list[Document]:
    return [document for document in documents if not is_held_out(document.group)]


def trained_queries(documents: list[Document], queries: list[Query]) -> list[Query]:
    """Without every request that any held-out tool answers."""
    held_out = {document.id for document in documents if is_held_out(document.group)}
    return [query for query in queries if held_out.isdisjoint(query.relevant)]


def taught_texts(data: dict, options: argparse.Namespace) -> list[str]:
    """Requests, whole APIs and single sentences in turn, none of held-out tools: any first part has all three kinds."""
    random = np.random.default_rng(options.seed)
    requests = [q.text for documents, queries in data["sets"].values() for q in trained_queries(documents, queries)]
    documents = [*trained(data["described"]), *trained(data["sets"]["seal"][0]), *trained(data["sets"]["metatool"][0])]
    whole = [document.text()[:240] for document in documents]
    said = [text for document in documents for text in (document.title, document.description, document.tool_description)]
    single = [text[:120] for text in dict.fromkeys(said) if text]
    mixed = [[texts[i] for i in random.permutation(len(texts))] for texts in (requests, whole, single)]
    third = options.taught_texts // 3
    turns = (text for turn in zip_longest(*(texts[:third] for texts in mixed)) for text in turn if text)
    return list(dict.fromkeys(turns))


def hard_negatives(corpus: Corpus, queries: list[Query]) -> list[list[int]]:
    """The ten best by BM25 that are not relevant."""
    scores = Bm25([document_terms(document) for document in corpus.documents]).scores([query.text for query in queries])
    for scored, query in zip(scores, queries, strict=True):
        scored[[corpus.places[api] for api in query.relevant]] = -1
    return np.argsort(-scores, axis=1)[:, :10].tolist()


def validation_pools(data: dict, options: argparse.Namespace) -> list[Pool]:
    """
    Requests all of whose tools were held out, among all tools of both packs and operations of held-out documents; and
    requests made of one sentence of such an operation, which then is no longer in it.
    """
    random = np.random.default_rng(0)
    held_out = [document for document in data["described"] if is_held_out(document.group)]
    others = [held_out[i] for i in random.permutation(len(held_out))[:3000]]
    documents = [*data["sets"]["seal"][0], *data["sets"]["metatool"][0], *others]
    pools = []
    for name in ("metatool", "seal"):
        own, queries = data["sets"][name]
        unseen = {document.id for document in own if is_held_out(document.group)}
        chosen = [query for query in queries if unseen.issuperset(query.relevant)]
        chosen = [chosen[i] for i in random.permutation(len(chosen))[:400]]
        pools.append(Pool(f"{name}, unseen tools", documents, chosen))
    made, changed = [], []
    for document in others:
        sentences = sentences_of(document.description)
        if len(made) == 400 or len(sentences) < 2 or len(sentences[0]) < 25:
            changed.append(document)
            continue
        around = [lines[random.integers(len(lines))] for lines in (CONTEXT, OPENING, CLOSING)]
        made.append(Query(f"{around[0]} {around[1]} {sentences[0]} {around[2]}", [document.id]))
        changed.append(replace(document, description=" ".join(sentences[1:])))
    return [*pools, Pool("operations, unseen documents", changed, made)]


def similarities(pool: Pool, student: Student, reader: Reader) -> np.ndarray:
    queries = student.embed(reader.bags([query.text for query in pool.queries]))
    return queries @ student.embed(reader.bags([document.text() for document in pool.documents])).T


def pool_alone(pool: Pool, dense: np.ndarray) -> dict[str, float]:
    return metrics(dense, pool.relevant)


def pool_figures(pool: Pool, student: Student, reader: Reader) -> tuple[float, dict[str, float]]:
    """The best weight for this pool alone, and what it gives."""
    dense = similarities(pool, student, reader)
    weight = best_weight([(pool, dense)])
    return weight, pool_alone(pool, dense) | {"fused NDCG@5": pool.fused(dense, weight)["NDCG@5"], "weight": weight}


def config_of(options: argparse.Namespace) -> dict:
    return {
        "model_type": "model2vec",
        "format": "capuchin-static",
        "format_version": 1,
        "dimensions": options.dimensions,
        "normalize": True,
        "split_identifiers": True,
        "base_model": "sentence-transformers/all-MiniLM-L6-v2",
        "license": "Apache-2.0",
        "seed": options.seed,
    }


if __name__ == "__main__":
    main()
