import { afterEach, expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { mermaid } from '../../src/plot/mermaid.ts'
import { theme } from '../../src/plot/theme.ts'
import { others } from './static/diagram/kinds.ts'

afterEach(() => void theme('auto'))

test('a diagram is a picture for where no script runs, Markdown that GitHub draws, and its text', async () => {
  const bundle = await mermaid(' graph LR; a-->|"<b>"| b ')[displaySymbol]()
  expect(Object.keys(bundle)).toEqual(['text/html', 'text/markdown', 'text/plain'])
  expect(bundle['text/html']).toMatch(
    /^<div class="gradlab-diagram"><img alt="Diagram: graph LR; a--&gt;\|&quot;&lt;b&gt;&quot;\| b" src="data:image\/svg\+xml;base64,[^"]+" width="\d+" height="\d+" style="max-width:100%;height:auto"><\/div>$/,
  )
  expect(bundle).toMatchObject({
    'text/markdown': '```mermaid\ngraph LR; a-->|"<b>"| b\n```',
    'text/plain': 'graph LR; a-->|"<b>"| b',
  })
})

test.each(Object.values(others))('%j is a diagram', (text) => {
  expect(mermaid(text).text).toBe(text)
})

test('a kind without a still picture is Markdown alone', async () => {
  const diagram = mermaid('journey\n title My day\n section Work\n Make tea: 5: Me')
  expect(Object.keys(await diagram[displaySymbol]())).toEqual(['text/markdown', 'text/plain'])
  await expect(diagram.toSvg()).rejects.toThrow('no still picture of a diagram of the kind journey')
})

test('a diagram is a file, in the theme that was set when it was made', async () => {
  theme('light')
  const diagram = mermaid('graph LR; a-->b')
  theme('dark')
  expect(await diagram.toSvg()).toContain('fill:#ffffff')
  expect((await diagram.toPng({ scale: 1 })).subarray(1, 4).toString()).toBe('PNG')
  await expect(diagram.toPng({ size: 3 } as never)).rejects.toThrow('`size`')
})

test('what is no diagram is said', () => {
  expect(() => mermaid('a --> b')).toThrow("a Mermaid diagram that starts with its kind, such as 'graph LR'")
  expect(() => mermaid(3 as never)).toThrow()
})

test('a mistake in a diagram is said at the call, with its line', () => {
  expect(() => mermaid('graph LR\n a --> b\n b --> (')).toThrow('Mermaid cannot read line 3 of the diagram, `b --> (`')
})
