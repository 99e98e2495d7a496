import { afterEach, expect, test, vi } from 'vitest'
import { Shared } from '../../../kernel/runtime/shared.ts'

const kill = vi.spyOn(process, 'kill').mockReturnValue(true)
afterEach(() => kill.mockClear())

test('an interrupt raises a signal only while synchronous cell code is running', () => {
  const shared = new Shared()
  shared.interrupt()
  expect(kill).not.toHaveBeenCalled()
  expect(shared.flag[0]).toBe(1)
  shared.arm()
  shared.interrupt()
  shared.interrupt()
  expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGINT')
  shared.reset()
  shared.interrupt()
  expect(kill).toHaveBeenCalledOnce()
})

test('in a critical section it is put off to the end', () => {
  const shared = new Shared()
  shared.arm()
  expect(shared.enter()).toBe(true)
  expect(shared.enter()).toBe(false)
  new Shared(shared.buffer).interrupt()
  expect(kill).not.toHaveBeenCalled()
  shared.leave()
  expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGINT')
})

test('outside cell code there is nothing to enter', () => {
  expect(new Shared().enter()).toBe(false)
})

test('the lock is taken by one', () => {
  const shared = new Shared()
  const other = new Shared(shared.buffer)
  expect(shared.tryLock()).toBe(true)
  expect(other.tryLock()).toBe(false)
  shared.unlock()
  expect(other.tryLock()).toBe(true)
})
