"""Answers requests with the package bm25s: python3 bm25s-process.py DOCUMENTS, where each line is a JSON list of terms.

Writes one line when the index is made, then one for each line {"terms": [...], "k": 10} that it reads.
"""

import json
import os
import sys

import bm25s


def resident_bytes():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def tell(value):
    print(json.dumps(value), flush=True)


before = resident_bytes() if os.path.exists("/proc/self/statm") else None
with open(sys.argv[1]) as lines:
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index([json.loads(line) for line in lines], show_progress=False)
tell({"memory_bytes": 0 if before is None else resident_bytes() - before})

for line in sys.stdin:
    asked = json.loads(line)
    terms = [term for term in asked["terms"] if term in index.vocab_dict]
    if not terms:
        tell({"rows": [], "scores": []})
        continue
    rows, scores = index.retrieve([terms], k=asked["k"], show_progress=False, n_threads=0)
    found = [(int(row), float(score)) for row, score in zip(rows[0], scores[0]) if score > 0]
    tell({"rows": [row for row, _ in found], "scores": [score for _, score in found]})
