"""Runs on a tiny random model: what is learned, and that a stopped run goes on as if it had not been stopped."""

import json
import tempfile
import unittest
from argparse import Namespace
from pathlib import Path

import torch

from adapter import Adapter
from model import Arithmetic, Model
from schedule import Budget, rate_at
from team import Team, shared_out
from test_model import some_sheets, tiny_model
from trainer import Trainer


class StopsAfter(Team):
    """Is asked to stop in its step `steps`."""

    def __init__(self, steps: int) -> None:
        super().__init__(0, 1)
        self.left = 2 * steps  # a step adds up its gradients, then its figures

    def sum(self, values: torch.Tensor) -> torch.Tensor:
        self.left -= 1
        if self.left == 1:
            self.asked_to_stop = True
        return values


def options_for(folder: str, **changed: object) -> Namespace:
    return Namespace(**{
        "out": Path(folder), "epochs": None, "max_steps": 6, "max_minutes": None, "lr": 2e-2, "warm_up": 0.2, "weight_decay": 0.0,
        "clip": 1.0, "step_tokens": 100, "rows": 100, "checkpoint_minutes": 1e9, "dev_minutes": 1e9, "log_steps": 1000, "seed": 3,
    } | changed)  # fmt: skip


def trainer_in(folder: str, team: Team, **changed: object) -> Trainer:
    _, shape, weights = tiny_model()
    adapter = Adapter(shape, rank=4, alpha=8)
    adapter.initialise(torch.Generator().manual_seed(3))
    model = Model(shape, weights, adapter, Arithmetic(torch.float32))
    sheets = some_sheets()
    return Trainer(model, adapter, sheets, sheets, team, options_for(folder, **changed))


class TrainerTest(unittest.TestCase):
    def test_a_stopped_run_goes_on_where_it_was(self) -> None:
        with tempfile.TemporaryDirectory() as whole, tempfile.TemporaryDirectory() as parted:
            unbroken = trainer_in(whole, Team(0, 1))
            unbroken.run()
            trainer_in(parted, StopsAfter(3)).run()
            again = trainer_in(parted, Team(0, 1))
            again.resume()
            self.assertEqual(again.place.steps, 3)
            again.run()
            self.assertEqual(again.place.steps, 6)
            torch.testing.assert_close(again.adapter.values, unbroken.adapter.values, rtol=0, atol=0)
            loaded = Adapter.load(again.adapter.shape, Path(parted) / "adapter")
            torch.testing.assert_close(loaded.values, again.adapter.values, rtol=0, atol=0)

    def test_it_learns_and_writes_a_learning_curve(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            trainer_in(folder, Team(0, 1), max_steps=120).run()
            lines = [json.loads(line) for line in (Path(folder) / "log.jsonl").read_text().splitlines()]
        self.assertEqual({"format": lines[0]["format"], "version": lines[0]["version"]}, {"format": "capuchin-tool-model-log", "version": 1})
        first, last = (line["figures"]["overall"] for line in lines if line.get("event") == "dev")
        self.assertEqual((first["n"], last["n"]), (5, 5))
        self.assertEqual((first["exact"], last["exact"]), (0.0, 1.0))
        self.assertLess(last["loss"], 0.2)


class ScheduleTest(unittest.TestCase):
    def test_rate_rises_then_falls_to_nothing(self) -> None:
        found = [round(rate_at(progress, 1.0, 0.2), 3) for progress in (0, 0.1, 0.2, 0.6, 1.0)]
        self.assertEqual(found, [0.01, 0.5, 1.0, 0.5, 0.0])

    def test_the_nearest_limit_ends_a_run(self) -> None:
        budget = Budget(epochs=2, steps=100, minutes=10)
        self.assertEqual(budget.progress(1.0, 20, 60), 0.5)
        self.assertEqual(budget.progress(0.1, 20, 540), 0.9)
        self.assertEqual(budget.progress(0.1, 200, 0), 1.0)

    def test_a_run_needs_a_limit(self) -> None:
        with self.assertRaisesRegex(ValueError, "--max-minutes"):
            Budget(None, None, None)

    def test_loads_are_shared_evenly(self) -> None:
        self.assertEqual(shared_out([5, 9, 4, 1], 2), [[1, 3], [0, 2]])


if __name__ == "__main__":
    unittest.main()
