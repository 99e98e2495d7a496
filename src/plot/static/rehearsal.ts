/**
 * What is drawn while nobody waits, so that the first figure of each kind finds its code loaded, compiled and optimized: V8
 * compiles a function when it first runs and optimizes it when it has run often. The kinds that notebooks draw first come first.
 */
import type { Drawing } from './browser.ts'

const wave = (size: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => Math.hypot(i - 6, j - 9)))

const bar = { title: { text: 'value', side: 'right' }, thickness: 14 }
const axis = { automargin: true, title: { text: 'name', standoff: 10 } }
const titled = { title: { text: '<b>title</b>' }, xaxis: axis, yaxis: axis, legend: { orientation: 'h' } }

/** Small figures, each of a kind or two. */
export const rehearsal: readonly Drawing[] = [
  {
    data: [
      { type: 'scatter', mode: 'lines', x: [1, 10, 100], y: [1, 3, 2], name: 'a' },
      { type: 'scatter', mode: 'lines+markers', x: [1, 10], y: [1, 2], marker: { color: [1, 2], symbol: 'square' } },
      { type: 'scatter', mode: 'text', x: [1, 10], y: [2, 2], text: ['x', 'y'], textfont: { color: ['red', 'blue'] } },
    ],
    layout: {
      ...titled,
      xaxis: { ...axis, type: 'log' },
      annotations: [{ x: 1, y: 1, text: 'here', showarrow: false }],
      shapes: [{ type: 'rect', x0: 1, x1: 2, y0: 0, y1: 1 }],
    },
  },
  {
    data: [
      { type: 'heatmap', z: wave(6), text: wave(6), texttemplate: '%{text:.3~g}', xgap: 1, ygap: 1, colorbar: bar },
      { type: 'heatmap', z: wave(3), zsmooth: 'fast', xaxis: 'x2', yaxis: 'y2', showscale: false },
    ],
    layout: {
      ...titled,
      xaxis: { ...axis, domain: [0, 0.4], constrain: 'domain' },
      yaxis: { ...axis, autorange: 'reversed', scaleanchor: 'x', constrain: 'domain' },
      xaxis2: { domain: [0.6, 1], anchor: 'y2', type: 'category' },
      yaxis2: { anchor: 'x2', visible: false },
      annotations: [{ x: 1, y: 1, text: 'here', ax: 20, ay: -20 }],
    },
  },
  {
    data: [
      { type: 'contour', z: wave(24), colorbar: bar, line: { width: 1 } },
      { type: 'contour', z: wave(12), contours: { start: 3, end: 3, size: 1, coloring: 'none' }, showscale: false },
      { type: 'scatter', mode: 'lines+markers', x: [1, 5, 9], y: [1, 3, 2], marker: { color: [1, 2, 3] } },
    ],
    layout: titled,
  },
  {
    data: [
      { type: 'bar', x: ['a', 'b', 'c'], y: [1, 2, 3], text: ['1', '2', '3'], name: 'a' },
      { type: 'bar', x: ['a', 'b', 'c'], y: [1, 2, 3], name: 'b' },
      { type: 'histogram', x: [1, 2, 2, 3], xaxis: 'x2', yaxis: 'y2' },
      { type: 'box', y: [1, 2, 3, 9], xaxis: 'x3', yaxis: 'y2' },
    ],
    layout: {
      ...titled,
      xaxis: { ...axis, domain: [0, 0.3] },
      xaxis2: { domain: [0.4, 0.6], anchor: 'y2' },
      xaxis3: { domain: [0.7, 1], anchor: 'y2' },
      yaxis2: { anchor: 'x2' },
    },
  },
]
