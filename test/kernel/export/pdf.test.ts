import fs from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { findChromium, writePdf } from '../../../kernel/export/pdf.ts'
import { code, figure, markdown, page, temporaryFolder } from './fixtures.ts'

const [PATH, OWN] = [process.env.PATH, process.env.GRADLAB_CHROMIUM]
afterEach(() => {
  process.env.PATH = PATH
  if (OWN === undefined) delete process.env.GRADLAB_CHROMIUM
  else process.env.GRADLAB_CHROMIUM = OWN
})

function hasChromium(): boolean {
  try {
    return Boolean(findChromium())
  } catch {
    return false
  }
}

// CI must have a browser; a machine without one is told so by `npm test`.
test.skipIf(!hasChromium() && !process.env.CI)('a PDF is written, with the figure as a vector', async () => {
  const [file] = await writePdf([page([markdown('# A\n\n$x^2$'), code('x', [figure])])], temporaryFolder())
  const pdf = fs.readFileSync(file!)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.length).toBeGreaterThan(5000)
  expect(pdf.includes('/Subtype /Image')).toBe(false)
})

test('without a browser the remedy is said', () => {
  process.env.PATH = temporaryFolder()
  delete process.env.GRADLAB_CHROMIUM
  if (process.platform === 'linux')
    expect(() => findChromium()).toThrow('A PDF needs Chromium or Chrome, and none was found')
  process.env.GRADLAB_CHROMIUM = '/nowhere/chromium'
  expect(() => findChromium()).toThrow('GRADLAB_CHROMIUM is /nowhere/chromium, which does not exist')
})
