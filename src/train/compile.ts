import { expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { tensorflowBackend } from './graph/backend.ts'
import { TracedFunction } from './graph/traced-function.ts'
import { Untraceable } from './graph/untraceable.ts'
import { releasingTape } from './releasing-tape.ts'

type Result = tf.Tensor | tf.Tensor[] | Record<string, tf.Tensor>

/** A compiled function; `dispose()` frees its graphs. */
export type Compiled<A extends tf.Tensor[], R> = ((...inputs: A) => R) & { dispose(): void }

/**
 * Makes a function of tensors run as one TensorFlow graph: recorded at the first call with each combination of input
 * shapes, run in one call from then on. Variables keep being variables: they are read when it runs, and assigned.
 * Everything else that the function closes over is taken as it is at the first call. On other backends, and where the
 * function reads values in JavaScript, it runs op by op, with one line saying why.
 * @param fn tensors in; a tensor, an array or an object of tensors out
 * @example const norm = train.compile((x: tf.Tensor) => x.square().sum().sqrt())
 */
export function compile<A extends tf.Tensor[], R extends Result>(fn: (...inputs: A) => R): Compiled<A, R> {
  if (typeof fn !== 'function') throw expected('a function of tensors', fn)
  const traces = new Map<string, TracedFunction | 'eager'>()
  const shapeOf = new Map<string, (tensors: tf.Tensor[]) => R>()
  const eager = (inputs: A): R => tf.tidy(() => fn(...inputs) as unknown as tf.TensorContainer) as unknown as R
  const compiled = (...inputs: A): R => {
    const bad = inputs.find((t) => !(t instanceof tf.Tensor))
    if (bad !== undefined) throw expected('inputs to be tensors', bad, 'Numbers: tf.scalar(…).')
    const gone = inputs.findIndex((t) => t.isDisposed)
    if (gone >= 0) throw new GradlabError(`Input ${gone + 1} of the function is a disposed tensor: make it again.`)
    const key = inputs.map((t) => `${t.dtype}[${t.shape}]`).join()
    let trace = traces.get(key)
    if (!trace) {
      trace = open(fn, inputs, (rebuild) => shapeOf.set(key, rebuild))
      traces.set(key, trace)
    }
    return trace === 'eager' ? eager(inputs) : shapeOf.get(key)!(trace.run(inputs))
  }
  const dispose = (): void => {
    for (const trace of traces.values()) if (trace !== 'eager') trace.dispose()
    traces.clear()
  }
  return Object.assign(compiled, { dispose })
}

function open<A extends tf.Tensor[], R extends Result>(
  fn: (...inputs: A) => R,
  inputs: A,
  onShape: (rebuild: (tensors: tf.Tensor[]) => R) => void,
): TracedFunction | 'eager' {
  const backend = tensorflowBackend()
  if (!backend) return 'eager'
  try {
    return new TracedFunction(
      backend,
      (...own) => {
        const result = fn(...(own as A))
        if (result instanceof tf.Tensor) onShape(([t]) => t as R)
        else if (Array.isArray(result)) onShape((tensors) => tensors as R)
        else if (result && typeof result === 'object') {
          const names = Object.keys(result)
          onShape((tensors) => Object.fromEntries(names.map((name, i) => [name, tensors[i]])) as R)
        } else throw expected('the function to return a tensor, or an array or object of tensors', result)
        return result instanceof tf.Tensor ? [result] : Object.values(result)
      },
      inputs,
    )
  } catch (error) {
    if (!(error instanceof Untraceable)) throw error
    console.warn(`The function runs op by op, which is slower: ${error.message}.`)
    return 'eager'
  }
}

export interface ValueAndGradients {
  readonly value: tf.Scalar
  /** In the order of the inputs, or of `variables`. */
  readonly gradients: tf.Tensor[]
}

/**
 * The value of a scalar function and its gradients, as one TensorFlow graph.
 * @param fn tensors in, a scalar out
 * @param options.variables differentiate by these variables @default by the inputs
 * @example const slope = train.compileGradient((x: tf.Tensor) => x.square().sum()); slope(tf.tensor1d([1, 2])).gradients[0] // [2, 4]
 */
export function compileGradient<A extends tf.Tensor[]>(
  fn: (...inputs: A) => tf.Tensor,
  options: { variables?: readonly tf.Variable[] } = {},
): Compiled<A, ValueAndGradients> {
  if (typeof fn !== 'function') throw expected('a function of tensors', fn)
  const { variables } = options
  const compiled = compile((...inputs: A): tf.Tensor[] => {
    if (variables) {
      const { value, grads } = releasingTape(() => tf.variableGrads(() => scalar(fn(...inputs)), [...variables]))
      return [value, ...variables.map((v) => grads[v.name]!)]
    }
    const { value, grads } = releasingTape(() =>
      tf.valueAndGrads((...own: tf.Tensor[]) => scalar(fn(...(own as A))))(inputs),
    )
    return [value, ...grads]
  })
  const run = (...inputs: A): ValueAndGradients => {
    const [value, ...gradients] = compiled(...inputs)
    return { value: value as tf.Scalar, gradients }
  }
  return Object.assign(run, { dispose: compiled.dispose })
}

function scalar(value: tf.Tensor): tf.Scalar {
  if (value instanceof tf.Tensor && value.rank === 0) return value as tf.Scalar
  throw expected('the function to give a scalar', value, 'A gradient is that of one number: take its sum or mean.')
}
