/** The exported site as a reader opens it: from disk, with the network off. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPages } from '../../kernel/export/notebook.ts'
import { writeSite } from '../../kernel/export/site.ts'
import { code, figure, markdown, writeNotebooks } from '../kernel/export/fixtures.ts'
import { executablePath, launch } from './chromium.ts'

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const available = executablePath !== undefined
let browser: Browser
let out: string
let files: string[]

beforeAll(async () => {
  if (!available) return
  const folder = fs.mkdtempSync(path.join(import.meta.dirname ?? '.', '.site-'))
  out = path.join(folder, 'site')
  const repository = path.join(import.meta.dirname, '..', '..', 'notebooks')
  const own = fs.readdirSync(repository).some((name) => name.endsWith('.ipynb'))
  const source = own
    ? repository
    : writeNotebooks(path.join(folder, 'source'), {
        '01-a': [markdown('# A\n\n## B\n\n$x^2$\n\n```mermaid\ngraph LR; A-->B\n```'), code('x', [figure])],
        'zh/01-a': [markdown('# 甲\n\n## 损失函数'), code('x', [figure])],
      })
  files = await writeSite(findPages([source]), out)
  browser = await launch()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  if (out) fs.rmSync(path.dirname(out), { recursive: true, force: true })
})

/** Opens a page with the network off and scrolls through it, so that every plot comes near the screen and is drawn. */
async function open(
  file: string,
  options: { colorScheme?: 'light' | 'dark'; width?: number } = {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({
    offline: true,
    colorScheme: options.colorScheme ?? 'light',
    viewport: { width: options.width ?? 1280, height: 900 },
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on(
    'request',
    (request) =>
      !request.url().startsWith('file:') &&
      !request.url().startsWith('data:') &&
      !request.url().startsWith('blob:') &&
      errors.push(`asked ${request.url()}`),
  )
  await page.goto(pathToFileURL(file).href)
  for (const plot of await page.locator('figure.plot').all()) {
    await plot.scrollIntoViewIfNeeded()
    await plot.locator('.plot-live .main-svg, .plot-live canvas').first().waitFor()
  }
  return { page, errors }
}

test.skipIf(!available)(
  'every page opens without an error and draws every plot, formula and diagram',
  async () => {
    for (const file of files) {
      const { page, errors } = await open(file)
      expect(await page.locator('.katex-error').count(), file).toBe(0)
      if (await page.locator('.mermaid').count()) await page.locator('.mermaid svg').first().waitFor()
      expect(errors, file).toEqual([])
      await page.context().close()
    }
  },
  600_000,
)

test.skipIf(!available).each(['light', 'dark'] as const)(
  'accessible in %s: axe has no serious finding',
  async (colorScheme) => {
    for (const file of files.slice(0, 3)) {
      const { page } = await open(file, { colorScheme })
      await page.evaluate(axe)
      const { violations } = await page.evaluate(() => (globalThis as any).axe.run({ exclude: [['.plot-live']] }))
      const serious = violations.filter(
        ({ impact }: { impact: string }) => impact === 'serious' || impact === 'critical',
      )
      expect(
        serious.map(
          (v: any) =>
            `${v.id}: ${v.nodes
              .slice(0, 3)
              .map((n: any) => n.html.slice(0, 160))
              .join(' | ')}`,
        ),
        file,
      ).toEqual([])
      await page.context().close()
    }
  },
  300_000,
)

test.skipIf(!available)(
  'search finds a heading in either language, the theme can be switched, a phone shows no sideways scroll',
  async () => {
    const { page } = await open(files[0]!)
    const term = await page.locator('.path a').first().innerText()
    await page.locator('.search input').fill(term.replace(/^\d+ /, '').slice(0, 12))
    await page.locator('.results a').first().waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.theme').click()
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    await page.context().close()
    const phone = await open(files[1]!, { width: 390 })
    const overflow = await phone.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    await phone.page.context().close()
  },
)

test.skipIf(!available)(
  'a figure with a width of its own keeps it where it fits, so that images are not stretched',
  async () => {
    for (const file of files.filter((name) => /1[26]-\w+/.test(path.basename(name)))) {
      const { page } = await open(file)
      const widths = await page.evaluate(() =>
        [...document.querySelectorAll('figure.plot')].flatMap((figure) => {
          const { layout } = JSON.parse(figure.querySelector('script')!.textContent!)
          const room = figure.getBoundingClientRect().width
          const drawn = figure.querySelector('.plot-live .main-svg')!.getBoundingClientRect().width
          return layout.width <= room ? [[layout.width, drawn]] : []
        }),
      )
      for (const [own, drawn] of widths) expect(drawn, file).toBe(own)
      expect(widths.length, file).toBeGreaterThan(0)
      await page.context().close()
    }
  },
  120_000,
)
