/** A figure of every kind that Plotly draws in the plane, and of what stands around it: each part of a document is asked for. */
import type { Drawing } from '../../../src/plot/static/browser.ts'

const range = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const drawing = (data: Drawing['data'], layout: Drawing['layout'] = {}): Drawing => ({ data, layout })
const z = range(8, (i) => range(8, (j) => Math.sin(i / 2) + Math.cos(j / 3)))

const prices = {
  x: ['2020-01-01', '2020-01-02', '2020-01-03'],
  open: [1, 2, 3],
  close: [2, 3, 2],
  high: [3, 4, 4],
  low: [0, 1, 1],
}

export const kinds: Record<string, Drawing> = {
  violin: drawing([
    {
      type: 'violin',
      y: range(40, (i) => Math.sin(i * 7) * 3),
      box: { visible: true },
      meanline: { visible: true },
      points: 'all',
    },
  ]),
  box: drawing([
    { type: 'box', y: range(40, (i) => Math.sin(i * 7) ** 3), boxpoints: 'all', notched: true, boxmean: 'sd' },
    { type: 'box', x: [1, 2, 3, 9], name: 'h' },
  ]),
  histogram2d: drawing([
    {
      type: 'histogram2d',
      x: range(200, (i) => Math.sin(i * 3)),
      y: range(200, (i) => Math.cos(i * 5)),
      texttemplate: '%{z}',
    },
  ]),
  histogram2dcontour: drawing([
    {
      type: 'histogram2dcontour',
      x: range(200, (i) => Math.sin(i * 3)),
      y: range(200, (i) => Math.cos(i * 5)),
      contours: { showlabels: true },
    },
  ]),
  heatmap: drawing([{ type: 'heatmap', z, zsmooth: 'best' }]),
  heatmap2: drawing([{ type: 'heatmap', z, xgap: 2, hoverongaps: false, texttemplate: '%{z:.2f}' }]),
  contour: drawing([{ type: 'contour', z, contours: { coloring: 'heatmap', showlabels: true } }]),
  contourLines: drawing([
    { type: 'contour', z, contours: { coloring: 'lines' }, line: { dash: 'dot', smoothing: 1.2 } },
  ]),
  constraint: drawing([{ type: 'contour', z, contours: { type: 'constraint', operation: '][', value: [0, 1] } }]),
  carpet: drawing([
    {
      type: 'carpet',
      a: [0, 1, 2, 0, 1, 2],
      b: [0, 0, 0, 1, 1, 1],
      x: [0, 1, 2, 0, 1.2, 2.5],
      y: [0, 0.1, 0.3, 1, 1.1, 1.3],
      carpet: 'c',
    },
    { type: 'contourcarpet', carpet: 'c', a: [0, 1, 2, 0, 1, 2], b: [0, 0, 0, 1, 1, 1], z: [1, 2, 3, 2, 3, 4] },
    { type: 'scattercarpet', carpet: 'c', a: [0.5, 1], b: [0.5, 0.5] },
  ]),
  pie: drawing([
    {
      type: 'pie',
      values: [3, 1, 2],
      labels: ['right', 'wrong', 'a <b>bold</b> & name'],
      hole: 0.4,
      pull: [0, 0.1, 0],
      title: { text: 'pie' },
    },
  ]),
  piepattern: drawing([{ type: 'pie', values: [3, 1], marker: { pattern: { shape: ['/', 'x'] } } }]),
  sunburst: drawing([
    { type: 'sunburst', labels: ['a', 'b', 'c', 'd'], parents: ['', 'a', 'a', 'b'], values: [10, 5, 3, 2] },
  ]),
  treemap: drawing([
    { type: 'treemap', labels: ['a', 'b', 'c', 'd'], parents: ['', 'a', 'a', 'b'], values: [10, 5, 3, 2] },
  ]),
  icicle: drawing([
    { type: 'icicle', labels: ['a', 'b', 'c', 'd'], parents: ['', 'a', 'a', 'b'], values: [10, 5, 3, 2] },
  ]),
  funnel: drawing([{ type: 'funnel', y: ['a', 'b', 'c'], x: [10, 6, 2] }]),
  funnelarea: drawing([{ type: 'funnelarea', labels: ['a', 'b', 'c'], values: [10, 6, 2] }]),
  waterfall: drawing([
    {
      type: 'waterfall',
      x: ['a', 'b', 'c'],
      y: [10, -6, 0],
      measure: ['relative', 'relative', 'total'],
      text: ['x', 'y', 'z'],
    },
  ]),
  indicator: drawing([
    {
      type: 'indicator',
      mode: 'number+gauge+delta',
      value: 400,
      delta: { reference: 300 },
      gauge: { shape: 'angular', steps: [{ range: [0, 200], color: 'gray' }] },
      title: { text: 'n' },
    },
  ]),
  bullet: drawing([{ type: 'indicator', mode: 'number+gauge', value: 4, gauge: { shape: 'bullet' } }]),
  candlestick: drawing([{ type: 'candlestick', ...prices }]),
  ohlc: drawing([{ type: 'ohlc', ...prices }]),
  sankey: drawing([
    {
      type: 'sankey',
      node: { label: ['a', 'b', 'c'], pad: 15 },
      link: { source: [0, 0, 1], target: [1, 2, 2], value: [2, 3, 1] },
    },
  ]),
  parcats: drawing([
    {
      type: 'parcats',
      dimensions: [
        { label: 'x', values: ['a', 'b', 'a'] },
        { label: 'y', values: [1, 2, 2] },
      ],
    },
  ]),
  table: drawing([
    {
      type: 'table',
      header: { values: ['a', '<b>b</b>'] },
      cells: {
        values: [
          [1, 2, 3],
          ['x', 'a long text that wraps over lines, surely', 'z'],
        ],
      },
    },
  ]),
  polar: drawing([
    { type: 'scatterpolar', r: [1, 2, 3], theta: [0, 90, 200], fill: 'toself' },
    { type: 'barpolar', r: [1, 2], theta: [45, 90] },
  ]),
  ternary: drawing([
    { type: 'scatterternary', a: [1, 2], b: [2, 1], c: [1, 1], mode: 'markers+text', text: ['p', 'q'] },
  ]),
  smith: drawing([{ type: 'scattersmith', real: [0.5, 1, 2], imag: [0.5, 1, -1] }]),
  image: drawing([{ type: 'image', z: range(4, (i) => range(4, (j) => [i * 60, j * 60, 100])) }]),
  splom: drawing([
    {
      type: 'scatter',
      x: [1, 2, 3],
      y: [1, 4, 9],
      error_y: { type: 'data', array: [0.5, 0.5, 1] },
      error_x: { value: 10 },
      mode: 'markers',
      marker: { size: [5, 10, 20], symbol: ['star', 'diamond-open', 'x'], line: { width: 1 } },
    },
  ]),
  fills: drawing(
    [
      { y: [1, 3, 2], fill: 'tozeroy', fillpattern: { shape: '/' } },
      { y: [2, 4, 3], fill: 'tonexty', line: { shape: 'spline' } },
      { y: [3, 5, 1], line: { shape: 'hv', dash: 'dashdot' }, stackgroup: 'a' },
      { y: [3, 5, null, 4], connectgaps: true },
      { y: [1, 2], visible: 'legendonly' },
    ],
    { legend: { title: { text: 'L' }, groupclick: 'toggleitem' }, hovermode: false },
  ),
  gradient: drawing([
    {
      y: [1, 3, 2],
      fill: 'tozeroy',
      fillgradient: {
        type: 'vertical',
        colorscale: [
          [0, 'red'],
          [1, 'blue'],
        ],
      },
    },
  ]),
  markerGradient: drawing([
    { y: [1, 3, 2], mode: 'markers', marker: { size: 30, gradient: { type: 'radial', color: 'white' } } },
  ]),
  bars: drawing(
    [
      {
        type: 'bar',
        x: ['a', 'b'],
        y: [1, 2],
        text: ['<i>one</i>', 'two<br>lines'],
        marker: { pattern: { shape: ['/', '.'] }, cornerradius: 5 },
      },
      { type: 'bar', x: ['a', 'b'], y: [2, -1], error_y: { value: 10 } },
    ],
    { barmode: 'stack' },
  ),
  barh: drawing(
    [{ type: 'bar', orientation: 'h', y: ['a name', 'b & c'], x: [1, 2], textposition: 'outside', text: ['x', 'y'] }],
    { barmode: 'group', yaxis: { automargin: true } },
  ),
  date: drawing([{ x: ['2020-01-01', '2020-03-01', '2021-02-01'], y: [1, 2, 3] }], {
    xaxis: { rangeslider: { visible: true }, rangeselector: { buttons: [{ count: 1, step: 'month' }] } },
  }),
  log: drawing([{ x: [1, 10, 1000], y: [1e-9, 1, 1e9] }], {
    xaxis: { type: 'log', minor: { ticks: 'inside', showgrid: true } },
    yaxis: { type: 'log', exponentformat: 'power' },
  }),
  multicategory: drawing([
    {
      type: 'bar',
      x: [
        ['a', 'a', 'b'],
        ['x', 'y', 'x'],
      ],
      y: [1, 2, 3],
    },
  ]),
  subplots: drawing(
    range(9, (i) => ({ y: [i, 2, 3], xaxis: `x${i + 1}`, yaxis: `y${i + 1}` })),
    { grid: { rows: 3, columns: 3, pattern: 'independent' } },
  ),
  y2: drawing([{ y: [1, 2] }, { y: [100, 50], yaxis: 'y2' }], {
    yaxis2: { overlaying: 'y', side: 'right', title: { text: 'right' } },
  }),
  shapes: drawing([{ y: [1, 2, 3] }], {
    shapes: [
      { type: 'circle', x0: 0, x1: 1, y0: 1, y1: 2, label: { text: 'c' } },
      { type: 'path', path: 'M 0 1 L 1 2 Q 2 2 2 3 Z', fillcolor: 'red', layer: 'below' },
      { type: 'line', x0: 0, x1: 2, y0: 1, y1: 1, line: { dash: 'dot' } },
    ],
    annotations: [
      { x: 1, y: 2, text: 'arrow <a href="https://example.org/?a=1&b=2">link</a>' },
      {
        x: 0.5,
        y: 0.5,
        xref: 'paper',
        yref: 'paper',
        text: 'H<sub>2</sub>O x<sup>2</sup> <span style="color:red">red</span>',
        showarrow: false,
        bgcolor: 'white',
        bordercolor: 'black',
        textangle: 30,
      },
      { x: 2, y: 2, text: 'wide', width: 20, height: 10, clicktoshow: false },
    ],
    images: [
      {
        source:
          'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        x: 0,
        y: 1,
        xref: 'paper',
        yref: 'paper',
        sizex: 0.2,
        sizey: 0.2,
      },
    ],
  }),
  menus: drawing([{ y: [1, 2, 3] }], {
    updatemenus: [
      {
        buttons: [
          { label: 'a', method: 'skip' },
          { label: 'b', method: 'skip' },
        ],
      },
      { type: 'buttons', x: 0.5, buttons: [{ label: 'c', method: 'skip' }] },
    ],
    sliders: [
      {
        steps: [
          { label: '1', method: 'skip' },
          { label: '2', method: 'skip' },
        ],
        currentvalue: { prefix: 'at ' },
      },
    ],
    title: { text: 'T', subtitle: { text: 'sub' } },
  }),
  legend: drawing(
    [
      { y: [1, 2], name: 'a', legendgroup: 'g', legendgrouptitle: { text: 'G' } },
      { y: [2, 1], name: 'a very long name for a curve that goes on and on', legend: 'legend2' },
      { y: [1, 2], name: 'c', mode: 'markers' },
    ],
    { legend: { orientation: 'h', x: 0.5, y: -0.2, bgcolor: 'white', borderwidth: 1 }, legend2: { x: 0, y: 1 } },
  ),
  coloraxis: drawing([{ type: 'heatmap', z, coloraxis: 'coloraxis' }], {
    coloraxis: {
      colorbar: {
        orientation: 'h',
        title: { text: 'bar', side: 'top' },
        tickvals: [0, 1],
        ticktext: ['zero', 'one'],
        outlinewidth: 0,
      },
      colorscale: 'Viridis',
    },
  }),
  markersBar: drawing([
    {
      y: [1, 2, 3],
      mode: 'markers+text',
      text: ['a', 'b', 'c'],
      textposition: 'top center',
      marker: { color: [1, 2, 3], showscale: true, colorscale: 'Viridis', colorbar: { dtick: 1, ticks: 'outside' } },
    },
  ]),
  surface: drawing([{ type: 'surface', z }], {}),
  scatter3d: drawing([
    { type: 'surface', z },
    { type: 'scatter3d', x: [1, 2], y: [1, 2], z: [1, 0] },
  ]),
  empty: drawing([], { title: { text: 'nothing' } }),
  tickangle: drawing([{ x: range(12, (i) => `a long category ${i}`), y: range(12, (i) => i), type: 'bar' }], {
    xaxis: { automargin: true },
  }),
  breaks: drawing([{ x: ['2020-01-01', '2020-01-06'], y: [1, 2] }], {
    xaxis: { rangebreaks: [{ bounds: ['sat', 'mon'] }] },
  }),
  chinese: drawing(
    [
      { y: [1, 2], name: '训练 <损失> "x" & \u00a0nb' },
      { y: [2, 1], name: '验证' },
    ],
    { title: { text: '损失 &nbsp;下降 &lt;b&gt;' }, font: { family: '"Open Sans", Arial' } },
  ),
  styledText: drawing([
    { type: 'scatter', x: [1], y: [1], mode: 'text', text: '<b>b</b><br><i>i</i><br><u>u</u> <s>s</s>' },
  ]),
}
