"""Everything between two matrix products, a function each, so that a compiler can make one loop of it.

Rows are tokens. Where products of the backward pass are of 8-bit integers, a gradient comes as whole numbers with a scale
for each row, and leaves with `Quantised` beside it: what the next product takes. In floating point both are `None`.
"""

import torch
from torch import Tensor

Quantised = tuple[Tensor, Tensor] | None


def quantise(values: Tensor) -> tuple[Tensor, Tensor]:
    """The nearest of -127..127 times a scale for each row. [rows x n] int8, [rows x 1] float32"""
    scale = values.abs().amax(-1, keepdim=True).clamp_min(1e-20) / 127
    return torch.round(values / scale).to(torch.int8), scale


def scaled(raw: Tensor, scale: Tensor | None) -> Tensor:
    return raw.float() if scale is None else raw.float() * scale


def leaving(gradient: Tensor, column: Tensor | None, kind: torch.dtype) -> tuple[Tensor, Quantised]:
    """For the product with a weight; `column` are the scales of the weight's rows when that is of 8 bits."""
    return gradient.to(kind), None if column is None else quantise(gradient * column)


def add_and_normalise(x, product, weight, epsilon: float, kind):  # noqa: ANN001, ANN201
    """Residual sum in float32, 1 / root mean square, normed rows."""
    total = x if product is None else x + product.float()
    inverse = torch.rsqrt(total.square().mean(-1, keepdim=True) + epsilon)
    return total, inverse, (total * inverse * weight).to(kind)


def normalise_backward(gradient, raw, scale, x, inverse, weight, column, kind):  # noqa: ANN001, ANN201
    """Gradient at a residual sum, from what comes after it and from its normed rows."""
    direct = scaled(raw, scale) * weight
    along = (direct * x).mean(-1, keepdim=True)
    total = gradient + inverse * (direct - x * (along * inverse * inverse))
    return total, *leaving(total, column, kind)


def rotate(product, cosine, sine, key_heads: int, size: int, kind):  # noqa: ANN001, ANN201
    """Queries [key heads x rows x queries a key x size], keys and values [key heads x rows x size]; queries carry 1 / sqrt(size)."""
    rows, width = product.shape
    heads = product.view(rows, width // size, size)
    queries = width // size - 2 * key_heads
    turned = heads[:, : queries + key_heads].float()
    half = size // 2
    first, second = turned[..., :half], turned[..., half:]
    turned = torch.cat([first * cosine - second * sine, second * cosine + first * sine], -1)
    query = (turned[:, :queries] * size**-0.5).to(kind).view(rows, key_heads, queries // key_heads, size)
    key, value = turned[:, queries:].to(kind), heads[:, queries + key_heads :]
    return query.transpose(0, 1).contiguous(), key.transpose(0, 1).contiguous(), value.transpose(0, 1).contiguous()


def rotate_backward(query, key, value, cosine, sine, column, kind):  # noqa: ANN001, ANN201
    key_heads, rows, each, size = query.shape
    query = query.transpose(0, 1).reshape(rows, key_heads * each, size).float() * size**-0.5
    turned = torch.cat([query, key.transpose(0, 1).float()], 1)
    half = size // 2
    first, second = turned[..., :half], turned[..., half:]
    turned = torch.cat([first * cosine + second * sine, second * cosine - first * sine], -1)
    total = torch.cat([turned, value.transpose(0, 1).float()], 1).view(rows, -1)
    return leaving(total, column, kind)


def join_heads(heads):  # noqa: ANN001, ANN201
    """[key heads x rows x queries a key x size] to rows."""
    return heads.transpose(0, 1).reshape(heads.shape[1], -1)


def part_heads(raw, scale, key_heads: int, size: int, kind):  # noqa: ANN001, ANN201
    parted = scaled(raw, scale).to(kind).view(raw.shape[0], key_heads, -1, size)
    return parted.transpose(0, 1).contiguous()


def swiglu(product):  # noqa: ANN001, ANN201
    """silu(gate) * up, of gate and up side by side."""
    gate, up = product.float().chunk(2, -1)
    return (gate * torch.sigmoid(gate) * up).to(product.dtype)


def swiglu_backward(raw, scale, product, column, kind):  # noqa: ANN001, ANN201
    gradient = scaled(raw, scale)
    gate, up = product.float().chunk(2, -1)
    opened = torch.sigmoid(gate)
    to_gate = gradient * up * opened * (1 + gate * (1 - opened))
    return leaving(torch.cat([to_gate, gradient * gate * opened], -1), column, kind)


def merge(base, b, a, kind, int8: bool):  # noqa: ANN001, ANN201
    """The base's weight with the adapter's change in it; with 8 bits also as whole numbers and a scale for each row."""
    total = base + b @ a
    return total.to(kind), quantise(total) if int8 else None
