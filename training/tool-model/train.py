"""Trains a LoRA adapter for the embedded tool model on sheets of requests and calls; see README.md."""

import argparse
import os
import shutil
from pathlib import Path

import torch
from tokenizers import Tokenizer

from adapter import Adapter
from base import load_base, tokenizer_of
from gguf_adapter import read_gguf
from model import Arithmetic, Model
from sheets import Sheet, read_sheets
from team import Team, pick_device, run_team
from trainer import Trainer


def main() -> None:
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    load_base(options.base, options.cache)  # dequantised before the processes ask for it all at once
    size = options.processes or (1 if pick_device(options.device).type == "cuda" else os.cpu_count() or 1)
    run_team(size, work, options)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="GGUF file of the base model")
    parser.add_argument("--train", type=Path, required=True, help="sheets, JSON lines")
    parser.add_argument("--dev", type=Path, help="held-out sheets")
    parser.add_argument("--out", type=Path, default=Path("work/tool-model"), help="adapter/, checkpoint.pt, log.jsonl, verdicts.jsonl")
    parser.add_argument("--cache", type=Path, default=Path("work/cache"), help="the base's weights, dequantised once")
    parser.add_argument("--resume", action="store_true", help="go on from checkpoint.pt in --out")
    parser.add_argument("--init-adapter", type=Path, help="begin with this adapter (folder or GGUF) and a new schedule")
    parser.add_argument("--judge-only", action="store_true", help="judge the held-out sheets with the adapter it would begin with, and end")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--alpha", type=float, default=32)
    parser.add_argument("--lr", type=float, default=8e-4)
    parser.add_argument("--warm-up", type=float, default=0.04, help="share of the run")
    parser.add_argument("--weight-decay", type=float, default=0.0)
    parser.add_argument("--clip", type=float, default=1.0, help="longest gradient")
    parser.add_argument("--epochs", type=float)
    parser.add_argument("--max-steps", type=int)
    parser.add_argument("--max-minutes", type=float)
    parser.add_argument("--step-tokens", type=int, default=8192, help="tokens of one update")
    parser.add_argument("--rows", type=int, default=1024, help="tokens of one forward and backward pass; longer items are left out")
    parser.add_argument("--checkpoint-minutes", type=float, default=10)
    parser.add_argument("--dev-minutes", type=float, default=15)
    parser.add_argument("--dev-sheets", type=int, help="only so many, the first ones")
    parser.add_argument("--log-steps", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--arithmetic", choices=["auto", "float32", "bfloat16", "int8"], default="auto", help="auto: int8 on a CPU, bfloat16 on a GPU")
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, default=shutil.which("g++") is not None)
    parser.add_argument("--processes", type=int, help="one a core, or one for a GPU, when not given")
    parser.add_argument("--threads", type=int, default=1, help="of each process")
    options = parser.parse_args()
    if options.epochs is None and options.max_steps is None and options.max_minutes is None:
        options.epochs = 1.0
    return options


def work(team: Team, options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    device = pick_device(options.device)
    tokenizer = tokenizer_of(options.base, options.cache)
    train = read_sheets(options.train, tokenizer, options.rows)
    dev = read_sheets(options.dev, tokenizer, options.rows)[: options.dev_sheets] if options.dev else []
    if team.leads:
        print(f"training: {told(train)}\nheld out: {told(dev)}", flush=True)
    shape, weights = load_base(options.base, options.cache)
    adapter = first_adapter(shape, options, device)
    model = Model(shape, weights, adapter, arithmetic_of(options, device))
    trainer = Trainer(model, adapter, train, dev, team, options)
    if options.judge_only:
        trainer.judge()
        return
    if options.resume:
        trainer.resume()
    trainer.run()


def first_adapter(shape, options: argparse.Namespace, device: torch.device) -> Adapter:  # noqa: ANN001
    if options.init_adapter:
        if options.init_adapter.is_file():
            return read_gguf(shape, options.init_adapter, device)
        return Adapter.load(shape, options.init_adapter, device)
    adapter = Adapter(shape, options.rank, options.alpha, device)
    adapter.initialise(torch.Generator().manual_seed(options.seed))
    return adapter


def arithmetic_of(options: argparse.Namespace, device: torch.device) -> Arithmetic:
    name = options.arithmetic
    if name == "auto":
        name = "bfloat16" if device.type == "cuda" else "int8"
    kind = torch.float32 if name == "float32" else torch.bfloat16
    return Arithmetic(kind, int8=name == "int8", compiled=options.compile)


def told(sheets: list[Sheet]) -> str:
    items = sum(len(sheet.items) for sheet in sheets)
    tokens = sum(sheet.rows for sheet in sheets)
    return f"{len(sheets)} sheets, {items} items, {tokens} tokens, {sum(sheet.learned for sheet in sheets)} of them learned"


if __name__ == "__main__":
    main()
