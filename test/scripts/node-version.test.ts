import { expect, test } from 'vitest'
import { nodeProblem } from '../../scripts/lib/node-version.mjs'

test.each(['v20.0.0', 'v22.18.0', 'v26.1.0'])('%s will do', (version) => {
  expect(nodeProblem(version, 'linux')).toBeUndefined()
})

test.each(['v18.20.8', 'v12.22.0'])('%s will not, and says what to do', (version) => {
  expect(nodeProblem(version, 'darwin')).toMatch(
    new RegExp(`^Expected Node.js 20 or later, found ${version}. Install a current one`),
  )
})

test('Windows is told of WSL', () => {
  expect(nodeProblem('v22.0.0', 'win32')).toMatch(/found Windows. Install WSL/)
})
