import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { fontsFor } from '../../../src/plot/static/fonts.ts'
import { svgToPng } from '../../../src/plot/static/png.ts'

test('an SVG becomes a PNG of twice its size', () => {
  const png = svgToPng(
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20" fill="red"/></svg>',
  )
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([60, 40])
})

/** How many of a picture's pixels text has darkened. */
async function ink(png: Buffer): Promise<number> {
  const image = await loadImage(png)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  let dark = 0
  for (let i = 0; i < data.length; i += 4) if (data[i]! < 128) dark++
  return dark
}

const text = (words: string, family = 'Helvetica, Arial, sans-serif') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" font-family="${family}"><text x="5" y="28" style="font-size:24px">${words}</text></svg>`

test.each(['loss', '−0.5', 'θ'])(
  '“%s” is written with the machine’s faces, and on a machine without any',
  async (words) => {
    expect(await ink(svgToPng(text(words), 1, 'white'))).toBeGreaterThan(20)
    expect(await ink(svgToPng(text(words), 1, 'white', fontsFor([])))).toBeGreaterThan(20)
  },
)

test('text is set in the sans-serif face, not in whatever comes first', () => {
  const own = fontsFor([])
  const named = svgToPng(text('illicit', 'KaTeX_SansSerif'), 1, 'white', own)
  expect(svgToPng(text('illicit'), 1, 'white', own).equals(named)).toBe(true)
  expect(svgToPng(text('illicit', 'KaTeX_Main'), 1, 'white', own).equals(named)).toBe(false)
})

test('faint points beside a curve that shoots out of the picture: resvg must not end the process', async () => {
  const style = 'opacity:0.5;stroke-width:0px;fill:#000000;'
  const picture = (marks: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="430"><defs><clipPath id="a"><rect width="510" height="322"/></clipPath></defs><g transform="translate(60,56)" clip-path="url(#a)"><circle cx="173" cy="187" r="30" style="${marks}"/><path d="M0,-1986L24,-401L81,340" style="fill:none;stroke:#b8860b;stroke-width:2px;"/></g></svg>`
  const faint = svgToPng(picture(style), 1, 'white')
  expect(faint.equals(svgToPng(picture('stroke-width:0px;fill:#000000;fill-opacity:0.5;'), 1, 'white'))).toBe(true)
})
