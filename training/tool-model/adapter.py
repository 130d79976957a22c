"""A LoRA adapter: two small matrices for each linear layer of the model, in one flat vector of float32.

Kept in the files that peft reads (`adapter_model.safetensors`, `adapter_config.json`).
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

KINDS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


@dataclass(frozen=True)
class Shape:
    """What the recipe must know of a Llama model."""

    layers: int
    width: int
    heads: int
    key_heads: int
    head_size: int
    inner: int
    vocabulary: int
    epsilon: float
    rope_base: float

    def linear(self, kind: str) -> tuple[int, int]:
        """Outputs and inputs of a linear layer."""
        outputs = {
            "q_proj": self.heads * self.head_size,
            "k_proj": self.key_heads * self.head_size,
            "v_proj": self.key_heads * self.head_size,
            "o_proj": self.width,
            "gate_proj": self.inner,
            "up_proj": self.inner,
            "down_proj": self.width,
        }[kind]
        inputs = {"o_proj": self.heads * self.head_size, "down_proj": self.inner}.get(kind, self.width)
        return outputs, inputs


def module_name(layer: int, kind: str) -> str:
    part = "mlp" if kind in ("gate_proj", "up_proj", "down_proj") else "self_attn"
    return f"model.layers.{layer}.{part}.{kind}"


class Adapter:
    """`values` and `gradients` hold all numbers; `a` and `b` are views of them by (layer, kind)."""

    def __init__(self, shape: Shape, rank: int, alpha: float, device: torch.device | str = "cpu") -> None:
        self.shape, self.rank, self.alpha = shape, rank, alpha
        sizes = [
            (layer, kind, which, (rank, shape.linear(kind)[1]) if which == "a" else (shape.linear(kind)[0], rank))
            for layer in range(shape.layers)
            for which in ("a", "b")
            for kind in KINDS
        ]
        count = sum(size[0] * size[1] for *_, size in sizes)
        self.values = torch.zeros(count, device=device)
        self.gradients = torch.zeros(count, device=device)
        self.a, self.b, self.a_gradient, self.b_gradient = {}, {}, {}, {}
        start = 0
        for layer, kind, which, size in sizes:
            end = start + size[0] * size[1]
            views, gradients = (self.a, self.a_gradient) if which == "a" else (self.b, self.b_gradient)
            views[layer, kind] = self.values[start:end].view(size)
            gradients[layer, kind] = self.gradients[start:end].view(size)
            start = end

    @property
    def scale(self) -> float:
        return self.alpha / self.rank

    def initialise(self, generator: torch.Generator, everything: bool = False) -> None:
        """`a` uniform as peft has it, `b` zero: no change of the model. `everything` fills `b` as well, for tests."""
        for name, view in self.a.items():
            bound = view.shape[1] ** -0.5
            view.copy_(torch.rand(view.shape, generator=generator) * 2 * bound - bound)
            if everything:
                self.b[name].copy_(torch.randn(self.b[name].shape, generator=generator) * 0.02)

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        tensors = {}
        for layer, kind in self.a:
            name = f"base_model.model.{module_name(layer, kind)}"
            tensors[f"{name}.lora_A.weight"] = self.a[layer, kind].cpu().clone()
            tensors[f"{name}.lora_B.weight"] = self.b[layer, kind].cpu().clone()
        beside = folder / "adapter_model.safetensors.new"
        save_file(tensors, beside)
        os.replace(beside, folder / "adapter_model.safetensors")
        config = {
            "peft_type": "LORA",
            "task_type": "CAUSAL_LM",
            "base_model_name_or_path": None,
            "r": self.rank,
            "lora_alpha": self.alpha,
            "lora_dropout": 0.0,
            "bias": "none",
            "target_modules": list(KINDS),
            "inference_mode": True,
        }
        (folder / "adapter_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, shape: Shape, folder: Path, device: torch.device | str = "cpu") -> "Adapter":
        config = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
        adapter = cls(shape, config["r"], config["lora_alpha"], device)
        tensors: dict[str, Tensor] = load_file(folder / "adapter_model.safetensors")
        for layer, kind in adapter.a:
            name = f"base_model.model.{module_name(layer, kind)}"
            adapter.a[layer, kind].copy_(tensors.pop(f"{name}.lora_A.weight"))
            adapter.b[layer, kind].copy_(tensors.pop(f"{name}.lora_B.weight"))
        if tensors:
            raise ValueError(f"{folder}: tensors of other layers than this model's linear ones: {sorted(tensors)[:3]}")
        return adapter
