import { expect, test } from 'vitest'
import { backToGround, repairAfterStop } from '../src/engine-repair.ts'
import { tf } from '../src/tf.ts'

const engine = tf.engine() as any
const slope = () =>
  tf.tidy(
    () =>
      tf
        .grad((x) => x.square().sum())(tf.scalar(3))
        .dataSync()[0],
  )

/** What a stop in the middle of a gradient leaves: no `finally` has run. */
function leaveInTheMiddle() {
  engine.startScope('gradients')
  engine.startTape()
  tf.scalar(2).square()
  engine.state.kernelDepth++
}

test('stopped inside a kernel of a gradient, the engine loses all later gradients; put back, it finds them', () => {
  const { numTensors } = tf.memory()
  leaveInTheMiddle()
  expect(slope).toThrow('Cannot compute gradient')
  backToGround(engine)
  expect(slope()).toBe(6)
  expect(tf.memory().numTensors).toBe(numTensors)
})

test('the first operation of the next cell puts the engine back, one of the same cell does not', () => {
  let cell = new AbortController()
  repairAfterStop(engine, () => cell.signal)
  expect(slope()).toBe(6)
  leaveInTheMiddle()
  cell.abort()
  tf.scalar(1).square() // still the stopped cell
  expect(engine.state.kernelDepth).toBe(1)
  cell = new AbortController()
  expect(slope()).toBe(6)
  expect([engine.state.kernelDepth, engine.state.gradientDepth, engine.state.scopeStack.length]).toEqual([0, 0, 0])
})

test('a tensor that TensorFlow had freed when Stop came does not fail all later cells', () => {
  const { numTensors, numBytes } = tf.memory()
  engine.startScope()
  const half = tf.scalar(1)
  // All of `dispose` but its end.
  const backend = tf.backend() as any
  backend.binding.deleteTensor(backend.getInputTensorIds([half])[0])
  engine.state.numTensors--
  engine.state.numBytes -= 4
  expect(() => engine.endScope()).toThrow(/not referenced/)
  engine.state.numTensors++ // the failed try has counted it again
  engine.state.numBytes += 4
  backToGround(engine)
  expect(slope()).toBe(6)
  expect(engine.state.scopeStack.length).toBe(0)
  expect(tf.memory()).toMatchObject({ numTensors, numBytes })
})

test('a tensor that the next cell makes first, without an operation, stays', () => {
  let cell = new AbortController()
  repairAfterStop(engine, () => cell.signal)
  expect(slope()).toBe(6)
  leaveInTheMiddle()
  cell.abort()
  cell = new AbortController()
  const weights = tf.zeros([2])
  expect(slope()).toBe(6)
  expect(Array.from(weights.dataSync())).toEqual([0, 0])
  weights.dispose()
})

test('a cell that ended by itself is left alone: its scopes may be open on purpose', () => {
  let cell = new AbortController()
  repairAfterStop(engine, () => cell.signal)
  const kept = tf.scalar(1)
  engine.startScope()
  cell = new AbortController()
  expect(slope()).toBe(6)
  expect(engine.state.scopeStack.length).toBe(1)
  engine.endScope()
  kept.dispose()
})
