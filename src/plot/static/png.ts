/** SVG to PNG, for slides, mail and places that show nothing else. */
import { createRequire } from 'node:module'

interface Resvg {
  Resvg: new (svg: string, options: object) => { render(): { asPng(): Uint8Array } }
}

let resvg: Resvg | undefined

/** Rasterizes SVG text. @param scale pixels per SVG unit @param background a CSS colour; transparent if not given */
export function svgToPng(svg: string, scale = 2, background?: string): Buffer {
  resvg ??= createRequire(import.meta.url)('@resvg/resvg-js') as Resvg // loaded when first needed: few figures are
  const image = new resvg.Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    background,
    font: { loadSystemFonts: true, defaultFontFamily: 'Liberation Sans', sansSerifFamily: 'Liberation Sans' },
  })
  return Buffer.from(image.render().asPng())
}
