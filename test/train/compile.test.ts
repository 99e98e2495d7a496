import { expect, test, vi } from 'vitest'
import { tf } from '../../src/tf.ts'
import * as train from '../../src/train/index.ts'

test('a compiled function gives the same tensors, for every shape, and leaks none', () => {
  const f = (x: tf.Tensor, y: tf.Tensor) => x.matMul(y).relu().sum(1).add(1)
  const compiled = train.compile(f)
  const inputs = [2, 3].map((n) => [tf.randomNormal([n, 4]), tf.randomNormal([4, 5])] as const)
  const before = tf.memory().numTensors
  for (const [x, y] of [...inputs, ...inputs]) {
    tf.tidy(() => {
      const [found, wanted] = [compiled(x, y).dataSync(), f(x, y).dataSync()]
      for (let i = 0; i < wanted.length; i++) expect(found[i]).toBeCloseTo(wanted[i]!, 5)
    })
  }
  expect(tf.memory().numTensors).toBe(before)
  compiled.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('variables are read when it runs, and assigned', () => {
  const counter = tf.variable(tf.scalar(1))
  const count = train.compile((x: tf.Tensor) => {
    counter.assign(counter.add(x))
    return { now: counter.mul(2) }
  })
  const one = tf.scalar(1)
  expect(count(one).now.dataSync()[0]).toBe(4)
  expect(counter.dataSync()[0]).toBe(2)
  counter.assign(tf.scalar(10))
  expect(count(one).now.dataSync()[0]).toBe(22)
  expect(counter.dataSync()[0]).toBe(11)
})

test('gradients by inputs and by variables', () => {
  const x = tf.tensor1d([1, 2])
  const { value, gradients } = train.compileGradient((v: tf.Tensor) => v.square().sum())(x)
  expect(value.dataSync()[0]).toBe(5)
  expect([...gradients[0]!.dataSync()]).toEqual([2, 4])
  const w = tf.variable(tf.scalar(3))
  const byVariable = train.compileGradient((v: tf.Tensor) => v.mul(w).sum(), { variables: [w] })
  expect([...byVariable(x).gradients[0]!.dataSync()]).toEqual([3])
})

test('random numbers are new in each call', () => {
  const noisy = train.compile((x: tf.Tensor) => tf.randomNormal(x.shape).add(x))
  const x = tf.zeros([4])
  expect([...noisy(x).dataSync()]).not.toEqual([...noisy(x).dataSync()])
})

test('a function that reads values runs op by op and says why', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const branchy = train.compile((x: tf.Tensor) => (x.sum().dataSync()[0]! > 0 ? x.mul(2) : x.neg()))
  expect(branchy(tf.scalar(3)).dataSync()[0]).toBe(6)
  expect(branchy(tf.scalar(-3)).dataSync()[0]).toBe(3)
  expect(warn.mock.calls).toEqual([
    ['The function runs op by op, which is slower: a value that changes from step to step is read in JavaScript.'],
  ])
  warn.mockRestore()
})

test('bad input', () => {
  expect(() => train.compile(3 as any)).toThrow('a function of tensors')
  expect(() => train.compile((x: tf.Tensor) => x)(3 as any)).toThrow('Expected inputs to be tensors, found 3.')
  expect(() => train.compile((() => 3) as any)()).toThrow('to return a tensor')
})
