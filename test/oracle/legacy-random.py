"""Numbers of NumPy's legacy generator (numpy.random.RandomState)."""

import json
import pathlib

import numpy as np

out = {"numpy": np.__version__, "seeds": {}}
for seed in [0, 1, 42, 2024, 4294967295]:
    r = np.random.RandomState(seed)
    out["seeds"][seed] = {
        "rand": r.rand(5).tolist(),
        "randn": r.randn(7).tolist(),
        "permutation": r.permutation(20).tolist(),
        "randint": r.randint(-3, 1000, 10).tolist(),
        "uniform": r.uniform(-2, 5, 3).tolist(),
        "normal": r.normal(3, 0.5, 4).tolist(),
        "many": r.rand(2000)[-1],
        "shuffled": (lambda a: (r.shuffle(a), a)[1])(list(range(10))),
    }

np.random.seed(42)
x = np.random.rand(100, 1)
y = 2 * x + 1 + np.random.randn(100, 1)
slope, intercept = np.polyfit(x[:, 0], y[:, 0], 1)
out["article"] = {"x": x[:, 0].tolist(), "y": y[:, 0].tolist(), "slope": slope, "intercept": intercept}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out))
