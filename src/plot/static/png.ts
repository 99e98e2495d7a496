/** SVG to PNG, for slides, mail and places that show nothing else. */
import { createRequire } from 'node:module'
import { type Fonts, fonts } from './fonts.ts'

interface Resvg {
  Resvg: new (svg: string, options: object) => { render(): { asPng(): Uint8Array } }
}

let resvg: Resvg | undefined

/**
 * A faint mark as a mark of faint colours. With `opacity` resvg draws each on a layer of its own, and 2.6 ends the process
 * where that lies in a layer much taller than the picture: a cloud of points beside a curve that shoots out of it.
 */
function withoutLayers(svg: string): string {
  return svg.replace(
    /(<(?:circle|ellipse|path|rect)\b[^>]*?\sstyle=")([^"]*)"/g,
    (whole, head: string, style: string) => {
      const rules = new Map(style.split(';').flatMap((rule) => (rule ? [rule.split(':') as [string, string]] : [])))
      const opacity = Number(rules.get('opacity') ?? 1)
      if (!(opacity < 1)) return whole
      rules.delete('opacity')
      for (const name of ['fill-opacity', 'stroke-opacity'])
        rules.set(name, String(opacity * Number(rules.get(name) ?? 1)))
      return `${head}${Array.from(rules, ([name, value]) => `${name}:${value};`).join('')}"`
    },
  )
}

/**
 * Rasterizes SVG text.
 * @param scale pixels per SVG unit @param background a CSS colour; transparent if not given
 * @param from the fonts to set text in; with files of their own, those alone. @default the machine's
 */
export function svgToPng(svg: string, scale = 2, background?: string, from: Fonts = fonts()): Buffer {
  resvg ??= createRequire(import.meta.url)('@resvg/resvg-js') as Resvg // loaded when first needed: few figures are
  const { sansSerifFamily, fontFiles } = from
  const image = new resvg.Resvg(withoutLayers(svg), {
    fitTo: { mode: 'zoom', value: scale },
    background,
    font: { loadSystemFonts: !fontFiles.length, fontFiles, defaultFontFamily: sansSerifFamily, sansSerifFamily },
  })
  return Buffer.from(image.render().asPng())
}
