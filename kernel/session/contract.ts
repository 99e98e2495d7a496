/**
 * What the three parts of the kernel say to each other: main ↔ language (a worker thread, request and reply) and
 * main ↔ runtime (a child process, frames over two pipes). Types only, so that no part depends on another's code.
 */

// ---------------------------------------------------------------- language

/** A place in a cell: line and column from 1, in UTF-16 units, as editors count. */
export interface Position {
  line: number
  column: number
}

export interface Diagnostic {
  /** TypeScript's code, e.g. 2322. */
  code: number
  message: string
  severity: 'error' | 'warning'
  start: Position
  end: Position
  /** The source line, for the caret. */
  source: string
  /** The local file that it is in, where not in the cell. */
  file?: string
}

export interface CompileRequest {
  /** Unique, growing number of this run; cells of a session are modules `cell1`, `cell2`, … by this number. */
  cell: number
  /** The cell's name in tracebacks and source maps, e.g. `Cell In[3]`. */
  name: string
  code: string
  /** Cell metadata or the `/** @module *\/` marker are read from the code itself, as tslab does. */
}

/** One static import of a cell. The runtime loads them all before the body runs. */
export interface ImportRequest {
  specifier: string
  /** `with { type: 'json' }` and the like. */
  attributes?: Record<string, string>
  /** The cell uses the imported names as types only: where the module cannot be found, `{}` stands in for it. */
  optional?: boolean
  /** A local TypeScript file or `@module` cell: the `path` of a `LocalModule` of this or an earlier cell. */
  local?: string
}

/**
 * A local TypeScript file (or `@module` cell), compiled like a cell, with an object of its own for `$`. It comes with the
 * first cell that imports it and again whenever its text, or that of a file it imports, has changed: the runtime then
 * runs it anew when the next import asks for it.
 */
export interface LocalModule {
  /** Absolute. */
  path: string
  code: string
  js: string
  map: string
  async: boolean
  imports: ImportRequest[]
  /** Exported name → property of the module's `$`, read when asked (bindings are live). */
  exports: Record<string, string>
  /** Indices into `imports`: `export * from`. */
  stars: number[]
}

export type CompileResult =
  | {
      ok: true
      /**
       * An expression: `(function ($, $k) {…})`, or `(async function ($, $k) {…})` where the cell awaits at top level.
       * `$` is the session's variables, a plain object: every top-level name of every cell is a property of it.
       * `$k` is the runtime's `CellContext`.
       */
      js: string
      /** Source map (version 3, JSON) from `js` to the cell's code. */
      map: string
      async: boolean
      imports: ImportRequest[]
      /** Top-level names that this cell declares or imports (values, not types). */
      declares: string[]
      /** Diagnostics that do not stop the cell (gentle mode). */
      warnings: Diagnostic[]
      /** Local modules that are new or changed, dependencies first; to be handed on with the run. */
      locals?: LocalModule[]
      /** Specifier → absolute path, of imports that `paths` of a tsconfig.json lead to a file; to be handed on too. */
      aliases?: Record<string, string>
    }
  | { ok: false; diagnostics: Diagnostic[] }

export interface Completion {
  text: string
  /** What JupyterLab shows beside it: function, class, property, keyword, module … */
  type: string
  signature?: string
}

export interface CompletionResult {
  /** Start and end in the code, UTF-16 units. */
  start: number
  end: number
  matches: Completion[]
}

export interface InspectResult {
  found: boolean
  /** The type, as TypeScript code. */
  signature?: string
  /** The documentation, Markdown. */
  documentation?: string
}

export type IsComplete = { status: 'complete' | 'invalid' | 'unknown' } | { status: 'incomplete'; indent: string }

export interface LanguageOptions {
  /** The folder of the notebook: packages and local files are looked up from here upward. */
  folder: string
  /** gradlab's own folder, the second place to look in. */
  home: string
  /** Strict type checks; gentle by default. */
  strict: boolean
}

export interface Language {
  open(options: LanguageOptions): Promise<void>
  compile(request: CompileRequest): Promise<CompileResult>
  /** The names of a cell that ran become visible to later cells (also where it failed half-way). */
  commit(cell: number): Promise<void>
  complete(code: string, offset: number): Promise<CompletionResult>
  inspect(code: string, offset: number, detail: 0 | 1): Promise<InspectResult>
  isComplete(code: string): Promise<IsComplete>
  /** Forgets all cells: the runtime was restarted and its variables are gone. */
  reset(): Promise<void>
}

// ---------------------------------------------------------------- runtime

