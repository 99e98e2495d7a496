/** What the model functions share: initializers, regularizers and activations by Keras's names, seeded. */
import { wholeNumber, within } from '../data/numbers.ts'
import { checkName, checkOptions, expected, GradlabError, respelled } from '../errors.ts'
import { generator } from '../random.ts'
import { tf } from '../tf.ts'
import { Dropout } from './layers/dropout.ts'
import { Orthogonal } from './layers/orthogonal.ts'

/** Keras's names of initializers. He et al. (2015), Glorot and Bengio (2010), LeCun et al. (1998). */
export const initializerNames = [
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'leCunUniform',
  'leCunNormal',
  'randomUniform',
  'randomNormal',
  'truncatedNormal',
  'orthogonal',
  'zeros',
  'ones',
  'identity',
] as const
export type InitializerName = (typeof initializerNames)[number]

/** Keras's spellings of them. */
type KerasInitializerName =
  | `${'glorot' | 'he' | 'lecun' | 'random'}_${'uniform' | 'normal'}`
  | `lecun${'Uniform' | 'Normal'}`
  | 'truncated_normal'

/** An initializer by name, a number (normal, with this standard deviation), or one of tf.initializers. */
export type InitializerLike = InitializerName | KerasInitializerName | number | tf.initializers.Initializer

export const activationNames = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'swish',
  'mish',
  'sigmoid',
  'hardSigmoid',
  'tanh',
  'softmax',
  'logSoftmax',
  'softplus',
  'softsign',
] as const
export type ActivationName = (typeof activationNames)[number]

/** Options of every network: how it starts, and how it is kept small. */
export interface WeightOptions {
  /** How weights start: a name, a standard deviation, or one of tf.initializers. @default 'glorotUniform' */
  initializer?: InitializerLike
  /** λ of the penalty λ·Σ|w| on the kernels. @default 0 */
  l1?: number
  /** λ of the penalty λ·Σw² on the kernels. @default 0 */
  l2?: number
  /** Of weights and dropout. @default the next seed of `seed(n)` */
  seed?: number
  /** The model's name. */
  name?: string
}

export const weightOptions = ['initializer', 'l1', 'l2', 'seed', 'name'] as const

/** Turns the options of a network into what its layers take; each layer gets its own seed. */
export class Parts {
  readonly #options: WeightOptions
  readonly #next: () => number

  constructor(where: string, options: WeightOptions, known: readonly string[]) {
    if (!options || typeof options !== 'object') throw expected(`${where} to be given options`, options)
    checkOptions(where, options, [...known, ...weightOptions])
    for (const name of ['l1', 'l2'] as const) {
      const value = options[name] ?? 0
      if (typeof value !== 'number' || !(value >= 0) || !Number.isFinite(value)) {
        throw expected(`\`${name}\` to be a number ≥ 0`, value)
      }
    }
    this.#options = options
    const random = generator(options.seed)
    this.#next = () => random.uint32() >>> 1
  }

  /** A fresh seed of this model's stream. */
  seed(): number {
    return this.#next()
  }

  /** The kernel's initializer. */
  initializer(standard: InitializerLike = 'glorotUniform'): tf.initializers.Initializer {
    return makeInitializer(this.#options.initializer ?? standard, this.#next())
  }

  /** The recurrent kernel's initializer, Keras's: orthogonal. */
  orthogonal(): tf.initializers.Initializer {
    return makeInitializer('orthogonal', this.#next())
  }

  regularizer(): any {
    const { l1 = 0, l2 = 0 } = this.#options
    if (l1 && l2) return tf.regularizers.l1l2({ l1, l2 })
    if (l1) return tf.regularizers.l1({ l1 })
    return l2 ? tf.regularizers.l2({ l2 }) : undefined
  }

  /** What a layer with a kernel takes. */
  kernel(standard?: InitializerLike): { kernelInitializer: any; kernelRegularizer?: any } {
    const kernelRegularizer = this.regularizer()
    return { kernelInitializer: this.initializer(standard), ...(kernelRegularizer ? { kernelRegularizer } : {}) }
  }

  dropout(rate: number, name: string): tf.layers.Layer {
    return new Dropout({ rate, seed: this.#next(), name })
  }
}

/** An initializer by its Keras name, seeded. */
export function makeInitializer(what: InitializerLike, seed: number): tf.initializers.Initializer {
  if (typeof what === 'number') {
    if (!(what > 0)) throw expected('`initializer` to be a standard deviation > 0', what, "Or 'zeros'.")
    return tf.initializers.randomNormal({ mean: 0, stddev: what, seed })
  }
  if (typeof what !== 'string') {
    if (typeof (what as any)?.apply !== 'function') {
      throw expected('`initializer` to be a name, a standard deviation, or one of tf.initializers', what)
    }
    return what
  }
  const name = respelled(what, initializerNames) as InitializerName
  checkName('initializer', name, initializerNames)
  switch (name) {
    case 'zeros':
    case 'ones':
      return tf.initializers[name]()
    case 'identity':
      return tf.initializers.identity({ gain: 1 })
    case 'randomNormal':
    case 'truncatedNormal':
      return tf.initializers[name]({ mean: 0, stddev: 0.05, seed })
    case 'randomUniform':
      return tf.initializers.randomUniform({ minval: -0.05, maxval: 0.05, seed })
    case 'orthogonal':
      return new Orthogonal({ seed })
    case 'glorotNormal':
      return truncated(1, 'fanAvg', seed)
    case 'heNormal':
      return truncated(2, 'fanIn', seed)
    case 'leCunNormal':
      return truncated(1, 'fanIn', seed)
    default:
      return (tf.initializers[name] as (config: { seed: number }) => tf.initializers.Initializer)({ seed })
  }
}

/**
 * A normal distribution cut off at two standard deviations has only 0.8796 of its width left. Keras makes up for that;
 * TensorFlow.js does not, so that its 'heNormal' starts 12 % too small.
 */
function truncated(scale: number, mode: 'fanIn' | 'fanAvg', seed: number): tf.initializers.Initializer {
  const left = 0.87962566103423978
  return tf.initializers.varianceScaling({ scale: scale / left ** 2, mode, distribution: 'normal', seed })
}

/** An activation's name, checked. */
export function activationName(option: string, name: string): any {
  const known = respelled(name, activationNames)
  try {
    checkName('activation', known, activationNames)
  } catch (error) {
    throw new GradlabError(`\`${option}\`: ${(error as Error).message}`)
  }
  return known
}

/** A share of units to drop. */
export function dropoutRate(rate: unknown): number {
  return within('dropout', rate, 0, 1, 'It is the share of units that are dropped.')
}

/** A list of layer widths. */
export function widths(name: string, list: unknown): number[] {
  if (!Array.isArray(list)) throw expected(`\`${name}\` to be a list of layer widths`, list, `Say \`${name}: [128]\`.`)
  list.forEach((width, i) => {
    wholeNumber(`${name}[${i}]`, width)
  })
  return list
}

/** The activation that suits an output: one score or several regressions stay linear only if asked for. */
export function outputActivation(asked: string | undefined, outputs: number): any {
  return activationName('outputActivation', asked ?? (outputs > 1 ? 'softmax' : 'linear'))
}
