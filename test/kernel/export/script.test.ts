import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findPages } from '../../../kernel/export/notebook.ts'
import { scriptOf, writeScripts } from '../../../kernel/export/script.ts'
import { ts } from '../../../kernel/language/tslab.ts'
import { code, markdown, page, temporaryFolder } from './fixtures.ts'

const cells = [
  markdown('# A\n\n<details><summary>Q</summary>A</details>\nWords'),
  code('const x = 1'),
  code('const x = 2\nx + 1'),
  code('assert(0)', [], { tags: ['test'] }),
]

test('text becomes comments, answers and tests are left out', () => {
  const script = scriptOf(page(cells))
  expect(script).toContain('// # A')
  expect(script).not.toMatch(/summary|assert/)
})

test('the script runs in plain Node and shows what the notebook showed', async () => {
  const folder = temporaryFolder()
  const [file] = await writeScripts([page(cells)], folder)
  expect(path.basename(file!)).toBe('01-page.ts')
  expect(run(file!)).toBe('3\n')
})

/** Runs a script. Node 20 does not take the types out itself: they are taken out for it. */
function run(file: string, lines = ''): string {
  const plain = file.replace(/\.ts$/, '.mjs')
  const target = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, verbatimModuleSyntax: true }
  fs.writeFileSync(plain, ts.transpileModule(fs.readFileSync(file, 'utf8'), { compilerOptions: target }).outputText)
  return execFileSync(process.execPath, [plain], { encoding: 'utf8', input: lines, stdio: ['pipe', 'pipe', 'pipe'] })
}

test('what a notebook finds in its global scope, a script has too', async () => {
  const cells = [
    code("const progress = display('begun')\nprogress.update('done')\nclearOutput()"),
    code("display({ 'text/markdown': '**b**' })\ndisplay({ 'text/html': '<b>c</b>', 'text/plain': 'c' })"),
    code("const name = await input('Name? ')\nname"),
    code('jupyter.signal.aborted'),
    code(
      "class Own { constructor(readonly a: number) {} [Symbol.for('Jupyter.display')]() { return { 'text/plain': 'own ' + this.a } } }\nnew Own(7)",
    ),
  ]
  const [file] = await writeScripts([page(cells)], temporaryFolder())
  expect(run(file!, 'Ada\n')).toBe('begun\ndone\n**b**\nc\nName? Ada\nfalse\nown 7\n')
  const [bare] = await writeScripts([page([code('1')], '02-page')], temporaryFolder())
  expect(fs.readFileSync(bare!, 'utf8')).not.toMatch(/function (display|input|clearOutput)|jupyter/)
})

test.each(['00-kernel-tour', '02-gradient-descent-by-hand'])(
  'notebook %s runs as a script, without the kernel',
  async (name) => {
    const root = path.join(import.meta.dirname, '..', '..', '..')
    // Inside the project, where `gradlab` is found.
    const folder = fs.mkdtempSync(path.join(import.meta.dirname, '.script-'))
    onTestFinished(() => fs.rmSync(folder, { recursive: true }))
    const pages = findPages([path.join(root, 'notebooks', `${name}.ipynb`)])
    const [file] = await writeScripts(pages, folder)
    expect(run(file!).split('\n').length).toBeGreaterThan(20)
  },
  180_000,
)
