/** Fewer points, same picture. */

/**
 * Largest-Triangle-Three-Buckets: keeps the first and the last point and, of each bucket between, the point that spans the largest
 * triangle with its neighbours, so that peaks survive.
 * Source: S. Steinarsson, "Downsampling Time Series for Visual Representation", University of Iceland, 2013.
 * @param x ascending positions, length n @param y values, length n @param keep how many points to keep
 * @returns ascending indices of the kept points, `min(n, keep)` of them
 */
export function largestTriangles(x: ArrayLike<number>, y: ArrayLike<number>, keep: number): number[] {
  const n = x.length
  if (keep >= n || keep < 3)
    return Array.from({ length: Math.min(n, Math.max(keep, 0)) }, (_, i) => (keep === 2 && i ? n - 1 : i))
  const kept = [0]
  // Whole numbers are divided, so that rounding cannot leave the last point but one in no bucket.
  const edge = (bucket: number) => Math.floor((bucket * (n - 2)) / (keep - 2)) + 1
  for (let bucket = 0; bucket < keep - 2; bucket++) {
    const start = edge(bucket)
    const end = edge(bucket + 1)
    const nextEnd = Math.min(edge(bucket + 2), n)
    let [meanX, meanY, finite] = [0, 0, 0]
    for (let i = end; i < nextEnd; i++) {
      if (!Number.isFinite(y[i]!)) continue
      meanX += x[i]!
      meanY += y[i]!
      finite++
    }
    const from = kept.at(-1)!
    const y0 = Number.isFinite(y[from]!) ? y[from]! : 0
    const [dx, dy] = finite ? [x[from]! - meanX / finite, y0 - meanY / finite] : [0, 0]
    let [best, area] = [start, -1]
    for (let i = start; i < end; i++) {
      if (!Number.isFinite(y[i]!)) continue
      const twice = Math.abs(dx * (y[i]! - y0) - (x[from]! - x[i]!) * dy)
      if (twice > area) [best, area] = [i, twice]
    }
    kept.push(best)
  }
  kept.push(n - 1)
  return kept
}

/** Evenly spread indices of a random-looking, but repeatable, sample: one from each of `keep` equal runs. */
export function sample(n: number, keep: number): number[] {
  if (keep >= n) return Array.from({ length: n }, (_, i) => i)
  const width = n / keep
  // A golden-ratio sequence inside each run, so that periodic data are not sampled in step with their period.
  return Array.from({ length: keep }, (_, i) => {
    const [start, end] = [Math.floor(i * width), Math.floor((i + 1) * width)]
    return start + Math.floor(((i * 0.618033988749895) % 1) * (end - start))
  })
}
