/**
 * What is random inside a training step: dropout and noise. TensorFlow.js draws them in JavaScript, which can neither be
 * recorded into a graph nor repeated from a given step on. While a step runs, its layers draw from counter-based generators
 * instead: the numbers are a function of (seed of the place, number of the step), op by op and traced alike.
 */
import { restoring } from '../after-stop.ts'
import { Random } from '../random.ts'
import { core, tf } from '../tf.ts'
import { tensorflowBackend } from './graph/backend.ts'

/**
 * Runs `body` with every random op of TensorFlow.js drawing from (seed, step).
 * @param step the step's number: a scalar of int32
 */
export function withStepRandom<T>(seed: number, step: tf.Scalar, body: () => T): T {
  const places = new Random(seed)
  const draw = (kind: keyof typeof kernels, shape: readonly number[]): tf.Tensor =>
    tf.tidy(() => {
      const place = places.uint32() >>> 1
      return tensorflowBackend() ? drawNative(kind, shape, place, step) : drawHere(kind, shape, place, step)
    })
  const uniform = (shape: number[], low = 0, high = 1, dtype = 'float32') => {
    const unit = draw('uniform', shape)
    const scaled = low === 0 && high === 1 ? unit : unit.mul(high - low).add(low)
    return dtype === 'float32' ? scaled : scaled.floor().cast(dtype as 'int32')
  }
  const scale = (kind: 'normal' | 'truncated') => {
    return (shape: number[], mean = 0, deviation = 1, dtype = 'float32') => {
      const z = draw(kind, shape)
      const scaled = mean === 0 && deviation === 1 ? z : z.mul(deviation).add(mean)
      return dtype === 'float32' ? scaled : scaled.cast(dtype as 'int32')
    }
  }
  const replaced: Record<string, (...args: any[]) => tf.Tensor> = {
    randomUniform: uniform,
    randomNormal: scale('normal'),
    truncatedNormal: scale('truncated'),
    randomStandardNormal: (shape: number[], dtype?: string) => scale('normal')(shape, 0, 1, dtype),
    dropout(x: tf.Tensor, rate: number, noiseShape?: number[]) {
      if (rate === 0) return x.clone()
      const shape = (noiseShape ?? x.shape).map((d, i) => d ?? x.shape[i]!)
      return tf.tidy(() =>
        x.mul(
          draw('uniform', shape)
            .greaterEqual(rate)
            .cast('float32')
            .div(1 - rate),
        ),
      )
    },
  }
  const originals = Object.fromEntries(Object.keys(replaced).map((name) => [name, core[name]]))
  return restoring(
    () => Object.assign(core, originals),
    () => {
      Object.assign(core, replaced)
      return body()
    },
  )
}

const kernels = {
  uniform: 'StatelessRandomUniform',
  normal: 'StatelessRandomNormal',
  truncated: 'StatelessTruncatedNormal',
} as const

function drawNative(kind: keyof typeof kernels, shape: readonly number[], place: number, step: tf.Scalar): tf.Tensor {
  const backend = tensorflowBackend()!
  const { TF_ATTR_TYPE: type, TF_FLOAT: float, TF_INT32: int } = backend.binding
  const attributes = [
    { name: 'dtype', type, value: float },
    { name: 'T', type, value: int },
    { name: 'Tseed', type, value: int },
  ]
  const seeds = tf.stack([tf.scalar(place, 'int32'), step])
  return backend.executeSingleOutput(kernels[kind], attributes, [tf.tensor1d([...shape], 'int32'), seeds])
}

function drawHere(kind: keyof typeof kernels, shape: readonly number[], place: number, step: tf.Scalar): tf.Tensor {
  const random = new Random(place + 2 ** 32 * (step.dataSync()[0]! + 1))
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1))
  for (let i = 0; i < values.length; i++) {
    let value = kind === 'uniform' ? random.uniform() : random.normal()
    while (kind === 'truncated' && Math.abs(value) > 2) value = random.normal()
    // 1 − 2⁻²⁵ rounds up to 1 in float32, and uniform numbers stay below 1.
    values[i] = kind === 'uniform' ? Math.min(value, 1 - 2 ** -24) : value
  }
  return tf.tensor(values, [...shape])
}
