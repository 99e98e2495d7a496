import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { backendFallback, backendName, tf } from '../src/tf.ts'

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
