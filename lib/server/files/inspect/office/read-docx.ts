import 'server-only'
import { markdownOf } from './markdown-of'

/** The text of a Word document, like Markdown: headings, lists, tables, links. Its pictures are left out. */
export async function readDocx(archive: Buffer): Promise<string> {
  const { default: mammoth } = await import('mammoth')
  const { value } = await mammoth.convertToHtml(
    { buffer: archive },
    {
      // A document brings no rules of its own, and no files.
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  )
  return markdownOf(value)
}
