// @ts-nocheck: plain JavaScript, for node to run as it is
/** One figure of every chart kind, with data that learners would have. */
const range = (n, f = (i) => i) => Array.from({ length: n }, (_, i) => f(i))

let state = 7

/** A repeatable stream of uniform numbers. */
function next() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

const gauss = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

/** The charts by name, each a function that makes it; each starts its stream of numbers anew, so that it is the same in any order. */
export function gallery(plot) {
  return Object.fromEntries(
    Object.entries(charts(plot)).map(([name, make]) => [
      name,
      () => {
        state = 7
        return make()
      },
    ]),
  )
}

function charts(plot) {
  const curve = (a, b) => range(10, (i) => a * Math.exp(-i / 3) + b + 0.01 * gauss())
  const digit = (k) => range(28, (r) => range(28, (c) => Math.exp(-((Math.hypot(r - 14, c - 14) - 3 - k) ** 2) / 4)))
  return {
    line: () =>
      plot.line(
        { training: curve(1, 0.1), validation: curve(0.9, 0.3) },
        { title: 'Loss falls', x: 'epoch', y: 'mean squared error' },
      ),
    'line-large': () =>
      plot.line(
        range(1e6, (i) => Math.sin(i / 3e4) + 0.1 * gauss()),
        { title: 'A million points', x: 'step', y: 'loss' },
      ),
    history: () =>
      plot.history({
        loss: curve(1, 0.1),
        valLoss: curve(0.9, 0.25),
        accuracy: range(10, (i) => 1 - 0.4 * Math.exp(-i / 2)),
        valAccuracy: range(10, (i) => 0.97 - 0.4 * Math.exp(-i / 2)),
      }),
    images: () =>
      plot.images(
        range(20, (k) => digit(k % 10)),
        {
          title: 'Test images',
          labels: range(20, (k) => k % 10),
          predictions: range(20, (k) => (k === 7 ? 9 : k % 10)),
        },
      ),
    figure: () =>
      plot.figure({
        data: [{ type: 'pie', values: [3, 1], labels: ['right', 'wrong'] }],
        layout: { title: 'Anything Plotly draws' },
      }),
    scatter: () =>
      plot.scatter(points(200), {
        classes: range(200, (i) => i % 3),
        classNames: ['setosa', 'versicolor', 'virginica'],
        title: 'Iris',
        x: 'petal length in cm',
        y: 'petal width in cm',
      }),
    'scatter-large': () => plot.scatter(range(1e5, gauss), range(1e5, gauss), { title: 'A hundred thousand points' }),
    histogram: () =>
      plot.histogram(
        { before: range(2000, gauss), after: range(2000, () => 0.5 * gauss() + 1) },
        { title: 'Weights', x: 'weight' },
      ),
    bar: () =>
      plot.bar(
        ['SGD', 'momentum', 'RMSProp', 'Adam'],
        { train: [0.91, 0.95, 0.97, 0.99], test: [0.9, 0.94, 0.955, 0.975] },
        { title: 'Optimizers', y: 'accuracy' },
      ),
    box: () =>
      plot.box(
        { 'fold 1': range(40, gauss), 'fold 2': range(40, () => gauss() + 1), all: range(5000, gauss) },
        { title: 'Errors by fold', y: 'squared error' },
      ),
    heatmap: () =>
      plot.heatmap(
        range(8, (i) => range(8, (j) => (i === j ? 1 : Math.cos(i - 1.7 * j) * 0.6))),
        { title: 'Correlation', valueName: 'correlation', columns: names8, rows: names8 },
      ),
    contour: () =>
      plot.contour(rosenbrock, {
        path: { SGD: walk(0.001, 200), 'SGD, faster': walk(0.0015, 60) },
        title: 'Rosenbrock’s valley',
      }),
    'contour-bowl': () =>
      plot.contour((x, y) => x * x + 3 * y * y, {
        domain: [
          [-2, 2],
          [-2, 2],
        ],
        path: [
          [1.8, 1.5],
          [1, -0.9],
          [0.5, 0.3],
          [0.2, 0],
        ],
      }),
    surface: () =>
      plot.surface((x, y) => Math.sin(x) * Math.cos(y) + 0.1 * x * x, {
        domain: [
          [-3, 3],
          [-3, 3],
        ],
        title: 'A landscape',
        path: range(20, (i) => [2.5 - 0.12 * i, 2 - 0.2 * i]),
      }),
    confusion: () =>
      plot.confusion(
        range(1000, (i) => i % 10),
        range(1000, (i) => (next() < 0.06 ? Math.floor(10 * next()) : i % 10)),
      ),
    roc: () =>
      plot.roc(
        range(400, (i) => i % 2),
        { network: range(400, (i) => (i % 2) + gauss()), linear: range(400, (i) => (i % 2) * 0.4 + gauss()) },
        { title: 'Two classifiers' },
      ),
    weights: () =>
      plot.weights({
        dense_1: range(4000, () => 0.05 * gauss()),
        dense_2: range(2000, () => 0.1 * gauss()),
        dense_3: range(500, () => (next() < 0.4 ? 0 : 0.3 * gauss())),
      }),
    activations: () =>
      plot.activations({
        relu_1: range(4000, () => Math.max(0, gauss())),
        relu_2: range(4000, () => Math.max(0, 0.5 * gauss())),
        relu_3: range(4000, () => Math.max(0, 0.2 * gauss())),
        relu_4: range(4000, () => Math.max(0, 0.1 * gauss())),
        softmax: range(1000, next),
      }),
    gradientFlow: () =>
      plot.gradientFlow(
        Object.fromEntries(range(6, (i) => [`dense_${i + 1}`, range(100, () => 10 ** (i - 6) * gauss())])),
      ),
    filters: () => plot.filters({ shape: [3, 3, 1, 16], dataSync: () => Float32Array.from({ length: 144 }, gauss) }),
    attention: () => plot.attention(attentionOf(words), { tokens: words }),
    'attention-heads': () =>
      plot.attention([attentionOf(words), attentionOf(words), attentionOf(words), attentionOf(words)], {
        tokens: words,
      }),
    decisionBoundary: () =>
      plot.decisionBoundary(
        (x, y) => 1 / (1 + Math.exp(-(x * x + y * y - 1.5) * 2)),
        { x: points(150), y: range(150, (i) => i % 2) },
        { title: 'Inside or outside' },
      ),
    'decisionBoundary-3': () =>
      plot.decisionBoundary(
        (x, y) => [x, y, -x - y],
        { x: points(150), y: range(150, (i) => i % 3) },
        { title: 'Three classes' },
      ),
    learningRateFinder: () =>
      plot.learningRateFinder({
        learningRates: range(100, (i) => 10 ** (-6 + i * 0.06)),
        losses: range(
          100,
          (i) => 2.3 - 1.6 / (1 + Math.exp(-(i - 50) / 6)) + (i > 80 ? (i - 80) ** 2 / 20 : 0) + 0.05 * gauss(),
        ),
      }),
    network: () => plot.network([784, 512, 256, 10], { title: 'A network for digits' }),
    table: () =>
      plot.table(
        range(5, (i) => ({
          optimizer: ['SGD', 'momentum', 'AdaGrad', 'RMSProp', 'Adam'][i],
          accuracy: 0.9 + 0.018 * i,
          'loss after 10 epochs': 0.35 / (i + 1),
        })),
        { title: 'Optimizers compared' },
      ),
  }

  function points(n) {
    return range(n, (i) => [
      gauss() * 0.6 + Math.cos(2.1 * (i % 3)) * 1.5,
      gauss() * 0.6 + Math.sin(2.1 * (i % 3)) * 1.5,
    ])
  }
  function attentionOf(tokens) {
    return tokens.map((_, i) => {
      const raw = tokens.map((_, j) => Math.exp(-Math.abs(i - j) + gauss()))
      const sum = raw.reduce((a, b) => a + b)
      return raw.map((v) => v / sum)
    })
  }
}

const words = ['the', 'cat', 'sat', 'on', 'the', 'mat']
const names8 = range(8, (i) => `feature ${i}`)

const rosenbrock = Object.assign(([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, {
  gradientBy: 'formula',
  domain: [
    [-2, 2],
    [-1, 3],
  ],
  minima: [{ at: [1, 1], value: 0 }],
})

function walk(lr, steps) {
  const path = [[-1.2, 1]]
  for (let i = 0; i < steps; i++) {
    const [x, y] = path.at(-1)
    path.push([x - lr * (-2 * (1 - x) - 400 * x * (y - x * x)), y - lr * 200 * (y - x * x)])
  }
  return path
}
