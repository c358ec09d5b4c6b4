import type { Block } from '@/lib/wire/types'

/** What the API takes as an image (claude-api.md §2.7). */
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

export function isImageType(type: string): boolean {
  return TYPES.has(type)
}

/** An image's file as a block that holds its bytes. */
export async function readImage(file: File): Promise<Block> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
  const data = url.slice(url.indexOf(',') + 1)
  return { type: 'image', source: { type: 'base64', media_type: file.type, data } }
}
