/**
 * The one TensorFlow.js instance of gradlab: TensorFlow's own library where set-up has staged it, else WebAssembly, else
 * plain JavaScript. Everything in `src` takes `tf` from here, so that two copies can never meet (tensorflow/tfjs#683).
 */
import { createRequire } from 'node:module'
import util from 'node:util'
import type * as api from '@tensorflow/tfjs-node'
import { stopSignal } from './display.ts'
import { repairAfterStop } from './engine-repair.ts'
import { registerWasmKernels } from './wasm-kernels.ts'

const require = createRequire(import.meta.url)

export type BackendName = 'tensorflow' | 'wasm' | 'cpu'

// TensorFlow prints its start-up notes to fd 2; only errors belong in a notebook. Set before the library loads.
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'

// tfjs-node 4.22 calls these; Node 23 removed them (tensorflow/tfjs#8609).
const removed = util as unknown as Record<string, (value: unknown) => boolean>
removed.isNullOrUndefined ??= (value) => value === null || value === undefined
removed.isArray ??= Array.isArray

/** Why the TensorFlow backend is not in use, where it is not. */
let fallbackReason: Error | undefined

function load(): typeof api {
  if (process.env.GRADLAB_BACKEND !== 'wasm' && process.env.GRADLAB_BACKEND !== 'cpu') {
    try {
      return require('@tensorflow/tfjs-node')
    } catch (error) {
      fallbackReason = error as Error
    }
  }
  const tfjs = require('@tensorflow/tfjs')
  tfjs.env().set('PROD', true) // no advertisement for tfjs-node
  if (process.env.GRADLAB_BACKEND !== 'cpu') {
    require('@tensorflow/tfjs-backend-wasm')
    registerWasmKernels(tfjs)
  }
  return tfjs
}

/** TensorFlow.js, the same instance for every part of gradlab and for your own code. */
export const tf: typeof api = load()
repairAfterStop(tf.engine() as unknown as Parameters<typeof repairAfterStop>[0], stopSignal)

/**
 * The module whose functions TensorFlow.js's own layers call (they look them up at each call). `train` replaces the random
 * ones while a step runs, so that dropout and noise are seeded and can be traced.
 */
export const core: Record<string, any> = require('@tensorflow/tfjs-core')

/** The types of TensorFlow.js, so that `tf.Tensor2D` works as a type too. */
export declare namespace tf {
  export type Tensor<R extends api.Rank = api.Rank> = api.Tensor<R>
  export type Scalar = api.Scalar
  export type Tensor1D = api.Tensor1D
  export type Tensor2D = api.Tensor2D
  export type Tensor3D = api.Tensor3D
  export type Tensor4D = api.Tensor4D
  export type Tensor5D = api.Tensor5D
  export type Variable<R extends api.Rank = api.Rank> = api.Variable<R>
  export type Rank = api.Rank
  export type DataType = api.DataType
  export type TypedArray = api.TypedArray
  export type TensorLike = api.TensorLike
  export type TensorContainer = api.TensorContainer
  export type NamedTensorMap = api.NamedTensorMap
  export type Shape = api.Shape
  export type Optimizer = api.Optimizer
  export type LayersModel = api.LayersModel
  export type Sequential = api.Sequential
  export type SymbolicTensor = api.SymbolicTensor
  export type History = api.History
  export type Logs = api.Logs
  export type ModelFitArgs = api.ModelFitArgs
  export namespace layers {
    export type Layer = api.layers.Layer
  }
  export namespace initializers {
    export type Initializer = ReturnType<typeof api.initializers.glorotUniform>
  }
}

/** Which backend computes: 'tensorflow' (fast), 'wasm' or 'cpu'. */
export function backendName(): BackendName {
  return tf.getBackend() as BackendName
}

/** Why TensorFlow's own library is not in use; undefined where it is. */
export function backendFallback(): Error | undefined {
  return fallbackReason
}

if (fallbackReason || process.env.GRADLAB_BACKEND) {
  if (!(await tf.setBackend(process.env.GRADLAB_BACKEND === 'cpu' ? 'cpu' : 'wasm').catch(() => false)))
    await tf.setBackend('cpu')
  if (fallbackReason) {
    console.warn(
      `TensorFlow's own library could not be loaded, so gradlab computes with ${backendName() === 'wasm' ? 'WebAssembly: expect 3–10' : 'plain JavaScript: expect 30–100'} times slower training. ` +
        `Run \`npx gradlab doctor\` to see why. (${fallbackReason.message.split('\n')[0]})`,
    )
  }
}
