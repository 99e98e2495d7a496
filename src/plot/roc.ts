/** How well scores separate two classes, over all thresholds. */
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { isColumn, numbers, sameLength } from './input.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { merge, palette } from './theme.ts'
import { largestTriangles } from './thin.ts'

export interface Roc {
  falsePositiveRate: number[]
  truePositiveRate: number[]
  thresholds: number[]
  /** Area under the curve, in [0, 1]; 0.5 is guessing. */
  area: number
}

/**
 * The receiver operating characteristic: one point a distinct score, ties together; area by trapezoids.
 * Source: T. Fawcett, "An introduction to ROC analysis", 2006.
 * @param labels 0 or 1, length n @param scores higher means more likely 1, length n
 */
export function rocCurve(labels: ArrayLike<number>, scores: ArrayLike<number>): Roc {
  sameLength(labels, 'the labels', scores, 'the scores')
  const order = Array.from(scores, (_, i) => i)
    .filter((i) => Number.isFinite(scores[i]!))
    .sort((a, b) => scores[b]! - scores[a]!)
  const positives = order.filter((i) => labels[i]! > 0.5).length
  const negatives = order.length - positives
  if (!positives || !negatives)
    throw new GradlabError(
      `A ROC curve needs examples of both classes, found ${positives} positive and ${negatives} negative.`,
    )
  const curve: Roc = { falsePositiveRate: [0], truePositiveRate: [0], thresholds: [Infinity], area: 0 }
  let [hits, alarms] = [0, 0]
  for (const [k, i] of order.entries()) {
    if (labels[i]! > 0.5) hits++
    else alarms++
    if (k + 1 < order.length && scores[order[k + 1]!] === scores[i]) continue
    const [x, y] = [alarms / negatives, hits / positives]
    curve.area += ((x - curve.falsePositiveRate.at(-1)!) * (y + curve.truePositiveRate.at(-1)!)) / 2
    curve.falsePositiveRate.push(x)
    curve.truePositiveRate.push(y)
    curve.thresholds.push(scores[i]!)
  }
  return curve
}

/**
 * Draws ROC curves with the area under each.
 * @param labels 0 or 1 for each example @param scores a column of scores, or `{ name: column, … }` to compare models
 * @example plot.roc(test.y, model.predict(test.x))
 */
export function roc(labels: unknown, scores: unknown, options: Omit<ChartOptions, 'x' | 'y'> = {}): Figure {
  checkOptions('plot.roc', options, chartOptions)
  const truth = numbers(labels, 'the labels')
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] !== 0 && truth[i] !== 1)
      throw expected(
        'the labels to be 0 or 1',
        truth[i],
        `Look at entry ${i}; one class against the rest: label === k ? 1 : 0.`,
      )
  }
  const named = isColumn(scores) ? { '': scores } : (scores as Record<string, unknown>)
  if (typeof named !== 'object' || named === null || !Object.keys(named).length)
    throw expected('a column of scores, or an object of named columns', scores)
  const curves = Object.entries(named).map(([name, one]) => ({
    name,
    ...rocCurve(truth, numbers(one, name ? `\`${name}\`` : 'the scores')),
  }))
  const data: Trace[] = curves.map(({ name, falsePositiveRate: x, truePositiveRate: y, thresholds, area }, k) => {
    const kept = largestTriangles(x, y, 500)
    const pick = (values: number[]) => kept.map((i) => values[i]!)
    return {
      type: 'scatter',
      mode: 'lines',
      name: `${name || 'model'} (area ${area.toFixed(3)})`,
      x: pick(x),
      y: pick(y),
      customdata: pick(thresholds),
      line: { color: palette[k % palette.length], width: 2.4, dash: ['solid', 'dash', 'dot'][k % 3] },
      hovertemplate:
        'finds %{y:.1%} of the positives<br>false alarm for %{x:.1%} of the negatives<br>threshold %{customdata:.3~g}<extra></extra>',
    }
  })
  data.push({
    type: 'scatter',
    mode: 'lines',
    name: 'guessing',
    x: [0, 1],
    y: [0, 1],
    line: { color: '#888', width: 1.2, dash: 'dot' },
    hoverinfo: 'skip',
  })
  const share = { range: [-0.01, 1.01], tickformat: '.0%' }
  const layout = merge(
    layoutOf({ x: 'false positive rate', y: 'true positive rate', ...options }),
    {
      xaxis: share,
      yaxis: share,
      hovermode: 'closest',
      legend: { x: 0.98, y: 0.04, xanchor: 'right', yanchor: 'bottom' },
    },
    options.layout,
  )
  return new Figure({
    data,
    layout,
    description: `ROC curve${options.title ? ` “${options.title}”` : ''}: ${curves.map(({ name, area }) => `${name ? `${name} ` : ''}area ${area.toFixed(4)}`).join(', ')}`,
  })
}
