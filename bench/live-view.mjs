/**
 * What a live view costs: its share of the time of a training of ten epochs of MNIST, and the bytes it adds to the notebook.
 * Needs set-up. Run: node bench/live-view.mjs
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [EPOCHS, ROUNDS, BATCH] = [10, 3, 128]
const root = join(import.meta.dirname, '..')

const prepare = `
import { data, models, plot, tf, train } from 'gradlab'
const mnist = await data.mnist({ flatten: true })
const fit = (live: boolean) => train.fit(models.mlp({ inputs: 784, hidden: [128, 128], outputs: 10 }), mnist.train, {
  epochs: ${EPOCHS}, batchSize: ${BATCH}, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'], live, verbose: false, seed: 1, callbacks: [{ onFitEnd: () => void (trained = performance.now()) }],
})
await train.fit(models.mlp({ inputs: 784, hidden: [128, 128], outputs: 10 }), mnist.train, { epochs: 1, batchSize: ${BATCH}, loss: 'sparseCategoricalCrossentropy', verbose: false })
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!
const times: Record<string, number[]> = { true: [], false: [], picture: [] }
let trained = 0`
const rounds = `
for (let round = 0; round < ${ROUNDS}; round++) for (const live of [true, false]) {
  const start = performance.now()
  await fit(live)
  times[String(live)]!.push(trained - start)
  if (live) times.picture!.push(performance.now() - trained)
}
console.log(JSON.stringify({ with: median(times.true!), without: median(times.false!), picture: median(times.picture!) }))`
// A loop that shows each step, as a learner writes it: the time inside \`update\`, against that of the whole loop.
const loop = `
const view = plot.live({ y: 'loss' })
let [inside, steps] = [0, 0]
const note = {
  onStep: ({ loss }: { loss: number }) => {
    const start = performance.now()
    view.update({ loss })
    inside += performance.now() - start
    steps++
  },
}
const began = performance.now()
await train.fit(models.mlp({ inputs: 784, hidden: [128, 128], outputs: 10 }), mnist.train, {
  epochs: ${EPOCHS}, batchSize: ${BATCH}, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', verbose: false, callbacks: [note],
})
const total = performance.now() - began
await view.finish()
console.log(JSON.stringify({ inside, total, steps }))`
const sources = [prepare, 'await fit(true); undefined', 'await fit(false); undefined', rounds, loop]

const folder = mkdtempSync(join(root, '.live-view-'))
try {
  const cells = sources.map((source, i) => ({
    cell_type: 'code',
    id: `cell-${i}`,
    source,
    metadata: {},
    outputs: [],
    execution_count: null,
  }))
  const kernelspec = { name: 'gradlab', display_name: 'gradlab', language: 'typescript' }
  const file = join(folder, 'live.ipynb')
  writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }))
  const options = [
    '--to',
    'notebook',
    '--execute',
    '--inplace',
    '--log-level',
    'ERROR',
    '--ExecutePreprocessor.timeout=600',
  ]
  execFileSync(join(root, '.venv', 'bin', 'python'), ['-m', 'nbconvert', ...options, file], { stdio: 'inherit' })
  const saved = JSON.parse(readFileSync(file, 'utf8')).cells
  const weight = (i) => JSON.stringify(saved[i].outputs).length / 1000
  const numbers = (i) => JSON.parse(saved[i].outputs.find(({ name }) => name === 'stdout').text.at(-1))
  const pictures = (i) => saved[i].outputs.filter(({ data }) => data?.['application/vnd.plotly.v1+json']).length
  const fitted = numbers(3)
  const looped = numbers(4)
  const percent = (value) => `${(100 * value).toFixed(2)} %`
  console.log(`${EPOCHS} epochs of MNIST, 128-128-10, batch ${BATCH}, median of ${ROUNDS}:`)
  console.log(
    `train.fit with live ${(fitted.with / 1000).toFixed(2)} s, without ${(fitted.without / 1000).toFixed(2)} s: ${percent(fitted.with / fitted.without - 1)} more (wanted <= 3 %); the final picture, after it, ${fitted.picture.toFixed(0)} ms`,
  )
  console.log(
    `plot.live at each of ${looped.steps} steps: ${percent(looped.inside / looped.total)} of ${(looped.total / 1000).toFixed(2)} s inside update (wanted <= 3 %)`,
  )
  console.log(
    `the notebook grows by ${(weight(1) - weight(2)).toFixed(1)} kB for fit (${pictures(1)} figure), ${weight(4).toFixed(1)} kB for the loop (${pictures(4)} figure; wanted < 200)`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
