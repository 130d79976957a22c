"""The model written by hand against transformers and peft, on tiny random weights."""

import tempfile
import unittest
from pathlib import Path

import torch
from peft import PeftModel
from torch.nn import functional as F
from transformers import LlamaConfig, LlamaForCausalLM

from adapter import Adapter, Shape
from base import parts_of
from model import Arithmetic, Model
from sheets import Item, Sheet, batch_of


def tiny_model() -> tuple[LlamaForCausalLM, Shape, dict]:
    torch.manual_seed(1)
    config = LlamaConfig(
        vocab_size=97, hidden_size=48, intermediate_size=80, num_hidden_layers=3, num_attention_heads=6,
        num_key_value_heads=2, tie_word_embeddings=True, initializer_range=0.2,
    )  # fmt: skip
    model = LlamaForCausalLM(config)
    for name, value in model.named_parameters():
        if "norm" in name:
            value.data.uniform_(0.5, 1.5)
    return model, *parts_of(model)


def some_sheets() -> list[Sheet]:
    generator = torch.Generator().manual_seed(2)

    def tokens(count: int) -> list[int]:
        return torch.randint(0, 97, (count,), generator=generator).tolist()

    items = [Item(f"i{n}", "test", tokens(n), [place >= n // 2 for place in range(n)]) for n in (9, 4, 13)]
    whole = Item("whole", "test", tokens(3), [True, False, True])
    return [Sheet(tokens(150), [*items, whole]), Sheet(tokens(7), [Item("other", "test", tokens(20), [False] * 18 + [True] * 2)])]


def reference(model: torch.nn.Module, sheets: list[Sheet]) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits and losses of learned tokens, every item in a sequence of its own."""
    logits, losses = [], []
    for sheet in sheets:
        for item in sheet.items:
            ids = torch.tensor([sheet.prefix + item.tokens])
            places = [len(sheet.prefix) + place for place, wanted in enumerate(item.learned) if wanted]
            found = model(ids).logits[0, [place - 1 for place in places]]
            logits.append(found)
            losses.append(F.cross_entropy(found, ids[0, places], reduction="none"))
    return torch.cat(logits), torch.cat(losses)


class ModelTest(unittest.TestCase):
    def setUp(self) -> None:
        self.theirs, self.shape, self.weights = tiny_model()
        self.adapter = Adapter(self.shape, rank=4, alpha=8)
        self.adapter.initialise(torch.Generator().manual_seed(3), everything=True)
        self.ours = Model(self.shape, self.weights, self.adapter, Arithmetic(torch.float32))
        self.sheets = some_sheets()
        with tempfile.TemporaryDirectory() as folder:
            self.adapter.save(Path(folder))
            self.peft = PeftModel.from_pretrained(self.theirs, folder, is_trainable=True)

    def test_logits_and_losses_are_those_of_separate_sequences(self) -> None:
        logits, losses = reference(self.peft, self.sheets)
        batch = batch_of(self.sheets)
        torch.testing.assert_close(self.ours.logits(batch), logits, atol=2e-4, rtol=1e-4)
        found, right = self.ours.judge(batch)
        torch.testing.assert_close(found, losses, atol=2e-4, rtol=1e-4)
        self.assertEqual(right.tolist(), (logits.argmax(-1) == batch.learned).tolist())

    def test_gradients_are_those_of_autograd(self) -> None:
        _, losses = reference(self.peft, self.sheets)
        (losses.sum() * 0.5).backward()
        loss = self.ours.learn(batch_of(self.sheets), 0.5)
        self.assertAlmostEqual(loss, losses.sum().item(), places=3)
        for (layer, kind), found in [*self.adapter.a_gradient.items(), *self.adapter.b_gradient.items()]:
            part = "mlp" if kind in ("gate_proj", "up_proj", "down_proj") else "self_attn"
            module = self.peft.get_submodule(f"base_model.model.model.layers.{layer}.{part}.{kind}")
            which = module.lora_A if found is self.adapter.a_gradient[layer, kind] else module.lora_B
            torch.testing.assert_close(found, which.default.weight.grad, atol=2e-4, rtol=1e-3)

    def test_eight_bits_only_round_gradients(self) -> None:
        batch = batch_of(self.sheets)
        exact_loss = self.ours.learn(batch, 1.0)
        exact = self.adapter.gradients.clone()
        self.adapter.gradients.zero_()
        rough = Model(self.shape, self.weights, self.adapter, Arithmetic(torch.float32, int8=True))
        self.assertAlmostEqual(rough.learn(batch, 1.0), exact_loss, places=3)
        self.assertGreater(F.cosine_similarity(self.adapter.gradients, exact, dim=0).item(), 0.995)
        self.assertLess(F.cosine_similarity(self.adapter.gradients, exact, dim=0).item(), 1.0)


if __name__ == "__main__":
    unittest.main()
