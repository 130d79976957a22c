"""Two ways to train a student: towards the encoder's vectors of texts, and by telling the right document from others."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from pairs import Batch, PairMaker
from student import Student


@dataclass
class Teacher:
    """Texts as bags, and the encoder's vectors of them in the student's dimensions, of length 1."""

    bags: list[np.ndarray]
    vectors: np.ndarray

    def loss(self, student: Student, random: np.random.Generator, size: int) -> torch.Tensor:
        chosen = random.choice(len(self.bags), min(size, len(self.bags)), replace=False)
        wanted = torch.from_numpy(self.vectors[chosen])
        return 1 - (student([self.bags[i] for i in chosen]) * wanted).sum(1).mean()


def contrast(student: Student, batch: Batch, temperature: float) -> torch.Tensor:
    """InfoNCE in both directions, over all documents of the batch."""
    queries, documents = student(batch.queries), student(batch.documents)
    similar = queries @ documents.T / temperature
    similar = similar.masked_fill(torch.from_numpy(batch.ignored), -1e4)
    positive = torch.from_numpy(batch.positive)
    forth = cross_entropy(similar, positive)
    # Backwards a document may have several requests: only those with a document of their own take part.
    _, first = np.unique(batch.positive, return_index=True)
    back = cross_entropy(similar[first][:, positive[first]].T, torch.arange(len(first)))
    return 0.7 * forth + 0.3 * back


@dataclass
class Schedule:
    steps: int
    rate: float = 2e-3
    weight_rate: float = 1e-2
    temperature: float = 0.05
    teacher_share: float = 1.0
    teacher_batch: int = 512
    contrast_share: float = 1.0


def train(
    student: Student,
    schedule: Schedule,
    teacher: Teacher | None,
    pairs: PairMaker | None,
    seed: int,
    watch: Callable[[int], None] = lambda step: None,
    every: int = 500,
) -> None:
    """Adam, the rate warmed up over a twentieth of the steps and then lowered to nothing."""
    random = np.random.default_rng(seed)
    groups = [{"params": [student.rows], "lr": schedule.rate}, {"params": [student.log_weights], "lr": schedule.weight_rate}]
    optimiser = torch.optim.Adam(groups, betas=(0.9, 0.99), fused=True)
    warm = max(1, schedule.steps // 20)
    falling = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (schedule.steps - step) / (schedule.steps - warm + 1)))
    )
    started, sums = time.monotonic(), np.zeros(2)
    for step in range(1, schedule.steps + 1):
        losses = [torch.zeros(()), torch.zeros(())]
        if teacher is not None and schedule.teacher_share > 0:
            losses[0] = schedule.teacher_share * teacher.loss(student, random, schedule.teacher_batch)
        if pairs is not None and schedule.contrast_share > 0:
            losses[1] = schedule.contrast_share * contrast(student, pairs.batch(), schedule.temperature)
        optimiser.zero_grad()
        sum(losses).backward()
        optimiser.step()
        falling.step()
        sums += [loss.item() for loss in losses]
        if step % every == 0 or step == schedule.steps:
            pace = step / (time.monotonic() - started)
            print(f"step {step}: encoder {sums[0] / every:.4f}, contrast {sums[1] / every:.4f}, {pace:.1f} steps/s", flush=True)
            sums[:] = 0
            watch(step)
