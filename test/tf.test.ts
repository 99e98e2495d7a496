import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { backendFallback, backendName, tf } from '../src/tf.ts'
import * as train from '../src/train/index.ts'

test("TensorFlow's own library computes where set-up staged it", () => {
  expect(backendFallback()).toBeUndefined()
  expect(backendName()).toBe('tensorflow')
  const sum = tf.add(1, 2)
  expect(sum.dataSync()[0]).toBe(3)
  sum.dispose()
})

test.each(['wasm', 'cpu'])('the %s backend computes where it is asked for', (backend) => {
  const code = `import('gradlab').then(({ tf, backendName }) => console.log(backendName(), tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0]))`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, GRADLAB_BACKEND: backend },
    encoding: 'utf8',
  })
  expect(out.trim()).toBe(`${backend} 11`)
})

// Somebody's own setting stays.
const callers =
  process.platform === 'linux' && tf.getBackend() === 'tensorflow' && process.env.TF_NUM_INTEROP_THREADS === '-1'
test.runIf(callers)('graphs run in the thread that calls them', async () => {
  /** Processor time of TensorFlow's threads for ops, in ticks of 10 ms. */
  const ticks = () =>
    readdirSync('/proc/self/task')
      .map((id) => readFileSync(`/proc/self/task/${id}/stat`, 'utf8'))
      .filter((stat) => stat.includes('(tf_Compute)'))
      .map((stat) => stat.slice(stat.indexOf(')') + 2).split(' '))
      .reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0)
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
  const [x, y] = [tf.ones([64, 1]), tf.ones([64, 1])]
  const before = [ticks(), process.cpuUsage().user]
  const history = await train.fit(model, { x, y, size: 64 }, { loss: 'mse', epochs: 1000, verbose: false })
  const [threads, all] = [ticks() - before[0]!, (process.cpuUsage().user - before[1]!) / 10_000]
  expect(history.runner).toBe('traced')
  expect(threads).toBeLessThan(all / 4)
  tf.dispose([x, y])
  model.dispose()
})
