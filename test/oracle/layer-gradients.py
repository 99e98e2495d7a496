"""Outputs and gradients of layers as Keras computes them, into layer-gradients.json: L = sum(c * layer(x)) in training mode.

Run: python test/oracle/layer-gradients.py (Keras 3.15, TensorFlow 2.21)
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf
from keras import layers

out = {"keras": keras.__version__, "layers": {}}
random = np.random.RandomState(7)
image = random.normal(size=(2, 5, 5, 3))
sequence = random.normal(size=(2, 4, 3))
flat = random.normal(size=(4, 3))
tokens = random.randint(0, 6, (2, 4))

cases = {
    "dense": (layers.Dense(4), flat),
    "convolution": (layers.Conv2D(4, 3), image),
    "convolution, same, strides": (layers.Conv2D(4, 3, strides=2, padding="same"), image),
    "convolution 1-D": (layers.Conv1D(4, 2), sequence),
    "depthwise": (layers.DepthwiseConv2D(3, depth_multiplier=2), image),
    "separable": (layers.SeparableConv2D(4, 3), image),
    "transposed": (layers.Conv2DTranspose(2, 3, strides=2), image),
    "max pooling": (layers.MaxPooling2D(2), image),
    "max pooling, same": (layers.MaxPooling2D(3, strides=2, padding="same"), image),
    "average pooling": (layers.AveragePooling2D(2), image),
    "average pooling, same": (layers.AveragePooling2D(3, strides=2, padding="same"), image),
    "global average pooling": (layers.GlobalAveragePooling2D(), image),
    "global max pooling": (layers.GlobalMaxPooling2D(), image),
    "upsampling": (layers.UpSampling2D(2), image),
    "batch normalization": (layers.BatchNormalization(), flat),
    "batch normalization of images": (layers.BatchNormalization(), image),
    "layer normalization": (layers.LayerNormalization(), sequence),
    "embedding": (layers.Embedding(6, 3), tokens),
    "simple RNN": (layers.SimpleRNN(4), sequence),
    "LSTM": (layers.LSTM(4), sequence),
    "LSTM, sequences": (layers.LSTM(4, return_sequences=True), sequence),
    "GRU": (layers.GRU(4, reset_after=False), sequence),
    "bidirectional": (layers.Bidirectional(layers.LSTM(2)), sequence),
    "attention": (layers.MultiHeadAttention(2, 2), random.normal(size=(2, 3, 4))),
    "causal attention": (layers.MultiHeadAttention(2, 2), random.normal(size=(2, 3, 4))),
    "prelu": (layers.PReLU(), flat),
    "leaky relu": (layers.LeakyReLU(negative_slope=0.3), flat),
    "time distributed": (layers.TimeDistributed(layers.Dense(2)), sequence),
}
for name in ["relu", "elu", "selu", "gelu", "swish", "mish", "sigmoid", "tanh", "softmax", "softplus", "softsign", "relu6"]:
    cases[name] = (layers.Activation(name), flat)


def numbers(t):
    a = tf.convert_to_tensor(t).numpy()
    return {"shape": list(a.shape), "values": [float(f"{v:.7g}") for v in a.ravel()]}


for name, (layer, x) in cases.items():
    integers = x.dtype.kind == "i"
    x = tf.constant(x, tf.int32 if integers else tf.float32)
    more = {"use_causal_mask": name == "causal attention"} if "attention" in name else {}
    call = (lambda: layer(x, x, **more)) if more else (lambda: layer(x, training=True) if "norm" in name else layer(x))
    call()
    for w in layer.weights:
        w.assign(random.uniform(-0.6, 0.6, w.shape) + (1 if "variance" in w.path else 0))
    initial = [numbers(w) for w in layer.weights]
    with tf.GradientTape() as tape:
        tape.watch(x) if not integers else None
        y = call()
        c = tf.constant(random.normal(size=y.shape), tf.float32)
        loss = tf.reduce_sum(c * y)
    wanted = [w.value for w in layer.trainable_weights]
    grads = tape.gradient(loss, ([] if integers else [x]) + wanted)
    grads = [tf.convert_to_tensor(g) for g in grads]
    out["layers"][name] = {
        "x": numbers(x),
        "weights": initial,
        "c": numbers(c),
        "y": numbers(y),
        "dx": None if integers else numbers(grads[0]),
        "dw": [numbers(g) for g in (grads if integers else grads[1:])],
    }

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out))
