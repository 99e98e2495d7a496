/** Image augmentation: every picture a little shifted, turned, enlarged, mirrored, noisy, each time anew. */
import { checkName, checkOptions, expected } from '../errors.ts'
import { generator } from '../random.ts'
import { tf } from '../tf.ts'
import { Dataset } from './dataset.ts'
import { notNegative } from './numbers.ts'

export interface AugmentOptions {
  /** Largest shift, as a share of width and height. @default 0 */
  shift?: number
  /** Largest turn, in degrees. @default 0 */
  rotate?: number
  /** Largest change of size: 0.1 means 0.9 to 1.1. @default 0 */
  zoom?: number
  /** Mirrored half of the time: left-right ('horizontal' or true), upside down ('vertical'), or 'both'. @default false */
  flip?: boolean | 'horizontal' | 'vertical' | 'both'
  /** Standard deviation of normal noise on the pixels. @default 0 */
  noise?: number
  /** What stands outside the picture. @default 0 */
  fill?: number
  /** @default the next seed of `seed(n)` */
  seed?: number
}

/**
 * Pictures changed at random, each in its own way, with bilinear interpolation.
 * @param images float32 [n, height, width, channels] or [n, height, width], or a dataset of them (targets stay)
 * @returns new pictures of the same shape; the given ones stay as they are
 * @example const more = data.augment(train, { shift: 0.1, rotate: 10 })
 */
export function augment<T extends tf.Tensor | Dataset>(images: T, options: AugmentOptions = {}): T {
  checkOptions('`data.augment`', options, ['shift', 'rotate', 'zoom', 'flip', 'noise', 'fill', 'seed'])
  for (const name of ['shift', 'rotate', 'zoom', 'noise'] as const) notNegative(name, options[name] ?? 0)
  if ((options.zoom ?? 0) >= 1) throw expected('`zoom` to be a number in [0, 1)', options.zoom)
  const { flip = false } = options
  if (typeof flip === 'string') checkName('flip', flip, ['horizontal', 'vertical', 'both'])
  if (images instanceof Dataset) return images.map((x, y) => ({ x: augmentTensor(x, options), y })) as T
  if (!(images instanceof tf.Tensor)) throw expected('a tensor of images or a dataset', images)
  return augmentTensor(images, options) as T
}

function augmentTensor(images: tf.Tensor, options: AugmentOptions): tf.Tensor {
  if (images.rank !== 3 && images.rank !== 4) {
    throw expected(
      'images of shape [n, height, width, channels]',
      images,
      'Flat ones have lost their rows: load them without `flatten`.',
    )
  }
  const [n, height, width] = images.shape as [number, number, number]
  const channels = images.shape[3] ?? 1
  const { shift = 0, rotate = 0, zoom = 0, flip = false, noise = 0, fill = 0 } = options
  const random = generator(options.seed)
  const horizontal = flip === true || flip === 'horizontal' || flip === 'both'
  const vertical = flip === 'vertical' || flip === 'both'
  const source = images.dataSync()
  const out = new Float32Array(source.length)
  const either = (most: number) => (most ? random.uniform(-most, most) : 0)
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2]
  for (let i = 0; i < n; i++) {
    const angle = either((rotate * Math.PI) / 180)
    const size = 1 + either(zoom)
    const [dx, dy] = [either(shift) * width, either(shift) * height]
    const mx = horizontal && random.uniform() < 0.5 ? -1 : 1
    const my = vertical && random.uniform() < 0.5 ? -1 : 1
    // From each pixel of the new picture back to its place in the old one.
    const [c, s] = [Math.cos(angle) / size, Math.sin(angle) / size]
    const start = i * height * width * channels
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [u, v] = [x - cx - dx, y - cy - dy]
        const px = mx * (c * u + s * v) + cx
        const py = my * (-s * u + c * v) + cy
        const [x0, y0] = [Math.floor(px + 1e-9), Math.floor(py + 1e-9)]
        const [fx, fy] = [Math.max(0, px - x0), Math.max(0, py - y0)]
        for (let k = 0; k < channels; k++) {
          const at = (row: number, column: number) =>
            row >= 0 && row < height && column >= 0 && column < width
              ? source[start + (row * width + column) * channels + k]!
              : fill
          const top = fx < 1e-9 ? at(y0, x0) : (1 - fx) * at(y0, x0) + fx * at(y0, x0 + 1)
          const value =
            fy < 1e-9
              ? top
              : (1 - fy) * top + fy * (fx < 1e-9 ? at(y0 + 1, x0) : (1 - fx) * at(y0 + 1, x0) + fx * at(y0 + 1, x0 + 1))
          out[start + (y * width + x) * channels + k] = noise ? value + noise * random.normal() : value
        }
      }
    }
  }
  return tf.tensor(out, images.shape)
}
