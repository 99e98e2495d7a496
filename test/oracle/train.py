"""Reference numbers for src/train: optimizers, losses, metrics, schedules. Run with torch, keras, tensorflow and scikit-learn."""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import sklearn.metrics as sk
import torch

torch.set_default_dtype(torch.float32)
rng = np.random.default_rng(0)
out = {}

# Optimizers: 20 steps of a 3-2 linear map on 8 rows, mean squared error, whole batch.
x = rng.normal(size=(8, 3)).astype(np.float32)
y = rng.normal(size=(8, 2)).astype(np.float32)
w0 = rng.normal(size=(3, 2)).astype(np.float32)
b0 = rng.normal(size=(2,)).astype(np.float32)


def run(make):
    w, b = (torch.tensor(v, requires_grad=True) for v in (w0, b0))
    optimizer = make([w, b])
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = ((torch.tensor(x) @ w + b - torch.tensor(y)) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {"w": w.detach().flatten().tolist(), "b": b.detach().tolist(), "losses": losses}


o = torch.optim
out["optimizers"] = {
    "x": x.tolist(), "y": y.tolist(), "w": w0.tolist(), "b": b0.tolist(),
    "runs": {
        "sgd": run(lambda p: o.SGD(p, lr=0.05)),
        "sgd weightDecay": run(lambda p: o.SGD(p, lr=0.05, weight_decay=0.1)),
        "momentum": run(lambda p: o.SGD(p, lr=0.05, momentum=0.9)),
        "nesterov": run(lambda p: o.SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
        "adagrad": run(lambda p: o.Adagrad(p, lr=0.1)),
        "rmsprop": run(lambda p: o.RMSprop(p, lr=0.02)),
        "rmsprop momentum": run(lambda p: o.RMSprop(p, lr=0.02, momentum=0.9)),
        "adadelta": run(lambda p: o.Adadelta(p)),
        "adam": run(lambda p: o.Adam(p, lr=0.05)),
        "adam weightDecay": run(lambda p: o.Adam(p, lr=0.05, weight_decay=0.1)),
        "adamW": run(lambda p: o.AdamW(p, lr=0.05)),
        "nadam": run(lambda p: o.NAdam(p, lr=0.05)),
    },
}

# Losses: means over 6 rows, by Keras.
real, guess = rng.normal(size=(2, 6, 3)).astype(np.float32) * 2
logits = rng.normal(size=(6, 3)).astype(np.float32) * 3
p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
labels = rng.integers(0, 3, size=6)
hot = np.eye(3, dtype=np.float32)[labels]
q = rng.dirichlet(np.ones(3), size=6).astype(np.float32)
bits = (rng.random((6, 1)) > 0.5).astype(np.float32)
score = rng.normal(size=(6, 1)).astype(np.float32)
sigmoid = 1 / (1 + np.exp(-score))
k = keras.losses


def value(loss, true, pred):
    return float(loss(true, pred))


out["losses"] = {
    "real": real.tolist(), "guess": guess.tolist(), "logits": logits.tolist(), "probabilities": p.tolist(),
    "labels": labels.tolist(), "oneHot": hot.tolist(), "distribution": q.tolist(), "bits": bits.tolist(),
    "score": score.tolist(), "sigmoid": sigmoid.tolist(),
    "values": {
        "meanSquaredError": value(k.MeanSquaredError(), real, guess),
        "meanAbsoluteError": value(k.MeanAbsoluteError(), real, guess),
        "huber": value(k.Huber(), real, guess),
        "hinge": value(k.Hinge(), bits, score),
        "categoricalCrossentropy": value(k.CategoricalCrossentropy(), hot, p.astype(np.float32)),
        "sparseCategoricalCrossentropy": value(k.SparseCategoricalCrossentropy(), labels, p.astype(np.float32)),
        "binaryCrossentropy": value(k.BinaryCrossentropy(), bits, sigmoid.astype(np.float32)),
        "kl": value(k.KLDivergence(), q, p.astype(np.float32)),
    },
    "torch": {
        "crossEntropy": torch.nn.functional.cross_entropy(torch.tensor(logits), torch.tensor(labels)).item(),
        "binary": torch.nn.functional.binary_cross_entropy_with_logits(torch.tensor(score), torch.tensor(bits)).item(),
        "huber": torch.nn.functional.huber_loss(torch.tensor(guess), torch.tensor(real)).item(),
    },
}

# Metrics, by scikit-learn.
n = 40
truth = rng.integers(0, 4, size=n)
proba = rng.dirichlet(np.ones(4), size=n)
proba[np.arange(n), truth] += 0.4
proba /= proba.sum(1, keepdims=True)
pred = proba.argmax(1)
binary = rng.integers(0, 2, size=n)
scores = np.round(rng.random(n) * 0.6 + 0.4 * binary, 1)
a, b = rng.normal(size=(2, 30))
fpr, tpr, _ = sk.roc_curve(binary, scores, drop_intermediate=False)
out["metrics"] = {
    "truth": truth.tolist(), "probabilities": proba.tolist(), "binary": binary.tolist(), "scores": scores.tolist(),
    "a": a.tolist(), "b": b.tolist(),
    "accuracy": sk.accuracy_score(truth, pred),
    "top2": sk.top_k_accuracy_score(truth, proba, k=2),
    "confusion": sk.confusion_matrix(truth, pred).tolist(),
    "perClass": [v.tolist() for v in sk.precision_recall_fscore_support(truth, pred)[:3]],
    **{
        average: list(sk.precision_recall_fscore_support(truth, pred, average=average)[:3])
        for average in ("macro", "micro", "weighted")
    },
    "binaryScores": list(sk.precision_recall_fscore_support(binary, scores > 0.5, average="binary")[:3]),
    "auc": sk.roc_auc_score(binary, scores),
    "aucMacro": sk.roc_auc_score(truth, proba, multi_class="ovr"),
    "fpr": fpr.tolist(), "tpr": tpr.tolist(),
    "mse": sk.mean_squared_error(a, b), "mae": sk.mean_absolute_error(a, b), "r2": sk.r2_score(a, b),
}


# Schedules, by PyTorch: the rate of each epoch (or step).
def rates(make, count):
    optimizer = o.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = make(optimizer)
    values = []
    for _ in range(count):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return values


s = o.lr_scheduler
out["schedules"] = {
    "stepDecay": rates(lambda q: s.StepLR(q, 3, 0.5), 10),
    "exponential": rates(lambda q: s.ExponentialLR(q, 0.9), 10),
    "cosine": rates(lambda q: s.CosineAnnealingLR(q, 10, 0.01), 10),
    "oneCycle": rates(lambda q: s.OneCycleLR(q, 0.1, total_steps=40), 40),
}

pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out) + "\n")
