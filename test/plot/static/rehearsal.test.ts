import { expect, test } from 'vitest'
import { draw } from '../../../src/plot/static/browser.ts'
import { rehearsal } from '../../../src/plot/static/rehearsal.ts'

test('every figure of the rehearsal is drawn, or nothing after it would be warm', async () => {
  for (const one of rehearsal) expect(await draw(JSON.parse(JSON.stringify(one)))).toMatch(/^<svg[\s\S]*<\/svg>$/)
})
