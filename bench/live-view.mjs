/**
 * What a live view costs: its share of the time of a training of ten epochs of MNIST, and the bytes it adds to the notebook.
 * The times of two equal trainings differ by more than that share: so what is spent between two epochs, where the view is
 * drawn, is measured by itself too, with and without the view.
 * Needs set-up. Run: node bench/live-view.mjs
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [EPOCHS, ROUNDS, BATCH] = [10, 5, 128]
const root = join(import.meta.dirname, '..')

const prepare = `
import { data, models, plot, tf, train } from 'gradlab'
const mnist = await data.mnist({ flatten: true })
interface Cost { wall: number; cpu: number; between: number; betweenCpu: number; end: number }
const used = (from = { user: 0, system: 0 }) => {
  const { user, system } = process.cpuUsage(from as never)
  return (user + system) / 1000
}
const fit = async (live: boolean): Promise<Cost> => {
  const cost = { wall: 0, cpu: 0, between: 0, betweenCpu: 0, end: 0 }
  let [left, leftCpu] = [0, 0]
  const leave = () => void ([left, leftCpu] = [performance.now(), used()])
  const enter = () => {
    if (!left) return
    cost.between += performance.now() - left
    cost.betweenCpu += used() - leftCpu
  }
  const [start, startCpu] = [performance.now(), used()]
  await train.fit(models.mlp({ inputs: 784, hidden: [128, 128], outputs: 10 }), mnist.train, {
    epochs: ${EPOCHS}, batchSize: ${BATCH}, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'],
    live, verbose: false, seed: 1, callbacks: [{ onEpochEnd: leave, onEpochStart: enter, onFitEnd: leave }],
  })
  enter()
  cost.end = performance.now() - left
  cost.wall = performance.now() - start
  // The last picture is drawn beside what comes next: its processor time counts here.
  await new Promise((resolve) => setTimeout(resolve, 500))
  cost.cpu = used() - startCpu
  return cost
}
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const costs: { live: Cost; without: Cost }[] = []
const more = (of: keyof Cost, to: keyof Cost = of) => median(costs.map(({ live, without }) => (live[of] - without[of]) / without[to]))
// All code of the pair has run once.
await train.fit(models.mlp({ inputs: 784, hidden: [128, 128], outputs: 10 }), mnist.train, { epochs: 1, batchSize: ${BATCH}, loss: 'sparseCategoricalCrossentropy', verbose: false })`
// In pairs, and in turn which comes first: what else the machine does then weighs on both alike.
const rounds = `
for (let round = 0; round < ${ROUNDS}; round++) {
  const first = await fit(round % 2 === 0)
  const second = await fit(round % 2 === 1)
  costs.push(round % 2 === 0 ? { live: first, without: second } : { live: second, without: first })
}
console.log(JSON.stringify({
  with: median(costs.map(({ live }) => live.wall)),
  without: median(costs.map(({ without }) => without.wall)),
  wall: more('wall'), cpu: more('cpu'), between: more('between', 'wall'), betweenCpu: more('betweenCpu', 'cpu'),
  end: median(costs.map(({ live }) => live.end)),
  pairs: costs.map(({ live, without }) => [live.wall / without.wall - 1, live.cpu / without.cpu - 1]),
}))`
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
  console.log(`${EPOCHS} epochs of MNIST, 128-128-10, batch ${BATCH}, median of ${ROUNDS} pairs:`)
  console.log(
    `train.fit with live ${(fitted.with / 1000).toFixed(2)} s, without ${(fitted.without / 1000).toFixed(2)} s: ${percent(fitted.wall)} more time, ${percent(fitted.cpu)} more processor time`,
  )
  console.log(
    `between epochs and at the end, where the view is drawn: ${percent(fitted.between)} of the training's time more (wanted <= 3 %), ${percent(fitted.betweenCpu)} of its processor time; after the last epoch ${fitted.end.toFixed(1)} ms`,
  )
  console.log(`pairs (time, processor time): ${fitted.pairs.map((pair) => pair.map(percent).join(', ')).join('; ')}`)
  console.log(
    `plot.live at each of ${looped.steps} steps: ${percent(looped.inside / looped.total)} of ${(looped.total / 1000).toFixed(2)} s inside update (wanted <= 3 %)`,
  )
  console.log(
    `the notebook grows by ${(weight(1) - weight(2)).toFixed(1)} kB for fit (${pictures(1)} figure), ${weight(4).toFixed(1)} kB for the loop (${pictures(4)} figure; wanted < 200)`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
