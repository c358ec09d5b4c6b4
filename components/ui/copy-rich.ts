/** The same content twice: what a plain field takes, and what a document takes. */
export interface RichText {
  text: string
  html?: string | undefined
}

/**
 * Copies a text, and its formatted form with it. Answers whether it was copied. Over plain HTTP from
 * another machine there is no clipboard object: then the browser's own copying is answered.
 */
export async function copyRich(content: RichText): Promise<boolean> {
  if (!window.isSecureContext) return copyByEvent(content)
  return write(content).then(
    () => true,
    () => copyByEvent(content),
  )
}

async function write({ text, html }: RichText): Promise<void> {
  if (html === undefined) return navigator.clipboard.writeText(text)
  const asBlob = (type: string, value: string) => new Blob([value], { type })
  const item = { 'text/plain': asBlob('text/plain', text), 'text/html': asBlob('text/html', html) }
  return navigator.clipboard.write([new ClipboardItem(item)])
}

function copyByEvent({ text, html }: RichText): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'sr-only'
  document.body.append(area)
  area.select()
  const answer = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    if (html !== undefined) event.clipboardData?.setData('text/html', html)
  }
  document.addEventListener('copy', answer, { capture: true, once: true })
  const isCopied = document.execCommand('copy')
  document.removeEventListener('copy', answer, { capture: true })
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}
