/** An export as a reader uses it: one file from disk, the keyboard alone, search in both languages, a printed page. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeHtml } from '../../kernel/export/html.ts'
import { findPages, type Output } from '../../kernel/export/notebook.ts'
import { writeSite } from '../../kernel/export/site.ts'
import * as plot from '../../src/plot/index.ts'
import { code, figure, markdown, writeNotebooks } from '../kernel/export/fixtures.ts'
import { executablePath, launch } from './chromium.ts'

const available = executablePath !== undefined
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradlab-reader-'))
const site = path.join(folder, 'site')
let browser: Browser
let single: string

const table: Output = {
  output_type: 'display_data',
  metadata: {},
  data: { 'text/html': '<table border="1"><tr><th>a</th></tr><tr><td>1</td></tr></table>', 'text/plain': 'a 1' },
}

/** A cell with what copying could lose: lines, indents, signs of HTML, Chinese, a tab. */
const copied = "const f = (x: number) =>\n  x < 1 && x > 0 ? `&amp;` : '梯度'\n\n\tf(0.5) // ∇"

const captioned = async (): Promise<Output> => {
  const images = plot.images(
    [
      [
        [0, 1],
        [1, 0],
      ],
    ],
    { labels: ['seven'] },
  ) as any
  return { output_type: 'display_data', metadata: {}, data: await images[Symbol.for('Jupyter.display')]() }
}

beforeAll(async () => {
  const diagram = '```mermaid\ngraph LR; A-->B\n```'
  const source = writeNotebooks(path.join(folder, 'source'), {
    '01-a': [
      markdown(`# First\n\n## A learning rate\n\n$x^2$\n\n${diagram}`),
      code(copied, [figure]),
      code('secret()', [], { tags: ['test'] }),
      code('answer()', [], { tags: ['solution'] }),
    ],
    '02-b': [markdown('# Second'), code('x', [table]), code('x', [await captioned()])],
    'zh/01-a': [markdown('# 甲\n\n## 损失函数\n\n梯度下降。'), code('x', [figure])],
  })
  const pages = findPages([source])
  await writeSite(pages, site)
  single = (await writeHtml(pages, path.join(folder, 'html')))[0]!
  if (available) browser = await launch()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Opens a file with the network off; errors on the console and whatever is asked from elsewhere are kept. */
async function open(file: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ offline: true })
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || errors.push(`asked ${request.url()}`))
  await page.goto(pathToFileURL(file).href)
  return { page, errors }
}

test.skipIf(!available)(
  'a single file, moved elsewhere, draws plot, formula and diagram with the network off',
  async () => {
    const moved = path.join(fs.mkdtempSync(path.join(folder, 'alone-')), 'page.html')
    fs.copyFileSync(single, moved)
    const { page, errors } = await open(moved)
    await page.locator('figure.plot').scrollIntoViewIfNeeded()
    await page.locator('figure.plot .plot-live .main-svg').first().waitFor()
    await page.locator('.mermaid svg').waitFor()
    expect(await page.locator('.katex').count()).toBe(1)
    expect(await page.locator('.katex-error').count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
  },
  120_000,
)

test.skipIf(!available)(
  'with the keyboard alone: skip to the text, search, open a hit, unfold a solution, turn the page',
  async () => {
    const { page, errors } = await open(path.join(site, '01-a.html'))
    await page.keyboard.press('Tab')
    const skip = page.locator('.skip:focus')
    expect((await skip.boundingBox())!.x).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#text')
    await page.keyboard.press('/')
    await page.keyboard.type('learn')
    expect(await page.locator('.results a').allInnerTexts()).toEqual(['A learning rate\nFirst'])
    await page.keyboard.press('Enter')
    await page.waitForURL(/#a-learning-rate$/)
    await page.keyboard.press('Escape')
    expect(await page.locator('main').innerText()).not.toContain('secret')
    await page.locator('details.solution summary').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('details.solution').getAttribute('open')).not.toBeNull()
    await page.locator('a[rel=next]').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/02-b\.html$/)
    expect(errors).toEqual([])
    await page.close()
  },
  120_000,
)

test.skipIf(!available)(
  'Chinese is found by any two neighbouring characters; the other language is one link away',
  async () => {
    const { page } = await open(path.join(site, 'zh', '01-a.html'))
    await page.locator('.search input').fill('失函')
    expect(await page.locator('.results a').first().innerText()).toContain('损失函数')
    await page.locator('.search input').fill('no such word')
    expect(await page.locator('.results').innerText()).toBe('没有找到')
    await page.locator('.search input').fill('')
    await page.locator('a.language').click()
    await page.waitForURL(/site\/01-a\.html$/)
    await page.close()
  },
  120_000,
)

test.skipIf(!available)('the table of a data frame has the lines of the page, not some of its own', async () => {
  const { page } = await open(path.join(site, '02-b.html'))
  const widths = (element: Element) => {
    const { borderLeftWidth, borderTopWidth, borderBottomWidth } = getComputedStyle(element)
    return [borderLeftWidth, borderTopWidth, borderBottomWidth]
  }
  expect(await page.locator('main table').evaluate(widths)).toEqual(['0px', '0px', '0px'])
  expect(await page.locator('main td').evaluate(widths)).toEqual(['0px', '0px', '1px'])
  await page.close()
})

