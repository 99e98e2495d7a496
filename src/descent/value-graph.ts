/** The graph of a Value as an SVG: one column a level, leaves on the left, the result on the right. */
import { escapeHtml } from '../display.ts'
import { svgText } from './drawing.ts'
import { formatNumber } from './format.ts'
import type { Value } from './value.ts'

const boxWidth = 104
const boxHeight = 44
const columnWidth = 138
const rowHeight = 58
const margin = 12
/** Larger graphs are no picture any more. */
const mostNodes = 150

/** An SVG, or undefined where the graph is too large to look at. */
export function drawGraph(root: Value): string | undefined {
  const order = root.graph()
  if (order.length > mostNodes) return undefined
  const columns = layers(order)
  const tallest = Math.max(...columns.map((c) => c.length))
  const width = (columns.length - 1) * columnWidth + boxWidth + 2 * margin
  const height = tallest * rowHeight + 2 * margin
  const places = new Map<Value, { x: number; y: number }>()
  columns.forEach((column, c) => {
    const top = margin + ((tallest - column.length) * rowHeight) / 2
    column.forEach((value, r) => {
      places.set(value, { x: margin + c * columnWidth, y: top + r * rowHeight + (rowHeight - boxHeight) / 2 })
    })
  })
  const arrows = order.flatMap((value) => value.from.map((from) => arrow(places.get(from)!, places.get(value)!)))
  const boxes = order.map((value) => box(value, places.get(value)!, value === root))
  return svgText(
    { width, height, label: `Computation graph of ${root}`, fontSize: 12 },
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#666"/></marker></defs>' +
      `${arrows.join('')}${boxes.join('')}`,
  )
}

/** Each Value one column to the right of the last that it was made from; leaves move right, next to their first use. */
function layers(order: readonly Value[]): Value[][] {
  const level = new Map<Value, number>()
  for (const value of order)
    level.set(value, value.from.length ? Math.max(...value.from.map((v) => level.get(v)! + 1)) : 0)
  const firstUse = new Map<Value, number>()
  for (const value of order) {
    for (const from of value.from) {
      firstUse.set(from, Math.min(firstUse.get(from) ?? Number.POSITIVE_INFINITY, level.get(value)!))
    }
  }
  const columns: Value[][] = []
  for (const value of order) {
    const column = value.from.length || !firstUse.has(value) ? level.get(value)! : firstUse.get(value)! - 1
    columns[column] ??= []
    columns[column].push(value)
  }
  return sortColumns(columns)
}

/** Orders each column by the middle of what its Values come from and go to, so that few arrows cross. */
function sortColumns(columns: Value[][]): Value[][] {
  const users = new Map<Value, Value[]>()
  for (const value of columns.flat())
    for (const from of value.from) users.set(from, [...(users.get(from) ?? []), value])
  const row = new Map<Value, number>()
  const number = (column: Value[]) => {
    column.forEach((v, i) => {
      row.set(v, i - (column.length - 1) / 2)
    })
  }
  columns.forEach(number)
  for (let sweep = 0; sweep < 4; sweep++) {
    const forward = sweep % 2 === 0
    for (const column of forward ? columns : columns.toReversed()) {
      const key = new Map(
        column.map((value) => {
          const others = forward ? value.from : (users.get(value) ?? [])
          return [value, others.length ? others.reduce((s, v) => s + row.get(v)!, 0) / others.length : row.get(value)!]
        }),
      )
      column.sort((a, b) => key.get(a)! - key.get(b)!)
      number(column)
    }
  }
  return columns
}

function arrow(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const [x1, y1, x2, y2] = [from.x + boxWidth, from.y + boxHeight / 2, to.x - 2, to.y + boxHeight / 2]
  const bend = Math.min(40, (x2 - x1) / 2)
  return `<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" fill="none" stroke="#666" marker-end="url(#tip)"/>`
}

function box(value: Value, { x, y }: { x: number; y: number }, isRoot: boolean): string {
  const title = [value.label, value.operation].filter(Boolean).join('  =  ') || 'constant'
  const [fill, edge] = isRoot ? ['#FDE9D9', '#D55E00'] : value.from.length ? ['#fff', '#666'] : ['#E6F1FA', '#0072B2']
  return (
    `<g><rect x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="5" fill="${fill}" stroke="${edge}"/>` +
    `<text x="${x + boxWidth / 2}" y="${y + 13}" text-anchor="middle" font-weight="600" fill="#333">${escapeHtml(title)}</text>` +
    `<text x="${x + boxWidth / 2}" y="${y + 26}" text-anchor="middle" fill="#111">${formatNumber(value.data)}</text>` +
    `<text x="${x + boxWidth / 2}" y="${y + 39}" text-anchor="middle" fill="#B34700">grad ${formatNumber(value.grad)}</text></g>`
  )
}
