import type { Messages } from './messages'

let kept: Messages | null = null

/** Keeps the texts that the page came with, for the page that stands in when its layout has failed. */
export function keepMessages(messages: Messages): void {
  kept = messages
}

/** The texts of the page, else those of a language, fetched: two languages would weigh on every first load. */
export async function findMessages(locale: 'en' | 'zh'): Promise<Messages> {
  if (kept !== null) return kept
  const [{ MESSAGES }, { compileMessages }] = await Promise.all([
    import('./messages'),
    import('./compile-messages'),
  ])
  return compileMessages(MESSAGES[locale])
}
