/** Stop stops, sentence by sentence, as a client sees it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../client.ts'
import { printed, shown } from './text.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

/** Runs a cell that prints when it is on its way, and stops it then; milliseconds from Stop to its end. */
async function stopped(code: string): Promise<number> {
  const id = client.sendCell(code)
  await printed(client, id)
  const start = performance.now()
  await client.request('interrupt_request', {}, 'control')
  const { error } = await client.exchange(id)
  expect(error?.ename).toBe('KeyboardInterrupt')
  return performance.now() - start
}

test('a synchronous endless loop, within a second; variables stay', async () => {
  await client.execute('const kept = [1, 2, 3]\nlet turns = 0')
  expect(await stopped('for (;;) if (++turns === 1000) console.log("on")')).toBeLessThan(1000)
  expect(await shown(client, 'kept.length + Number(turns >= 1000)')).toBe('4')
})

test('a loop that awaits, for good: nor do its timers go on', async () => {
  await stopped(`
    var ticks = 0
    let turns = 0
    setInterval(() => { ticks++ }, 1)
    void (async () => { for (;;) { await new Promise((r) => setTimeout(r, 1)); ticks++ } })()
    while (true) { await new Promise((r) => setTimeout(r, 1)); if (++turns === 10) console.log('on') }`)
  const later = 'const before = ticks\nawait new Promise((r) => setTimeout(r, 200))\nticks - before'
  expect(await shown(client, later)).toBe('0')
})

test('train.fit, at its next step; the model stays, and trains on', async () => {
  await client.execute(`
    import { models, tf, train } from 'gradlab'
    const x = tf.tidy(() => tf.linspace(-1, 1, 64).reshape([64, 1]))
    const data = { x, y: tf.mul(x, 2) }
    const model = models.mlp({ inputs: 1, hidden: [8], outputs: 1 })
    const options = { optimizer: 'sgd', loss: 'mse', live: false, verbose: false } as const
    await train.fit(model, data, { ...options, epochs: 1 })
    let steps = 0`)
  const before = await shown(client, 'tf.memory().numTensors')
  const callbacks = '{ onStep: () => { if (++steps === 10) console.log("on") } }'
  await stopped(`await train.fit(model, data, { ...options, epochs: 1e9, callbacks: ${callbacks} })`)
  expect(await shown(client, 'const made = steps\nawait new Promise((r) => setTimeout(r, 100))\nsteps - made')).toBe(
    '0',
  )
  expect(await shown(client, 'tf.memory().numTensors')).toBe(before)
  expect(await shown(client, 'Number.isFinite((await train.fit(model, data, { ...options, epochs: 1 })).loss.at(-1))')) //
    .toBe('true')
})

test('in the middle of recording a training step: nothing of it stays, and later cells train', async () => {
  const before = await shown(client, 'JSON.stringify(model.getWeights().map((w) => [...w.dataSync()]))')
  await stopped(`
    const endless = (y: tf.Tensor, predicted: tf.Tensor) => {
      console.log('on')
      // Nothing in it asks for Stop, and no finally block runs.
      void /^(a+)+$/.test('a'.repeat(60) + 'b')
      return tf.losses.meanSquaredError(y, predicted)
    }
    await train.fit(model, data, { ...options, loss: endless, epochs: 1 })`)
  expect(await shown(client, 'JSON.stringify(model.getWeights().map((w) => [...w.dataSync()]))')).toBe(before)
  const again =
    'const other = models.mlp({ inputs: 1, hidden: [4], outputs: 1 })\nawait train.fit(other, data, { ...options, epochs: 1 })'
  expect(await shown(client, `${again}\n"trained"`)).toBe("'trained'")
})

test('a live view: its last picture comes before idle, and a display that never comes does not hold up the end', async () => {
  const loop = `
    const view = plot.live({ y: 'loss' })
    var step = 0
    while (true) {
      view.update({ loss: 1 / ++step })
      if (step === 3) console.log('on')
      PAUSE
    }`
  // The first picture of a session waits for plotly.js to load.
  await client.execute("import { plot } from 'gradlab'\nawait plot.line([1, 2]).toSvg()")
  for (const pause of ['', 'await new Promise((resolve) => setTimeout(resolve, 1))']) {
    const id = client.sendCell(loop.replace('PAUSE', pause))
    await printed(client, id)
    await client.request('interrupt_request', {}, 'control')
    const { outputs } = await client.exchange(id)
    const pictures = outputs.filter(({ content }) => String(content.data?.['text/html']).includes('<img'))
    expect(pictures).toHaveLength(1)
    const last = Number(/ends at (\S+)/.exec(pictures[0]!.content.data['text/plain'])![1])
    const made = Number(await shown(client, 'step'))
    // Stop may come between the step and its view.
    expect(Math.abs(1 / last - made)).toBeLessThanOrEqual(1 + made * 1e-2)
    expect(outputs.filter(({ type }) => type === 'display_data')).toHaveLength(1)
  }
  const id = client.sendCell(`
    console.log('on')
    display({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })
    console.log('after')
    await new Promise(() => {})`)
  await printed(client, id)
  await client.request('interrupt_request', {}, 'control')
  expect((await client.exchange(id)).stdout).toBe('on\nafter\n')
})

test('of an idle kernel, nothing', async () => {
  expect((await client.request('interrupt_request', {}, 'control')).content).toEqual({ status: 'ok' })
  expect(await shown(client, 'let sum = 0\nfor (let i = 0; i < 1e5; i++) sum += i\nsum')).toBe('4999950000')
})
