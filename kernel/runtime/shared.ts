/**
 * The few words of memory that the main thread and the watcher thread share, and the handshake on them that makes an
 * interrupt safe: it may end the cell's synchronous code anywhere, except inside the kernel's own critical sections
 * (a half-written frame would put the pipe out of step for good).
 */

/** Index of the word that compiled loops read as `$k.flag[0]`: non-zero asks them to call `$k.stop()`. */
const flagWord = 0
/** Index of the word that says what a SIGINT would do right now. */
const stateWord = 1
/** Index of the lock on file descriptor 3, which both threads write. */
const lockWord = 2

/** No synchronous cell code is running: a signal would be lost. */
const idle = 0
/** Synchronous cell code is running: a signal ends it. */
const running = 1
/** The kernel is inside a critical section, called from cell code. */
const critical = 2
/** As `critical`, and an interrupt came meanwhile: the main thread raises it itself when it leaves. */
const deferred = 3
/** A signal is on its way. */
const raised = 4

export const sharedBytes = 16

export class Shared {
  readonly buffer: SharedArrayBuffer
  readonly words: Int32Array
  /** What compiled loops read. */
  readonly flag: Int32Array

  constructor(buffer = new SharedArrayBuffer(sharedBytes)) {
    this.buffer = buffer
    this.words = new Int32Array(buffer)
    this.flag = new Int32Array(buffer, flagWord * 4, 1)
  }

  /** The watcher's part of an interrupt. */
  interrupt(): void {
    Atomics.store(this.words, flagWord, 1)
    if (Atomics.compareExchange(this.words, stateWord, running, raised) === running) process.kill(process.pid, 'SIGINT')
    else Atomics.compareExchange(this.words, stateWord, critical, deferred)
  }

  /** Synchronous cell code begins. */
  arm(): void {
    Atomics.store(this.words, stateWord, running)
  }

  /** It has ended by itself. A signal that is on its way is waited for: outside, it would end the process. */
  disarm(): void {
    if (Atomics.compareExchange(this.words, stateWord, running, idle) === raised) this.#awaitSignal()
    this.reset()
  }

  /** It has ended, one way or the other. */
  reset(): void {
    Atomics.store(this.words, stateWord, idle)
  }

  /** Enters a critical section; false where there is none to leave (nested, or no cell code is running). */
  enter(): boolean {
    const before = Atomics.compareExchange(this.words, stateWord, running, critical)
    if (before === raised) this.#awaitSignal()
    return before === running
  }

  leave(): void {
    if (Atomics.compareExchange(this.words, stateWord, critical, running) !== deferred) return
    Atomics.store(this.words, stateWord, raised)
    process.kill(process.pid, 'SIGINT')
    this.#awaitSignal()
  }

  /** Waits to be ended by the signal; not for ever, should cell code have taken SIGINT away from the process. */
  #awaitSignal(): void {
    for (let i = 0; i < 1000; i++) Atomics.wait(this.words, 3, 0, 1)
    Atomics.store(this.words, stateWord, running)
  }

  /** Tries to take the lock on the pipe to the main process. */
  tryLock(): boolean {
    return Atomics.compareExchange(this.words, lockWord, 0, 1) === 0
  }

  lock(): void {
    while (!this.tryLock()) Atomics.wait(this.words, lockWord, 1, 10)
  }

  unlock(): void {
    Atomics.store(this.words, lockWord, 0)
    Atomics.notify(this.words, lockWord)
  }
}
