"""One work by PyTorch or Keras: prints [seconds, seconds of processor time] of each round as JSON. Run: python peers.py WORK torch|torchFused|keras|kerasJit"""
import json
import os
import sys
import time

os.environ.update(KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3", OMP_NUM_THREADS="2")
work, peer = sys.argv[1:3]
N, BATCH, ROUNDS, EPOCHS = {
    "mnist 512-256-10": (60000, 128, 6, 1),
    "mnist 128-128-10": (60000, 32, 6, 1),
    "line, 1000 epochs": (100, 32, 2, 1000),
    "cnn 32-64, 50 steps": (6400, 128, 4, 1),
    "lstm 64, 100 long, 20 steps": (640, 32, 4, 1),
    "transformer d 64, 50 steps": (1600, 32, 4, 1),
}[work]
LINE = work.startswith("line")


def by_torch(fused):
    import torch
    from torch import nn

    torch.set_num_threads(2)

    class Last(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm, self.out = nn.LSTM(16, 64, batch_first=True), nn.Linear(64, 10)

        def forward(self, x):
            return self.out(self.lstm(x)[0][:, -1])

    class Former(nn.Module):
        def __init__(self):
            super().__init__()
            self.token, self.place = nn.Embedding(100, 64), nn.Parameter(torch.zeros(64, 64))
            block = nn.TransformerEncoderLayer(64, 4, 256, 0.0, batch_first=True, norm_first=True)
            self.blocks, self.out = nn.TransformerEncoder(block, 2, enable_nested_tensor=False), nn.Linear(64, 10)

        def forward(self, x):
            return self.out(self.blocks(self.token(x) + self.place).mean(1))

    def dense(*widths):
        layers = [m for a, b in zip(widths, widths[1:]) for m in (nn.Linear(a, b), nn.ReLU())]
        return nn.Sequential(*layers[:-1])

    model, x = {
        "mnist 512-256-10": lambda: (dense(784, 512, 256, 10), torch.rand(N, 784)),
        "mnist 128-128-10": lambda: (dense(784, 128, 128, 10), torch.rand(N, 784)),
        "line, 1000 epochs": lambda: (nn.Linear(1, 1), torch.rand(N, 1)),
        "cnn 32-64, 50 steps": lambda: (
            nn.Sequential(nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
                          nn.Flatten(), nn.Linear(1600, 10)),
            torch.rand(N, 1, 28, 28),
        ),
        "lstm 64, 100 long, 20 steps": lambda: (Last(), torch.rand(N, 100, 16)),
        "transformer d 64, 50 steps": lambda: (Former(), torch.randint(0, 100, (N, 64))),
    }[work]()
    y = torch.rand(N, 1) if LINE else torch.randint(0, 10, (N,))
    loss_of = nn.MSELoss() if LINE else nn.CrossEntropyLoss()
    made = torch.optim.SGD(model.parameters(), 0.01, fused=fused) if LINE else torch.optim.Adam(model.parameters(), fused=fused)
    for _ in range(ROUNDS):
        start, spent = time.perf_counter(), time.process_time()
        for _ in range(EPOCHS):
            order, right, total = torch.randperm(N), 0, 0.0
            for i in range(0, N, BATCH):
                rows = order[i:i + BATCH]
                made.zero_grad()
                out = model(x[rows])
                loss = loss_of(out, y[rows])
                loss.backward()
                made.step()
                total += loss.item() * len(rows)
                if not LINE:
                    right += (out.argmax(1) == y[rows]).sum().item()
        yield time.perf_counter() - start, time.process_time() - spent


def by_keras(jit):
    import keras
    import numpy as np
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(2)
    tf.config.threading.set_inter_op_parallelism_threads(2)
    L = keras.layers
    last = L.Dense(10, activation="softmax")

    def former():
        tokens = keras.Input((64,), dtype="int32")
        h = L.Embedding(100, 64)(tokens) + L.Embedding(64, 64)(keras.ops.arange(64))
        for _ in range(2):
            n = L.LayerNormalization()(h)
            h = h + L.MultiHeadAttention(4, 16)(n, n)
            h = h + L.Dense(64)(L.Dense(256, activation="relu")(L.LayerNormalization()(h)))
        return keras.Model(tokens, last(L.GlobalAveragePooling1D()(h)))

    seq = keras.Sequential
    rng = np.random.default_rng(0)
    f32 = lambda *shape: rng.random(shape, dtype=np.float32)
    model, x = {
        "mnist 512-256-10": lambda: (seq([L.Dense(512, "relu"), L.Dense(256, "relu"), last]), f32(N, 784)),
        "mnist 128-128-10": lambda: (seq([L.Dense(128, "relu"), L.Dense(128, "relu"), last]), f32(N, 784)),
        "line, 1000 epochs": lambda: (seq([L.Dense(1)]), f32(N, 1)),
        "cnn 32-64, 50 steps": lambda: (
            seq([L.Conv2D(32, 3, activation="relu"), L.MaxPooling2D(), L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(),
                 L.Flatten(), last]),
            f32(N, 28, 28, 1),
        ),
        "lstm 64, 100 long, 20 steps": lambda: (seq([L.LSTM(64), last]), f32(N, 100, 16)),
        "transformer d 64, 50 steps": lambda: (former(), rng.integers(0, 100, (N, 64)).astype(np.int32)),
    }[work]()
    if LINE:
        y = f32(N, 1)
        model.compile(keras.optimizers.SGD(0.01), "mse", jit_compile=jit)
    else:
        y = np.eye(10, dtype=np.float32)[rng.integers(0, 10, N)]
        model.compile("adam", "categorical_crossentropy", metrics=["accuracy"], jit_compile=jit)
    for _ in range(ROUNDS):
        start, spent = time.perf_counter(), time.process_time()
        model.fit(x, y, batch_size=BATCH, epochs=EPOCHS, verbose=0)
        yield time.perf_counter() - start, time.process_time() - spent


runs = by_torch(peer == "torchFused") if peer.startswith("torch") else by_keras(peer == "kerasJit")
print(json.dumps(list(runs)))
