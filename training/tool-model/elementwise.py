"""Everything between two matrix products, a function each, so that a compiler can make one loop of it.

Rows are tokens. A product of 8-bit integers comes as whole numbers with a scale for each row and each column; products of
floating-point numbers come with the scales `None`. `Quantised` is what such a product takes: rows rounded to -127..127 and
their scales, or `None` where products are in floating point.
"""

import torch
from torch import Tensor

Quantised = tuple[Tensor, Tensor] | None


def scaled(raw: Tensor, row: Tensor | None, column: Tensor | None) -> Tensor:
    """The product in float32."""
    values = raw.float()
    if row is not None:
        values = values * row
    return values if column is None else values * column


def quantise(values: Tensor) -> tuple[Tensor, Tensor]:
    """The nearest of -127..127 times a scale for each row. [rows x n] int8, [rows x 1] float32"""
    scale = values.abs().amax(-1, keepdim=True).clamp_min(1e-20) / 127
    return torch.round(values / scale).to(torch.int8), scale


def add_and_normalise(x, raw, row, column, weight, epsilon: float, kind, quantised: bool):  # noqa: ANN001, ANN201
    """Residual sum, 1 / root mean square, normed rows."""
    total = x if raw is None else x + scaled(raw, row, column)
    inverse = torch.rsqrt(total.square().mean(-1, keepdim=True) + epsilon)
    normed = total * inverse * weight
    return total, inverse, normed.to(kind), quantise(normed) if quantised else None


def normalise_backward(gradient, raw, row, x, inverse, weight, column, kind, quantised: bool):  # noqa: ANN001, ANN201
    """Gradient at a residual sum from what comes after it and from its normed rows; also as the next product takes it."""
    direct = scaled(raw, row, None) * weight
    along = (direct * x).mean(-1, keepdim=True)
    total = gradient + inverse * (direct - x * (along * inverse * inverse))
    return total, total.to(kind), quantise(total * column) if quantised else None


def rotate(raw, row, column, cosine, sine, key_heads: int, size: int, kind):  # noqa: ANN001, ANN201
    """Queries [key heads x rows x queries a key x size], keys and values [key heads x rows x size]; queries carry 1 / sqrt(size)."""
    rows, width = raw.shape
    heads = scaled(raw, row, column).view(rows, width // size, size)
    queries = width // size - 2 * key_heads
    turned = heads[:, : queries + key_heads]
    half = size // 2
    first, second = turned[..., :half], turned[..., half:]
    turned = torch.cat([first * cosine - second * sine, second * cosine + first * sine], -1)
    query = (turned[:, :queries] * size**-0.5).to(kind).view(rows, key_heads, queries // key_heads, size)
    key, value = turned[:, queries:].to(kind), heads[:, queries + key_heads :].to(kind)
    return query.transpose(0, 1).contiguous(), key.transpose(0, 1).contiguous(), value.transpose(0, 1).contiguous()


def rotate_backward(query, key, value, cosine, sine, column, kind, quantised: bool):  # noqa: ANN001, ANN201
    key_heads, rows, each, size = query.shape
    query = query.transpose(0, 1).reshape(rows, key_heads * each, size).float() * size**-0.5
    turned = torch.cat([query, key.transpose(0, 1).float()], 1)
    half = size // 2
    first, second = turned[..., :half], turned[..., half:]
    turned = torch.cat([first * cosine + second * sine, second * cosine - first * sine], -1)
    total = torch.cat([turned, value.transpose(0, 1).float()], 1).view(rows, -1)
    return total.to(kind), quantise(total * column) if quantised else None


def join_heads(heads, quantised: bool):  # noqa: ANN001, ANN201
    """[key heads x rows x queries a key x size] to rows."""
    joined = heads.transpose(0, 1).reshape(heads.shape[1], -1)
    return joined, quantise(joined.float()) if quantised else None


def part_heads(raw, row, key_heads: int, size: int, kind):  # noqa: ANN001, ANN201
    return scaled(raw, row, None).to(kind).view(raw.shape[0], key_heads, -1, size).transpose(0, 1).contiguous()


def swiglu(raw, row, column, kind, quantised: bool):  # noqa: ANN001, ANN201
    """Gate and up side by side, and silu(gate) * up."""
    both = scaled(raw, row, column)
    gate, up = both.chunk(2, -1)
    acted = gate * torch.sigmoid(gate) * up
    return both.to(kind), acted.to(kind), quantise(acted) if quantised else None


def swiglu_backward(raw, row, both, column, kind, quantised: bool):  # noqa: ANN001, ANN201
    gradient = scaled(raw, row, None)
    gate, up = both.float().chunk(2, -1)
    open_ = torch.sigmoid(gate)
    to_gate = gradient * up * open_ * (1 + gate * (1 - open_))
    total = torch.cat([to_gate, gradient * gate * open_], -1)
    return total.to(kind), quantise(total * column) if quantised else None


def merge(base, b, a, kind, quantised: bool):  # noqa: ANN001, ANN201
    """The base's weight with the adapter's change in it; with 8 bits also a scale for each output."""
    total = base + b @ a
    return quantise(total) if quantised else (total.to(kind), None)
