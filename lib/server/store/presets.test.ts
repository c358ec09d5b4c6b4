import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { openStore, type Store } from './open'
import { createPreset, listPresets, patchPreset } from './presets'
import { OWNER } from './schema'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-presets-'))
  store = await openStore(dir)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

const settings: ChatSettings = {
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'claude-opus-5-5',
  maxTokens: 1024,
  system: 'Be brief.',
  ...NO_CHOICES,
  effort: 'low',
}

async function keep(name: string): Promise<string> {
  const id = newId()
  await createPreset(store.db, OWNER, { id, name, settings })
  return id
}
const patch = (id: string, change: Parameters<typeof patchPreset>[3]) =>
  patchPreset(store.db, OWNER, id, change)
const list = () => listPresets(store.db, OWNER)

test('A preset keeps every setting, is renamed, deleted and brought back, and lists by name', async () => {
  const [b] = [await keep('Beta'), await keep('Alpha')]
  expect((await list()).map(({ name }) => name)).toEqual(['Alpha', 'Beta'])
  expect((await list())[1]).toEqual({ id: b, name: 'Beta', settings, isDefault: false })
  await patch(b, { name: 'Gamma', settings: { ...settings, topK: 4 } })
  await patch(b, { deleted: true })
  expect((await list()).map(({ name }) => name)).toEqual(['Alpha'])
  await patch(b, { deleted: false })
  expect((await list())[1]).toMatchObject({ name: 'Gamma', settings: { topK: 4, effort: 'low' } })
})

test('At most one preset is the default, also after a deleted one comes back', async () => {
  const [a, b] = [await keep('A'), await keep('B')]
  await patch(a, { isDefault: true })
  await patch(a, { deleted: true })
  await patch(b, { isDefault: true })
  await patch(a, { deleted: false })
  expect((await list()).map(({ isDefault }) => isDefault)).toEqual([false, true])
  await patch(b, { isDefault: false })
  expect((await list()).some(({ isDefault }) => isDefault)).toBe(false)
})

test('A preset of nobody here is not there, and the same id again is the same preset', async () => {
  await expect(patch('none', { name: 'X' })).rejects.toMatchObject({ status: 404 })
  const id = await keep('A')
  await createPreset(store.db, OWNER, { id, name: 'Again', settings })
  expect(await list()).toHaveLength(1)
  await expect(patchPreset(store.db, 'other', id, { name: 'X' })).rejects.toMatchObject({
    status: 404,
  })
  expect(await listPresets(store.db, 'other')).toEqual([])
})
