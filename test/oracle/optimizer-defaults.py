"""PyTorch's defaults of each optimizer, under gradlab's names: test/oracle/optimizer-defaults.json."""
import inspect
import json
from pathlib import Path

import torch

OPTIMIZERS = {
    "sgd": torch.optim.SGD,
    "adagrad": torch.optim.Adagrad,
    "rmsprop": torch.optim.RMSprop,
    "adadelta": torch.optim.Adadelta,
    "adam": torch.optim.Adam,
    "adamW": torch.optim.AdamW,
    "nadam": torch.optim.NAdam,
}
NAMES = {
    "lr": "lr",
    "momentum": "momentum",
    "nesterov": "nesterov",
    "weight_decay": "weightDecay",
    "alpha": "alpha",
    "rho": "rho",
    "eps": "epsilon",
    "momentum_decay": "momentumDecay",
    "initial_accumulator_value": "initialAccumulator",
}


def defaults(optimizer):
    given = {k: p.default for k, p in inspect.signature(optimizer.__init__).parameters.items()}
    found = {ours: given[theirs] for theirs, ours in NAMES.items() if theirs in given}
    if "betas" in given:
        found["beta1"], found["beta2"] = given["betas"]
    return found


table = {name: defaults(optimizer) for name, optimizer in OPTIMIZERS.items()}
target = Path(__file__).with_suffix(".json")
target.write_text(json.dumps({"torch": torch.__version__, "defaults": table}, indent=2) + "\n")
