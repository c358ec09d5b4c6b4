import { createHash } from 'node:crypto'
import type { CodeFile } from '@/lib/domain/code/file-value'
import type { FileView } from '@/lib/domain/files/file'
import type { Way } from '@/lib/domain/files/source'
import { blockOfFile } from '@/lib/domain/files/ways'
import { newId } from '@/lib/domain/ids'
import type { Block } from '@/lib/wire/types'
import type { RecordedRequest } from './fake-upstream'
import type { GeneratedFile } from './generated-requests'
import { send } from './raw-http'
import type { ParleyServer } from './server'

interface Brought {
  view: FileView
  way: Way
}

/** Brings files as a screen does. */
export function bringFiles(
  { url }: ParleyServer,
  files: readonly GeneratedFile[],
): Promise<Brought[]> {
  return Promise.all(
    files.map(async ({ name, bytes, way }) => {
      const query = new URLSearchParams({ id: newId(), name })
      const { status, body } = await send(`${url}/api/files?${query}`, {
        method: 'POST',
        headers: { origin: url, 'content-type': 'application/octet-stream' },
        body: bytes,
      })
      if (status !== 201) throw new Error(`Parley took no file: ${body}`)
      const view: FileView = JSON.parse(body.toString())
      return { view, way }
    }),
  )
}
/** The block that the box makes of a file. */
export function blockOf({ view, way }: Brought): Block {
  const words = { title: null, context: null, citations: false }
  return blockOfFile(view.id, way, view.facts?.kind ?? 'other', words)
}

/** The files that a program needs beside it, as its person takes them from Parley. */
export function takeFiles(
  { url }: ParleyServer,
  files: readonly CodeFile[],
): Promise<[path: string, bytes: Buffer][]> {
  return Promise.all(
    files.map(async ({ fileId, part, path }): Promise<[string, Buffer]> => {
      const { body } = await send(`${url}/api/files/${fileId}/${part}`)
      return [path, body]
    }),
  )
}

/**
 * Of equal bytes and types it is the same, by any name, as Parley keeps them: bodies that name them are
 * equal where they have been sent alike.
 */
export function idOfUpload(request: RecordedRequest): string {
  const { type, bytes } = readUpload(request)
  return `file_${createHash('sha256').update(`${type} ${bytes}`).digest('hex')}`
}

/** A multipart form of one file; its bytes as Latin-1. */
export function readUpload({ body }: RecordedRequest): Record<'name' | 'type' | 'bytes', string> {
  const form = body.toString('latin1')
  const start = form.indexOf('\r\n\r\n') + 4
  const [boundary = ''] = form.split('\r\n', 1)
  const head = body.subarray(0, start).toString()
  const [, name = ''] = /filename="(.*)"/.exec(head) ?? []
  const [, type = ''] = /content-type: (.*)\r\n/i.exec(head) ?? []
  return { name, type, bytes: form.slice(start, form.lastIndexOf(`\r\n${boundary}--`)) }
}
