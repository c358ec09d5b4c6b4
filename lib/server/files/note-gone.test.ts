import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import { openStore, type Store } from '../store/open'
import { toRunRow } from '../store/runs'
import { OWNER } from '../store/schema'
import { putUpload } from '../store/uploads'
import type { HeaderList, Upstream } from '../upstream/sink'
import { noteGone } from './note-gone'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-gone-'))
  store = await openStore(dir)
  for (const [id, [workspace, key]] of Object.entries(UPLOADS)) await addUpload(id, workspace, key)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

/** By their ids: the workspace that was told, and what their key is noted as. */
const UPLOADS: Record<string, [workspace: string | null, key: string | null]> = {
  file_ours: ['wrkspc_1', 'mark_now'],
  file_of_another_key: [null, 'mark_before'],
  file_of_an_older_version: [null, 'environment'],
  file_theirs: ['wrkspc_2', null],
}

async function addUpload(file_id: string, workspace_id: string | null, key: string | null) {
  await putUpload(store.db, {
    ...{ id: file_id, owner_id: OWNER, upstream: 'anthropic', file_id, workspace_id },
    ...{ sha256: 'ab', filename: 'a', mime_type: 'text/plain', size_bytes: 1, key_id: '' },
    ...{ upstream_key_id: key, local_id: null, created_at: 1, expires_at: null, deleted_at: null },
  })
}

/** What is noted as gone when a run of these headers was told that none of the files is there. */
async function goneAfter(headers: HeaderList, upstreamKeyId = 'environment'): Promise<string[]> {
  const message = `File not found: ${Object.keys(UPLOADS).join(', ')}`
  const error = { origin: 'upstream' as const, type: 'not_found_error', message, httpStatus: 404 }
  const run = gatewayRun({ upstreamKeyId, error: { ...error, requestId: null } })
  const row = toRunRow(run, { headers, body: null }, OWNER, 'boot')
  await store.db.insertInto('runs').values(row).execute()
  // Whoever asks for it looks at its key alone.
  const upstream = { ...KEY_NOW } as Upstream
  await noteGone(store.db, { names: ['anthropic'], get: () => upstream }, run)
  const gone = store.db.selectFrom('uploads').select('file_id').where('deleted_at', 'is not', null)
  return (await gone.orderBy('file_id').execute()).map(({ file_id }) => file_id)
}

const KEY_NOW = { name: 'anthropic', keyId: 'environment', keyMark: 'mark_now', workspaceId: null }

test('A file is gone where the key of the run would have found it, and not where another key put it', async () => {
  expect(await goneAfter([])).toEqual(['file_of_an_older_version', 'file_ours'])
})

test('A run of a workspace that its caller named says nothing of the files of other workspaces', async () => {
  const gone = await goneAfter([['anthropic-workspace-id', 'wrkspc_2']])
  expect(gone).toContain('file_theirs')
  expect(gone).not.toContain('file_ours')
})

test('A run whose key is no longer the one in use says nothing of files', async () => {
  expect(await goneAfter([], 'the key before')).toEqual([])
})
