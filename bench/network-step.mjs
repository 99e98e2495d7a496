/**
 * One step of the descent lab on a network, history off, beside one step of `train.fit`: 784-512-256-10, Adam, batch 128.
 * Needs `npm run build`. Run: node bench/network-step.mjs
 */
import { descent, models, tf, train } from '../dist/src/index.js'

const [BATCH, STEPS, ROUNDS] = [128, 60, 7]
const x = tf.randomUniform([BATCH * STEPS, 784], 0, 1, 'float32', 1)
const y = tf.oneHot(tf.randomUniform([BATCH * STEPS], 0, 10, 'int32', 2), 10)
const data = { x, y, size: BATCH * STEPS }
const loss = 'categoricalCrossentropy'
const network = () => models.mlp({ inputs: 784, hidden: [512, 256], outputs: 10 })
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]

const stepped = network()
const d = descent.start(
  { model: stepped, data, loss, batchSize: BATCH },
  { optimizer: 'adam', seed: 1, history: false },
)
const stepper = []
const began = performance.now()
d.step()
const first = performance.now() - began
d.step(STEPS - 1)

const fitted = network()
const fit = []
let start = 0
const times = { onEpochStart: () => (start = performance.now()), onEpochEnd: () => fit.push(performance.now() - start) }
const one = () =>
  train.fit(fitted, data, { optimizer: 'adam', loss, batchSize: BATCH, epochs: 2, verbose: false, callbacks: [times] })
for (let i = 0; i < ROUNDS; i++) {
  const before = performance.now()
  d.step(STEPS)
  stepper.push(performance.now() - before)
  await one()
}
const [mine, theirs] = [median(stepper) / STEPS, median(fit.filter((_, i) => i % 2)) / STEPS]
console.log(
  `stepper ${mine.toFixed(2)} ms a step (the first, with its graph, ${first.toFixed(0)} ms), fit ${theirs.toFixed(2)} ms, ratio ${(mine / theirs).toFixed(2)} (wanted <= 2)`,
)
