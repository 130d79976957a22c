"""The encoder's WordPiece vocabulary without what API texts never use, and with the words that they use most."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer

from api_text import HUMPS, RUN

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
WRITTEN = re.compile(r"(##)?[\x21-\x7e\u00c0-\u024f]+")
WORD = re.compile(r"[a-z][a-z0-9]{2,24}")


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Lower-case words of texts; words inside identifiers count, and so does the identifier that a brand may be."""
    counts: Counter[str] = Counter()
    for text in texts:
        for run in RUN.findall(text):
            parts = HUMPS.split(run)
            counts.update(part.lower() for part in parts)
            if len(parts) == 2:
                counts[run.lower()] += 1
    return counts


def make_tokenizer(encoder: Path, word_groups: dict[str, int], size: int) -> Tokenizer:
    """
    `word_groups`: word -> in how many groups (documents of providers) it stands: a word of one provider alone is no word
    of the language of APIs, however often that provider uses it.
    """
    state = json.loads((encoder / "tokenizer.json").read_text(encoding="utf-8"))
    old = sorted(state["model"]["vocab"].items(), key=lambda item: item[1])
    kept = [token for token, _ in old if token in SPECIAL or (WRITTEN.fullmatch(token) and not token.startswith("[unused"))]
    kept = kept[:size]
    known = set(kept)
    wanted = (word for word in sorted(word_groups, key=lambda word: (-word_groups[word], word)) if WORD.fullmatch(word))
    for word in wanted:
        if len(kept) >= size or word_groups[word] < 3:
            break
        if word not in known:
            kept.append(word)
    state["model"]["vocab"] = {token: i for i, token in enumerate(kept)}
    state["added_tokens"] = [
        {**token, "id": state["model"]["vocab"][token["content"]]} for token in state["added_tokens"]
    ]
    state["truncation"] = state["padding"] = state["post_processor"] = None
    return Tokenizer.from_str(json.dumps(state))
