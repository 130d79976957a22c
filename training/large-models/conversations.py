"""Conversations as `capuchin data tool-calls --format trl` or `--format openai` writes them, and the replies to be learned from them."""

import json
from collections.abc import Iterator
from typing import Any

from transformers import PreTrainedTokenizerBase

Conversation = dict[str, Any]


def read_conversations(path: str) -> Iterator[Conversation]:
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            value = json.loads(line)
            if not isinstance(value.get("messages"), list):
                raise ValueError(f"{path}:{number}: expected an object with messages, found {sorted(value)}")
            yield value


def replies(conversation: Conversation, tokenizer: PreTrainedTokenizerBase) -> Iterator[tuple[list[int], list[int]]]:
    """For each message of the assistant: the tokens before it and its own, its closing mark among them.

    Each is an example of its own, as ToolLLaMA has it, since a chat template may show earlier replies otherwise than the last.
    """
    tools = tools_of(conversation)
    messages = [with_objects(message) for message in conversation["messages"]]
    for place, message in enumerate(messages):
        if message["role"] != "assistant":
            continue
        before = tokenizer.apply_chat_template(messages[:place], tools=tools, tokenize=False, add_generation_prompt=True)
        whole = tokenizer.apply_chat_template(messages[: place + 1], tools=tools, tokenize=False)
        if not whole.startswith(before):
            raise ValueError("the chat template writes a reply otherwise than it opens one; give the tokenizer another template")
        reply = whole[len(before) :].rstrip()
        if not reply.endswith(tokenizer.eos_token):
            reply += tokenizer.eos_token
        yield encode(before, tokenizer), encode(reply, tokenizer)


def tools_of(conversation: Conversation) -> list[dict] | None:
    """Some formats hold them as JSON text."""
    tools = conversation.get("tools")
    return (json.loads(tools) if isinstance(tools, str) else tools) or None


def with_objects(message: dict) -> dict:
    """Arguments of calls as objects: OpenAI's format has them as JSON text, which templates would quote once more."""
    calls = message.get("tool_calls")
    if not calls:
        return message
    return {**message, "tool_calls": [{**call, "function": parsed(call["function"])} for call in calls]}


def parsed(function: dict) -> dict:
    given = function["arguments"]
    return {**function, "arguments": json.loads(given) if isinstance(given, str) else given}


def encode(text: str, tokenizer: PreTrainedTokenizerBase) -> list[int]:
    """Templates write the marks themselves."""
    return tokenizer(text, add_special_tokens=False)["input_ids"]
