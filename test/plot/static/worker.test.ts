import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

const compiled = join(import.meta.dirname, '../../../dist/src/plot/static/worker.js')

test('the compiled worker answers each request by its number, and a bad one with an error', async () => {
  expect(existsSync(compiled)).toBe(true)
  const worker = new Worker(compiled)
  const answer = () => new Promise<any>((done) => worker.once('message', done))
  worker.postMessage({ id: 7, figure: { data: [{ type: 'scatter', y: [1, 2] }], layout: {} } })
  expect(await answer()).toMatchObject({ id: 7, svg: expect.stringMatching(/^<svg/) })
  worker.postMessage({ id: 8, figure: { data: 3, layout: {} } })
  expect(await answer()).toMatchObject({ id: 8, error: expect.any(String) })
  await worker.terminate()
})
