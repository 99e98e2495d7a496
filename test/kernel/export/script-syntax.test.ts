import { expect, test } from 'vitest'
import { erasable } from '../../../kernel/export/script-syntax.ts'
import { ts } from '../../../kernel/language/tslab.ts'

/** Takes the types out and runs the rest, as Node does. */
function value(code: string): unknown {
  const { outputText } = ts.transpileModule(erasable(code), { compilerOptions: { target: ts.ScriptTarget.ES2022 } })
  return new Function(`${outputText}\nreturn result`)()
}

test('properties that a constructor declares are spelled out', () => {
  expect(erasable('class A {\n  constructor(readonly a: number, b = 2, private c?: string) {}\n}')).toBe(
    'class A {\n  readonly a: number\n  private c?: string\n  constructor(a: number, b = 2, c?: string) { this.a = a; this.c = c }\n}',
  )
  expect(value('class A { constructor(readonly a: number) { this.a *= 2 } }\nconst result = new A(4).a')).toBe(8)
})

test('a derived class assigns after its super', () => {
  const code = `class A { constructor(public a: number) {} }
class B extends A { constructor(a: number, public b: number) { super(a); this.b += this.a } }
const result = new B(1, 2)`
  expect(value(code)).toEqual({ a: 1, b: 3 })
})

test('enums and namespaces become objects, wherever they stand', () => {
  expect(value('enum E { A, B = 5, C }\nconst result = [E.A, E.C, E[5]]')).toEqual([0, 6, 'B'])
  expect(value("const enum E { A = 'a' }\nconst result = E.A")).toBe('a')
  expect(value('namespace N { export const x = 3 }\nconst result = N.x')).toBe(3)
  expect(erasable('enum E { A }')).not.toContain('enum')
})

test('what is only types, and what is no TypeScript, stays as it was', () => {
  const code =
    'interface I { a: number }\ndeclare enum D { A }\nclass P { #a = 1; constructor(b: number) {} }\nlet x: I'
  expect(erasable(code)).toBe(code)
})
