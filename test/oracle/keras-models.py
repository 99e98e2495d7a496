"""Weights files of Keras 3, what the models with them answer, and the moments of Keras's initializers."""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers

here = pathlib.Path(__file__).parent
keras.utils.set_random_seed(5)
out = {"keras": keras.__version__}


def spread(model):
    for w in model.weights:  # moving means and biases too, so that a mix-up shows
        value = np.random.RandomState(len(w.shape) + int(np.prod(w.shape))).uniform(0.1, 0.6, w.shape)
        w.assign(value if "variance" in w.path else value - 0.3)


def keep(name, model, x):
    spread(model)
    model.save_weights(here / f"keras-{name}.weights.h5")
    out[name] = {"x": x.tolist(), "y": np.asarray(model(x)).tolist()}


keep("sequence", keras.Sequential([
    layers.Input((6,)), layers.Embedding(10, 4), layers.LSTM(3, return_sequences=True),
    layers.GRU(2, reset_after=False, return_sequences=True), layers.SimpleRNN(3, return_sequences=True), layers.LayerNormalization(), layers.Flatten(),
    layers.Dense(3, "relu"), layers.BatchNormalization(), layers.Dense(2, "softmax", name="out"),
]), np.array([[1, 2, 3, 4, 5, 6], [9, 8, 7, 0, 0, 1]]))
keep("image", keras.Sequential([
    layers.Input((6, 6, 2)), layers.Conv2D(3, 3, padding="same", activation="relu"), layers.MaxPooling2D(),
    layers.Flatten(), layers.Dense(2),
]), np.random.RandomState(1).rand(2, 6, 6, 2))
i = layers.Input((5, 4))
keep("attention", keras.Model(i, layers.MultiHeadAttention(2, 3)(i, i)), np.random.RandomState(2).randn(2, 5, 4))
out["causal"] = np.asarray(
    layers.MultiHeadAttention(2, 3)(i := np.float32(out["attention"]["x"]), i, use_causal_mask=True)
).shape
a = keras.Model(i := layers.Input((5, 4)), layers.MultiHeadAttention(2, 3)(i, i, use_causal_mask=True))
a.load_weights(here / "keras-attention.weights.h5")
out["causal"] = np.asarray(a(np.float32(out["attention"]["x"]))).tolist()

names = {
    "glorotUniform": "GlorotUniform", "glorotNormal": "GlorotNormal", "heUniform": "HeUniform", "heNormal": "HeNormal",
    "leCunUniform": "LecunUniform", "leCunNormal": "LecunNormal", "randomUniform": "RandomUniform",
    "randomNormal": "RandomNormal", "truncatedNormal": "TruncatedNormal",
}
out["initializers"] = {}
for ours, theirs in names.items():
    w = np.asarray(getattr(keras.initializers, theirs)(seed=1)((300, 200)))
    out["initializers"][ours] = {"std": float(w.std()), "max": float(np.abs(w).max())}
(here / "keras-models.json").write_text(json.dumps(out))
