/** Notebooks → one HTML file each, with styles, fonts, libraries and figures inside. */
import fs from 'node:fs'
import path from 'node:path'
import { bodiesOf } from './bodies.ts'
import { plainText } from './body.ts'
import { frame } from './frame.ts'
import { katexFonts, katexStyle, ownAsset, scripts } from './libraries.ts'
import type { Page } from './notebook.ts'
import { languages } from './options.ts'

export interface HtmlOptions {
  /** Leave plotly.js out: figures stay as drawings (for print). @default false */
  staticPlots?: boolean
}

export async function writeHtml(pages: Page[], out: string, options: HtmlOptions = {}): Promise<string[]> {
  fs.mkdirSync(out, { recursive: true })
  const written: string[] = []
  for (const lang of languages) {
    const own = pages.filter((page) => page.lang === lang)
    if (!own.length) continue
    const bodies = await bodiesOf(own, '.html')
    for (const page of own) {
      const body = bodies.get(page.name)!
      const title = plainText(page.title.replace(/[`*$]/g, ''))
      const file = path.join(
        out,
        `${page.name}${lang === 'zh' && pages.some((p) => p.lang === 'en') ? '.zh' : ''}.html`,
      )
      fs.writeFileSync(file, frame({ lang, title, body, head: inlineHead(body.html, options) }))
      written.push(file)
    }
  }
  return written
}

function inlineHead(html: string, { staticPlots = false }: HtmlOptions): string {
  const wanted = scripts.filter(({ needs }) => needs.test(html)).map(({ library }) => library())
  const libraries = wanted.filter(({ name }) => !(staticPlots && name.startsWith('plotly')))
  const inline = (file: string) => fs.readFileSync(file, 'utf8').replace(/<\/script/gi, '<\\/script')
  return [
    `<script>${inline(ownAsset('theme.js'))}</script>`,
    `<style>${katexStyleInline()}\n${fs.readFileSync(ownAsset('style.css'), 'utf8')}</style>`,
    ...libraries.map(({ file }) => `<script>${inline(file)}</script>`),
    // After the page is read, as `defer` would do it: inline scripts know no `defer`.
    `<script>addEventListener('DOMContentLoaded', () => {${inline(ownAsset('page.js'))}})</script>`,
  ].join('\n')
}

/** KaTeX's style with its fonts as data; woff2 alone, which every browser since 2018 reads. */
function katexStyleInline(): string {
  return fs.readFileSync(katexStyle().file, 'utf8').replace(/src:([^;}]*)/g, (_, sources: string) => {
    const name = /fonts\/([\w-]+\.woff2)/.exec(sources)![1]!
    return `src:url(data:font/woff2;base64,${fs.readFileSync(path.join(katexFonts(), name)).toString('base64')}) format("woff2")`
  })
}
