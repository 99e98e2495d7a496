// @ts-nocheck: what the types forbid is what is tested here
/** Numbers that nobody meant to draw. */
export const [N, I] = [Number.NaN, Number.POSITIVE_INFINITY]
export const mil = Float64Array.from({ length: 1e6 }, (_, i) => Math.sin(i / 1e4)),
  mod = Uint8Array.from({ length: 1e6 }, (_, i) => i % 3),
  bin = Uint8Array.from({ length: 1e6 }, (_, i) => i % 2)
export const big = Array.from({ length: 1000 }, (_, r) => mil.subarray(r * 1000, r * 1000 + 1000))
export const t = (shape: number[], f: (i: number) => number = () => 0) => ({
  shape,
  dataSync: () => Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => f(i)),
})
export const bad = t([2, 3, 3], () => NaN)
