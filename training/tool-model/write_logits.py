"""Logits of transformers + peft after 20 prompts, with the adapter and without, for compare-logits.ts to hold the runtime's against."""

import argparse
import json
from pathlib import Path

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM

from base import tokenizer_of

FUNCTIONS = """get_weather(city: string, day?: string=[today, tomorrow]) - weather of a city
convert_money(amount: number, from: string, to: string) - an amount in another currency
days_between(start: date, end: date) - days from one date to another
send_message(to: string, text: string, urgent?: boolean) - sends a text message"""
REQUESTS = (
    "Will it rain in Oslo tomorrow?",
    "what's the weather in São Paulo",
    "How much is 1,250.50 dollars in euros?",
    "convert 99 GBP to JPY pls",
    "How many days from 2024-02-28 to 2025-03-01?",
    "days between christmas 2023 and 14 July 2024",
    'Text Anna: "I am late, start without me"',
    "urgent message to +47 912 34 567: call me",
    "WEATHER TODAY REYKJAVIK",
    "Is it warmer in Kyōto than in Zürich?",
    "Who wrote Faust?",
    "1000000 yen in swiss francs",
    "tell mum that the train arrives at 17:45",
    "from 1.1.2000 until 31.12.2099, how many days is that",
    "Wie wird das Wetter morgen in Köln?",
    "weather\t\tin   Bergen\n\nand nothing else",
    "12 x 12",
    "send 😀 to Bo",
    "I'd like to know whether I'll need an umbrella in Lagos today",
    "€20 → $?",
)
LIKELIEST, SPREAD = 32, 768


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="GGUF file of the base model")
    parser.add_argument("--cache", type=Path, default=Path("work/cache"))
    parser.add_argument("--adapter", type=Path, default=Path("work/tool-model/adapter"))
    parser.add_argument("--out", type=Path, default=Path("work/logits.jsonl"))
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tokenizer = tokenizer_of(options.base, options.cache)
    base = AutoModelForCausalLM.from_pretrained(options.base.parent, gguf_file=options.base.name, dtype=torch.float32)
    model = PeftModel.from_pretrained(base, options.adapter).eval()
    with options.out.open("w", encoding="utf-8") as file, torch.inference_mode():
        for request in REQUESTS:
            text = f"<|im_start|>system\nFunctions:\n{FUNCTIONS}<|im_end|>\n<|im_start|>user\n{request}<|im_end|>\n<|im_start|>assistant\n"
            tokens = tokenizer.encode(text, add_special_tokens=False).ids
            adapted = model(torch.tensor([tokens])).logits[0, -1]
            with model.disable_adapter():
                plain = model(torch.tensor([tokens])).logits[0, -1]
            chosen = torch.cat([adapted.topk(LIKELIEST).indices, torch.arange(0, len(adapted), SPREAD)]).unique()
            value = {
                "text": text,
                "tokens": tokens,
                "chosen": chosen.tolist(),
                "adapted": [round(value, 5) for value in adapted[chosen].tolist()],
                "plain": [round(value, 5) for value in plain[chosen].tolist()],
            }
            file.write(json.dumps(value) + "\n")


if __name__ == "__main__":
    main()
