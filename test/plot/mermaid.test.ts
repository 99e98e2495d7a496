import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { mermaid } from '../../src/plot/mermaid.ts'

test('a diagram is Markdown that JupyterLab draws', () => {
  expect(mermaid(' graph LR; a-->b ')[displaySymbol]()).toEqual({
    'text/markdown': '```mermaid\ngraph LR; a-->b\n```',
    'text/plain': 'graph LR; a-->b',
  })
})

test('what is no diagram is said', () => {
  expect(() => mermaid('a --> b')).toThrow("a Mermaid diagram that starts with its kind, such as 'graph LR'")
  expect(() => mermaid(3 as never)).toThrow()
})
