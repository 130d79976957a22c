"""Writes a tiny Llama model of random weights with a tokenizer and a chat template, and conversations for it: what the tests train on."""

import json
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

TEMPLATE = """{% for tool in tools or [] %}{{ tool | tojson }}
{% endfor %}{% for message in messages %}<s>{{ message['role'] }}
{{ message['content'] or '' }}{% for call in message['tool_calls'] or [] %}{{ call['function'] | tojson }}{% endfor %}</s>
{% endfor %}{% if add_generation_prompt %}<s>assistant
{% endif %}"""


def main(folder: Path) -> None:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    inner = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(letters)}, merges=[]))
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, bos_token="<s>", eos_token="</s>", pad_token="<pad>")
    tokenizer.chat_template = TEMPLATE
    tokenizer.save_pretrained(folder / "model")
    torch.manual_seed(1)
    config = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder / "model")
    with (folder / "train.jsonl").open("w", encoding="utf-8") as file:
        for city in ("Oslo", "Bern", "Kyoto", "Lima"):
            file.write(json.dumps(conversation(city)) + "\n")


def conversation(city: str) -> dict:
    call = {"id": "call_0", "type": "function", "function": {"name": "weather", "arguments": json.dumps({"city": city})}}
    schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    return {
        "messages": [
            {"role": "user", "content": f"Weather in {city}?"},
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "call_0", "content": '{"sky": "clear"}'},
            {"role": "assistant", "content": "clear"},
        ],
        "tools": [{"type": "function", "function": {"name": "weather", "description": "weather of a city", "parameters": schema}}],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
