"""A network with two inputs and two outputs, trained by Keras: initial weights, data and history, into several.json.

Run: python test/oracle/several.py (Keras 3.15, TensorFlow 2.21)
"""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np

keras.utils.set_random_seed(5)
random = np.random.default_rng(5)
# Whole batches: Keras averages the losses of single outputs over batches, whatever their size.
n, extra = 24, 6

tokens = keras.Input((3,), name="tokens")
size = keras.Input((2,), name="size")
embedded = keras.layers.Flatten()(keras.layers.Embedding(7, 4, name="embedding")(tokens))
both = keras.layers.Concatenate()([embedded, size])
hidden = keras.layers.Dense(5, activation="tanh", name="hidden")(both)
kind = keras.layers.Dense(3, activation="softmax", name="kind")(hidden)
price = keras.layers.Dense(1, name="price")(hidden)
model = keras.Model([tokens, size], {"kind": kind, "price": price})


def make(count):
    return {
        "tokens": random.integers(0, 7, (count, 3)),
        "size": random.normal(size=(count, 2)).round(3),
        "kind": random.integers(0, 3, count),
        "price": random.normal(size=(count, 1)).round(3),
    }


def split(data):
    x = {k: np.array(data[k], "int32" if k == "tokens" else "float32") for k in ("tokens", "size")}
    y = {k: np.array(data[k], "int32" if k == "kind" else "float32") for k in ("kind", "price")}
    return x, y


train, test = make(n), make(extra)
initial = {w.path: w.numpy() for w in model.weights}
weight = random.uniform(0.5, 2, n).round(3)
out = {
    "train": {k: v.tolist() for k, v in train.items()},
    "test": {k: v.tolist() for k, v in test.items()},
    "weights": {k: {"shape": v.shape, "values": v.ravel().tolist()} for k, v in initial.items()},
    "sampleWeight": weight.tolist(),
}
for name, more in {"plain": {}, "weighted": {"sample_weight": weight}}.items():
    for w in model.weights:
        w.assign(initial[w.path])
    model.compile(
        optimizer=keras.optimizers.SGD(0.1),
        loss={"kind": "sparse_categorical_crossentropy", "price": "mse"},
        loss_weights={"kind": 1.0, "price": 0.3},
        metrics={"kind": ["accuracy"], "price": ["mae"]},
    )
    x, y = split(train)
    history = model.fit(x, y, epochs=4, batch_size=8, shuffle=False, verbose=0, validation_data=split(test), **more)
    out[name] = history.history
    out[name + "Final"] = {w.path: w.numpy().ravel().tolist() for w in model.weights}

with open(os.path.join(os.path.dirname(__file__), "several.json"), "w") as file:
    json.dump(out, file)
