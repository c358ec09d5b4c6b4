import type { FileView } from '../../lib/domain/files/file'
import { newId } from '../../lib/domain/ids'

/** Puts a file there as a screen does. */
export async function upload(
  url: string,
  name: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<FileView> {
  const query = new URLSearchParams({ id: newId(), name })
  const response = await fetch(`${url}/api/files?${query}`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/octet-stream' },
    body,
  })
  return response.json()
}
