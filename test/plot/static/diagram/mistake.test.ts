import { expect, test } from 'vitest'
import { mistakeSentence, writtenLine } from '../../../../src/plot/static/diagram/mistake.ts'

test('lines are counted as they were written, with front matter, directives, comments and empty lines', () => {
  const text = '---\ntitle: a\n---\n%%{init: {}}%%\n%% note\ngraph LR\n\n%% more\na --> b\nb -->'
  expect(writtenLine(text, 1)).toBe(6)
  expect(writtenLine(text, 2)).toBe(9)
  expect(writtenLine(text, 3)).toBe(10)
  expect(writtenLine(text, 9)).toBe(10)
})

test('the message of a parser by jison', () => {
  const error = new Error("Parse error on line 2:\n...x\n---^\nExpecting 'A', 'B', 'C', 'D', 'E', 'F', 'G', got '1'")
  expect(mistakeSentence(error, 'graph LR\n a[b')).toBe(
    "Mermaid cannot read line 2 of the diagram, `a[b`: found the end, expected 'A', 'B', 'C', 'D', 'E', …. See https://mermaid.js.org/intro/syntax-reference.html for how diagrams are written.",
  )
  expect(mistakeSentence(new Error('Lexical error on line 1. Unrecognized text.'), 'graph ?')).toContain('unrecognized')
})

test('the message of a parser by langium', () => {
  const error = Object.assign(new Error('Parsing failed: …'), {
    result: { lexerErrors: [], parserErrors: [{ token: { startLine: 2 }, message: 'Expecting `:`.' }] },
  })
  expect(mistakeSentence(error, 'pie\n"a" 3')).toMatch(
    /^Mermaid cannot read line 2 of the diagram, `"a" 3`: Expecting `:`\. See/,
  )
})

test('an error without a line is told as it is', () => {
  expect(mistakeSentence(new Error('There can be only one root.'), 'mindmap')).toMatch(
    /^Mermaid cannot read the diagram: There can be only one root\. See/,
  )
  expect(mistakeSentence('odd', 'mindmap')).toContain('the diagram: odd.')
})
