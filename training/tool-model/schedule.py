"""How far a run is, and the learning rate there."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """A run ends when the first of its limits is reached."""

    epochs: float | None
    steps: int | None
    minutes: float | None

    def __post_init__(self) -> None:
        if self.epochs is None and self.steps is None and self.minutes is None:
            raise ValueError("a run needs --epochs, --max-steps or --max-minutes")

    def progress(self, epochs: float, steps: int, seconds: float) -> float:
        """0 at the start, 1 at the end."""
        shares = []
        if self.epochs is not None:
            shares.append(epochs / self.epochs)
        if self.steps is not None:
            shares.append(steps / self.steps)
        if self.minutes is not None:
            shares.append(seconds / (self.minutes * 60))
        return min(1.0, max(shares))


def rate_at(progress: float, highest: float, warm_up: float) -> float:
    """Rises in a line over the first `warm_up` of the run (its start is a hundredth), then falls along a cosine to 0."""
    if progress < warm_up:
        return highest * max(progress / warm_up, 0.01)
    return highest * 0.5 * (1 + math.cos(math.pi * (progress - warm_up) / (1 - warm_up)))
