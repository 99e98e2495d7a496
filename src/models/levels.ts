/** Weights in few bits: whole numbers around zero, one scale an output. */

/** Weights as whole numbers: value = code · largest / levels, `largest` being that of the output, the last axis. */
export interface Levels {
  readonly codes: Int16Array
  /** The largest size of each output's weights. */
  readonly largest: Float32Array
}

/** Rounds to the nearest of 2·levels + 1 values of each output. */
export function toLevels(values: Float32Array, outputs: number, levels: number): Levels {
  const largest = new Float32Array(outputs)
  values.forEach((v, i) => {
    largest[i % outputs] = Math.max(largest[i % outputs]!, Math.abs(v))
  })
  const codes = Int16Array.from(values, (v, i) => {
    const scale = largest[i % outputs]! / levels
    return scale === 0 ? 0 : Math.round(v / scale)
  })
  return { codes, largest }
}

/** The weights that these whole numbers stand for. */
export function fromLevels(codes: ArrayLike<number>, largest: Float32Array, levels: number): Float32Array {
  const outputs = largest.length
  return Float32Array.from(codes, (code, i) => code * (largest[i % outputs]! / levels))
}
