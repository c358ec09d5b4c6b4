import 'server-only'
import { open, readFile } from 'node:fs/promises'
import type { FileFacts } from '@/lib/domain/files/facts'

export interface Inspector {
  look(path: string, name: string): Promise<FileFacts>
  text(path: string, facts: FileFacts): Promise<string>
  close(): Promise<void>
}

export function createInspector(): Inspector {
  return {
    async look(path, name) {
      const file = await open(path)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
      await file.close()
      const head = buffer.subarray(0, bytesRead).toString('latin1')
      const none = {
        flaw: null,
        format: null,
        encoding: null,
        pages: null,
        width: null,
        height: null,
        rows: null,
        columns: null,
        sheets: null,
        characters: null,
      }
      if (bytesRead === 0) return { ...none, kind: 'other', mediaType: 'text/plain', flaw: 'empty' }
      if (head.startsWith('%PDF')) return { ...none, kind: 'pdf', mediaType: 'application/pdf' }
      if (head.startsWith('\x89PNG')) return { ...none, kind: 'image', mediaType: 'image/png' }
      if (head.startsWith('\xff\xd8')) return { ...none, kind: 'image', mediaType: 'image/jpeg' }
      return {
        ...none,
        kind: name.endsWith('.csv') ? 'table' : 'text',
        mediaType: 'text/plain',
        encoding: 'utf-8',
      }
    },
    text: async (path) => readFile(path, 'utf8'),
    close: async () => {},
  }
}
