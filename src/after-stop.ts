/**
 * Stop ends a cell's synchronous code wherever it is, and nothing of that code runs any more, no `finally` either. What
 * must be put back all the same (a patched function, a layer's activation) is put back here.
 */
import { stopSignal } from './display.ts'

/** What is changed at the moment, the latest change last. */
const changes: (() => void)[] = []
const heard = new WeakSet<AbortSignal>()

function undo(downTo: number): void {
  while (changes.length > downTo) changes.pop()!()
}

/**
 * Runs `body`, then `restore`: also where the body fails, and where Stop ends it.
 * @param restore is called once; synchronous, as the body is
 */
export function restoring<T>(restore: () => void, body: () => T): T {
  const signal = stopSignal()
  if (signal && !heard.has(signal)) {
    heard.add(signal)
    signal.addEventListener('abort', () => undo(0))
  }
  const depth = changes.push(restore)
  try {
    return body()
  } finally {
    // After Stop all changes have been undone already.
    undo(depth - 1)
  }
}
