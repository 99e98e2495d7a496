/** The options of `gradlab export`, read from the command line. */
import { parseArgs } from 'node:util'
import { ExportError } from './errors.ts'

export const formats = ['site', 'html', 'markdown', 'pdf', 'script'] as const
export type Format = (typeof formats)[number]

export const languages = ['en', 'zh'] as const
export type PageLanguage = (typeof languages)[number]

export interface ExportOptions {
  /** Notebooks, or folders of notebooks. */
  sources: string[]
  to: Format
  out: string
  /** Run the notebooks first, each in a fresh kernel; the files themselves stay as they are. */
  execute: boolean
  /** Keep going where a cell shows an error. */
  allowErrors: boolean
  /** Only this language; both where it is not given. */
  lang?: PageLanguage
}

export const usage = `gradlab export NOTEBOOKS… --to ${formats.join('|')} --out DIR [--execute] [--lang en|zh] [--allow-errors]

  site      a folder of linked pages with contents, search and interactive plots; works from disk, asks no network
  html      one file a notebook, everything inside
  markdown  one .md a notebook, pictures beside it
  pdf       one PDF a notebook, figures as vectors (needs Chromium)
  script    one .ts a notebook; \`node FILE.ts\` runs it (Node 22.18 or later) in a folder that finds the packages it imports`

/** Reads the arguments after `gradlab export`; throws an ExportError that says what is wrong. */
export function readOptions(args: string[]): ExportOptions {
  const { values, positionals } = parse(args)
  const to = values.to as Format
  if (!formats.includes(to))
    throw new ExportError(`--to takes ${formats.join(', ')}; found ${to ? `'${to}'` : 'nothing'}.`)
  const lang = values.lang as PageLanguage | undefined
  if (lang && !languages.includes(lang))
    throw new ExportError(`--lang takes ${languages.join(' or ')}; found '${lang}'.`)
  if (!values.out) throw new ExportError('--out is missing: name the folder to write to, e.g. --out site.')
  return {
    sources: positionals.length ? positionals : ['notebooks'],
    to,
    out: values.out,
    execute: values.execute ?? false,
    allowErrors: values['allow-errors'] ?? false,
    ...(lang && { lang }),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        out: { type: 'string', short: 'o' },
        lang: { type: 'string' },
        execute: { type: 'boolean' },
        'allow-errors': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new ExportError(`${(error as Error).message.replace(/\. To specify.*$/s, '')}.\n\n${usage}`)
  }
}
