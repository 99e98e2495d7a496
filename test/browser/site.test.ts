/** The exported site as a reader opens it: from disk, with the network off. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { HtmlValidate } from 'html-validate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPages } from '../../kernel/export/notebook.ts'
import { writeSite } from '../../kernel/export/site.ts'
import { code, figure, markdown, validatorRules, writeNotebooks } from '../kernel/export/fixtures.ts'
import { executablePath, launch } from './chromium.ts'

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const available = executablePath !== undefined
let browser: Browser
let out: string
let files: string[]

beforeAll(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradlab-site-'))
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
  if (available) browser = await launch()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  if (out) fs.rmSync(path.dirname(out), { recursive: true, force: true })
})

interface Tab {
  page: Page
  /** What went wrong on its pages, and what they asked the network for. */
  errors: string[]
}

/** A new tab with the network off. */
async function newTab(width = 1280): Promise<Tab> {
  const context = await browser.newContext({ offline: true, colorScheme: 'light', viewport: { width, height: 900 } })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || errors.push(`asked ${request.url()}`))
  return { page, errors }
}

/** Opens a page and scrolls through it, so that every plot comes near the screen and is drawn. */
async function open(file: string, width?: number): Promise<Tab> {
  const tab = await newTab(width)
  await read(tab.page, file)
  return tab
}

/** Loads a page into an open one and waits until all of its plots and diagrams are drawn, folded ones too. */
async function read(page: Page, file: string): Promise<void> {
  await page.goto(pathToFileURL(file).href)
  await page.evaluate(async () => {
    for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
    for (const figure of document.querySelectorAll<HTMLElement>('figure.plot')) {
      const drawn = new Promise<void>((resolve) =>
        new MutationObserver(() => figure.dataset.drawn && resolve()).observe(figure, { attributes: true }),
      )
      figure.scrollIntoView()
      if (!figure.dataset.drawn) await drawn
    }
  })
  if (await page.locator('.mermaid').count()) await page.locator('.mermaid svg').first().waitFor()
}

/** Goes through all pages in two tabs at once, each file in one of them: a browser draws on one core a tab. */
async function eachPage(body: (tab: Tab, file: string) => Promise<void>, width?: number): Promise<void> {
  const waiting = [...files]
  const tab = async () => {
    const opened = await newTab(width)
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await body(opened, file)
    await opened.page.context().close()
  }
  await Promise.all([tab(), tab()])
}

/** The serious findings of axe, as lines; `only` names the rules where not all are wanted. */
async function findings(page: Page, only?: string[]): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (only) => {
    // Each colour of code is looked at once a page: thousands of the same say no more, and take minutes.
    const seen = new Set<string>()
    for (const token of document.querySelectorAll('main pre span')) {
      if (seen.has(token.className)) token.replaceWith(token.textContent)
      else seen.add(token.className)
    }
    for (const formula of [...document.querySelectorAll('main .katex')].slice(3)) formula.replaceWith('x')
    // Plots are not looked at, but axe would walk through all that they hold.
    for (const plot of document.querySelectorAll('.plot-live')) plot.replaceChildren()
    const options = { preload: false, resultTypes: ['violations'], ...(only && { runOnly: only }) }
    const { violations } = await (globalThis as any).axe.run({ exclude: [['.plot-live']] }, options)
    return violations
      .filter(({ impact }: any) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }: any) => `${id}: ${nodes.slice(0, 3).map((node: any) => node.html.slice(0, 160))}`)
  }, only)
}

test.skipIf(!available)(
  'every page opens without an error, draws every plot, formula and diagram, and axe finds nothing serious, light or dark',
  async () => {
    await eachPage(async ({ page, errors }, file) => {
      errors.length = 0
      await page.emulateMedia({ colorScheme: 'light' })
      await read(page, file)
      const missing = await page.evaluate(() => {
        const figures = [...document.querySelectorAll('figure.plot')]
        const empty = figures.filter((figure) => !figure.querySelector('.plot-live .main-svg *, .plot-live canvas'))
        return [document.querySelectorAll('.katex-error').length, empty.length]
      })
      expect.soft(missing, `${file}: formulas and plots that failed`).toEqual([0, 0])
      expect.soft(await findings(page), `${file}, light`).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      // Structure does not depend on the theme: colours do.
      expect.soft(await findings(page, ['color-contrast', 'link-in-text-block']), `${file}, dark`).toEqual([])
      expect.soft(errors, file).toEqual([])
    })
  },
  900_000,
)

