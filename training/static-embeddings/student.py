"""The model: a row and a weight for each token, a text is the normalised weighted mean."""

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from api_text import split_identifiers


class Student(nn.Module):
    def __init__(self, rows: np.ndarray, weights: np.ndarray) -> None:
        super().__init__()
        self.rows = nn.Parameter(torch.from_numpy(rows.astype(np.float32)))
        self.log_weights = nn.Parameter(torch.log(torch.from_numpy(weights.astype(np.float32)).clamp_min(1e-6)))

    def forward(self, bags: list[np.ndarray]) -> Tensor:
        """One vector of length 1 for each bag of tokens; zeros for an empty one."""
        tokens = torch.from_numpy(np.concatenate([*bags, np.zeros(0, np.int64)]))
        lengths = np.array([len(bag) for bag in bags])
        offsets = torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64))
        # Divided by the length first: long bags give no larger gradients than short ones.
        shares = torch.exp(self.log_weights[tokens]) / torch.from_numpy(np.repeat(lengths, lengths).astype(np.float32))
        summed = nn.functional.embedding_bag(tokens, self.rows, offsets, mode="sum", per_sample_weights=shares)
        return nn.functional.normalize(summed, dim=1)

    @torch.inference_mode()
    def embed(self, bags: list[np.ndarray], batch: int = 2048) -> np.ndarray:
        return np.concatenate([self(bags[i : i + batch]).numpy() for i in range(0, len(bags), batch)])


class Reader:
    """Texts to bags of tokens; unknown tokens are left out."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.known = tokenizer.get_vocab()
        self.unknown = tokenizer.token_to_id("[UNK]")

    def bags(self, texts: list[str]) -> list[np.ndarray]:
        encodings = self.tokenizer.encode_batch_fast(
            [split_identifiers(text, self.known) for text in texts], add_special_tokens=False
        )
        ids = (np.array(encoding.ids, np.int64) for encoding in encodings)
        return [bag[bag != self.unknown] for bag in ids]


def quantised(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers of -127..127 and the scale of each dimension: value = number x scale. Outliers are cut."""
    scales = np.quantile(np.abs(rows), 0.9999, axis=0).astype(np.float32) / 127
    return np.clip(np.round(rows / scales), -127, 127).astype(np.int8), scales


def save_student(student: Student, tokenizer: Tokenizer, folder: Path, config: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # Rows are made equally long first, and their lengths become part of the weights: int8 then loses little.
    rows = student.rows.detach().numpy()
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    numbers, scales = quantised(rows / lengths)
    weights = np.exp(student.log_weights.detach().numpy()) * lengths[:, 0]
    tensors = {"embeddings": numbers, "scales": scales, "weights": weights.astype(np.float32)}
    save_file(tensors, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    state = json.loads(tokenizer.to_str())
    (folder / "tokenizer.json").write_text(json.dumps(state, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def load_student(folder: Path) -> tuple[Student, Tokenizer]:
    tensors = load_file(folder / "model.safetensors")
    rows = tensors["embeddings"].astype(np.float32) * tensors["scales"]
    return Student(rows, tensors["weights"]), Tokenizer.from_file(str(folder / "tokenizer.json"))
