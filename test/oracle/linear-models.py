"""Coefficients of scikit-learn's linear models, solved to the last digits."""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.linear_model import Lasso, LinearRegression, LogisticRegression, Ridge

r = np.random.RandomState(3)
x = np.round(r.randn(60, 4) * [1, 3, 0.5, 1] + [0, 2, -1, 0], 4)
x[:, 3] = np.round(0.9 * x[:, 0] + 0.2 * x[:, 3], 4)
y = np.round(x @ [1.5, -2, 0, 0.3] + 4 + r.randn(60), 4)
labels2 = (x @ [1, 0.5, -1, 0] + r.randn(60) > 1).astype(int)
labels3 = np.digitize(x @ [1, 0.5, -1, 0] + 0.7 * r.randn(60), [0.5, 2.5])


def linear(model, target=y):
    model.fit(x, target)
    return {"coefficients": np.atleast_2d(model.coef_).tolist(), "intercept": np.atleast_1d(model.intercept_).tolist(), "score": model.score(x, target)}


out = {
    "scikit-learn": sklearn.__version__,
    "x": x.tolist(), "y": y.tolist(), "labels2": labels2.tolist(), "labels3": labels3.tolist(),
    "linear": linear(LinearRegression()),
    "linearNoIntercept": linear(LinearRegression(fit_intercept=False)),
    "ridge": {a: linear(Ridge(alpha=float(a), solver="cholesky")) for a in ["0.1", "1", "100"]},
    "ridgeNoIntercept": linear(Ridge(alpha=1.0, fit_intercept=False)),
    "lasso": {a: linear(Lasso(alpha=float(a), tol=1e-14, max_iter=1000000)) for a in ["0.01", "0.1", "1"]},
    "logistic": {c: linear(LogisticRegression(C=float(c), tol=1e-12, solver="newton-cholesky", max_iter=1000), labels2) for c in ["0.1", "1", "10"]},
    "multinomial": {c: linear(LogisticRegression(C=float(c), tol=1e-12, solver="newton-cholesky", max_iter=1000), labels3) for c in ["0.1", "1"]},
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out))