test('every page is valid HTML and links only to what is there', async () => {
  const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: validatorRules })
  for (const file of files) {
    const html = fs.readFileSync(file, 'utf8')
    const { results } = await validator.validateString(html)
    const said = results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId} ${m.line}: ${m.message}`))
    expect.soft(said, file).toEqual([])
    const text = html.replace(/<script type[\s\S]*?<\/script>/g, '')
    for (const [, link, id] of text.matchAll(/ (?:src|href)="(?!data:)([^"#]*)(?:#([^"]*))?"/g)) {
      const target = link ? path.join(path.dirname(file), decodeURI(link)) : file
      expect.soft(fs.existsSync(target) || /^https?:/.test(link!), `${file} → ${link}`).toBe(true)
      if (id && target.endsWith('.html') && fs.existsSync(target))
        expect.soft(idsOf(target).has(decodeURIComponent(id)), `${file} → ${link}#${id}`).toBe(true)
    }
  }
}, 300_000)

const ids = new Map<string, Set<string>>()
function idsOf(file: string): Set<string> {
  const known = ids.get(file)
  if (known) return known
  const found = new Set([...fs.readFileSync(file, 'utf8').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!))
  ids.set(file, found)
  return found
}

test.skipIf(!available)(
  'on a phone no page scrolls sideways, and the keyboard reaches whatever does',
  async () => {
    await eachPage(async ({ page }, file) => {
      await page.goto(pathToFileURL(file).href)
      const overflow = await page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement
        const wide = [...document.querySelectorAll('main > *, main > * > *')].find(
          (element) => element.getBoundingClientRect().right > clientWidth + 1,
        )
        return scrollWidth > clientWidth ? (wide?.outerHTML.slice(0, 200) ?? `${scrollWidth} px`) : ''
      })
      expect.soft(overflow, file).toBe('')
      const unreachable = await page.evaluate(async () => {
        await document.fonts.ready
        // Two frames on, what watches the sizes has seen them.
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
        return [...document.querySelectorAll<HTMLElement>('main pre, .output, .scroll, .katex-display')]
          .filter((region) => region.scrollWidth > region.clientWidth && region.tabIndex !== 0)
          .map((region) => region.outerHTML.slice(0, 200))
      })
      expect.soft(unreachable, `${file}: what scrolls and cannot be reached by keyboard`).toEqual([])
    }, 390)
  },
  300_000,
)

test.skipIf(!available)(
  'on a phone a figure keeps its room: the legend goes below, and a long title breaks',
  async () => {
    for (const file of files.filter((name) => /(05|12)-[\w-]+\.html|01-a/.test(name)).slice(0, 2)) {
      const { page } = await open(file, 390)
      const rooms = await page.evaluate(() =>
        [...document.querySelectorAll('figure.plot')].flatMap((figure) => {
          const plot = figure.querySelector('.plot-live .draglayer .nsewdrag')
          const title = figure.querySelector('.plot-live .gtitle')
          const room = figure.getBoundingClientRect()
          if (!plot) return []
          const beyond = (title?.getBoundingClientRect().right ?? 0) - room.right
          return [{ share: plot.getBoundingClientRect().width / room.width, beyond, words: title?.textContent }]
        }),
      )
      expect(rooms.length).toBeGreaterThan(0)
      expect.soft(rooms.filter(({ share }) => share < 0.25)).toEqual([])
      expect.soft(rooms.filter(({ beyond }) => beyond > 1)).toEqual([])
      await page.context().close()
    }
  },
  120_000,
)

test.skipIf(!available)('search finds a heading in either language, the theme can be switched', async () => {
  const { page } = await open(files[0]!)
  const term = await page.locator('.path a').first().innerText()
  await page.locator('.search input').fill(term.replace(/^\d+ /, '').slice(0, 12))
  await page.locator('.results a').first().waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.theme').click()
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  await page.context().close()
})

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