test.skipIf(!available)(
  'on paper there is only the text: no bars, no buttons, nothing that scrolls',
  async () => {
    const { page } = await open(path.join(site, '01-a.html'))
    await page.emulateMedia({ media: 'print' })
    for (const part of ['.bar', '.chapters', '.contents', '.after', '.copy'])
      for (const element of await page.locator(part).all()) expect(await element.isVisible(), part).toBe(false)
    expect(await page.locator('h1').isVisible()).toBe(true)
    expect(
      await page
        .locator('.input pre')
        .first()
        .evaluate((pre) => getComputedStyle(pre).whiteSpace),
    ).toBe('pre-wrap')
    await page.close()
  },
  120_000,
)

test.skipIf(!available)(
  'a figure follows the width of the window and keeps its height, in an export and on any page with plotly.js',
  async () => {
    const plotly = fileURLToPath(import.meta.resolve('plotly.js-dist'))
    const { 'text/html': html } = await (plot.line([1, 2]) as any)[Symbol.for('Jupyter.display')]()
    const bare = path.join(folder, 'bare.html')
    fs.writeFileSync(
      bare,
      `<!doctype html><meta charset="utf-8"><script src="${pathToFileURL(plotly)}"></script>${html}`,
    )
    for (const file of [path.join(site, '01-a.html'), bare]) {
      const { page } = await open(file)
      const drawn = page.locator('.js-plotly-plot').first()
      await drawn.locator('.main-svg').first().waitFor()
      const height = await drawn.evaluate((plot) => plot.clientHeight)
      expect(height, file).toBeGreaterThan(300)
      for (const width of [700, 1100]) {
        const before = await drawn.evaluate((plot: any) => plot._fullLayout.width)
        await page.setViewportSize({ width, height: 900 })
        await page.waitForFunction((before) => {
          const plot = document.querySelector('.js-plotly-plot') as any
          return plot._fullLayout.width !== before && Math.abs(plot._fullLayout.width - plot.clientWidth) < 2
        }, before)
        expect(await drawn.evaluate((plot: any) => [plot.clientHeight, plot._fullLayout.height]), file).toEqual([
          height,
          height,
        ])
      }
      await page.close()
    }
  },
  120_000,
)

test.skipIf(!available)(
  'the copy button puts the cell’s code into the clipboard, and says so for a while',
  async () => {
    for (const refused of [false, true]) {
      const context = await browser.newContext({ offline: true, permissions: ['clipboard-read', 'clipboard-write'] })
      // As on a page that is served without TLS, where there is no `navigator.clipboard`.
      if (refused) await context.addInitScript('Object.defineProperty(navigator, "clipboard", { value: undefined })')
      const page = await context.newPage()
      await page.goto(pathToFileURL(path.join(site, '01-a.html')).href)
      const button = page.locator('.input .copy').first()
      await button.click()
      await page.locator('.input .copy', { hasText: 'Copied' }).waitFor()
      const reader = await context.newPage()
      await reader.goto(pathToFileURL(path.join(site, '02-b.html')).href)
      await reader.evaluate(() => {
        document.querySelector('main')!.insertAdjacentHTML('afterbegin', '<textarea id="paste"></textarea>')
      })
      await reader.locator('#paste').focus()
      await reader.keyboard.press('Control+V')
      expect(await reader.locator('#paste').inputValue(), `refused: ${refused}`).toBe(copied)
      await page
        .locator('.input .copy', { hasText: /^Copy$/ })
        .first()
        .waitFor()
      await context.close()
    }
  },
  120_000,
)

test.skipIf(!available)(
  'captions over images are in the ink of the page, light and dark',
  async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open(path.join(site, '02-b.html'))
      await page.emulateMedia({ colorScheme })
      await page.reload()
      const caption = page.locator('.plot-live text', { hasText: 'seven' }).first()
      await caption.waitFor()
      const ink = await page.evaluate(() => getComputedStyle(document.body).color)
      expect(await caption.evaluate((text) => getComputedStyle(text).fill), colorScheme).toBe(ink)
      await page.close()
    }
  },
  60_000,
)

test.skipIf(!available)(
  'buttons over a figure come with the mouse, on no ground of their own; where nothing can hover there are none',
  async () => {
    for (const hover of [true, false]) {
      const { page } = await open(path.join(site, '01-a.html'))
      // Chromium without a screen has no mouse: the page is told that it has one.
      await page.addInitScript((hover) => {
        const real = globalThis.matchMedia
        globalThis.matchMedia = (query) =>
          query.includes('hover')
            ? ({ matches: query.includes('none') !== hover } as MediaQueryList)
            : real.call(globalThis, query)
      }, hover)
      await page.reload()
      await page.locator('.js-plotly-plot .main-svg').first().waitFor()
      expect((await page.locator('.modebar-btn').count()) > 0).toBe(hover)
      if (hover) {
        const ground = (group: Element) => getComputedStyle(group).backgroundColor
        expect(await page.locator('.modebar-group').first().evaluate(ground)).toBe('rgba(0, 0, 0, 0)')
      }
      await page.close()
    }
  },
  120_000,
)
