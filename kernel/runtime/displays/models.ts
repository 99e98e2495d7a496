/** TensorFlow.js layers models: their layers as a table, with output shapes and parameter counts. */
import type { MimeBundle } from '../../session/contract.ts'
import { tableBundle } from './table.ts'

interface LayerLike {
  name: string
  trainable: boolean
  outputShape: unknown
  countParams(): number
  getClassName(): string
}

interface ModelLike {
  name: string
  layers: LayerLike[]
  trainableWeights: { shape: (number | null)[] }[]
}

function isModel(value: any): value is ModelLike {
  return (
    Array.isArray(value.layers) &&
    typeof value.predict === 'function' &&
    typeof value.summary === 'function' &&
    typeof value.countParams === 'function'
  )
}

/** Models and layers that were not built yet throw when asked. */
function attempt<T>(ask: () => T, otherwise: T): T {
  try {
    return ask()
  } catch {
    return otherwise
  }
}

function shapeText(shape: unknown): string {
  if (!Array.isArray(shape)) return '?'
  if (shape.some(Array.isArray)) return shape.map(shapeText).join(', ')
  return `[${shape.map((length) => length ?? '·').join(', ')}]`
}

export function modelDisplay(value: unknown): MimeBundle | undefined {
  if (typeof value !== 'object' || value === null || !isModel(value)) return undefined
  const rows = value.layers.map((layer) => [
    layer.name,
    attempt(() => layer.getClassName(), '?'),
    attempt(() => shapeText(layer.outputShape), '?'),
    attempt<number | string>(() => layer.countParams(), '?'),
  ])
  const total = rows.reduce((sum, row) => sum + (typeof row[3] === 'number' ? row[3] : 0), 0)
  const trainable = attempt(
    () => value.trainableWeights.reduce((sum, { shape }) => sum + shape.reduce<number>((n, d) => n * (d ?? 1), 1), 0),
    total,
  )
  const number = (n: number) => n.toLocaleString('en-US')
  return tableBundle({
    columns: ['layer', 'type', 'output shape', 'parameters'],
    length: rows.length,
    cell: (row, column) => rows[row]![column],
    caption: `Model ${value.name}: ${number(total)} parameters, ${number(trainable)} of them trainable`,
  })
}
