import { expect, test } from 'vitest'
import * as plot from '../../../src/plot/index.ts'
import { pngAddress } from '../../../src/plot/pixels.ts'
import { draw } from '../../../src/plot/static/browser.ts'

const wave = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => Math.sin(r + c * c)))

const pngs = (svg: string) => svg.match(/<image[^>]*"data:image\/png[^>]*>/g) ?? []
const widthOf = (tag: string) => Buffer.from(/base64,([^"]*)/.exec(tag)![1]!, 'base64').readUInt32BE(16)

test('a heatmap of few cells is shapes alone; of many, one picture whose cells stay sharp', async () => {
  const small = await plot.heatmap(wave(50, 50)).toSvg()
  expect(pngs(small)).toEqual([])
  expect(small.match(/<path d="M\d+,\d+h[\d.]+v[\d.]+h-[\d.]+z"/g)!.length).toBeGreaterThan(2400)
  const large = pngs(await plot.heatmap(wave(60, 60)).toSvg())
  expect(large).toHaveLength(1)
  expect(large[0]).toContain('image-rendering="pixelated"')
})

test('a smooth ground is blended before it is a picture: viewers of PDF do not blend', async () => {
  const trace = { type: 'heatmap', z: wave(20, 20), zsmooth: 'fast' }
  const [tag] = pngs(await draw({ data: [trace], layout: {} }))
  expect(widthOf(tag!)).toBe(200)
  expect(tag).not.toContain('image-rendering')
})

test('small images that are shown large keep square pixels; photographs are left to the viewer', async () => {
  const at = { xref: 'paper', yref: 'paper', x: 0, y: 1, sizex: 1, sizey: 1 }
  const tagOf = async (size: number) => {
    const source = pngAddress(size, size, () => [1, 2, 3, 255])
    return pngs(await draw({ data: [{ y: [1, 2] }], layout: { images: [{ ...at, source }] } }))[0]
  }
  expect(await tagOf(28)).toContain('image-rendering="pixelated"')
  expect(await tagOf(1000)).not.toContain('image-rendering')
})
