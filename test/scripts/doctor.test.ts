import { expect, test } from 'vitest'
import type { Finding } from '../../scripts/lib/doctor.mjs'
import { examine } from '../../scripts/lib/doctor.mjs'

async function report(findings: Record<string, () => Finding>): Promise<[number, string[]]> {
  const lines: string[] = []
  const list = Object.entries(findings).map(([name, look]) => ({ name, look }))
  return [await examine({ list, print: (line) => lines.push(line) }), lines]
}

test('all well', async () => {
  expect(await report({ Node: () => ({ state: 'ok', found: '22' }) })).toEqual([
    0,
    ['✓ Node  22', '', 'Everything that gradlab needs is here.'],
  ])
})

test('what is broken says what to do, and the exit code is 1', async () => {
  const [code, lines] = await report({
    Node: () => ({ state: 'ok', found: '22' }),
    Python: () => ({ state: 'broken', found: 'none', remedy: 'Install it.' }),
    tool: () => ({ state: 'warning', found: 'none', remedy: 'You may install it.' }),
  })
  expect(code).toBe(1)
  expect(lines).toContain('✗ Python  none')
  expect(lines).toContain('          → Install it.')
  expect(lines.at(-1)).toBe('1 of 3 checks found something broken; the arrows above say what to do.')
})

test('a check that cannot even look is broken, not a crash', async () => {
  const look = () => {
    throw new Error('no such file')
  }
  const [code, lines] = await report({ packages: look })
  expect([code, lines[0], lines[1]]).toEqual([1, '✗ packages  no such file', '            → Run `npm run setup`.'])
})
