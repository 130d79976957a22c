"""Writes a tiny Llama model of random weights where train.py looks for dequantised ones, so that the recipe can be tried in seconds.

The file that is then given as --base holds nothing: only its hash is asked for.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM

from base import _kept_in, parts_of


def write_tiny_base(folder: Path, seed: int = 1) -> None:
    """`tiny.gguf` and `cache/` in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    gguf = folder / "tiny.gguf"
    gguf.write_bytes(b"a tiny model of random weights")
    kept = _kept_in(gguf, folder / "cache")
    kept.mkdir(parents=True, exist_ok=True)
    tokenizer = _bytes_tokenizer()
    tokenizer.save(str(kept / "tokenizer.json"))
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, tie_word_embeddings=True,
    )  # fmt: skip
    shape, weights = parts_of(LlamaForCausalLM(config))
    save_file(weights, kept / "weights.safetensors")
    (kept / "shape.json").write_text(json.dumps(asdict(shape)), encoding="utf-8")


def _bytes_tokenizer() -> Tokenizer:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(letters)}, merges=[]))
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(mark, special=True) for mark in ("<|im_start|>", "<|im_end|>")])
    return tokenizer


if __name__ == "__main__":
    write_tiny_base(Path(sys.argv[1]))
