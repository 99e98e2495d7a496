import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findChromium } from '../../../scripts/lib/test/browser.mjs'
import { temporaryFolder } from '../folder.ts'

test('looks on PATH, or takes the one that is named', () => {
  const PATH = temporaryFolder()
  const chromium = join(PATH, 'chromium-browser')
  writeFileSync(chromium, '', { mode: 0o755 })
  expect(findChromium({ PATH })).toBe(chromium)
  expect(findChromium({ PATH, GRADLAB_CHROMIUM: '/no/such' })).toBeUndefined()
})
