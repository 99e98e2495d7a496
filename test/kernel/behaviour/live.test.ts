/** What a training shows while it runs, as a client sees it and as a saved notebook keeps it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, type Received } from '../client.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

/** The outputs that a front end saves: of each display only what it showed last. */
function saved(outputs: Received[]): Received[] {
  const id = ({ content }: Received) => content.transient?.display_id
  const shown = outputs.filter(({ type }) => type !== 'update_display_data')
  return shown.map((one) => (id(one) ? outputs.findLast((other) => id(other) === id(one))! : one))
}

test('ten epochs of MNIST, with validation, bar and live curves, weigh less than 200 kB', async () => {
  const { outputs, error } = await client.execute(`
    import { data, models, train } from 'gradlab'
    const mnist = await data.mnist({ flatten: true })
    const model = models.mlp({ inputs: 784, hidden: [16], outputs: 10 })
    await train.fit(model, mnist.train, {
      epochs: 10, batchSize: 600, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'],
      validation: mnist.test, live: true, verbose: true,
    })`)
  expect(error).toBeUndefined()
  const kept = saved(outputs)
  expect(JSON.stringify(kept.map(({ content }) => content)).length).toBeLessThan(200_000)
  const pictures = kept.filter(({ content }) => String(content.data?.['text/html']).includes('<img'))
  expect(pictures.length).toBeGreaterThan(0)
  expect(pictures[0]!.content.data['text/plain']).toContain('10 epochs')
  expect(outputs.length).toBeGreaterThan(kept.length)
}, 180_000)
