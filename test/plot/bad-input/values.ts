// @ts-nocheck: what the types forbid is what is tested here
/** Values and options that are nothing, of another kind or out of reach: `undefined` among labels, counts below 0, names that lack. */
import * as plot from '../../../src/plot/index.ts'
import { N } from './data.ts'

const digits = Array.from({ length: 3 }, () => Array.from({ length: 4 }, (_, i) => [i, 1, 2, 3]))
const points = Array.from({ length: 500 }, (_, i) => i)
const long = 'word '.repeat(200)
const chinese = '损失随训练轮数下降的曲线'

export const valueCases: Record<string, (() => unknown)[]> = {
  images: [
    () => plot.images(digits, { labels: [1, undefined, 2] }),
    () => plot.images(digits, { labels: [1, null, 2], predictions: [1, 2, 2] }),
    () => plot.images(digits, { labels: [N, 1, 2] }),
    () => plot.images(digits, { labels: [true, false, true] }),
    () => plot.images(digits, { columns: 0 }),
    () => plot.images(digits, { columns: 1.5 }),
    () => plot.images(digits, { count: -1 }),
    () => plot.images(digits, { count: N }),
    () => plot.images(digits, { range: 5 }),
    () => plot.images([['a', 'b']]),
    () => plot.images(digits, { title: long }),
    () => plot.images(digits, { title: chinese }),
  ],
  line: [
    () => plot.line([1, 2], { log: true }),
    () => plot.line([1, 2], { log: 'z' }),
    () => plot.line([1, 2], { height: -5 }),
    () => plot.line([1, 2], { width: N }),
    () => plot.line([1, 2], null),
    () => plot.line([1n, 2n]),
    () => plot.line([7]),
    () => plot.line([7, 7, 7]),
    () => plot.line([1, 2], { title: chinese, x: '轮', y: '损失' }),
  ],
  scatter: [
    () => plot.scatter([1, 2], [1, 2], { classes: [0, undefined] }),
    () => plot.scatter(points, points, { classes: points.map((i) => `c${i}`) }),
    () => plot.scatter([1], [1]),
    () => plot.scatter([1, 1], [2, 2]),
  ],
  histogram: [() => plot.histogram([1e308, -1e308]), () => plot.histogram([2, 2, 2])],
  bar: [() => plot.bar(['a', undefined], [1, 2]), () => plot.bar(['a', 'a'], [1, 2]), () => plot.bar({ 猫: -1 })],
  box: [() => plot.box([1], 5), () => plot.box([2, 2, 2])],
  heatmap: [
    () => plot.heatmap([[1]], { range: [1] }),
    () => plot.heatmap([[1]], { range: [N, 1] }),
    () => plot.heatmap([[0, 0]]),
    () => plot.heatmap([[1], [2]], { rows: ['a', 'a'] }),
  ],
  surface: [
    () => plot.surface([[1]], 'x'),
    () =>
      plot.surface([
        [1, 1],
        [1, 1],
      ]),
  ],
  confusion: [
    () => plot.confusion([0, undefined], [1, 1]),
    () => plot.confusion([0, 1], [1, null]),
    () => plot.confusion([0, 0], [0, 0]),
    () =>
      plot.confusion(
        [
          [1, 0],
          [0, 1],
        ],
        { classNames: ['a'] },
      ),
    () => plot.confusion([0, 1], [0, 1], { classNames: ['猫', '狗'], title: chinese }),
  ],
  history: [() => plot.history({ loss: [undefined, 1] }), () => plot.history({ loss: [1, 1] }, 3)],
  filters: [
    () => plot.filters({ shape: [1, 1, 1, 1], dataSync: () => [1] }, { count: -1 }),
    () => plot.filters({ shape: [1, 1, 2, 1], dataSync: () => [1, 2] }, { channel: 0.5 }),
  ],
  attention: [
    () =>
      plot.attention(
        [
          [1, 0],
          [0, 1],
        ],
        { tokens: ['a', undefined] },
      ),
    () =>
      plot.attention(
        [
          [1, 0],
          [0, 1],
        ],
        { tokens: [long, '猫'] },
      ),
  ],
  learningRateFinder: [
    () => plot.learningRateFinder({ learningRates: [undefined, 1], losses: [1, 2] }),
    () => plot.learningRateFinder({ learningRates: [-1, 0, 1], losses: [1, 2, 3] }),
  ],
  figure: [
    () => plot.figure({ data: [{ y: [1] }], layout: null }),
    () => plot.figure({ data: [{ y: [1] }], layout: { height: 'tall' } }),
    () => plot.figure({ data: [{ y: [1n, 2n] }] }),
  ],
  live: [() => plot.live().update(null), () => plot.live().update()],
  theme: [() => plot.theme(undefined), () => plot.theme(5)],
}
