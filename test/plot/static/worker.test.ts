import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { waitForReply } from '../../../src/plot/static/reply.ts'

const compiled = join(import.meta.dirname, '../../../dist/src/plot/static/worker.js')

test('the compiled worker answers each request by its number, and a bad one with an error', async () => {
  expect(existsSync(compiled)).toBe(true)
  const worker = new Worker(compiled)
  const answer = () => new Promise<any>((done) => worker.once('message', done))
  worker.postMessage({ id: 7, figure: { data: [{ type: 'scatter', y: [1, 2] }], layout: {} } })
  expect(await answer()).toMatchObject({ id: 7, svg: expect.stringMatching(/^<svg/) })
  worker.postMessage({ id: 8, figure: { data: 3, layout: {} } })
  expect(await answer()).toMatchObject({ id: 8, error: expect.any(String) })
  const look = { ink: '#757575', paper: 'rgba(0,0,0,0)' }
  worker.postMessage({ id: 9, diagram: { text: 'graph LR; a-->b', look } })
  expect(await answer()).toMatchObject({ id: 9, svg: expect.stringMatching(/^<svg/) })
  const check = (text: string) =>
    waitForReply((reply) => worker.postMessage({ check: text, reply }, [reply.port as never]), 30_000)
  expect(check('graph LR; a-->b')).toBeUndefined()
  expect(check('graph LR; a-->')).toContain('Mermaid cannot read line 1')
  // A rehearsal ends where a thread waits, as it does for a figure.
  const rehearsal = async (id: number, meanwhile = () => {}) => {
    const from = performance.now()
    worker.postMessage({ id })
    meanwhile()
    expect(await answer()).toMatchObject({ id, svg: '' })
    return performance.now() - from
  }
  await rehearsal(10)
  const whole = await rehearsal(11)
  expect(await rehearsal(12, () => void check('graph LR; a-->b'))).toBeLessThan(whole / 2)
  await worker.terminate()
})

test('the rehearsal runs to its end; a figure that comes meanwhile does not wait for it', async () => {
  const worker = new Worker(compiled)
  const answers: any[] = []
  const done = new Promise<void>((resolve) =>
    worker.on('message', (answer) => {
      if (answers.push(answer) === 2) resolve()
    }),
  )
  worker.postMessage({ id: 0 })
  worker.postMessage({ id: 1, figure: { data: [{ type: 'scatter', y: [1, 2] }], layout: {} } })
  await done
  expect(answers).toEqual([
    { id: 0, svg: '' },
    { id: 1, svg: expect.stringMatching(/^<svg/) },
  ])
  const warm = new Promise<any>((resolve) => worker.once('message', resolve))
  worker.postMessage({ id: 2 })
  expect(await warm).toEqual({ id: 2, svg: '' })
  await worker.terminate()
})
