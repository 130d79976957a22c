"""Sheets: a prefix of candidate functions and the items that share it, as tokens and as batches of rows."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from attention import Block, sheet_blocks

ROW_MULTIPLE = 64


@dataclass(frozen=True)
class Item:
    """`learned[i]` says whether token i is to be learned."""

    id: str
    source: str
    tokens: list[int]
    learned: list[bool]


@dataclass(frozen=True)
class Sheet:
    prefix: list[int]
    items: list[Item]

    @property
    def rows(self) -> int:
        return len(self.prefix) + sum(len(item.tokens) for item in self.items)

    @property
    def learned(self) -> int:
        return sum(sum(item.learned) for item in self.items)


@dataclass
class Batch:
    """Sheets one after the other, filled up with rows that nothing sees. Row `before[i]` is to foretell `learned[i]`."""

    tokens: Tensor
    positions: Tensor
    blocks: list[Block]
    before: Tensor
    learned: Tensor
    items: list[Item]


def read_sheets(path: Path, tokenizer: Tokenizer, max_rows: int) -> list[Sheet]:
    """Items that do not fit in `max_rows` beside their prefix go to another copy of the sheet, or are left out when too long."""
    sheets = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            value = json.loads(line)
            if not isinstance(value.get("prefix"), str) or not isinstance(value.get("items"), list):
                raise ValueError(f"{path}:{number}: expected a sheet with prefix and items, found {sorted(value)}")
            prefix = tokenizer.encode(value["prefix"], add_special_tokens=False).ids
            sheets += _parted(prefix, [_read_item(item, tokenizer) for item in value["items"]], max_rows)
    return sheets


def _read_item(value: dict, tokenizer: Tokenizer) -> Item:
    tokens: list[int] = []
    learned: list[bool] = []
    for segment in value["segments"]:
        ids = tokenizer.encode(segment["text"], add_special_tokens=False).ids
        tokens += ids
        learned += [segment["learn"]] * len(ids)
    return Item(value["id"], value["source"], tokens, learned)


def _parted(prefix: list[int], items: list[Item], max_rows: int) -> Iterator[Sheet]:
    taken: list[Item] = []
    rows = len(prefix)
    for item in items:
        if len(prefix) + len(item.tokens) > max_rows or not any(item.learned):
            continue
        if rows + len(item.tokens) > max_rows:
            yield Sheet(prefix, taken)
            taken, rows = [], len(prefix)
        taken.append(item)
        rows += len(item.tokens)
    if taken:
        yield Sheet(prefix, taken)


def packed(sheets: Iterable[Sheet], max_rows: int) -> list[list[Sheet]]:
    """Sheets in their order, as many together as fit in `max_rows`."""
    packs: list[list[Sheet]] = []
    room = 0
    for sheet in sheets:
        if not packs or sheet.rows > room:
            packs.append([])
            room = max_rows
        packs[-1].append(sheet)
        room -= sheet.rows
    return packs


def batch_of(sheets: list[Sheet], device: torch.device | str = "cpu") -> Batch:
    tokens: list[int] = []
    positions: list[int] = []
    before: list[int] = []
    learned: list[int] = []
    blocks: list[Block] = []
    for sheet in sheets:
        start, prefix = len(tokens), len(sheet.prefix)
        blocks += sheet_blocks(start, prefix, [len(item.tokens) for item in sheet.items])
        tokens += sheet.prefix
        positions += range(prefix)
        for item in sheet.items:
            first = len(tokens)
            for place, (token, wanted) in enumerate(zip(item.tokens, item.learned, strict=True)):
                if wanted:
                    before.append(first + place - 1 if place > 0 else start + prefix - 1)
                    learned.append(token)
            tokens += item.tokens
            positions += range(prefix, prefix + len(item.tokens))
    spare = -len(tokens) % ROW_MULTIPLE
    return Batch(
        tokens=torch.tensor(tokens + [0] * spare, device=device),
        positions=torch.tensor(positions + [0] * spare, device=device),
        blocks=blocks,
        before=torch.tensor(before, device=device),
        learned=torch.tensor(learned, device=device),
        items=[item for sheet in sheets for item in sheet.items],
    )
