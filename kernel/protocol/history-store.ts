import { mkdirSync, renameSync, rmdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Database } from 'node-sqlite3-wasm'
import { log, words } from '../wire/log.ts'

/** One remembered input, and what came out of it. */
export interface HistoryEntry {
  session: number
  line: number
  input: string
  output: string | null
}

/** IPython's own tables, so that its tools read this file too. */
const tables = `
  create table if not exists sessions (session integer primary key autoincrement, start timestamp, end timestamp,
    num_cmds integer, remark text);
  create table if not exists history (session integer, line integer, source text, source_raw text,
    primary key (session, line));
  create table if not exists output_history (session integer, line integer, output text,
    primary key (session, line));`

const columns = `select h.session as session, h.line as line, h.source_raw as input, o.output as output
  from history h left join output_history o on o.session = h.session and o.line = h.line`

/** A transaction takes milliseconds: a lock this old was left by a kernel that was killed inside one. */
const staleAfter = 10_000

/** Whether an error says that another kernel is writing just now. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes('locked')
}

function removeStaleLock(file: string): void {
  const lock = `${file}.lock`
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
  if (since === undefined || Date.now() - since < staleAfter) return
  log('info', `removing ${lock}, left behind by a kernel that was killed`)
  rmdirSync(lock)
}

/** The SQLite file that keeps inputs across sessions. Every method may throw; `History` knows what to do then. */
export class HistoryStore {
  readonly #database: Database
  readonly #file: string
  #session: number | undefined

  constructor(file: string) {
    this.#file = file
    mkdirSync(dirname(file), { recursive: true })
    // 25 ms and 10 MB: loaded when first needed, never at start.
    const sqlite = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof import('node-sqlite3-wasm')
    removeStaleLock(file)
    this.#database = new sqlite.Database(file)
    try {
      this.#database.exec(tables)
    } catch (error) {
      this.#database.close()
      throw error
    }
  }

  /** Opens the file; one that is damaged is moved aside, and a new one begun. */
  static open(file: string): HistoryStore {
    try {
      return new HistoryStore(file)
    } catch (error) {
      if (isLocked(error) || !statSync(file, { throwIfNoEntry: false })?.isFile()) throw error
      const aside = `${file}.damaged-${Date.now()}`
      log('warning', `${file} is damaged (${words(error)}): moved to ${aside}, starting a new history`)
      renameSync(file, aside)
      return new HistoryStore(file)
    }
  }

  /** Number of this session in the file; 0 until something was written. */
  get session(): number {
    return this.#session ?? 0
  }

  /** Writes in one transaction; either all are kept or, on an error, none. */
  write(entries: readonly Omit<HistoryEntry, 'session'>[]): void {
    removeStaleLock(this.#file)
    this.#database.exec('begin immediate')
    try {
      const session = this.#session ?? this.#begin()
      for (const { line, input, output } of entries) {
        this.#database.run('insert or replace into history values (?, ?, ?, ?)', [session, line, input, input])
        if (output !== null) {
          this.#database.run('insert or replace into output_history values (?, ?, ?)', [session, line, output])
        }
      }
      this.#database.exec('commit')
      this.#session = session
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('rollback')
      throw error
    }
  }

  #begin(): number {
    const sql = 'insert into sessions (start, num_cmds, remark) values (?, 0, ?)'
    return Number(this.#database.run(sql, [new Date().toISOString(), '']).lastInsertRowid)
  }

  tail(count: number): HistoryEntry[] {
    return this.#read(`${columns} order by h.session desc, h.line desc limit ?`, [count]).reverse()
  }

  /** Lines from `start` up to, not including, `stop` of one session. */
  range(session: number, start: number, stop: number): HistoryEntry[] {
    const where = 'where h.session = ? and h.line >= ? and h.line < ? order by h.line'
    return this.#read(`${columns} ${where}`, [session, start, stop])
  }

  /** Inputs that match a glob pattern, the newest `count` of them, oldest first. */
  search(pattern: string, count: number, unique: boolean): HistoryEntry[] {
    const once = unique ? 'group by h.source_raw having max(h.session * 1000000 + h.line)' : ''
    const order = 'order by h.session desc, h.line desc limit ?'
    return this.#read(`${columns} where h.source_raw glob ? ${once} ${order}`, [pattern, count]).reverse()
  }

  /** Number of the newest session in the file. */
  newest(): number {
    const row = this.#database.get('select max(session) as session from sessions') as { session: number | null }
    return Number(row.session ?? 0)
  }

  #read(sql: string, values: (string | number)[]): HistoryEntry[] {
    removeStaleLock(this.#file)
    return this.#database.all(sql, values) as unknown as HistoryEntry[]
  }

  close(): void {
    if (this.#session !== undefined) {
      const sql = `update sessions set end = ?, num_cmds =
        (select count(*) from history where history.session = sessions.session) where session = ?`
      this.#database.run(sql, [new Date().toISOString(), this.#session])
    }
    this.#database.close()
  }
}
