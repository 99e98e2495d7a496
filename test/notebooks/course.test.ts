/** Every notebook is made the same way, and the two languages are one course. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { tagsOf } from '../../kernel/export/notebook.ts'
import { parseCell } from '../../kernel/export/script-cell.ts'
import { codeOf, folder, lessons, tagged, textOf } from './notebooks.ts'

const english = lessons('en')
const chinese = lessons('zh')

test('there are notebooks', () => {
  expect(english.length).toBeGreaterThan(0)
})

describe.each(english)('$name', (lesson) => {
  const text = textOf(lesson)

  test('has a title, a seed in its first cell, a summary, a quiz and where to read more', () => {
    expect(text).toMatch(/^# .+/)
    expect(codeOf(lesson)[0]!.source).toMatch(/seed\(\d+\)/)
    expect(text).toMatch(/^## Summary$/m)
    expect(text).toMatch(/^## Read more$/m)
    const quiz = /^## Quiz$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text)?.[1] ?? ''
    expect(quiz.match(/<details>/g) ?? [], 'three quiz questions with folded answers').toHaveLength(3)
  })

  test('has exercises, each with a self-check and a folded solution that runs', () => {
    const exercises = tagged(lesson, 'exercise')
    expect(exercises.length).toBeGreaterThanOrEqual(2)
    expect(tagged(lesson, 'solution').length).toBeGreaterThanOrEqual(exercises.length)
    for (const cell of exercises) expect(cell.source).toContain('check(')
    for (const cell of tagged(lesson, 'solution')) {
      expect(cell.metadata.jupyter?.source_hidden).toBe(true)
      // JupyterLab shows the first line of a folded cell: the answer must not stand there.
      expect(cell.source.split('\n')[0]).toBe('// A solution. Try it yourself before you open it.')
      expect(JSON.stringify(cell.outputs)).toContain('✓')
    }
  })

  test('asserts the numbers of its prose in hidden cells', () => {
    expect(tagged(lesson, 'test').length).toBeGreaterThan(0)
    for (const cell of tagged(lesson, 'test')) {
      expect(cell.metadata.jupyter?.source_hidden).toBe(true)
      expect(cell.source).toContain('assert')
      expect(cell.outputs).toEqual([])
    }
  })

  test('was executed top to bottom without an error or a word on stderr, and is under 1.5 MB', () => {
    codeOf(lesson).forEach((cell, i) => {
      expect(cell.execution_count, cell.source).toBe(i + 1)
      for (const output of cell.outputs!) {
        if (!tagsOf(cell).includes('raises-exception')) expect(output.output_type, cell.source).not.toBe('error')
        if (!tagsOf(cell).includes('stderr')) expect(output.name, cell.source).not.toBe('stderr')
      }
    })
    expect(fs.statSync(lesson.file).size).toBeLessThan(1.5e6)
    expect(lesson.notebook.metadata.kernelspec.name).toBe('gradlab')
  })

  test('cells are short: reading ten lines at a time is learning, forty is not', () => {
    for (const cell of codeOf(lesson)) {
      if (tagsOf(cell).some((tag) => ['test', 'solution'].includes(tag))) continue
      expect(cell.source.split('\n').length, cell.source).toBeLessThanOrEqual(10)
    }
  })

  test('links to other notebooks lead somewhere', () => {
    for (const [, link] of text.matchAll(/\]\((?!\w+:)([^)#\s]+\.ipynb)/g)) {
      expect(fs.existsSync(path.join(folder, link!)), link).toBe(true)
    }
  })

  test('its code parses', () => {
    for (const cell of codeOf(lesson)) expect((parseCell(cell.source) as any).parseDiagnostics).toEqual([])
  })

  test('the Chinese notebook has the same code and the same outputs', () => {
    const twin = chinese.find(({ name }) => name === lesson.name)
    expect(twin, `notebooks/zh/${lesson.name}.ipynb`).toBeDefined()
    expect(codeOf(twin!).map((cell) => cell.source)).toEqual(codeOf(lesson).map((cell) => cell.source))
    expect(codeOf(twin!).map((cell) => cell.outputs)).toEqual(codeOf(lesson).map((cell) => cell.outputs))
    expect(textOf(twin!)).toMatch(/\p{Script=Han}/u)
    expect(twin!.notebook.cells.map((cell) => cell.cell_type)).toEqual(
      lesson.notebook.cells.map((cell) => cell.cell_type),
    )
  })
})
