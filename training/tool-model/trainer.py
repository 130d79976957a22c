"""The training loop: plan, steps, checkpoints, the learning curve."""

import json
import os
import random
import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from adapter import Adapter
from dev import evaluate
from model import Model
from schedule import Budget, rate_at
from sheets import Sheet, batch_of, packed
from team import Team, shared_out

LOG_FORMAT = {"format": "capuchin-tool-model-log", "version": 1}


@dataclass
class Place:
    """How far a run has come; `step_of_epoch` counts the steps done of the epoch it is in."""

    epoch: int = 0
    step_of_epoch: int = 0
    steps: int = 0
    seconds: float = 0.0
    examples: int = 0
    tokens: int = 0


class Trainer:
    def __init__(self, model: Model, adapter: Adapter, train: list[Sheet], dev: list[Sheet], team: Team, options: Namespace) -> None:
        self.model, self.adapter, self.train, self.dev = model, adapter, train, dev
        self.team, self.options = team, options
        self.budget = Budget(options.epochs, options.max_steps, options.max_minutes)
        self.place = Place()
        values = torch.nn.Parameter(adapter.values)
        values.grad = adapter.gradients
        self.optimiser = torch.optim.AdamW([values], options.lr, (0.9, 0.98), 1e-8, options.weight_decay, fused=True)

    def run(self) -> None:
        """Until the budget is spent or somebody asks to stop; the adapter and a checkpoint are saved either way."""
        options, place = self.options, self.place
        self._open_log()
        started = time.monotonic() - place.seconds
        saved = judged = place.seconds
        if self.dev and place.steps == 0:
            self.judge()
        stopped = False
        for epoch_share, packs in self._steps():
            progress = self.budget.progress(epoch_share, place.steps, place.seconds)
            if stopped or progress >= 1:
                break
            stopped = self._step(packs, progress, started)
            if place.seconds - saved > options.checkpoint_minutes * 60:
                self.save()
                saved = place.seconds
            if self.dev and place.seconds - judged > options.dev_minutes * 60:
                self.judge()
                judged = place.seconds
        self.save()
        if self.dev and not stopped and judged != place.seconds:
            self.judge()

    def _steps(self) -> Iterator[tuple[float, list[list[Sheet]]]]:
        """Epochs done before a step, and the packs of the step: the same for the same seed, whatever was done before."""
        options, place = self.options, self.place
        while True:
            sheets = list(self.train)
            random.Random(f"{options.seed}/{place.epoch}").shuffle(sheets)
            packs = packed(sheets, options.rows)
            each = max(1, options.step_tokens // options.rows)
            steps = [packs[start : start + each] for start in range(0, len(packs), each)]
            for number in range(place.step_of_epoch, len(steps)):
                yield place.epoch + number / len(steps), steps[number]
                place.step_of_epoch = number + 1
            place.epoch, place.step_of_epoch = place.epoch + 1, 0

    def _step(self, packs: list[list[Sheet]], progress: float, started: float) -> bool:
        """One update; whether any process was asked to stop."""
        place, team, options = self.place, self.team, self.options
        rate = rate_at(progress, options.lr, options.warm_up)
        rows = [sum(sheet.rows for sheet in pack) for pack in packs]
        learned = sum(sheet.learned for pack in packs for sheet in pack)
        self.adapter.gradients.zero_()
        loss = 0.0
        for number in shared_out(rows, team.size)[team.rank]:
            loss += self.model.learn(batch_of(packs[number], self.adapter.values.device), 1 / learned)
        team.sum(self.adapter.gradients)
        norm = torch.nn.utils.clip_grad_norm_(self.optimiser.param_groups[0]["params"], options.clip).item()
        self.optimiser.param_groups[0]["lr"] = rate
        self.optimiser.step()
        self.model.merge()
        elapsed = time.monotonic() - started if team.leads else 0.0
        said = team.sum(torch.tensor([loss, float(team.asked_to_stop), elapsed], dtype=torch.float64)).tolist()
        seconds = said[2] - place.seconds
        place.seconds, place.steps = said[2], place.steps + 1
        place.examples += sum(len(sheet.items) for pack in packs for sheet in pack)
        place.tokens += sum(rows)
        if place.steps % options.log_steps == 0 or place.steps == 1:
            self._report(said[0] / learned, rate, norm, sum(rows) / seconds, progress)
        return said[1] > 0

    def _report(self, loss: float, rate: float, norm: float, speed: float, progress: float) -> None:
        place = self.place
        left = place.seconds * (1 - progress) / progress / 60 if progress > 0 else float("nan")
        self._say(
            f"step {place.steps}  {100 * progress:.1f} %  loss {loss:.4f}  rate {rate:.2e}  norm {norm:.2f}  "
            f"{speed:.0f} tokens/s  {place.examples} examples  {left:.0f} min left"
        )
        self._log({"event": "step", **asdict(place), "loss": round(loss, 4), "rate": rate, "norm": round(norm, 3), "tokens_per_second": round(speed)})

    def judge(self) -> None:
        """Figures go to the log, and what was right item by item to `verdicts.jsonl`."""
        judgement = evaluate(self.model, self.dev, self.options.rows, self.team)
        figures = judgement.figures
        self._say("held out: " + "  ".join(f"{name} {100 * value['exact']:.1f} % of {value['n']}, loss {value['loss']:.3f}" for name, value in figures.items()))
        self._log({"event": "dev", **asdict(self.place), "figures": figures})
        self._log({"steps": self.place.steps, "exact": judgement.exact}, "verdicts.jsonl")

    def save(self) -> None:
        """Everything to go on from, and the adapter as it is, each replaced at once."""
        if self.team.leads:
            state = {"place": asdict(self.place), "values": self.adapter.values, "optimiser": self.optimiser.state_dict()}
            replace(self.options.out / "checkpoint.pt", lambda path: torch.save(state, path))
            self.adapter.save(self.options.out / "adapter")
        self.team.wait()

    def resume(self) -> None:
        state = torch.load(self.options.out / "checkpoint.pt", weights_only=True)
        self.place = Place(**state["place"])
        self.adapter.values.copy_(state["values"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.model.merge()

    def _say(self, line: str) -> None:
        if self.team.leads:
            print(line, flush=True)

    def _open_log(self) -> None:
        """New files, or a line in those of the run that is gone on with."""
        settings = {"options": {name: str(value) for name, value in sorted(vars(self.options).items())}}
        if self.place.steps > 0:
            self._log({"event": "resume", **asdict(self.place), **settings})
        elif self.team.leads:
            (self.options.out / "verdicts.jsonl").unlink(missing_ok=True)
            (self.options.out / "log.jsonl").write_text(json.dumps({**LOG_FORMAT, **settings}) + "\n", encoding="utf-8")

    def _log(self, value: dict, name: str = "log.jsonl") -> None:
        if self.team.leads:
            with (self.options.out / name).open("a", encoding="utf-8") as file:
                file.write(json.dumps(value) + "\n")


def replace(path: Path, write) -> None:  # noqa: ANN001
    """Writes beside `path`, then puts the whole file in its place."""
    beside = path.with_name(path.name + ".new")
    write(beside)
    os.replace(beside, path)
