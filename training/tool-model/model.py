"""A Llama model with frozen weights and a LoRA adapter: loss and gradients of the adapter, written out by hand.

Once a step the adapter is added to the weights, so a linear layer is one product forward and one backward; gradients of
frozen weights are never made, logits only where a token is learned. With `int8`, for CPUs with VNNI, gradients pass back
through the frozen weights in 8-bit integers with a scale for each row, twice as fast as in bfloat16: the cosine to exact
gradients was 0.998. The forward pass does without: activations have outliers, and losses of tokens were 0.3 off.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

import elementwise
from adapter import Adapter, Shape
from attention import attend, attend_backward
from elementwise import Quantised
from sheets import Batch

GROUPS = {"qkv": ("q_proj", "k_proj", "v_proj"), "o": ("o_proj",), "gate_up": ("gate_proj", "up_proj"), "down": ("down_proj",)}
LOOPS = ("add_and_normalise", "normalise_backward", "rotate", "rotate_backward", "join_heads", "part_heads", "swiglu", "swiglu_backward")  # fmt: skip
LOGIT_ROWS = 256


class Arithmetic:
    """`kind`: of activations and products. `int8`: backward through frozen weights. `compiled`: what lies between products."""

    def __init__(self, kind: torch.dtype = torch.bfloat16, int8: bool = False, compiled: bool = False) -> None:
        self.kind, self.int8 = kind, int8
        self.loops: dict[str, Callable] = {
            name: torch.compile(getattr(elementwise, name), dynamic=True) if compiled else getattr(elementwise, name)
            for name in LOOPS
        }


class Group:
    """Linear layers that read the same rows, as one product."""

    def __init__(self, layer: int, kinds: tuple[str, ...], base: Tensor, adapter: Adapter, arithmetic: Arithmetic) -> None:
        self.names = [(layer, kind) for kind in kinds]
        self.base, self.adapter, self.arithmetic = base, adapter, arithmetic
        self.column: Tensor | None = None

    def merge(self) -> None:
        """Takes the adapter as it is now."""
        kind = self.arithmetic.kind
        a = torch.cat([self.adapter.a[name] for name in self.names])
        b = torch.block_diag(*[self.adapter.b[name] for name in self.names]) * self.adapter.scale
        self.weight, whole = elementwise.merge(self.base, b, a, kind, self.arithmetic.int8)
        if whole is not None:
            self.numbers, self.column = whole[0], whole[1].view(1, -1)
        self.a, self.b = a.to(kind), b.to(kind)

    def forward(self, rows: Tensor) -> Tensor:
        return F.linear(rows, self.weight)

    def backward(self, gradient: Tensor, quantised: Quantised, rows: Tensor, wanted: bool) -> tuple[Tensor | None, Tensor | None]:
        """Adds to the adapter's gradients; the gradient of `rows` and its scale by row, when `wanted`."""
        rank, start = self.adapter.rank, 0
        hidden, arriving = rows @ self.a.t(), gradient @ self.b
        to_a = arriving.t() @ rows
        for place, name in enumerate(self.names):
            own = slice(place * rank, (place + 1) * rank)
            end = start + self.adapter.b[name].shape[0]
            self.adapter.a_gradient[name].add_(to_a[own])
            to_b = gradient[:, start:end].t() @ hidden[:, own]
            self.adapter.b_gradient[name].add_(to_b, alpha=self.adapter.scale)
            start = end
        if not wanted:
            return None, None
        if quantised is None:
            return gradient @ self.weight, None
        return torch._int_mm(quantised[0], self.numbers), quantised[1]


@dataclass
class Layer:
    before_attention: Tensor
    before_mlp: Tensor
    groups: dict[str, Group]


@dataclass
class Kept:
    """What a layer's backward pass needs of its forward pass."""

    x: Tensor
    inverse: Tensor
    normed: Tensor
    heads: tuple[Tensor, Tensor, Tensor]
    shares: list[Tensor]
    joined: Tensor
    middle: Tensor
    middle_inverse: Tensor
    middle_normed: Tensor
    both: Tensor
    acted: Tensor


