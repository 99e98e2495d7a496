import { tf } from '../tf.ts'

/** The least and the greatest value, and whether there are fractions. */
export function extent(y: tf.Tensor): { low: number; high: number; fraction: boolean } {
  const [low, high, off] = tf.tidy(() => {
    const flat = y.reshape([-1]).cast('float32')
    return [...tf.stack([flat.min(), flat.max(), flat.sub(flat.floor()).abs().max()]).dataSync()]
  }) as [number, number, number]
  return { low, high, fraction: off > 0 }
}
