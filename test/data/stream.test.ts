import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { stream, streamCsv } from '../../src/data/stream.ts'
import { tf } from '../../src/tf.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-stream-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function* ten() {
  for (let i = 0; i < 10; i++) yield { x: [i, -i], y: i % 2 }
}

test('batches in order, each epoch anew, nothing left behind', async () => {
  const before = tf.memory().numTensors
  const set = stream(ten, { batchSize: 4, classes: true })
  for (let epoch = 0; epoch < 2; epoch++) {
    const seen: number[][] = []
    for await (const batch of set) {
      expect(batch.y.dtype).toBe('int32')
      seen.push([...batch.column('x0')])
    }
    expect(seen).toEqual([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]) // biome-ignore format: short
  }
  for await (const _ of set) break
  expect(tf.memory().numTensors).toBe(before)
})

test('a buffer shuffles: all are there, the seed repeats', async () => {
  const order = async (seed: number) => {
    const out: number[] = []
    for await (const { x } of stream(ten, { shuffleBuffer: 4, seed }).examples()) out.push(x[0]!)
    return out
  }
  const a = await order(1)
  expect(a).not.toEqual([...a].sort())
  expect([...a].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(await order(1)).toEqual(a)
})

test('a CSV file piece by piece', async () => {
  const path = join(folder, 'big.csv')
  const n = 150000
  writeFileSync(path, `a,b,y\n${Array.from({ length: n }, (_, i) => `${i},${2 * i},${3 * i}`).join('\n')}`)
  let [rows, sum] = [0, 0]
  for await (const { x, y } of streamCsv(path, { target: 'y' }).examples()) {
    rows++
    sum += y - x[0]! - x[1]!
  }
  expect([rows, sum]).toEqual([n, 0])
  await expect(streamCsv(path, { target: 'z' })[Symbol.asyncIterator]().next()).rejects.toThrow(
    /There is no column 'z'/,
  )
})

test("TensorFlow.js's own fitDataset takes it", async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] })
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
  const history = await model.fitDataset(stream(ten, { batchSize: 5 }).toTensorFlow() as any, { epochs: 2, verbose: 0 })
  expect(history.history.loss).toHaveLength(2)
  model.dispose()
})

test('bad examples are told with their place', async () => {
  const first = (source: () => any) => stream(source)[Symbol.asyncIterator]().next()
  await expect(first(() => [{ x: [1] }])).rejects.toThrow(/example 0 of the stream to be { x, y }/)
  await expect(first(() => [{ x: [1], y: 1 }, { x: [1, 2], y: 1 }])).rejects.toThrow(/Examples 0 to 1 of the stream make no batch/) // biome-ignore format: short
  expect(() => stream([] as never)).toThrow(/a function that starts the examples anew/)
})

test('examples that are records: batches by name, for TensorFlow.js too', async () => {
  const source = stream(
    function* () {
      for (let i = 0; i < 3; i++) yield { x: { tokens: [i, i + 1], size: i }, y: { price: i / 2 } }
    },
    { batchSize: 2 },
  )
  const before = tf.memory().numTensors
  const seen: unknown[] = []
  for await (const { x, y } of source) {
    const { tokens, size } = x as Record<string, tf.Tensor>
    const { price } = y as Record<string, tf.Tensor>
    seen.push([tokens!.shape, size!.shape, [...price!.dataSync()]])
  }
  expect(seen).toEqual([
    [
      [2, 2],
      [2, 1],
      [0, 0.5],
    ],
    [[1, 2], [1, 1], [1]],
  ])
  const uneven = stream(
    () =>
      [
        { x: { a: 1 }, y: 1 },
        { x: { b: 1 }, y: 1 },
      ] as any[],
    { batchSize: 2 },
  )
  await expect(uneven[Symbol.asyncIterator]().next()).rejects.toThrow(
    'Examples 0 to 1 of the stream make no batch: Expected example 1 of the batch to have `x: { a }`, found an object with b.',
  )
  expect(tf.memory().numTensors).toBe(before)
  const batches = await source.toTensorFlow().toArray()
  expect((batches[1] as any).xs.tokens.shape).toEqual([1, 2])
  tf.dispose(batches as never)
  expect(tf.memory().numTensors).toBe(before)
})
