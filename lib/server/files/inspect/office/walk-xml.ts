import 'server-only'
import { SaxesParser } from 'saxes'

/** Hears of the elements of a document, by their names without a prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

const AT_ONCE = 64 * 1024

/** Reads a document through without keeping it. Throws where it is not well-formed. */
export function walkXml(bytes: Buffer, { open, text, close }: XmlListener): void {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  if (open !== undefined) parser.on('opentag', (tag) => open(localName(tag.name), tag.attributes))
  if (text !== undefined) parser.on('text', text)
  if (close !== undefined) parser.on('closetag', (tag) => close(localName(tag.name)))
  const decoder = new TextDecoder()
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    parser.write(decoder.decode(bytes.subarray(at, at + AT_ONCE), { stream: true }))
  }
  parser.write(decoder.decode()).close()
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
