import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signatureTexts } from '../../../../kernel/language/check/hover.ts'
import { CheckedSession } from './fixture.ts'

let session: CheckedSession

beforeAll(() => {
  session = new CheckedSession(tmpdir())
  session.run("import { tf, train } from 'gradlab'")
  session.run(
    '/** How fast to go.\n * @default 0.1 */\nconst lr = 0.1; let n = 1; class Model<T> { constructor(readonly size: number) {} }',
  )
  session.run(
    'interface I { a: 1 }; type U = "a" | "b"; enum E { A }; function pair<T>(a: T, b?: string): [T] { return [a] }',
  )
})
afterAll(() => session.close())

describe('hover', () => {
  test.each([
    ['l|r', 'const lr: 0.1'],
    ['|n', 'let n: number'],
    ['new Mod|el(1)', 'class Model\nnew Model(size: number)'],
    ['pai|r(1)', 'function pair<T>(a: T, b?: string): [T]'],
    ['let u: |U', 'type U = "a" | "b"'],
    ['let i: |I', 'interface I'],
    ['E.|A', '(enum member) A: E'],
    ['const z = "q"; |z', 'const z: "q"'],
    ['((alpha: number) => alph|a)', '(parameter) alpha: number'],
    ['"x".toUpper|Case()', '(method) toUpperCase(): string'],
  ])('%s', (code, signature) => {
    expect(session.inspect(code)).toMatchObject({ found: true, signature })
  })

  test('documentation with its tags', () => {
    expect(session.inspect('l|r').documentation).toBe('How fast to go.\n\n**Default** `0.1`')
    const marked = session.inspect('/** Where. @default `start`, else zeros */ const at = 1; a|t').documentation
    expect(marked).toBe('Where.\n\n**Default** `start`, else zeros')
    const { documentation, signature } = session.inspect('train.f|it')
    // One line for each way to call it.
    expect(signature).toMatch(/^(function fit\(model: .*\): Promise<History>\n?){2}$/)
    expect(documentation).toContain('**Example**\n\n```ts\n')
    expect(documentation).toMatch(/- `model` /)
  })

  test('the kernel’s globals', () => {
    const { signature, documentation } = session.inspect('displ|ay(1)')
    expect(signature).toBe('function display(value: unknown, options?: DisplayOptions): DisplayHandle')
    expect(documentation).toContain('Shows a value under the cell')
  })

  test('nothing at an operator, an unknown name, an empty cell', () => {
    expect(session.inspect('1 +| 2')).toEqual({ found: false })
    expect(session.inspect('nope|')).toEqual({ found: false })
    expect(session.inspect('|')).toEqual({ found: false })
  })
})

test('signatures from the text of a type', () => {
  expect(signatureTexts('(x: (a: number) => void, y: { b: 1 }) => string')).toEqual([
    '(x: (a: number) => void, y: { b: 1 }): string',
  ])
  expect(signatureTexts('{ (a: number): string; <T>(b: T): void; x: 1; }')).toEqual([
    '(a: number): string',
    '<T>(b: T): void',
  ])
})
