/**
 * Gradients that TensorFlow.js's WebAssembly backend lacks: without them no convolution and no embedding trains there. The
 * gradient of a convolution's filter is made of matrix products, which are fast; the others are computed in JavaScript.
 */
import type * as api from '@tensorflow/tfjs-node'

interface TensorInfo {
  dataId: object
  shape: number[]
  dtype: string
}

interface KernelArguments {
  inputs: Record<string, TensorInfo>
  attrs: Record<string, any>
  backend: any
}

type Kernel = (args: KernelArguments) => TensorInfo

/** Registers what is missing. Call it once the backend is loaded. */
export function registerWasmKernels(tf: typeof api): void {
  const borrowed = [
    'UnsortedSegmentSum',
    'DepthwiseConv2dNativeBackpropFilter',
    'DepthwiseConv2dNativeBackpropInput',
    'Conv2DBackpropFilter',
  ]
  for (const kernelName of borrowed) {
    if (tf.getKernel(kernelName, 'wasm')) continue
    const here = inJavaScript(tf, kernelName)
    const kernelFunc = kernelName === 'Conv2DBackpropFilter' ? filterGradient(tf, here) : here
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernelFunc as never })
  }
}

/** The kernel of the plain JavaScript backend, on copies of the numbers. */
function inJavaScript(tf: typeof api, kernelName: string): Kernel {
  return ({ inputs, attrs, backend }) => {
    const cpu = tf.engine().findBackend('cpu') as any
    const kernel = tf.getKernel(kernelName, 'cpu').kernelFunc as unknown as Kernel
    const copies = Object.fromEntries(
      Object.entries(inputs).map(([name, { dataId, shape, dtype }]) => [
        name,
        cpu.makeTensorInfo(shape, dtype, backend.readSync(dataId).slice()) as TensorInfo,
      ]),
    )
    const made = kernel({ inputs: copies, attrs, backend: cpu })
    const output = backend.makeOutput(made.shape, made.dtype)
    backend.typedArrayFromHeap(output).set(cpu.readSync(made.dataId))
    for (const { dataId } of [...Object.values(copies), made]) cpu.disposeData(dataId)
    return output
  }
}

/** For each place in the filter: what it saw of the images, times the gradient of what it gave. */
function filterGradient(tf: typeof api, otherwise: Kernel): Kernel {
  return (args) => {
    const { strides, pad, dataFormat, dimRoundingMode, filterShape } = args.attrs
    if (dataFormat !== 'NHWC') return otherwise(args)
    const [x, dy] = [args.inputs.x, args.inputs.dy] as unknown as [api.Tensor4D, api.Tensor4D]
    const { computeConv2DInfo } = tf.backend_util
    const info = computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode, false)
    const { batchSize, inChannels, outChannels, outHeight, outWidth, strideHeight, strideWidth } = info
    const { top, bottom, left, right } = info.padInfo
    return tf.tidy(() => {
      const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]) // biome-ignore format: short
      const gradient = dy.reshape([-1, outChannels])
      const places: api.Tensor[] = []
      for (let i = 0; i < info.filterHeight; i++) {
        for (let j = 0; j < info.filterWidth; j++) {
          const end = [
            batchSize,
            i + (outHeight - 1) * strideHeight + 1,
            j + (outWidth - 1) * strideWidth + 1,
            inChannels,
          ]
          const seen = tf.stridedSlice(padded, [0, i, j, 0], end, [1, strideHeight, strideWidth, 1])
          places.push(tf.matMul(seen.reshape([-1, inChannels]), gradient, true))
        }
      }
      return tf.stack(places).reshape(filterShape)
    }) as unknown as TensorInfo
  }
}
