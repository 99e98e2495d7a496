/** Words of two vowels, synthesized, and sound as a picture. */
import { checkName, checkOptions, expected } from '../errors.ts'
import { generator, type Random } from '../random.ts'
import { tf } from '../tf.ts'
import { notNegative, wholeNumber } from './numbers.ts'

/** The first three formants of a vowel in Hz: means of 33 men. Peterson and Barney (1952), J. Acoust. Soc. Am. 24(2), table II. */
export const formants = {
  a: [730, 1090, 2440],
  i: [270, 2290, 3010],
  u: [300, 870, 2240],
} as const

export interface SpeakOptions {
  /** Standard deviation of the normal noise; the loudest sample is 1. @default 0.02 */
  noise?: number
  /** Where pitch, mouth, tempo and noise are drawn from. @default a generator of the next seed of `seed(n)` */
  random?: Random
}

/** Samples a second. */
const rate = 8000
/** Of one formant, in Hz. */
const bandwidth = 90
const samples = 3200

/**
 * A word of two vowels of a, i and u, 0.4 s long. Pulses of the throat (90–220 a second) go through three resonators, one
 * after the other, whose frequencies glide from the first vowel's formants to the second's; the size of the mouth scales
 * them by 0.9 to 1.15. No recording: pitch, mouth, tempo and noise differ from call to call.
 * @returns 3200 samples, 8000 a second, in −1 … 1 before the noise
 * @example data.speak('ai', { noise: 0.05 })
 */
export function speak(word: string, options: SpeakOptions = {}): Float32Array {
  checkOptions('`data.speak`', options, ['noise', 'random'])
  if (typeof word !== 'string' || word.length !== 2) {
    throw expected('`word` to be two vowels', word, "Say `data.speak('ai')`.")
  }
  for (const vowel of word) checkName('vowel', vowel, Object.keys(formants))
  const noise = notNegative('noise', options.noise ?? 0.02)
  const random = options.random ?? generator()
  const [from, to] = [...word].map((vowel) => formants[vowel as keyof typeof formants])
  const [pitch, mouth, turn] = [random.uniform(90, 220), random.uniform(0.9, 1.15), random.uniform(0.35, 0.65)]
  const decay = Math.exp((-Math.PI * bandwidth) / rate)
  const past = from!.map(() => [0, 0] as [number, number])
  let loudest = 0
  const sound = Float32Array.from({ length: samples }, (_, n) => {
    const share = 1 / (1 + Math.exp(-20 * (n / samples - turn)))
    let s = (n * pitch) % rate < pitch ? 1 : 0
    for (const [k, start] of from!.entries()) {
      const angle = (2 * Math.PI * mouth * (start + share * (to![k]! - start))) / rate
      s += 2 * decay * Math.cos(angle) * past[k]![0] - decay ** 2 * past[k]![1]
      past[k] = [s, past[k]![0]]
    }
    loudest = Math.max(loudest, Math.abs(s))
    return s
  })
  return sound.map((v) => v / loudest + noise * random.normal())
}

export interface SpectrogramOptions {
  /** Samples of one piece, a power of 2. @default 256 */
  size?: number
  /** Samples from the start of a piece to the start of the next. @default size / 2 */
  hop?: number
}

/**
 * How strong each frequency is in each piece of a sound: log(0.001 + |X|), where X is the discrete Fourier transform of a
 * piece under a Hann window. Column k stands for the frequency k · rate / size.
 * @param sound samples, at least one piece
 * @returns float32 [pieces, size / 2]; dispose of it
 * @example const pieces = data.spectrogram(data.speak('ai'))  // [24, 128]
 */
export function spectrogram(sound: ArrayLike<number>, options: SpectrogramOptions = {}): tf.Tensor2D {
  checkOptions('`data.spectrogram`', options, ['size', 'hop'])
  const size = wholeNumber('size', options.size ?? 256, 2)
  if (!Number.isInteger(Math.log2(size))) throw expected('`size` to be a power of 2', size)
  const hop = wholeNumber('hop', options.hop ?? size / 2)
  if (!(sound?.length >= size)) throw expected(`\`sound\` to have at least ${size} samples`, sound)
  return tf.tidy(() => {
    const pieces = tf.signal.stft(tf.tensor1d(Float32Array.from(sound)), size, hop)
    const strength = tf.abs(pieces).slice([0, 0], [-1, size / 2])
    return strength.add(1e-3).log() as tf.Tensor2D
  })
}
