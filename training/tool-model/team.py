"""The processes that train together: each has a core (or a GPU) and a share of every step."""

import os
import signal
import socket
from collections.abc import Callable

import torch
from torch import Tensor, distributed, multiprocessing


class Team:
    def __init__(self, rank: int, size: int) -> None:
        self.rank, self.size = rank, size
        self.asked_to_stop = False

    def listen(self) -> None:
        """From now on an interrupt asks to stop after the step at hand."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def _stop(self, _number: int, _frame: object) -> None:
        self.asked_to_stop = True

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def sum(self, values: Tensor) -> Tensor:
        """In place, the same in every process."""
        if self.size > 1:
            distributed.all_reduce(values)
        return values

    def gather(self, value: object) -> list:
        """What every process has, in the order of their ranks."""
        if self.size == 1:
            return [value]
        values = [None] * self.size
        distributed.all_gather_object(values, value)
        return values

    def wait(self) -> None:
        if self.size > 1:
            distributed.barrier()


def run_team(size: int, work: Callable, options: object) -> None:
    """`work(team, options)` in `size` processes, in this one when there is but one."""
    if size == 1:
        team = Team(0, 1)
        team.listen()
        work(team, options)
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = multiprocessing.spawn(_member, (size, port, work, options), size, join=False)

    def pass_on(number: int, _frame: object) -> None:
        """This process only waits until the members have saved their work."""
        for process in started.processes:
            if process.is_alive():
                os.kill(process.pid, number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, pass_on)
    while not started.join():
        pass


def _member(rank: int, size: int, port: int, work: Callable, options: object) -> None:
    team = Team(rank, size)
    team.listen()
    distributed.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=size)
    try:
        work(team, options)
    finally:
        distributed.destroy_process_group()


def shared_out(loads: list[int], size: int) -> list[list[int]]:
    """Places of the loads for each process, the heaviest first to whoever has least."""
    shares: list[list[int]] = [[] for _ in range(size)]
    totals = [0] * size
    for place in sorted(range(len(loads)), key=lambda place: -loads[place]):
        least = totals.index(min(totals))
        shares[least].append(place)
        totals[least] += loads[place]
    return shares


def pick_device(name: str) -> torch.device:
    if name != "auto":
        return torch.device(name)
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
