"""The course of fine-tuning: how long it takes, what it writes, and that it can be repeated; needs torch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from test_training_encoder import SHAPE  # noqa: E402
from test_training_heads import SENTENCE, material  # noqa: E402
from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: E402

from nlp.training import finetune  # noqa: E402
from nlp.training.bert import Encoder  # noqa: E402
from nlp.training.finetune import Course, Plan  # noqa: E402
from nlp.training.multitask import MultiTask  # noqa: E402


def tokenizer() -> Tokenizer:
    vocabulary = {word: 10 + at for at, word in enumerate(["passage", ":", *SENTENCE.words])} | {"?": 3}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="?"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def course(plan: Plan, out: Path) -> Course:
    torch.manual_seed(plan.seed)
    model = MultiTask(Encoder(SHAPE), material().sizes, 3)
    return Course(model, tokenizer(), material(), [], plan, out)


def weights(plan: Plan, out: Path) -> dict[str, Any]:
    out.mkdir()
    course(plan, out).run()
    found: dict[str, Any] = torch.load(out / "multitask.pt")
    return found


def test_the_same_seed_gives_the_same_weights_and_another_gives_others(tmp_path: Path) -> None:
    first, again = (weights(Plan(epochs=2), tmp_path / name) for name in ("a", "b"))
    other = weights(Plan(epochs=2, seed=2), tmp_path / "c")
    assert all(first[name].equal(again[name]) for name in first)
    assert not first["arc"].equal(other["arc"])
    encoder = torch.load(tmp_path / "a" / "encoder.pt")
    assert all(first[f"encoder.{name}"].equal(weight) for name, weight in encoder.items())


def clock(step: float) -> Callable[[], float]:
    times = iter(range(10_000))
    return lambda: step * next(times)


@pytest.mark.parametrize(
    ("plan", "rates"),
    [
        # Two texts are one batch; the rate rises over the first steps and falls over what is left.
        (Plan(epochs=4), [0.0, 0.5 * 0.75, 0.5, 0.25]),
        (Plan(epochs=4, hold=0.5), [0.0, 0.5, 1.0, 0.5]),
        # Ten seconds pass at each look at the clock: the fourth is at a minute's half and a bit.
        (Plan(epochs=99, minutes=1.0, hold=0.5), [0.0, 0.5, 1.0, 2 / 3, 1 / 3]),
    ],
)
def test_the_rate_rises_holds_and_falls_by_the_plan(
    plan: Plan, rates: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[float] = []
    monkeypatch.setattr(finetune, "_WARM_UP", 2)
    monkeypatch.setattr(finetune, "set_rates", lambda _, factor: seen.append(factor))
    monkeypatch.setattr(finetune.Course, "_told", lambda *_: None)
    monkeypatch.setattr("nlp.training.finetune.time.time", clock(10.0))
    course(plan, tmp_path).run()
    assert seen == pytest.approx(rates)