/** What compiled cell code calls; made by the runtime for each run. */
export interface CellContext {
  /** Namespaces of the cell's static imports, in the order of `imports`. */
  modules: Record<string, unknown>[]
  /** Dynamic `import(specifier)` of cell code. */
  import(specifier: string, attributes?: Record<string, string>): Promise<unknown>
  /** `require(specifier)` of cell code. */
  require(specifier: string): unknown
  /** Non-zero when Stop was pressed; compiled loops read `$k.flag[0]` and then call `$k.stop()`. */
  flag: Int32Array
  /** Throws KeyboardInterrupt. */
  stop(): never
  /** Wraps each awaited value of cell code: rejects with KeyboardInterrupt when Stop is pressed meanwhile. */
  await<T>(value: T | PromiseLike<T>): Promise<T>
  /** Called with the value of the cell's last expression statement. */
  result(value: unknown): void
  /** `import.meta` of a cell: { url, dirname, filename } of the notebook's folder. */
  meta: Record<string, unknown>
}

/**
 * For the debugger: the script of a run has the URL `gradlab:///cell-<cell>` (its n-th user expression
 * `gradlab:///cell-<cell>-<n>`, a local module its file URL with `?v=<version>`) and carries its source map as a data
 * URL; the session's variables are `globalThis[Symbol.for('gradlab.variables')]`.
 */
export interface RunRequest {
  type: 'run'
  /** As in CompileRequest. */
  cell: number
  name: string
  executionCount: number
  /** The Jupyter cell id where the client sent one, else ''. */
  cellId: string
  code: string
  js: string
  map: string
  async: boolean
  imports: ImportRequest[]
  /** Local modules to register (or replace) before the imports are loaded. */
  locals?: LocalModule[]
  /** Where specifiers lead that are neither relative nor packages, here and in what is imported. */
  aliases?: Record<string, string>
  silent: boolean
  allowStdin: boolean
  /** Expressions to evaluate after the cell: name → compiled js as above. */
  expressions: Record<string, { js: string; map: string; code: string } | { error: RemoteError }>
}

export interface RemoteError {
  ename: string
  evalue: string
  traceback: string[]
}

/** main → runtime. Buffers travel beside a frame. */
export type ToRuntime =
  | { type: 'open'; folder: string; home: string }
  | RunRequest
  | { type: 'interrupt' }
  | { type: 'input_reply'; request: number; value: string }
  | { type: 'input_error'; request: number; message: string }
  /** `request`: to be answered by one `comm_done` when the handler has run (front ends throttle sliders by it). */
  | { type: 'comm_open'; comm: string; target: string; data: unknown; metadata: unknown; request?: number }
  | { type: 'comm_msg'; comm: string; data: unknown; metadata: unknown; request?: number }
  | { type: 'comm_close'; comm: string; data: unknown; metadata: unknown; request?: number }
  /** A Chrome DevTools Protocol message for the debugger. */
  | { type: 'cdp'; message: string }
  | { type: 'shutdown' }

export type MimeBundle = Record<string, unknown>

/** runtime → main. `cell` is the run that the message belongs to, also when it comes late; 0 is none. */
export type FromRuntime =
  | { type: 'ready'; pid: number }
  | { type: 'stream'; cell: number; name: 'stdout' | 'stderr'; text: string }
  | { type: 'display'; cell: number; data: MimeBundle; metadata: Record<string, unknown>; id?: string; update: boolean }
  | { type: 'result'; cell: number; data: MimeBundle; metadata: Record<string, unknown> }
  | { type: 'clear'; cell: number; wait: boolean }
  /** The cell's own failure; at most one a run, before `done`. */
  | ({ type: 'error'; cell: number } & RemoteError)
  /** Thrown after the cell had ended, or an unhandled rejection. */
  | ({ type: 'late_error'; cell: number } & RemoteError)
  | {
      type: 'done'
      cell: number
      status: 'ok' | 'error'
      expressions: Record<string, { data: MimeBundle; metadata: Record<string, unknown> } | RemoteError>
    }
  | { type: 'input_request'; cell: number; request: number; prompt: string; password: boolean }
  | { type: 'comm_open'; cell: number; comm: string; target: string; data: unknown; metadata: unknown }
  | { type: 'comm_msg'; cell: number; comm: string; data: unknown; metadata: unknown }
  | { type: 'comm_close'; cell: number; comm: string; data: unknown; metadata: unknown }
  /** The handlers of a comm frame that carried a `request` have run (or failed); unknown comms too. */
  | { type: 'comm_done'; request: number }
  | { type: 'cdp'; message: string }
  | { type: 'log'; level: 'debug' | 'info' | 'warning' | 'error'; text: string }
