"""Writes an adapter as the GGUF LoRA file that llama.cpp reads; the same adapter gives the same bytes."""

import argparse
from pathlib import Path

import gguf
import numpy as np

from adapter import Adapter, Shape
from base import load_base

NAMES = {
    "q_proj": "attn_q",
    "k_proj": "attn_k",
    "v_proj": "attn_v",
    "o_proj": "attn_output",
    "gate_proj": "ffn_gate",
    "up_proj": "ffn_up",
    "down_proj": "ffn_down",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="GGUF file of the base model")
    parser.add_argument("--cache", type=Path, default=Path("work/cache"))
    parser.add_argument("--adapter", type=Path, default=Path("work/tool-model/adapter"))
    parser.add_argument("--out", type=Path, required=True, help="GGUF file to write")
    parser.add_argument("--name", default="capuchin tool-135m")
    options = parser.parse_args()
    shape, _ = load_base(options.base, options.cache)
    export(Adapter.load(shape, options.adapter), options.out, options.name)
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


def export(adapter: Adapter, path: Path, name: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_type("adapter")
    writer.add_name(name)
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(adapter.alpha))
    for layer, kind in sorted(adapter.a):
        tensor = f"blk.{layer}.{NAMES[kind]}.weight"
        writer.add_tensor(f"{tensor}.lora_a", _half(adapter.a[layer, kind].cpu().numpy()))
        rows = _half(adapter.b[layer, kind].cpu().numpy())
        writer.add_tensor(f"{tensor}.lora_b", interleaved(rows, heads_of(adapter.shape, kind)))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def heads_of(shape: Shape, kind: str) -> int | None:
    """Heads whose rows Llama GGUFs hold in another order than transformers."""
    return {"q_proj": shape.heads, "k_proj": shape.key_heads}.get(kind)


def interleaved(rows: np.ndarray, heads: int | None) -> np.ndarray:
    """Rows of each head from first half, second half to alternating; rotary pairs lie side by side in GGUF."""
    if heads is None:
        return rows
    parted = rows.reshape(heads, 2, rows.shape[0] // heads // 2, rows.shape[1])
    return np.ascontiguousarray(parted.swapaxes(1, 2)).reshape(rows.shape)


def _half(values: np.ndarray) -> np.ndarray:
    halves = values.astype(np.float16)
    if not np.isfinite(halves).all():
        raise ValueError("the adapter holds numbers that float16 does not")
    return halves


if __name__ == "__main__":
    main()
