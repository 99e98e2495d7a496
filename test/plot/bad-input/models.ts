// @ts-nocheck: what the types forbid is what is tested here
/** Mistakes made with charts of models and their results, and with tables and figures. */
import * as plot from '../../../src/plot/index.ts'
import { bad, big, bin, I, mil, mod, N, t } from './data.ts'

export const modelCases = {
  images: [
    () => plot.images(bad),
    () => plot.images([]),
    () => plot.images([[[1, 2], [3]]]),
    () => plot.images(t([2, 5])),
    () => plot.images(t([1, 1000, 1000], (i) => i % 255)),
    () => plot.images(t([2, 3, 3]), { nope: 1 }),
    () => plot.images(3),
    () => plot.images(t([2, 3, 3]), { labels: [1] }),
    () => plot.images(t([2, 3, 3], () => I)),
    () => plot.images(t([20000, 7, 7])),
  ],
  confusion: [
    () =>
      plot.confusion([
        [1, N],
        [2, 3],
      ]),
    () => plot.confusion([]),
    () => plot.confusion([], []),
    () => plot.confusion([[1, 2], [3]]),
    () => plot.confusion([0, 1], [1]),
    () => plot.confusion(mod, mod),
    () => plot.confusion([[1]], { nope: 1 }),
    () =>
      plot.confusion([
        [0, 0],
        [0, 0],
      ]),
    () => plot.confusion([0, N], [1, 1]),
    () => plot.confusion([0.5], [1]),
    () => plot.confusion([0, 1], [0, 1e7]),
    () => plot.confusion(3),
    () => plot.confusion([-1], [0]),
  ],
  roc: [
    () => plot.roc([0, 1], [N, 1]),
    () => plot.roc([], []),
    () => plot.roc([1, 1], [0.1, 0.2]),
    () => plot.roc([0, 1], [1]),
    () => plot.roc(bin, mil),
    () => plot.roc([0, 1], [1, 2], { nope: 1 }),
    () => plot.roc([0, 2], [1, 2]),
    () => plot.roc([0, 1], 3),
    () => plot.roc([N, 1], [1, 2]),
    () => plot.roc([0, 1], {}),
  ],
  history: [
    () => plot.history({ loss: [N, N] }),
    () => plot.history({ loss: [1, I, 0.5], valLoss: [N, 1, 2] }),
    () => plot.history({}),
    () => plot.history({ loss: [] }),
    () => plot.history({ loss: [1, 2], valLoss: [1] }),
    () => plot.history({ loss: mil }),
    () => plot.history({ loss: [1] }, { nope: 1 }),
    () => plot.history(3),
    () => plot.history({ loss: [1] }, { metrics: ['acc'] }),
  ],
  weights: [
    () => plot.weights({ a: [N, N] }),
    () => plot.weights({}),
    () => plot.weights({ a: [] }),
    () => plot.weights({ a: mil }),
    () => plot.weights({ a: [1] }, { nope: 1 }),
    () => plot.weights(3),
    () => plot.weights({ a: [1, I, 2] }),
  ],
  activations: [
    () => plot.activations({ a: [N] }),
    () => plot.activations({}),
    () => plot.activations({ a: [] }),
    () => plot.activations({ a: mil }),
    () => plot.activations({ a: [1] }, { nope: 1 }),
    () => plot.activations(3),
  ],
  gradientFlow: [
    () => plot.gradientFlow({ a: [N], b: [I] }),
    () => plot.gradientFlow({}),
    () => plot.gradientFlow({ a: [] }),
    () => plot.gradientFlow({ a: [0] }),
    () => plot.gradientFlow({ a: mil }),
    () => plot.gradientFlow({ a: [1] }, { nope: 1 }),
    () => plot.gradientFlow(3),
  ],
  filters: [
    () => plot.filters(t([3, 3, 1, 2], () => N)),
    () => plot.filters(t([0, 3, 1, 2])),
    () => plot.filters(t([3, 3])),
    () => plot.filters(t([3, 3, 1, 2]), { nope: 1 }),
    () => plot.filters(3),
    () => plot.filters(t([7, 7, 64, 400], (i) => i % 7)),
  ],
  attention: [
    () =>
      plot.attention([
        [N, 1],
        [1, I],
      ]),
    () => plot.attention([]),
    () => plot.attention([[1, 2], [3]]),
    () => plot.attention([[1]], { nope: 1 }),
    () => plot.attention(3),
    () =>
      plot.attention(
        [
          [1, 0],
          [0, 1],
        ],
        { tokens: ['a'] },
      ),
    () => plot.attention(big),
  ],
  decisionBoundary: [
    () =>
      plot.decisionBoundary((_x: number, _y: number) => N, {
        x: [
          [0, 1],
          [1, 0],
        ],
        y: [0, 1],
      }),
    () => plot.decisionBoundary((x: number, _y: number) => x, { x: [], y: [] }),
    () => plot.decisionBoundary((x: number, _y: number) => x, { x: [[0, 1], [1]], y: [0, 1] }),
    () =>
      plot.decisionBoundary((x: number, _y: number) => x, {
        x: [
          [0, N],
          [I, 0],
        ],
        y: [0, 1],
      }),
    () => plot.decisionBoundary((x: number, _y: number) => x, { x: [[N, N]], y: [0] }),
    () => plot.decisionBoundary((x: number, _y: number) => x, { x: [[0, 1]], y: [0, 1] }),
    () => plot.decisionBoundary((x: number, _y: number) => x, { x: [[0, 1]], y: [0] }, { nope: 1 }),
    () =>
      plot.decisionBoundary((x: number, _y: number) => x, {
        x: Array.from({ length: 1e6 }, (_, i) => [i % 1000, i % 777]),
        y: mod,
      }),
    () => plot.decisionBoundary(3, { x: [[0, 1]], y: [0] }),
    () =>
      plot.decisionBoundary((_x: number, _y: number) => 'a', {
        x: [
          [0, 1],
          [1, 0],
        ],
        y: [0, 1],
      }),
  ],
  learningRateFinder: [
    () => plot.learningRateFinder({ learningRates: [1, 2], losses: [N, I] }),
    () => plot.learningRateFinder({ learningRates: [], losses: [] }),
    () => plot.learningRateFinder({ learningRates: [1], losses: [1, 2] }),
    () => plot.learningRateFinder({ learningRates: [1, 2, 3], losses: [1, 0.5, 0.2] }, { nope: 1 }),
    () => plot.learningRateFinder({ learningRates: mil.map((_, i) => i + 1), losses: mil }),
    () => plot.learningRateFinder(undefined),
    () => plot.learningRateFinder({ learningRates: [0.1, 1, 10, 100], losses: [3, N, 2, I] }),
  ],
  network: [
    () => plot.network([3, N]),
    () => plot.network([]),
    () => plot.network([1e6, 1e6]),
    () => plot.network([3, 2], { nope: 1 }),
    () => plot.network(3),
    () => plot.network(Array(30).fill(50)),
  ],
  table: [
    () => plot.table([{ a: N, b: I }]),
    () => plot.table([]),
    () => plot.table({}),
    () => plot.table({ a: [1], b: [1, 2] }),
    () => plot.table(Array.from({ length: 1e6 }, (_, i) => ({ a: i }))),
    () => plot.table([{ a: 1 }], { nope: 1 }),
    () => plot.table(3),
    () => plot.table([{ a: 1 }, { b: 2 }]),
    () => plot.table([{ a: 1 }], { rows: -1 }),
  ],
  frame: [
    () => plot.frame({ columns: ['a'], values: [[N], [I]] }),
    () => plot.frame({ columns: [], values: [] }),
    () => plot.frame({ columns: ['a'], values: [] }),
    () => plot.frame(3),
    () => plot.frame({ columns: ['a'], values: [[1]] }, { nope: 1 }),
    () => plot.frame({ columns: ['a'], values: [['x']] }, { kind: 'scatter' }),
  ],
  figure: [
    () => plot.figure({ data: [{ y: [N, I] }] }),
    () => plot.figure({ data: [] }),
    () => plot.figure({ data: 3 }),
    () => plot.figure({ data: [{ y: mil }] }),
    () => plot.figure({ nope: 1 }),
    () => plot.figure(undefined),
    () => plot.figure({ data: [{ type: 'heatmap', z: [[1, 2], [3]] }] }),
    () => plot.figure({ data: [null] }),
    () => plot.figure({ data: [{ type: 'nonsense', y: [1] }] }),
    () => plot.figure({ data: [{ type: 'bar', y: mil }] }),
  ],
  mermaid: [
    () => plot.mermaid(''),
    () => plot.mermaid('nope'),
    () => plot.mermaid(null),
    () => plot.mermaid('graph LR; a-->'),
  ],
  live: [() => plot.live({ nope: 1 }), () => plot.live(3), () => plot.live().update({ loss: 'a' })],
  theme: [() => plot.theme('purple')],
}
