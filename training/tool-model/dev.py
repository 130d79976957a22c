"""Held-out sheets: loss, and how often greedy decoding would give exactly the gold."""

from collections import defaultdict
from dataclasses import dataclass

from model import Model
from sheets import Sheet, batch_of, packed
from team import Team, shared_out


@dataclass
class Tally:
    items: int = 0
    exact: int = 0
    tokens: int = 0
    loss: float = 0.0

    def add(self, other: "Tally") -> None:
        self.items += other.items
        self.exact += other.exact
        self.tokens += other.tokens
        self.loss += other.loss

    def figures(self) -> dict:
        return {"n": self.items, "exact": round(self.exact / self.items, 4), "loss": round(self.loss / self.tokens, 4)}


@dataclass(frozen=True)
class Judgement:
    """`figures` of `overall` and every source: items, the share whose learned tokens are all the likeliest, loss a token.

    That share is the rate at which greedy decoding without a grammar gives exactly the gold; `exact` says it item by item.
    """

    figures: dict[str, dict]
    exact: dict[str, bool]


def evaluate(model: Model, sheets: list[Sheet], rows: int, team: Team) -> Judgement:
    packs = packed(sheets, rows)
    own = shared_out([sum(sheet.rows for sheet in pack) for pack in packs], team.size)[team.rank]
    tallies: dict[str, Tally] = defaultdict(Tally)
    verdicts: dict[str, bool] = {}
    for place in own:
        _judge(model, packs[place], tallies, verdicts)
    total: dict[str, Tally] = defaultdict(Tally)
    exact: dict[str, bool] = {}
    for part, part_verdicts in team.gather((dict(tallies), verdicts)):
        exact.update(part_verdicts)
        for source, tally in part.items():
            total[source].add(tally)
            total["overall"].add(tally)
    figures = {source: total[source].figures() for source in ["overall", *sorted(set(total) - {"overall"})]}
    return Judgement(figures, exact)


def _judge(model: Model, pack: list[Sheet], tallies: dict[str, Tally], verdicts: dict[str, bool]) -> None:
    batch = batch_of(pack, model.embeddings.device)
    losses, right = (values.tolist() for values in model.judge(batch))
    start = 0
    for item in batch.items:
        end = start + sum(item.learned)
        verdicts[item.id] = all(right[start:end])
        tallies[item.source].add(Tally(1, int(verdicts[item.id]), end - start, sum(losses[start:end])))
        start = end
