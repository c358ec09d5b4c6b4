import type { Element, Nodes, Root } from 'hast'
import { escapeHtml } from '@/lib/domain/escape-html'
import { parseBlock } from './parse-block'
import { definitionsFor, type References, readReferences } from './references'
import { safeUrl } from './safe-url'
import { type Block, BlockSplitter } from './split-blocks'

const MONO = 'font-family:ui-monospace,Menlo,Consolas,monospace;font-size:0.9em'
const CELL = 'border:1px solid #d0cecb;padding:4px 8px;text-align:left;vertical-align:top'

/** How the HTML differs from what is written, by the name of the element. */
export interface RichTextLook {
  styles: Readonly<Record<string, string>>
  /** Whole attributes, which begin with a blank. */
  attributes: Readonly<Record<string, string>>
  /** The element that stands in its place. */
  elements: Readonly<Record<string, string>>
}

/** What a document or a mail must be told; all else is as it draws the element by itself. */
const PASTED: RichTextLook = {
  attributes: {},
  elements: {},
  styles: {
    pre: `${MONO};white-space:pre-wrap;background:#f3f2f0;padding:8px 12px;border-radius:6px`,
    code: MONO,
    table: 'border-collapse:collapse',
    th: CELL,
    td: CELL,
    blockquote: 'margin-left:0;padding-left:12px;border-left:2px solid #8e8c88',
  },
}

const KEPT = new Set([
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'strong', 'em', 'del', 'a', 'br', 'hr', 'sup'],
])
const VOID = new Set(['br', 'hr'])
const BOX = { done: '☑ ', open: '☐ ' } as const

/**
 * Markdown as HTML that documents and mails take over when it is pasted: plain elements with a few
 * inline styles, no class, no image, no address but of the web. Other documents give it a look of their own.
 */
export function toRichText(markdown: string, look = PASTED): string {
  const blocks = new BlockSplitter().split(markdown)
  const references = readReferences(blocks)
  const notes = references.notes.map(({ body }) => `<li>${write(parseBlock(body), look)}</li>`)
  return [
    ...blocks.map((block) => writeBlock(block, references, look)),
    notes.length === 0 ? '' : `<hr><ol>${notes.join('')}</ol>`,
  ].join('')
}

function writeBlock(block: Block, references: References, look: RichTextLook): string {
  if (block.kind === 'text') {
    return write(parseBlock(block.source + definitionsFor(block.source, references)), look)
  }
  return `<pre${styleOf('pre', look)}><code>${escapeHtml(block.code)}</code></pre>`
}

function write(node: Nodes, look: RichTextLook): string {
  if (node.type === 'text') return escapeHtml(node.value)
  if (node.type === 'root') return writeAll(node, look)
  if (node.type !== 'element') return ''
  const inner = writeAll(node, look)
  if (node.tagName === 'input') return node.properties.checked === true ? BOX.done : BOX.open
  if (node.tagName === 'img') return writeImage(node, look)
  if (node.tagName === 'note-mark') return `<sup>${inner}</sup>`
  if (!KEPT.has(node.tagName)) return inner
  const name = look.elements[node.tagName] ?? node.tagName
  const open = `<${name}${attributesOf(node, look)}>`
  return VOID.has(name) ? open : `${open}${inner}</${name}>`
}

function writeAll({ children }: Root | Element, look: RichTextLook): string {
  return children.map((child) => write(child, look)).join('')
}

/** Pasted, it would be fetched: its name and its address stay, as a link. */
function writeImage({ properties }: Element, look: RichTextLook): string {
  const url = safeUrl(properties.src)
  const name = escapeHtml(String(properties.alt ?? ''))
  return url === null
    ? name
    : `<a href="${escapeHtml(url.href)}"${look.attributes.a ?? ''}>${name || escapeHtml(url.host)}</a>`
}

function attributesOf({ tagName, properties }: Element, look: RichTextLook): string {
  const url = tagName === 'a' ? safeUrl(properties.href) : null
  const align = properties.align === undefined ? '' : `;text-align:${String(properties.align)}`
  return [
    url === null ? '' : ` href="${escapeHtml(url.href)}"`,
    typeof properties.start === 'number' ? ` start="${properties.start}"` : '',
    styleOf(tagName, look, align),
    look.attributes[tagName] ?? '',
  ].join('')
}

function styleOf(tagName: string, look: RichTextLook, align = ''): string {
  const style = `${look.styles[tagName] ?? ''}${align}`
  return style === '' ? '' : ` style="${escapeHtml(style)}"`
}
