/** A cell's TypeScript → modern JavaScript: types erased, enums, namespaces and decorators made plain. Syntax only. */
import { type TS, ts } from './tslab.ts'

const file = 'cell.ts'

const compilerOptions: TS.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  isolatedModules: true,
  // Keeps imports that this cell does not use as values: later cells may.
  verbatimModuleSyntax: true,
  experimentalDecorators: true,
  noLib: true,
  noResolve: true,
  sourceMap: true,
  newLine: ts.NewLineKind.LineFeed,
}

/** The parts of a parsed file that TypeScript keeps to itself. */
export type ParsedFile = TS.SourceFile & {
  parseDiagnostics: TS.DiagnosticWithLocation[]
  /** Every identifier's text. */
  identifiers: Map<string, string>
}

export function parse(code: string): ParsedFile {
  const languageVersion = ts.ScriptTarget.ES2022
  const setExternalModuleIndicator = (source: TS.SourceFile) => {
    // A module, so that `await` at top level is an await.
    ;(source as { externalModuleIndicator?: unknown }).externalModuleIndicator = true
  }
  const options = { languageVersion, setExternalModuleIndicator }
  return ts.createSourceFile(file, code, options, false, ts.ScriptKind.TS) as ParsedFile
}

/** JavaScript and its source map's mappings. */
export function emit(source: TS.SourceFile, legacyDecorators = true): { js: string; mappings: string } {
  let js = ''
  let mappings = ''
  const host: TS.CompilerHost = {
    getSourceFile: (name) => (name === file ? source : undefined),
    writeFile: (name, text) => {
      if (name.endsWith('.map')) mappings = JSON.parse(text).mappings
      else js = text
    },
    getDefaultLibFileName: () => 'lib.d.ts',
    useCaseSensitiveFileNames: () => true,
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => '',
    getNewLine: () => '\n',
    fileExists: (name) => name === file,
    readFile: () => '',
    directoryExists: () => true,
    getDirectories: () => [],
  }
  const options = legacyDecorators ? compilerOptions : { ...compilerOptions, experimentalDecorators: false }
  ts.createProgram([file], options, host).emit()
  return { js: js.replace(/\/\/# sourceMappingURL=.*\s*$/, ''), mappings }
}
