import { expect, test } from 'vitest'
import { CellCanvas, cellShapes, joined } from '../../../src/plot/static/cells.ts'

/** A canvas with squares of ten pixels in these colours, row by row; '' is a gap. */
function painted(rows: string[][]): CellCanvas {
  const canvas = new CellCanvas(100, 100)
  const context = canvas.context() as CanvasRenderingContext2D
  for (const [r, row] of rows.entries()) {
    for (const [c, color] of row.entries()) {
      context.fillStyle = color || 'rgba(0,0,0,0)'
      context.fillRect(10 * c, 10 * r, 10, 10)
    }
  }
  return canvas
}

const [red, blue] = ['rgba(255,0,0,1)', 'rgba(0,0,255,1)']

test('cells become shapes, neighbours of one colour one, none where nothing was painted', () => {
  const canvas = painted([
    [red, red, blue],
    ['', '', red],
  ])
  expect(joined(canvas.cells)).toHaveLength(3)
  const shapes = cellShapes(canvas)!
  expect(shapes.count).toBe(3)
  // The joined red ends at x = 20, and goes half a pixel under the blue; below it there is nothing to hide under.
  expect(shapes.svg).toContain('<path d="M0,0h20.5v10h-20.5z" fill="#ff0000"/>')
  expect(shapes.svg).toContain('<path d="M20,0h10v10.5h-10z" fill="#0000ff"/>')
  expect(shapes.svg).toContain('<path d="M20,10h10v10h-10z" fill="#ff0000"/>')
})

test('equal opacity is that of the whole; cells of different opacity, and too many, stay pixels', () => {
  const faint = painted([['rgba(1,2,3,0.35)', 'rgba(9,9,9,0.35)']])
  expect(cellShapes(faint)!.svg).toMatch(/^<g opacity="0.35"><path d="[^"]*" fill="#010203"\/>/)
  expect(cellShapes(painted([[red, 'rgba(0,0,255,0.5)']]))).toBeUndefined()
  expect(cellShapes(painted([[red, blue, red]]), 2)).toBeUndefined()
  expect(cellShapes(painted([['']]))).toEqual({ svg: '', count: 0 })
})

test('what is not a cell goes to a real canvas, with the cells that were painted before', () => {
  const canvas = painted([[red]])
  const context = canvas.context() as CanvasRenderingContext2D
  context.putImageData(context.createImageData(1, 1), 50, 50)
  expect(canvas.onlyCells).toBe(false)
  expect(cellShapes(canvas)).toBeUndefined()
  context.fillStyle = blue
  context.fillRect(20, 0, 10, 10)
  const pixel = (x: number) => Array.from(canvas.real().getContext('2d').getImageData(x, 5, 1, 1).data)
  expect(pixel(5)).toEqual([255, 0, 0, 255])
  expect(pixel(25)).toEqual([0, 0, 255, 255])
  const named = new CellCanvas(4, 4)
  const other = named.context() as CanvasRenderingContext2D
  other.fillStyle = 'lime'
  other.fillRect(0, 0, 4, 4)
  expect(Array.from(named.real().getContext('2d').getImageData(1, 1, 1, 1).data)).toEqual([0, 255, 0, 255])
})
