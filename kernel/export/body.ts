/** What nbconvert made of the cells, mended: headings with plain ids, code and tables that scroll, lazy pictures. */

export interface Heading {
  level: number
  id: string
  /** Inner HTML, without the anchor. */
  html: string
}

export interface Body {
  html: string
  headings: Heading[]
}

export function mend(html: string): Body {
  const headings: Heading[] = []
  const taken = new Set<string>()
  let mended = html.replace(/<h([1-6])[^>]*>([\s\S]*?)<\/h\1>/g, (_, digit: string, inner: string) => {
    const content = inner.replace(/<a class="anchor-link"[\s\S]*?<\/a>/, '').trim()
    const id = unique(slug(content), taken)
    headings.push({ level: Number(digit), id, html: content })
    return `<h${digit} id="${id}">${content}</h${digit}>`
  })
  mended = mended
    .replace(/<div class="highlight[^"]*"><pre><span><\/span>/g, '<div class="highlight"><pre><code>')
    .replace(/(<div class="highlight"><pre><code>[\s\S]*?)<\/pre>/g, '$1</code></pre>')
    // A text's own table, as Markdown makes it; outputs scroll as a whole.
    .replace(/<table>\n<thead>[\s\S]*?<\/table>/g, '<div class="scroll">$&</div>')
    .replace(/alt="No description has been provided for this image"/g, 'alt=""')
    .replace(/<img (?![^>]*(?:loading=|src="data:))/g, '<img loading="lazy" ')
    .replace(/(<img [^>]*?)\s*\/>/g, '$1>')
  return { html: mended, headings }
}

/** An id from a heading: letters of any script, digits and hyphens. */
export function slug(html: string): string {
  const plain = plainText(html).toLowerCase()
  return plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'section'
}

/** The words of an HTML fragment, for search and titles. */
export function plainText(html: string): string {
  return html
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
}

function unique(id: string, taken: Set<string>): string {
  let candidate = id
  for (let n = 2; taken.has(candidate); n++) candidate = `${id}-${n}`
  taken.add(candidate)
  return candidate
}
