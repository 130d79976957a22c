"""Reads the GGUF LoRA file that export_gguf.py writes."""

from pathlib import Path

import gguf
import numpy as np
import torch

from adapter import Adapter, Shape
from export_gguf import NAMES, heads_of


def read_gguf(shape: Shape, path: Path, device: torch.device | str = "cpu") -> Adapter:
    """What was written in float16 comes back as it was rounded."""
    reader = gguf.GGUFReader(path)
    tensors = {tensor.name: np.array(tensor.data, dtype=np.float32) for tensor in reader.tensors}
    alpha = float(reader.fields["adapter.lora.alpha"].contents())
    rank = tensors[f"blk.0.{NAMES['q_proj']}.weight.lora_a"].shape[0]
    adapter = Adapter(shape, rank, alpha, device)
    for layer, kind in adapter.a:
        name = f"blk.{layer}.{NAMES[kind]}.weight"
        rows = halved(tensors.pop(f"{name}.lora_b"), heads_of(shape, kind))
        adapter.a[layer, kind].copy_(torch.from_numpy(tensors.pop(f"{name}.lora_a")))
        adapter.b[layer, kind].copy_(torch.from_numpy(rows))
    if tensors:
        raise ValueError(f"{path}: tensors of other layers than this model's linear ones: {sorted(tensors)[:3]}")
    return adapter


def halved(rows: np.ndarray, heads: int | None) -> np.ndarray:
    """Takes back `interleaved` of export_gguf.py."""
    if heads is None:
        return rows
    parted = rows.reshape(heads, rows.shape[0] // heads // 2, 2, rows.shape[1])
    return np.ascontiguousarray(parted.swapaxes(1, 2)).reshape(rows.shape)
