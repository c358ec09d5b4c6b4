import { expect, test } from 'vitest'
import type { FileView } from './file'
import { idsAt } from './shown'
import type { Way } from './source'

const upload: FileView['uploads'][number] = {
  ...{ upstream: 'anthropic', workspaceId: null, fileId: 'file_a', localId: 'other' },
  ...{ mediaType: 'text/plain', createdAt: 0, expiresAt: null, deletedAt: null },
  isOfKeyInUse: true,
}
const file: FileView = {
  ...{ id: 'own', name: 'own.txt', sizeBytes: 9, sha256: '', source: 'app', hasCopy: true },
  ...{ createdAt: 0, isDeleted: false, uses: [], useCounts: { conversations: 0, runs: 0 } },
  facts: {
    ...{ kind: 'text', mediaType: 'text/plain', flaw: null, format: null, encoding: 'utf-8' },
    ...{ pages: null, width: null, height: null, rows: null, columns: null, sheets: null },
    ...{ characters: 9, tokens: 2 },
  },
  uploads: [upload],
}
const idOf = (way: Way, upstream = 'anthropic', uploads = [upload]) =>
  idsAt(
    new Map([['own', { ...file, uploads }]]),
    upstream,
  )({
    ...{ type: 'parley_file', fileId: 'own', way },
  })

test('A file goes by the id of any upload of its bytes, and into a container by that of its own name alone', () => {
  expect(idOf('file')).toBe('file_a')
  expect(idOf('container')).toBe('')
  expect(idOf('container', 'anthropic', [{ ...upload, localId: 'own' }])).toBe('file_a')
})

test('A file that goes in the request has no id, and neither has one that is to go by it where no Files API is known', () => {
  expect(idOf('text')).toBeNull()
  expect(idOf('file', 'company', [{ ...upload, upstream: 'company' }])).toBeNull()
})
