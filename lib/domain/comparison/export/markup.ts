import { escapeHtml } from '../../escape-html'

/** HTML that may stand in a document as it is. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | null | readonly Markup[]

/** HTML of a template: whatever stands in it that is not {@link Markup} itself is escaped. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const written = texts.map((text, index) => text + write(parts[index] ?? null))
  return { markup: written.join('') }
}

/** HTML that was made safe elsewhere. */
export function asMarkup(html: string): Markup {
  return { markup: html }
}

function write(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map((one) => one.markup).join('')
}
