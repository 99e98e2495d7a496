/**
 * Local TypeScript files → JavaScript modules, by the compiler that also turns cells into code. It takes a moment to
 * load, and is loaded with the first such file only.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface Transpiled {
  /** JavaScript in which the specifiers of imports are `token(0)`, `token(1)`, … */
  js: string
  map: string
  specifiers: string[]
}

/** Stands for the n-th specifier until it is known where that leads. */
export function token(n: number): string {
  return `gradlab-import:${n}:`
}

let compiler: any

function typescript(): any {
  compiler ??= createRequire(import.meta.url)('@tslab/typescript-for-tslab')
  return compiler
}

/** The options of the nearest tsconfig.json that change what code does. */
function emitOptions(path: string): Record<string, unknown> {
  const ts = typescript()
  const file = ts.findConfigFile(dirname(path), ts.sys.fileExists)
  const { compilerOptions = {} } = (file ? ts.readConfigFile(file, ts.sys.readFile).config : undefined) ?? {}
  const { experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields } = compilerOptions
  return Object.fromEntries(
    Object.entries({ experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields }).filter(
      ([, value]) => value !== undefined,
    ),
  )
}

export function transpile(path: string, text: string): Transpiled {
  const ts = typescript()
  const specifiers: string[] = []
  const rename = (literal: any, factory: any) => factory.createStringLiteral(token(specifiers.push(literal.text) - 1))
  const renameImports = (context: any) => (file: any) => {
    const { factory } = context
    const visit = (node: any): any => {
      if (ts.isImportDeclaration(node))
        return factory.updateImportDeclaration(
          node,
          node.modifiers,
          node.importClause,
          rename(node.moduleSpecifier, factory),
          undefined,
        )
      if (ts.isExportDeclaration(node) && node.moduleSpecifier)
        return factory.updateExportDeclaration(
          node,
          node.modifiers,
          node.isTypeOnly,
          node.exportClause,
          rename(node.moduleSpecifier, factory),
          undefined,
        )
      const [literal] = node.arguments ?? []
      if (
        ts.isCallExpression(node) &&
        node.expression.kind === ts.SyntaxKind.ImportKeyword &&
        literal &&
        ts.isStringLiteralLike(literal)
      )
        return factory.updateCallExpression(node, node.expression, undefined, [rename(literal, factory)])
      return ts.visitEachChild(node, visit, context)
    }
    return ts.visitNode(file, visit)
  }
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    transformers: { after: [renameImports] },
    compilerOptions: {
      ...emitOptions(path),
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      sourceMap: true,
      isolatedModules: true,
    },
  })
  const [problem] = (diagnostics as any[]).filter((d) => d.category === ts.DiagnosticCategory.Error)
  if (problem) {
    const { line, character } = problem.file.getLineAndCharacterOfPosition(problem.start)
    const message = ts.flattenDiagnosticMessageText(problem.messageText, '\n')
    throw new SyntaxError(`${join(path)}:${line + 1}:${character + 1}: ${message} (TS${problem.code})`)
  }
  return { js: outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, ''), map: sourceMapText, specifiers }
}
