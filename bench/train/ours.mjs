/** One work by gradlab, or by tfjs-node's own fit: prints [seconds, seconds of processor time] of each round as JSON. Run: node ours.mjs WORK [tfjs] */
import { createRequire } from 'node:module'
import { works } from './works.mjs'

const [name, mode = 'ours'] = process.argv.slice(2)
const { examples: n, batch, rounds, epochs = 1 } = works[name]
const gradlab = mode === 'ours' ? await import('../../dist/src/index.js') : undefined
const tf = gradlab?.tf ?? createRequire(import.meta.url)('@tensorflow/tfjs-node')
const L = tf.layers
const classes = () => tf.oneHot(tf.randomUniform([n], 0, 10, 'int32'), 10).toFloat()
const dense = (units, more) => L.dense({ units, ...more })
const softmax = dense(10, { activation: 'softmax' })

function mnist(...hidden) {
  const layers = hidden.map((units, i) => dense(units, { activation: 'relu', ...(i ? {} : { inputShape: [784] }) }))
  return { model: tf.sequential({ layers: [...layers, softmax] }), x: tf.randomUniform([n, 784]), y: classes() }
}
const make = {
  'mnist 512-256-10': () => mnist(512, 256),
  'mnist 128-128-10': () => mnist(128, 128),
  'line, 1000 epochs': () => ({
    model: tf.sequential({ layers: [dense(1, { inputShape: [1] })] }),
    x: tf.randomUniform([n, 1]),
    y: tf.randomUniform([n, 1]),
    loss: 'meanSquaredError',
    optimizer: tf.train.sgd(0.01),
    metrics: [],
  }),
  'cnn 32-64, 50 steps': () => ({
    model: tf.sequential({
      layers: [
        L.conv2d({ filters: 32, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] }),
        L.maxPooling2d({ poolSize: 2 }),
        L.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }),
        L.maxPooling2d({ poolSize: 2 }),
        L.flatten(),
        softmax,
      ],
    }),
    x: tf.randomUniform([n, 28, 28, 1]),
    y: classes(),
  }),
  'lstm 64, 100 long, 20 steps': () => ({
    model: tf.sequential({
      layers: [
        L.lstm({
          units: 64,
          inputShape: [100, 16],
          recurrentInitializer: 'glorotUniform',
          recurrentActivation: 'sigmoid',
        }),
        softmax,
      ],
    }),
    x: tf.randomUniform([n, 100, 16]),
    y: classes(),
  }),
  'transformer d 64, 50 steps': () => ({
    model: gradlab.models.transformer({ vocabulary: 100, length: 64, width: 64, heads: 4, layers: 2, outputs: 10 }),
    x: tf.randomUniform([n, 64], 0, 100, 'int32').toFloat(),
    y: classes(),
  }),
}
const {
  model,
  x,
  y,
  loss = 'categoricalCrossentropy',
  optimizer = tf.train.adam(0.001),
  metrics = ['accuracy'],
} = make[name]()
const taken = []
const processor = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
let spent = processor()
if (gradlab && epochs === 1) {
  const onEpochEnd = ({ seconds }) => {
    const now = processor()
    taken.push([seconds, now - spent])
    spent = now
  }
  const fitOptions = { optimizer: 'adam', loss, metrics, epochs: rounds, batchSize: batch, verbose: false }
  await gradlab.train.fit(model, { x, y, size: n }, { ...fitOptions, callbacks: [{ onEpochEnd }] })
} else {
  model.compile({ optimizer, loss, metrics })
  for (let i = 0; i < (gradlab ? rounds : Math.min(rounds, 2)); i++) {
    const start = performance.now()
    spent = processor()
    await model.fit(x, y, { epochs, batchSize: batch, verbose: 0 })
    taken.push([(performance.now() - start) / 1000, processor() - spent])
  }
}
console.log(JSON.stringify(taken))
process.exit(0)
