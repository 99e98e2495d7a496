// @ts-nocheck: what the types forbid is what is tested here
/** Mistakes made with charts of numbers and functions. */
import * as plot from '../../../src/plot/index.ts'
import { big, I, mil, mod, N } from './data.ts'

export const numberCases = {
  line: [
    () => plot.line([1, N, I, 2]),
    () => plot.line([N, N]),
    () => plot.line([]),
    () => plot.line({}),
    () => plot.line({ a: [], b: [] }),
    () => plot.line([[1, 2], [3]]),
    () => plot.line(mil),
    () => plot.line(mil, mil),
    () => plot.line({ a: [1, 2], b: [1] }),
    () => plot.line(['a', 'b']),
    () => plot.line(null),
    () => plot.line([1], { nope: 1 }),
    () => plot.line([0, -1, N], { log: 'y' }),
  ],
  scatter: [
    () => plot.scatter([1, N], [I, 2]),
    () => plot.scatter([N], [N]),
    () => plot.scatter([], []),
    () => plot.scatter([]),
    () => plot.scatter([[1, 2], [3]]),
    () => plot.scatter(mil, mil),
    () => plot.scatter(mil, mil, { classes: mod }),
    () => plot.scatter(mil, mil, { values: mil }),
    () => plot.scatter([1], [1, 2]),
    () => plot.scatter([1], [1], { nope: 1 }),
    () => plot.scatter([1, 2], [1, 2], { classes: [1] }),
    () => plot.scatter([1, 2], [1, 2], { values: [N, N] }),
    () => plot.scatter(5),
    () => plot.scatter([1, 2], [1, 2], { text: ['a'] }),
  ],
  histogram: [
    () => plot.histogram([1, N, I]),
    () => plot.histogram([N]),
    () => plot.histogram([]),
    () => plot.histogram({}),
    () => plot.histogram({ a: [], b: [1] }),
    () => plot.histogram([[1, 2], [3]]),
    () => plot.histogram(mil),
    () => plot.histogram(['a']),
    () => plot.histogram([1], { nope: 1 }),
    () => plot.histogram([1], { bins: 0 }),
    () => plot.histogram([1, 2], { bins: 1e6 }),
  ],
  bar: [
    () => plot.bar({ a: N, b: I }),
    () => plot.bar({}),
    () => plot.bar([]),
    () => plot.bar([], []),
    () => plot.bar(['a', 'b'], [1]),
    () => plot.bar(mil),
    () => plot.bar({ a: 'x' }),
    () => plot.bar({ a: 1 }, { nope: 1 }),
    () => plot.bar(['a'], {}),
    () => plot.bar(3),
    () => plot.bar(['a', 'b'], { g: [1] }),
  ],
  box: [
    () => plot.box([1, N, I]),
    () => plot.box([N]),
    () => plot.box([]),
    () => plot.box({}),
    () => plot.box({ a: [], b: [1] }),
    () => plot.box(mil),
    () => plot.box(['a']),
    () => plot.box([1], { nope: 1 }),
    () => plot.box(Array(100).fill(N)),
  ],
  heatmap: [
    () =>
      plot.heatmap([
        [1, N],
        [I, 2],
      ]),
    () => plot.heatmap([[N, N]]),
    () => plot.heatmap([]),
    () => plot.heatmap([[]]),
    () => plot.heatmap([[1, 2], [3]]),
    () => plot.heatmap(big),
    () => plot.heatmap([['a']]),
    () => plot.heatmap([[1]], { nope: 1 }),
    () => plot.heatmap([1, 2]),
    () => plot.heatmap([[1]], { rows: ['a', 'b'] }),
    () => plot.heatmap(big, { rows: Array.from({ length: 1000 }, (_, i) => 'r' + i) }),
  ],
  contour: [
    () => plot.contour(() => N),
    () => plot.contour((x: number, y: number) => (x > 0 ? x * y : N)),
    () => plot.contour((x: number, _y: number) => (x > 0 ? I : 1)),
    () => plot.contour(() => 1),
    () => plot.contour((x: number, _y: number) => x, { path: [] }),
    () => plot.contour((x: number, _y: number) => x, { path: [[1, 2], [3]] }),
    () =>
      plot.contour((x: number, _y: number) => x, {
        path: [
          [N, 1],
          [1, I],
        ],
      }),
    () =>
      plot.contour((x: number, _y: number) => x, { path: Array.from({ length: 1e6 }, (_, i) => [i / 1e6, i / 1e6]) }),
    () => plot.contour((x: number, _y: number) => x, { nope: 1 }),
    () => plot.contour((x: number, y: number) => x * y, { resolution: 1000 }),
    () => plot.contour((x: number, _y: number) => x, { resolution: 1 }),
    () => plot.contour((x: number, _y: number) => x, { resolution: N }),
    () => plot.contour(3),
    () =>
      plot.contour((x: number, _y: number) => x, {
        domain: [
          [1, 0],
          [0, 1],
        ],
      }),
    () => plot.contour((x: number, _y: number) => x, { minima: [[1]] }),
    () =>
      plot.contour(() => N, {
        domain: [
          [0, 1],
          [0, 1],
        ],
      }),
  ],
  surface: [
    () => plot.surface(() => N),
    () => plot.surface((x: number, _y: number) => (x > 0 ? x : N)),
    () => plot.surface(() => 1),
    () => plot.surface([]),
    () => plot.surface([[]]),
    () => plot.surface([[1, 2], [3]]),
    () =>
      plot.surface([
        [N, N],
        [N, N],
      ]),
    () =>
      plot.surface([
        [1, N],
        [I, 3],
      ]),
    () => plot.surface(big),
    () => plot.surface((x: number, _y: number) => x, { nope: 1 }),
    () => plot.surface(3),
    () =>
      plot.surface((x: number, _y: number) => x, {
        path: [
          [N, 1],
          [1, 2],
        ],
      }),
    () => plot.surface((x: number, _y: number) => x, { domain: 3 }),
    () => plot.surface([[1]]),
  ],
}
