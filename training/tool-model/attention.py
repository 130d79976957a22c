"""Attention over sheets: every item sees the prefix of its sheet and itself, nothing else is computed.

Rows of a batch are the tokens of its sheets one after the other, prefix first. A block is a run of rows that sees a run
of rows before it as a whole, and itself causally: an item, or a piece of a prefix.
"""

from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

PIECE = 128


@dataclass(frozen=True)
class Block:
    """Rows `first..last` see the rows `shared..shared_end` and those of themselves that are not later."""

    first: int
    last: int
    shared: int
    shared_end: int

    @property
    def adjoining(self) -> bool:
        return self.shared_end == self.first or self.shared == self.shared_end


def sheet_blocks(start: int, prefix: int, items: list[int]) -> list[Block]:
    """Blocks of the sheet whose first row is `start`; a prefix is cut in pieces, which saves half of its square."""
    blocks = [
        Block(start + first, start + min(first + PIECE, prefix), start, start + first) for first in range(0, prefix, PIECE)
    ]
    first = start + prefix
    for length in items:
        blocks.append(Block(first, first + length, start, start + prefix))
        first += length
    return blocks


def attend(query: Tensor, key: Tensor, value: Tensor, blocks: list[Block]) -> tuple[Tensor, list[Tensor]]:
    """Query [key heads x rows x queries a key x size], already scaled. Gives the same shape, and each block's shares."""
    out = torch.zeros_like(query)
    shares = []
    for block in blocks:
        asked = _asked(query, block)
        weights = torch.bmm(asked, _seen(key, block).transpose(1, 2))
        _hide_later(weights, block, query.shape[2])
        weights = torch.softmax(weights, -1)
        _asked(out, block).copy_(torch.bmm(weights, _seen(value, block)))
        shares.append(weights)
    return out, shares


def attend_backward(
    gradient: Tensor, query: Tensor, key: Tensor, value: Tensor, shares: list[Tensor], blocks: list[Block]
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients of query, key and value; the latter two are summed over blocks in float32."""
    to_query = torch.zeros_like(query)
    to_key = torch.zeros_like(key, dtype=torch.float32)
    to_value = torch.zeros_like(value, dtype=torch.float32)
    for block, weights in zip(blocks, shares, strict=True):
        asked, arriving = _asked(query, block), _asked(gradient, block)
        _add_seen(to_value, block, torch.bmm(weights.transpose(1, 2), arriving))
        to_weights = torch.bmm(arriving, _seen(value, block).transpose(1, 2))
        to_scores = torch._softmax_backward_data(to_weights, weights, -1, weights.dtype)
        _asked(to_query, block).copy_(torch.bmm(to_scores, _seen(key, block)))
        _add_seen(to_key, block, torch.bmm(to_scores.transpose(1, 2), asked))
    return to_query, to_key, to_value


def _asked(heads: Tensor, block: Block) -> Tensor:
    """The block's queries, those that share a key as rows of their own: a view. [key heads x rows·queries x size]"""
    return heads[:, block.first : block.last].flatten(1, 2)


def _seen(heads: Tensor, block: Block) -> Tensor:
    if block.adjoining:
        return heads[:, block.first - (block.shared_end - block.shared) : block.last]
    return torch.cat([heads[:, block.shared : block.shared_end], heads[:, block.first : block.last]], 1)


def _add_seen(total: Tensor, block: Block, part: Tensor) -> None:
    shared = block.shared_end - block.shared
    total[:, block.shared : block.shared_end] += part[:, :shared]
    total[:, block.first : block.last] += part[:, shared:]


def _hide_later(scores: Tensor, block: Block, queries: int) -> None:
    rows = block.last - block.first
    own = scores.view(scores.shape[0], rows, queries, -1)[..., block.shared_end - block.shared :]
    own.masked_fill_(_later(rows, scores.device), float("-inf"))


@lru_cache(maxsize=1024)
def _later(rows: int, device: torch.device) -> Tensor:
    return torch.ones(rows, rows, dtype=torch.bool, device=device).triu(1)[:, None]
