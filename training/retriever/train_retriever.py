"""Fine-tunes a sentence encoder to find APIs, as ToolBench trains its retriever; see README.md."""

import argparse
import json
import random
import time
from pathlib import Path

import bm25s
import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

from retriever_files import Split, read_corpus, read_split


def main() -> None:
    options = parse_options()
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)

    corpus = read_corpus(options.data)
    train, test = read_split(options.data, "train"), read_split(options.data, "test")
    pairs = [(query, document) for query in train.queries for document in train.relevant[query]]
    print(f"{len(corpus)} documents, {len(pairs)} pairs to train on, {len(test.queries)} requests to test with", flush=True)

    model = SentenceTransformer(options.model)
    model.max_seq_length = options.max_tokens
    figures = {"before": evaluate(model, corpus, test)}
    print(f"before: {shown(figures['before'])}", flush=True)

    negatives = hard_negatives(corpus, train) if options.hard_negatives else {}
    loss = MultipleNegativesRankingLoss(model, scale=20.0)
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.01)
    steps = options.epochs * -(-len(pairs) // options.batch)
    warm = min(options.warm_up, steps // 10)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / max(warm, 1), max(0.0, (steps - step) / max(1, steps - warm)))
    )

    best = chosen_by(figures["before"], options.best_by)
    for epoch in range(1, options.epochs + 1):
        started = time.monotonic()
        mean_loss = train_epoch(model, loss, optimiser, rate, corpus, train, pairs, negatives, options)
        seconds = time.monotonic() - started
        figures[f"epoch {epoch}"] = found = evaluate(model, corpus, test)
        print(f"epoch {epoch}: loss {mean_loss:.4f}, {seconds:.0f} s, {shown(found)}", flush=True)
        if chosen_by(found, options.best_by) > best:
            best = chosen_by(found, options.best_by)
            model.save(str(options.out))
    settings = {name: str(value) if isinstance(value, Path) else value for name, value in vars(options).items()}
    options.out.mkdir(parents=True, exist_ok=True)
    report = {"settings": settings, "documents": len(corpus), "pairs": len(pairs), "tested": len(test.queries), "figures": figures}
    (options.out / "figures.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with corpus.tsv, train.query.txt, qrels.train.tsv, …")
    parser.add_argument("--model", default="bert-base-uncased", help="folder or name of an encoder; mean pooling")
    parser.add_argument("--out", type=Path, default=Path("work/retriever"))
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=2e-5)
    parser.add_argument("--warm-up", type=int, default=500, help="steps, at most a tenth of all")
    parser.add_argument("--max-tokens", type=int, default=256)
    parser.add_argument("--hard-negatives", action="store_true", help="one BM25 negative a pair besides those in the batch")
    parser.add_argument(
        "--best-by", choices=["minimum", "ndcg@5"], default="minimum", help="minimum of NDCG@1, 3 and 5, as published"
    )
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    return parser.parse_args()


def train_epoch(model, loss, optimiser, rate, corpus, train, pairs, negatives, options) -> float:  # noqa: ANN001
    model.train()
    order = random.sample(pairs, len(pairs))
    total = 0.0
    for start in range(0, len(order), options.batch):
        batch = order[start : start + options.batch]
        columns = [[train.queries[query] for query, _ in batch], [corpus[document] for _, document in batch]]
        if negatives:
            columns.append([corpus[random.choice(negatives[query])] for query, _ in batch])
        value = loss([model.preprocess(texts) for texts in columns], torch.zeros(len(batch)))
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        rate.step()
        total += value.item() * len(batch)
    return total / len(order)


def hard_negatives(corpus: dict[str, str], train: Split) -> dict[str, list[str]]:
    """The ten best documents by BM25 that are not relevant to a request."""
    names = list(corpus)
    index = bm25s.BM25()
    index.index(bm25s.tokenize(list(corpus.values()), show_progress=False), show_progress=False)
    asked = bm25s.tokenize(list(train.queries.values()), show_progress=False)
    places, _ = index.retrieve(asked, k=min(30, len(names)), show_progress=False)
    return {
        query: [names[place] for place in found if names[place] not in train.relevant[query]][:10]
        for query, found in zip(train.queries, places, strict=True)
    }


def evaluate(model: SentenceTransformer, corpus: dict[str, str], test: Split) -> dict[str, float]:
    """NDCG@1, 3, 5 and recall@10 over the whole corpus by cosine, per cent; ties by document order."""
    model.eval()
    names = np.array(list(corpus))
    options = {"normalize_embeddings": True, "show_progress_bar": False, "batch_size": 32}
    documents = model.encode(list(corpus.values()), **options)
    queries = model.encode(list(test.queries.values()), **options)
    best = np.argsort(-(queries @ documents.T), axis=1, kind="stable")[:, :10]
    hits = np.array([np.isin(names[row], test.relevant[query]) for query, row in zip(test.queries, best, strict=True)])
    counts = np.array([len(test.relevant[query]) for query in test.queries])
    discounts = 1 / np.log2(np.arange(10) + 2)
    ndcg = {
        f"ndcg@{k}": float(np.mean(hits[:, :k] @ discounts[:k] / np.cumsum(discounts)[np.minimum(counts, k) - 1]) * 100)
        for k in (1, 3, 5)
    }
    return ndcg | {"recall@10": float(np.mean(hits.sum(axis=1) / counts) * 100)}


def chosen_by(figures: dict[str, float], how: str) -> float:
    return figures["ndcg@5"] if how == "ndcg@5" else min(figures["ndcg@1"], figures["ndcg@3"], figures["ndcg@5"])


def shown(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in figures.items())


if __name__ == "__main__":
    main()
