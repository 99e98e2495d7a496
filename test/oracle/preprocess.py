"""Numbers of scikit-learn's scalers, imputers and moons."""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.datasets import make_circles, make_moons
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, StandardScaler

r = np.random.RandomState(0)
x = (r.randn(12, 3) * [1, 100, 0.01] + [5, -300, 0]).astype("float32")
x[:, 2] = np.float32(0.1)
holes = x.copy()
holes[1, 0] = holes[4, 0] = holes[4, 1] = np.nan
other = (r.randn(4, 3) * [1, 100, 0.01] + [5, -300, 0]).astype("float32")
standard, minmax = StandardScaler().fit(x.astype("float64")), MinMaxScaler().fit(x.astype("float64"))
out = {
    "scikit-learn": sklearn.__version__,
    "x": x.tolist(),
    "other": other.tolist(),
    "holes": [[None if np.isnan(v) else v for v in row] for row in holes.tolist()],
    "mean": standard.mean_.tolist(),
    "std": standard.scale_.tolist(),
    "standardized": standard.transform(other).tolist(),
    "min": minmax.data_min_.tolist(),
    "max": minmax.data_max_.tolist(),
    "minmaxed": minmax.transform(other).tolist(),
    "imputedMean": SimpleImputer(strategy="mean").fit(holes).statistics_.tolist(),
    "imputedMedian": SimpleImputer(strategy="median").fit(holes).statistics_.tolist(),
}
mx, my = make_moons(20, shuffle=False)
cx, cy = make_circles(20, shuffle=False, factor=0.3)
out["moons"] = {"x": mx.tolist(), "y": my.tolist()}
out["circles"] = {"x": cx.tolist(), "y": cy.tolist()}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out))
