/**
 * Stop ends synchronous code wherever it is, and what was stopped runs no `finally`. TensorFlow.js counts how deep it is
 * in gradients, kernels and `tidy` scopes; stopped inside, it would believe to be there for ever, and the gradients of
 * all later cells would be lost. So the first operation or tensor of the next cell puts its engine back to the ground.
 */

interface Disposable {
  isDisposed: boolean
  dispose(): void
}

/** What is used of TensorFlow.js's engine (tfjs-core 4.22, `engine.ts`). */
interface Engine {
  state: {
    gradientDepth: number
    kernelDepth: number
    activeTape: { saved?: Disposable[] | null }[] | null
    scopeStack: unknown[]
    numDataMovesStack: number[]
  }
  endScope(): void
}

/** Leaves all scopes, gradients and kernels, and frees what they held, as an exception would have done. */
export function backToGround(engine: Engine): void {
  const { state } = engine
  for (const { saved } of state.activeTape ?? []) {
    for (const tensor of saved ?? []) if (tensor && !tensor.isDisposed) tensor.dispose()
  }
  Object.assign(state, { gradientDepth: 0, kernelDepth: 0, activeTape: null, numDataMovesStack: [] })
  while (state.scopeStack.length) engine.endScope()
}

/**
 * Watches an engine: where an operation belongs to another cell than the one before, and that one was stopped, the
 * engine is put back first.
 * @param stopSignal of the cell that is running; undefined in plain Node
 */
export function repairAfterStop(engine: Engine, stopSignal: () => AbortSignal | undefined): void {
  const watched = engine as unknown as Record<string, (...all: unknown[]) => unknown>
  let last: AbortSignal | undefined
  // A tensor that is made without an operation (tf.zeros, tf.tensor) would belong to the stopped cell's scope, and go with it.
  for (const name of ['runKernel', 'startScope', 'startTape', 'makeTensor', 'makeTensorFromTensorInfo']) {
    const original = watched[name]!
    watched[name] = function (this: unknown, ...all: unknown[]) {
      const signal = stopSignal()
      if (signal !== last) {
        const stopped = last?.aborted
        last = signal
        if (stopped) backToGround(engine)
      }
      return original.apply(this, all)
    }
  }
}
