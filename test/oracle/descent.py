"""Reference numbers for src/descent, float64: PyTorch (optimizers, derivatives), SciPy (second order), scikit-learn (regression)."""
import json
import pathlib

import numpy as np
import torch
from scipy import optimize
from sklearn.linear_model import Lasso, LinearRegression, LogisticRegression, Ridge

torch.set_default_dtype(torch.float64)
pi = np.pi
e = torch.tensor(np.e)


def quadratic(x):
    return 0.5 * (x[0] ** 2 + 100 * x[1] ** 2)


surfaces = {
    "rosenbrock": lambda x: sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(len(x) - 1)),
    "beale": lambda x: (1.5 - x[0] + x[0] * x[1]) ** 2
    + (2.25 - x[0] + x[0] * x[1] ** 2) ** 2
    + (2.625 - x[0] + x[0] * x[1] ** 3) ** 2,
    "booth": lambda x: (x[0] + 2 * x[1] - 7) ** 2 + (2 * x[0] + x[1] - 5) ** 2,
    "himmelblau": lambda x: (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2,
    "matyas": lambda x: 0.26 * (x[0] ** 2 + x[1] ** 2) - 0.48 * x[0] * x[1],
    "ackley": lambda x: -20 * torch.exp(-0.2 * torch.sqrt((x**2).mean())) - torch.exp(torch.cos(2 * pi * x).mean()) + 20 + e,
    "rastrigin": lambda x: 10 * len(x) + (x**2 - 10 * torch.cos(2 * pi * x)).sum(),
    "saddle": lambda x: x[0] ** 2 - x[1] ** 2,
    "plateau": lambda x: 1 - torch.exp(-(x**2).sum() / 2),
    "ravine": lambda x: 0.1 * x[0] ** 2 + 2 * x[1] ** 2,
    "quadratic": quadratic,
}

optimizers = {
    "batch": lambda p: torch.optim.SGD(p, lr=1e-3),
    "sgd": lambda p: torch.optim.SGD(p, lr=1e-3, momentum=0.5, weight_decay=0.01),
    "momentum": lambda p: torch.optim.SGD(p, lr=1e-4, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=1e-4, momentum=0.9, nesterov=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.1),
    "rmsprop": lambda p: torch.optim.RMSprop(p),
    "adadelta": lambda p: torch.optim.Adadelta(p),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "adamW": lambda p: torch.optim.AdamW(p, lr=0.01),
    "nadam": lambda p: torch.optim.NAdam(p),
    "amsgrad": lambda p: torch.optim.Adam(p, lr=0.01, amsgrad=True),
}
starts = {"rosenbrock": [-1.2, 1.0], "beale": [1.0, 1.0], "quadratic": [4.0, 1.0]}
kept = [1, 2, 3, 5, 10, 20, 50, 100, 150, 200]


def path(name, surface):
    x = torch.tensor(starts[surface], requires_grad=True)
    optimizer = optimizers[name]([x])
    points = []
    for step in range(1, 201):
        optimizer.zero_grad()
        surfaces[surface](x).backward()
        optimizer.step()
        if step in kept:
            points.append(x.detach().tolist())
    return points


def derivatives(name):
    random = np.random.default_rng(7)
    sizes = [2, 3] if name in ("rosenbrock", "ackley", "rastrigin") else [2]
    found = []
    for n in sizes:
        for _ in range(3):
            at = torch.tensor(random.uniform(-2, 2, n), requires_grad=True)
            value = surfaces[name](at)
            (gradient,) = torch.autograd.grad(value, at, create_graph=True)
            hessian = torch.autograd.functional.hessian(surfaces[name], at.detach())
            found.append({"at": at.tolist(), "value": value.item(), "gradient": gradient.tolist(), "hessian": hessian.tolist()})
    return found


def second_order(name):
    def f(x):
        return surfaces[name](torch.tensor(x)).item()

    def gradient(x):
        t = torch.tensor(x, requires_grad=True)
        return torch.autograd.grad(surfaces[name](t), t)[0].numpy()

    def hessian(x):
        return torch.autograd.functional.hessian(surfaces[name], torch.tensor(x)).numpy()

    start = {"rosenbrock": [-1.2, 1.0], "beale": [1.0, 1.0], "booth": [-5.0, -5.0], "himmelblau": [0.0, 0.0]}[name]
    runs = {}
    for ours, method in (("newton", "trust-exact"), ("conjugateGradient", "CG"), ("lbfgs", "L-BFGS-B")):
        extra = {"hess": hessian} if ours == "newton" else {}
        options = {"gtol": 1e-8}
        if method == "L-BFGS-B":
            options["ftol"] = 0
        result = optimize.minimize(f, start, jac=gradient, method=method, options=options, **extra)
        runs[ours] = {"x": result.x.tolist(), "f": float(result.fun), "iterations": int(result.nit)}
    return {"start": start, "runs": runs}


def regressions():
    random = np.random.default_rng(11)
    x = random.normal(size=(40, 3)).round(3)
    y = (x @ [1.5, -2.0, 0.0] + 0.7 + 0.3 * random.normal(size=40)).round(3)
    labels = (x @ [1.0, -1.0, 0.5] + random.normal(size=40) > 0).astype(float)
    linear = LinearRegression().fit(x, y)
    ridge = Ridge(alpha=0.5 * len(x)).fit(x, y)
    lasso = Lasso(alpha=0.2, tol=1e-14, max_iter=100000).fit(x, y)
    logistic = LogisticRegression(C=np.inf, tol=1e-12, max_iter=10000, solver="newton-cholesky").fit(x, labels)
    solution = lambda m: [*np.ravel(m.coef_).tolist(), float(np.ravel(m.intercept_)[0])]
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "labels": labels.tolist(),
        "linear": solution(linear),
        "ridge": solution(ridge),
        "lasso": solution(lasso),
        "logistic": solution(logistic),
    }


numbers = {
    "kept": kept,
    "starts": starts,
    "paths": {name: {surface: path(name, surface) for surface in starts} for name in optimizers},
    "derivatives": {name: derivatives(name) for name in surfaces},
    "secondOrder": {name: second_order(name) for name in ("rosenbrock", "beale", "booth", "himmelblau")},
    "regressions": regressions(),
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(numbers) + "\n")
