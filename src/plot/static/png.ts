/** SVG to PNG, for slides, mail and places that show nothing else. */
import { createRequire } from 'node:module'
import { type Fonts, fonts } from './fonts.ts'

interface Resvg {
  Resvg: new (svg: string, options: object) => { render(): { asPng(): Uint8Array } }
}

let resvg: Resvg | undefined

/**
 * Rasterizes SVG text.
 * @param scale pixels per SVG unit @param background a CSS colour; transparent if not given
 * @param from the fonts to set text in; with files of their own, those alone. @default the machine's
 */
export function svgToPng(svg: string, scale = 2, background?: string, from: Fonts = fonts()): Buffer {
  resvg ??= createRequire(import.meta.url)('@resvg/resvg-js') as Resvg // loaded when first needed: few figures are
  const { sansSerifFamily, fontFiles } = from
  const image = new resvg.Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    background,
    font: { loadSystemFonts: !fontFiles.length, fontFiles, defaultFontFamily: sansSerifFamily, sansSerifFamily },
  })
  return Buffer.from(image.render().asPng())
}
