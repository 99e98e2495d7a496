/** Diagrams drawn without a browser stand where Chromium, with the same Mermaid, puts them. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { configuration } from '../../src/plot/static/diagram/look.ts'
import { drawDiagram } from '../../src/plot/static/diagram/mermaid.ts'
import { textWidth } from '../../src/plot/static/widths.ts'
import { kinds } from '../plot/static/diagram/kinds.ts'
import { executablePath, launch } from './chromium.ts'

const look = { ink: '#757575', paper: 'rgba(0,0,0,0)' }
let browser: Browser | undefined
let page: Page

beforeAll(async () => {
  if (!executablePath) return
  browser = await launch()
  page = await browser.newPage({ viewport: { width: 1600, height: 1200 } })
  await page.setContent('<body style="margin: 0; font-family: Helvetica, Arial, sans-serif"></body>')
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') })
})

afterAll(() => browser?.close())

type Place = [x: number, y: number, width: number, height: number]

/** Where boxes stand in a drawing that is on the page, in its own units. */
function places(selector: string): Promise<Record<string, Place>> {
  return page.evaluate((selector) => {
    const svg = document.querySelector('svg')!
    const { width, height } = svg.viewBox.baseVal
    svg.setAttribute('style', `width: ${width}px; height: ${height}px; max-width: none`)
    const count = new Map<string, number>()
    const found: Record<string, [number, number, number, number]> = { whole: [0, 0, width, height] }
    for (const element of svg.querySelectorAll(selector)) {
      const box = element.getBoundingClientRect()
      const group = element.matches('.cluster') ? 'around ' : ''
      // Commits without a name get one by chance.
      const words =
        group +
        element
          .textContent!.replace(/\s+/g, ' ')
          .trim()
          .replace(/^(\d-)[\da-f]{7}$/, '$1…')
      const nth = (count.get(words) ?? 0) + 1
      count.set(words, nth)
      found[`${words} ${nth}`] = [box.x + box.width / 2, box.y + box.height / 2, box.width, box.height]
    }
    return found
  }, selector)
}

async function compare(text: string, selector: string, most: number): Promise<void> {
  const own = await drawDiagram(text, look)
  await page.evaluate((svg) => (document.body.innerHTML = svg), own)
  const ours = await places(selector)
  await page.evaluate(
    async ({ config, text }) => {
      const { mermaid } = window as any
      mermaid.initialize(config)
      document.body.innerHTML = (await mermaid.render('d', text)).svg
    },
    { config: configuration(look), text },
  )
  const theirs = await places(selector)
  expect(Object.keys(ours)).toEqual(Object.keys(theirs))
  for (const [name, place] of Object.entries(theirs)) {
    // Lines are 0.75 px lower here than in a face with taller letters: places below add that up.
    const allowed = most + 0.02 * Math.max(theirs.whole![2], theirs.whole![3])
    const off = Math.max(...place.map((n, i) => Math.abs(n - ours[name]![i]!)))
    expect(off, `${name}: ${place} and ${ours[name]}`).toBeLessThan(allowed)
    const size = Math.max(...[2, 3].map((i) => Math.abs(place[i]! - ours[name]![i]!)))
    if (!/^(whole$|around )/.test(name)) expect(size, `${name}: ${place} and ${ours[name]}`).toBeLessThan(most)
  }
}

/** Only with the face whose widths gradlab counts with can places be compared. */
async function sameFace(): Promise<boolean> {
  const words = 'The quick brown fox 0123'
  const width = await page.evaluate((words) => {
    const context = document.createElement('canvas').getContext('2d')!
    context.font = '16px Helvetica, Arial, sans-serif'
    return context.measureText(words).width
  }, words)
  return Math.abs(width / textWidth(words, 16) - 1) < 0.01
}

const notebooks = path.join(import.meta.dirname, '../../notebooks')
const inNotebooks = fs
  .readdirSync(notebooks)
  .filter((name) => name.endsWith('.ipynb'))
  .flatMap((name) => {
    const { cells } = JSON.parse(fs.readFileSync(path.join(notebooks, name), 'utf8'))
    const texts = cells.map(({ source }: { source: string | string[] }) => [source].flat().join(''))
    return [...texts.join('\n').matchAll(/```mermaid\n([\s\S]*?)```/g)].map(([, text]) => [name, text!] as const)
  })

test.skipIf(!executablePath)(
  'flowcharts: boxes of the same size at the same place, in every diagram of the course',
  async (context) => {
    if (!(await sameFace())) context.skip()
    expect(inNotebooks.length).toBeGreaterThan(9)
    for (const [, text] of [['', kinds.flowchart![0]], ...inNotebooks] as const)
      await compare(text, '.node, .cluster, .edgeLabel text', 4)
  },
  180_000,
)

test.skipIf(!executablePath).for([
  ['sequence', 'rect.actor, .note, .messageText, .labelBox'],
  ['class', '.node, .edgeLabel text'],
  ['state', '.node, .cluster'],
  ['er', '.node'],
  ['pie', '.pieCircle, text'],
  ['gantt', '.task, text'],
  ['timeline', '.timeline-node'],
  ['gitGraph', '.commit, text'],
  ['xychart', 'rect, text'],
  ['quadrant', 'rect, text, circle'],
] as const)('%s', async ([kind, selector], context) => {
  if (!(await sameFace())) context.skip()
  await compare(kinds[kind]![0], selector, 6)
})
