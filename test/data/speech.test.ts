import { expect, test } from 'vitest'
import { formants, speak, spectrogram } from '../../src/data/speech.ts'
import { generator } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'

/** log(0.001 + |X|) by the definition of the discrete Fourier transform, under a Hann window. */
function byDefinition(piece: ArrayLike<number>): number[] {
  const size = piece.length
  return Array.from({ length: size / 2 }, (_, k) => {
    let [re, im] = [0, 0]
    for (let n = 0; n < size; n++) {
      const faded = piece[n]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size))
      re += faded * Math.cos((2 * Math.PI * k * n) / size)
      im -= faded * Math.sin((2 * Math.PI * k * n) / size)
    }
    return Math.log(1e-3 + Math.hypot(re, im))
  })
}

test('a spectrogram is the Fourier transform of each piece, by its definition', () => {
  const before = tf.memory().numTensors
  const random = generator(1)
  const sound = Float32Array.from({ length: 200 }, () => random.normal())
  for (const options of [{ size: 64 }, { size: 32, hop: 24 }]) {
    const hop = options.hop ?? options.size / 2
    const pieces = spectrogram(sound, options)
    expect(pieces.shape).toEqual([Math.floor((200 - options.size) / hop) + 1, options.size / 2])
    const rows = pieces.arraySync()
    for (const i of [0, 2]) {
      byDefinition(sound.subarray(i * hop, i * hop + options.size)).forEach((value, k) => {
        expect(rows[i]![k]).toBeCloseTo(value, 3)
      })
    }
    pieces.dispose()
  }
  expect(tf.memory().numTensors).toBe(before)
})

test('a tone is in its own column', () => {
  const sound = Float32Array.from({ length: 256 }, (_, n) => Math.sin((2 * Math.PI * 1000 * n) / 8000))
  const row = tf.tidy(() => [...spectrogram(sound).flatten().dataSync()])
  expect(row.indexOf(Math.max(...row))).toBe((1000 * 256) / 8000)
})

test('a word glides from the first vowel to the second: i has its strong frequencies far apart, a close together', () => {
  const pieces = tf.tidy(() => spectrogram(speak('ia', { random: generator(3) })).arraySync())
  expect(pieces).toHaveLength(24)
  const strengthAt = (piece: number, hertz: number) => {
    const near = pieces[piece]!.filter((_, k) => Math.abs((k * 8000) / 256 - hertz) < 250)
    return Math.max(...near)
  }
  const [, low] = formants.a
  const [, high] = formants.i
  expect(strengthAt(2, high) - strengthAt(2, low)).toBeGreaterThan(1)
  expect(strengthAt(21, low) - strengthAt(21, high)).toBeGreaterThan(1)
})

test('the same generator says the same, noise is what is asked for', () => {
  const quiet = speak('au', { noise: 0, random: generator(5) })
  expect(speak('au', { noise: 0, random: generator(5) })).toEqual(quiet)
  expect(quiet).toHaveLength(3200)
  expect(Math.max(...quiet.map(Math.abs))).toBeCloseTo(1, 6)
  const noisy = speak('au', { noise: 0.1, random: generator(5) })
  const spread = Math.sqrt(noisy.reduce((sum, v, n) => sum + (v - quiet[n]!) ** 2, 0) / 3200)
  expect(spread).toBeGreaterThan(0.095)
  expect(spread).toBeLessThan(0.105)
})

test('what cannot be said is told', () => {
  expect(() => speak('hello')).toThrow(/`word` to be two vowels, found 'hello'/)
  expect(() => speak('ae')).toThrow(/no vowel 'e'/)
  expect(() => speak('ai', { noise: -1 })).toThrow(/`noise`/)
  expect(() => spectrogram(new Float32Array(100))).toThrow(/`sound` to have at least 256 samples/)
  expect(() => spectrogram(new Float32Array(300), { size: 100 })).toThrow(/`size` to be a power of 2, found 100/)
})
