/**
 * Stop ends synchronous code wherever it is, and what was stopped runs no `finally`. TensorFlow.js counts how deep it is
 * in gradients, kernels and `tidy` scopes; stopped inside, it would believe to be there for ever, and the gradients of
 * all later cells would be lost. So the first operation or tensor of the next cell puts its engine back to the ground.
 */

interface Disposable {
  readonly dataId: object
  isDisposed: boolean
  isDisposedInternal: boolean
  kept: boolean
  dispose(): void
}

/** What is used of TensorFlow.js's engine (tfjs-core 4.22, `engine.ts`). */
interface Engine {
  state: {
    gradientDepth: number
    kernelDepth: number
    activeTape: { saved?: Disposable[] | null }[] | null
    scopeStack: { track: Disposable[] }[]
    tensorInfo: { get(dataId: object): { backend: unknown } | undefined }
    numTensors: number
    numBytes: number
    numDataMovesStack: number[]
  }
  endScope(): void
  removeDataId(dataId: object, backend: unknown): void
}

/**
 * Frees a tensor. Where Stop came after TensorFlow had freed it and before TensorFlow.js knew, TensorFlow refuses, and would
 * at each later try: then it is only forgotten.
 */
function free(engine: Engine, tensor: Disposable): void {
  const { state } = engine
  const { numTensors, numBytes } = state
  try {
    tensor.dispose()
  } catch {
    Object.assign(state, { numTensors, numBytes }) // counted when it was freed
    const info = state.tensorInfo.get(tensor.dataId)
    if (info) engine.removeDataId(tensor.dataId, info.backend)
    tensor.isDisposedInternal = true
  }
}

/** Leaves all scopes, gradients and kernels, and frees what they held, as an exception would have done. */
export function backToGround(engine: Engine): void {
  const { state } = engine
  for (const { saved } of state.activeTape ?? []) {
    for (const tensor of saved ?? []) if (tensor && !tensor.isDisposed) free(engine, tensor)
  }
  Object.assign(state, { gradientDepth: 0, kernelDepth: 0, activeTape: null, numDataMovesStack: [] })
  for (const { track } of state.scopeStack) {
    for (const tensor of track) if (!tensor.kept && !tensor.isDisposed) free(engine, tensor)
  }
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
