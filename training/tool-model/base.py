"""The base model: dequantised from its GGUF once, then kept beside."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, pre_tokenizers
from torch import Tensor
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel

from adapter import Shape


def load_base(gguf: Path, cache: Path) -> tuple[Shape, dict[str, Tensor]]:
    """Shape and weights in float32 by transformers' names; the first call takes half a minute."""
    known = _kept_in(gguf, cache)
    if not (known / "shape.json").exists():
        model = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.float32)
        shape, weights = parts_of(model)
        known.mkdir(parents=True, exist_ok=True)
        save_file(weights, known / "weights.safetensors")
        AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name).save_pretrained(known)
        (known / "shape.json").write_text(json.dumps(asdict(shape)), encoding="utf-8")
    shape = Shape(**json.loads((known / "shape.json").read_text(encoding="utf-8")))
    return shape, load_file(known / "weights.safetensors")


def parts_of(model: PreTrainedModel) -> tuple[Shape, dict[str, Tensor]]:
    config = model.config
    if config.model_type != "llama" or not config.tie_word_embeddings or config.rope_parameters["rope_type"] != "default":
        raise ValueError(f"expected a Llama model with tied embeddings and plain rotary positions, found {config.model_type}")
    shape = Shape(
        layers=config.num_hidden_layers,
        width=config.hidden_size,
        heads=config.num_attention_heads,
        key_heads=config.num_key_value_heads,
        head_size=config.head_dim,
        inner=config.intermediate_size,
        vocabulary=config.vocab_size,
        epsilon=config.rms_norm_eps,
        rope_base=config.rope_parameters["rope_theta"],
    )
    weights = {name: value.detach().contiguous() for name, value in model.state_dict().items() if name != "lm_head.weight"}
    return shape, weights


def tokenizer_of(gguf: Path, cache: Path) -> Tokenizer:
    """Parts text as llama.cpp does: every digit is a token of its own, which the conversion by transformers forgets."""
    load_base(gguf, cache)
    tokenizer = Tokenizer.from_file(str(_kept_in(gguf, cache) / "tokenizer.json"))
    split = [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)]
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(split)
    return tokenizer


def _kept_in(gguf: Path, cache: Path) -> Path:
    return cache / f"base-{hashlib.sha256(gguf.read_bytes()).hexdigest()[:16]}"
