/** A tree as XML text. */
import type { TreeElement, TreeNode, TreeText } from './node.ts'

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const inText = (text: string) => (/[&<>]/.test(text) ? text.replace(/[&<>]/g, (mark) => marks[mark]!) : text)
const inAttribute = (text: string) => (/[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (mark) => marks[mark]!) : text)

function write(node: TreeNode, around: string): string {
  if (node.nodeType === 3) return inText((node as TreeText).data)
  const element = node as TreeElement
  const { localName: name, namespaceURI: space } = element
  let text = `<${name}`
  if (space !== around) text += ` xmlns="${space}"`
  for (const [key, value] of element.attributes) if (key !== 'xmlns') text += ` ${key}="${inAttribute(value)}"`
  const style = element.getAttribute('style')
  if (style) text += ` style="${inAttribute(style)}"`
  if (!element.firstChild) return `${text}/>`
  text += '>'
  for (let child = element.firstChild as TreeNode | null; child; child = child.nextSibling) text += write(child, space)
  return `${text}</${name}>`
}

/** An element and all below it. */
export function serialize(root: TreeNode): string {
  return write(root, '')
}
