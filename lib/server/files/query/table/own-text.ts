import 'server-only'

/** From this length on a part of a text is a reference into it, in V8. */
const SLICED_FROM = 13

/** A text that is kept on: it does not hold on to the piece of the file that it was cut from. */
export function ownText(text: string): string {
  return text.length < SLICED_FROM ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
