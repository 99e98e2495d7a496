import { expect, test } from 'vitest'
import { callInterruptibly, KeyboardInterrupt } from '../../../kernel/runtime/interrupt.ts'
import { Shared } from '../../../kernel/runtime/shared.ts'

const slot = Symbol.for('gradlab.runtime.call')

test('a call gives what it gives and throws what it throws', () => {
  const shared = new Shared()
  expect(callInterruptibly(shared, () => 5)).toBe(5)
  const hostile = new Proxy({}, { get: () => expect.unreachable() })
  for (const thrown of [new RangeError('x'), null, hostile]) {
    let caught: unknown = 'nothing'
    try {
      callInterruptibly(shared, () => {
        throw thrown
      })
    } catch (error) {
      caught = error
    }
    expect(Object.is(caught, thrown)).toBe(true)
  }
  expect(slot in globalThis).toBe(false)
  expect(shared.enter()).toBe(false)
})

test.each([
  [
    'an endless loop',
    () => {
      for (;;);
    },
  ],
  [
    'one inside a library',
    () =>
      [1].forEach(() => {
        for (;;);
      }),
  ],
  [
    'one that catches all',
    () => {
      for (;;) {
        try {
          for (;;);
        } catch {}
      }
    },
  ],
])('an interrupt ends %s', (_, loop) => {
  const shared = new Shared()
  // As the watcher does: code is running, so a signal is raised.
  const call = () =>
    callInterruptibly(shared, () => {
      shared.interrupt()
      loop()
    })
  expect(call).toThrow(KeyboardInterrupt)
  shared.flag[0] = 0
  expect(callInterruptibly(shared, () => 1)).toBe(1)
})

test('Stop that was pressed before the code began', () => {
  const shared = new Shared()
  shared.interrupt()
  expect(() => callInterruptibly(shared, () => expect.unreachable())).toThrow('its variables are kept')
})

test('a call inside a call is covered by the outer one', () => {
  const shared = new Shared()
  const inner = () => callInterruptibly(shared, () => 2)
  expect(callInterruptibly(shared, () => inner() + inner())).toBe(4)
})
