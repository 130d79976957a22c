"""Fine-tunes a causal language model on exported tool calls, with settings from a file of configs/; see README.md."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import torch
from datasets import Dataset
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerBase
from trl import ModelConfig, SFTConfig, SFTTrainer, TrlParser, get_peft_config

from conversations import read_conversations, replies


@dataclass
class DataConfig:
    train_file: str = field(metadata={"help": "JSON lines of {messages, tools}"})
    dev_file: str | None = field(default=None, metadata={"help": "held out; its loss is reported after each epoch"})


def main() -> None:
    data, training, chosen = TrlParser((DataConfig, SFTConfig, ModelConfig)).parse_args_and_config()
    tokenizer = AutoTokenizer.from_pretrained(chosen.model_name_or_path, revision=chosen.model_revision)
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    model = AutoModelForCausalLM.from_pretrained(
        chosen.model_name_or_path,
        revision=chosen.model_revision,
        dtype=getattr(torch, chosen.dtype or "float32"),
        attn_implementation=chosen.attn_implementation,
    )
    trainer = SFTTrainer(
        model=model,
        args=training,
        processing_class=tokenizer,
        train_dataset=examples(data.train_file, tokenizer, training.max_length),
        eval_dataset=examples(data.dev_file, tokenizer, training.max_length) if data.dev_file else None,
        peft_config=get_peft_config(chosen),
    )
    trainer.train(resume_from_checkpoint=training.resume_from_checkpoint)
    trainer.save_model()
    if torch.distributed.is_initialized():
        torch.distributed.barrier()
        torch.distributed.destroy_process_group()


def examples(path: str, tokenizer: PreTrainedTokenizerBase, max_tokens: int | None) -> Dataset:
    """One example a reply, as tokens with a mask of those to be learned. Longer ones are left out: half a call is no lesson."""

    def generate() -> Iterator[dict]:
        for conversation in read_conversations(path):
            for prompt, reply in replies(conversation, tokenizer):
                if max_tokens is None or len(prompt) + len(reply) <= max_tokens:
                    yield {"input_ids": prompt + reply, "completion_mask": [0] * len(prompt) + [1] * len(reply)}

    rows = list(generate())
    if os.environ.get("RANK", "0") == "0":
        print(f"{path}: {len(rows)} replies of at most {max_tokens} tokens", flush=True)
    if not rows:
        raise ValueError(f"{path}: no reply fits in {max_tokens} tokens")
    return Dataset.from_list(rows)


if __name__ == "__main__":
    main()