class Model:
    def __init__(self, shape: Shape, weights: dict[str, Tensor], adapter: Adapter, arithmetic: Arithmetic) -> None:
        self.shape, self.adapter, self.arithmetic = shape, adapter, arithmetic
        device = adapter.values.device
        self.embeddings = weights["model.embed_tokens.weight"].to(device, arithmetic.kind)
        self.final_weight = weights["model.norm.weight"].to(device).float()
        self.layers = []
        for place in range(shape.layers):
            own = {name.removeprefix(f"model.layers.{place}."): value for name, value in weights.items()}
            groups = {}
            for name, kinds in GROUPS.items():
                part = "mlp" if name in ("gate_up", "down") else "self_attn"
                base = torch.cat([own[f"{part}.{kind}.weight"].float() for kind in kinds]).to(device)
                groups[name] = Group(place, kinds, base, adapter, arithmetic)
            first, second = own["input_layernorm.weight"], own["post_attention_layernorm.weight"]
            self.layers.append(Layer(first.to(device).float(), second.to(device).float(), groups))
        half = torch.arange(0, shape.head_size, 2, dtype=torch.float32, device=device)
        self.frequencies = shape.rope_base ** (-half / shape.head_size)
        self.merge()

    @torch.no_grad()
    def merge(self) -> None:
        """After every change of the adapter."""
        for layer in self.layers:
            for group in layer.groups.values():
                group.merge()

    @torch.no_grad()
    def learn(self, batch: Batch, weight: float) -> float:
        """Adds the gradients of `weight` x summed loss of the learned tokens; gives that sum."""
        x, kept, turn = self._forward(batch, keep=True)
        loss, gradient = self._learned(x, batch, weight)
        self._backward(gradient, kept, batch, turn)
        return loss

    @torch.no_grad()
    def judge(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """For each learned token its loss, and whether it is the likeliest."""
        x, _, _ = self._forward(batch, keep=False)
        return self._judged(x, batch)

    @torch.no_grad()
    def logits(self, batch: Batch) -> Tensor:
        """Logits where a token is learned. [learned x vocabulary] float32"""
        x, _, _ = self._forward(batch, keep=False)
        return (self._final(x, batch)[0] @ self.embeddings.t()).float()

    def _forward(self, batch: Batch, keep: bool) -> tuple[Tensor, list[Kept], tuple[Tensor, Tensor]]:
        shape, loops, kind = self.shape, self.arithmetic.loops, self.arithmetic.kind
        angles = batch.positions[:, None].float() * self.frequencies
        turn = angles.cos()[:, None], angles.sin()[:, None]
        x, product = self.embeddings[batch.tokens].float(), None
        kept = []
        for layer in self.layers:
            groups = layer.groups
            x, inverse, normed = loops["add_and_normalise"](x, product, layer.before_attention, shape.epsilon, kind)
            product = groups["qkv"].forward(normed)
            heads = loops["rotate"](product, *turn, shape.key_heads, shape.head_size, kind)
            seen, shares = attend(*heads, batch.blocks)
            joined = loops["join_heads"](seen)
            before = x, inverse, normed, heads, shares, joined
            product = groups["o"].forward(joined)
            x, inverse, normed = loops["add_and_normalise"](x, product, layer.before_mlp, shape.epsilon, kind)
            both = groups["gate_up"].forward(normed)
            acted = loops["swiglu"](both)
            product = groups["down"].forward(acted)
            if keep:
                kept.append(Kept(*before, x, inverse, normed, both, acted))
        return x + product.float(), kept, turn

    def _backward(self, gradient: Tensor, kept: list[Kept], batch: Batch, turn: tuple[Tensor, Tensor]) -> None:
        shape, loops, kind = self.shape, self.arithmetic.loops, self.arithmetic.kind
        arriving, quantised = elementwise.leaving(gradient, self.layers[-1].groups["down"].column, kind)
        for place in reversed(range(shape.layers)):
            layer, state = self.layers[place], kept.pop()
            groups = layer.groups
            product = groups["down"].backward(arriving, quantised, state.acted, True)
            arriving, quantised = loops["swiglu_backward"](*product, state.both, groups["gate_up"].column, kind)
            product = groups["gate_up"].backward(arriving, quantised, state.middle_normed, True)
            gradient, arriving, quantised = loops["normalise_backward"](
                gradient, *product, state.middle, state.middle_inverse, layer.before_mlp, groups["o"].column, kind
            )
            product = groups["o"].backward(arriving, quantised, state.joined, True)
            heads = loops["part_heads"](*product, shape.key_heads, shape.head_size, kind)
            heads = attend_backward(heads, *state.heads, state.shares, batch.blocks)
            arriving, quantised = loops["rotate_backward"](*heads, *turn, groups["qkv"].column, kind)
            product = groups["qkv"].backward(arriving, quantised, state.normed, place > 0)
            if place > 0:
                before = self.layers[place - 1].groups["down"].column
                gradient, arriving, quantised = loops["normalise_backward"](
                    gradient, *product, state.x, state.inverse, layer.before_attention, before, kind
                )

    def _final(self, x: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Normed rows that a learned token follows, the rows themselves, 1 / root mean square."""
        rows = x[batch.before]
        inverse = torch.rsqrt(rows.square().mean(-1, keepdim=True) + self.shape.epsilon)
        return (rows * inverse * self.final_weight).to(self.arithmetic.kind), rows, inverse

    def _judged(self, x: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        normed, _, _ = self._final(x, batch)
        losses, right = [], []
        for part, learned in zip(normed.split(LOGIT_ROWS), batch.learned.split(LOGIT_ROWS), strict=True):
            logits = (part @ self.embeddings.t()).float()
            losses.append(F.cross_entropy(logits, learned, reduction="none"))
            right.append(logits.argmax(-1) == learned)
        return torch.cat(losses), torch.cat(right)

    def _learned(self, x: Tensor, batch: Batch, weight: float) -> tuple[float, Tensor]:
        """Summed loss of the learned tokens, and gradient of `x`."""
        normed, rows, inverse = self._final(x, batch)
        to_normed, loss = torch.empty_like(normed), 0.0
        for start in range(0, len(normed), LOGIT_ROWS):
            part, learned = normed[start : start + LOGIT_ROWS], batch.learned[start : start + LOGIT_ROWS, None]
            shares = torch.log_softmax((part @ self.embeddings.t()).float(), -1)
            loss -= shares.gather(1, learned).sum().item()
            shares.exp_().scatter_add_(1, learned, torch.full_like(learned, -1, dtype=shares.dtype))
            to_normed[start : start + LOGIT_ROWS] = shares.mul_(weight).to(part.dtype) @ self.embeddings
        to_rows, _, _ = elementwise.normalise_backward(
            torch.zeros_like(rows), to_normed, None, rows, inverse, self.final_weight, None, rows.dtype
        )
        return loss, torch.zeros_like(x).index_add_(0, batch.before, to_rows)
