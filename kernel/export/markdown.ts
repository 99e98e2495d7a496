/** Notebooks → Markdown, with the figures as SVG files beside it. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { convert } from './nbconvert.ts'
import { type Notebook, type Output, type Page, text } from './notebook.ts'
import { languages } from './options.ts'
import { figureOf, prepare, svgOf } from './prepare.ts'

export async function writeMarkdown(pages: Page[], out: string): Promise<string[]> {
  const written: string[] = []
  for (const lang of languages) {
    const own = pages.filter((page) => page.lang === lang)
    if (!own.length) continue
    const target = lang === 'zh' && pages.some((page) => page.lang === 'en') ? path.join(out, 'zh') : out
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradlab-export-'))
    try {
      const notebooks = new Map(own.map((page) => [page.name, withPictures(prepare(page, { linkSuffix: '.md' }))]))
      const texts = await convert(notebooks, 'markdown', folder)
      fs.mkdirSync(target, { recursive: true })
      for (const [name, markdown] of texts) {
        const file = path.join(target, `${name}.md`)
        const pictures = path.join(target, `${name}_files`)
        const made = path.join(folder, `${name}_files`)
        if (fs.existsSync(made)) fs.cpSync(made, pictures, { recursive: true })
        fs.writeFileSync(file, picturesBeside(withWords(markdown, notebooks.get(name)!), pictures))
        written.push(file)
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true })
    }
  }
  return written
}

/** nbconvert calls each picture by its type; a reader who cannot see it gets the figure's own words. */
function withWords(markdown: string, notebook: Notebook): string {
  return markdown.replace(/!\[(?:svg|png|jpeg)\]\(([^)]*_(\d+)_(\d+)\.\w+)\)/g, (whole, file, cell, output) => {
    const words = text(notebook.cells[cell]?.outputs?.[output]?.data?.['text/plain'])
    const line = words
      .replace(/[[\]\\]/g, '\\$&')
      .replace(/\s+/g, ' ')
      .trim()
    return line ? `![${line}](${file})` : whole
  })
}

/** Pictures inside HTML become files too: GitHub and others strip drawings and data from a text. Code stays as it is. */
function picturesBeside(markdown: string, folder: string): string {
  let count = 0
  const beside = (ending: string, content: string | Buffer, tag: string, label = '') => {
    fs.mkdirSync(folder, { recursive: true })
    const name = `picture-${++count}.${ending}`
    fs.writeFileSync(path.join(folder, name), content)
    const size = / width="\d+"| height="\d+"/g
    return `<img src="${encodeURI(path.basename(folder))}/${name}" alt="${label}"${tag.match(size)?.join('') ?? ''}>`
  }
  const within = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  const apart = (part: string) =>
    part
      .replace(/<svg\b[^>]*>(?:(?!<svg\b)[\s\S])*?<\/svg>/g, (svg) => {
        const start = svg.slice(0, svg.indexOf('>'))
        const whole = start.includes('xmlns=') ? svg : svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
        return beside('svg', whole, start, within(start, 'aria-label'))
      })
      .replace(
        /<img\b[^>]*src="data:image\/(svg|png|jpeg|gif|bmp|webp)[^,"]*;base64,([^"]+)"[^>]*>/g,
        (tag, kind, data) => beside(kind, Buffer.from(data, 'base64'), tag, within(tag, 'alt')),
      )
  return markdown
    .split(/(```[\s\S]*?```)/)
    .map((part) => (part.startsWith('```') ? part : apart(part)))
    .join('')
}

/** Figures as `image/svg+xml`, which nbconvert writes to files; HTML without a drawing as its plain text. */
function withPictures(notebook: Notebook): Notebook {
  const picture = (output: Output): Output => {
    if (!output.data) return output
    const drawing = svgOf(output)
    if (drawing && figureOf(output) !== undefined)
      return { ...output, data: { 'image/svg+xml': drawing, 'text/plain': output.data['text/plain'] ?? '' } }
    if (output.data['text/html'] && /<(script|style|iframe)\b/.test(text(output.data['text/html']))) {
      const { 'text/html': _, ...data } = output.data
      return { ...output, data }
    }
    return output
  }
  return {
    ...notebook,
    cells: notebook.cells.map((cell) => (cell.outputs ? { ...cell, outputs: cell.outputs.map(picture) } : cell)),
  }
}
