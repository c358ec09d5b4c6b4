import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeUpstream, startFakeUpstream } from '@/e2e/harness/fake-upstream'
import { failure, json } from '@/e2e/harness/upstream/script'
import { createHttpTransport, createPool, DEFAULT_LIMITS } from './http'
import { listAllModels } from './models'
import type { Upstream } from './sink'

let fake: FakeUpstream
const pool = createPool(DEFAULT_LIMITS, {})
beforeEach(async () => {
  fake = await startFakeUpstream()
})
afterEach(() => fake.close())

function upstream(): Upstream {
  const { url } = fake
  return {
    name: 'local',
    label: 'Local',
    isSandbox: false,
    baseUrl: url,
    isReady: true,
    keyVariable: null,
    keyId: null,
    keyMark: null,
    workspaceId: null,
    models: null,
    passes: [],
    transport: createHttpTransport({ baseUrl: url, credential: [], pool, limits: DEFAULT_LIMITS }),
  }
}

const list = () => listAllModels(upstream(), new AbortController().signal)
const model = (id: string) => ({
  id,
  type: 'model',
  display_name: id,
  created_at: '2026-01-01T00:00:00Z',
})

describe('the models of an upstream', () => {
  it('Are read page by page, each once and in its order', async () => {
    fake.enqueue(json({ data: [model('a'), model('b')], has_more: true, last_id: 'b' }))
    fake.enqueue(json({ data: [model('c')], has_more: false, last_id: 'c' }))
    expect((await list()).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(fake.requests[1]?.path).toContain('after_id=b')
  })

  it('In the four-field shape of the baseline, and with fields of tomorrow, are taken as they are', async () => {
    fake.enqueue(json({ data: [{ ...model('a'), hologram: true }] }))
    expect(await list()).toEqual([{ ...model('a'), hologram: true }])
  })

  it('In the OpenAI shape of local servers are taken too', async () => {
    const data = [{ id: 'qwen3', object: 'model', created: 1_767_225_600, owned_by: 'me' }]
    fake.enqueue(json({ object: 'list', data }))
    expect(await list()).toMatchObject([
      { id: 'qwen3', type: 'model', display_name: 'qwen3', created_at: '2026-01-01T00:00:00.000Z' },
    ])
  })

  it('Cannot be told when the upstream refuses, and the error is its own', async () => {
    fake.enqueue(failure(529, 'overloaded_error'))
    await expect(list()).rejects.toMatchObject({ status: 529, type: 'overloaded_error' })
  })

  it('Refused for a wrong key of Parley’s ask nobody to sign in', async () => {
    fake.enqueue(failure(401, 'authentication_error'))
    await expect(list()).rejects.toMatchObject({
      status: 502,
      type: 'authentication_error',
      message: expect.stringContaining('Local answered 401'),
    })
  })

  it.each([304, 302, 700, 999])(
    'Refused with %d leave a status that can be answered',
    async (status) => {
      fake.enqueue({ status, frames: [] })
      await expect(list()).rejects.toMatchObject({ status: 502 })
    },
  )

  it('Made at a time that is none are taken all the same', async () => {
    fake.enqueue(json({ data: [{ id: 'qwen3', created: 1.7e18 }] }))
    expect(await list()).toMatchObject([{ id: 'qwen3', created_at: '1970-01-01T00:00:00.000Z' }])
  })

  it('Of an endless list are not believed for ever', async () => {
    fake.setDefault(json({ data: [model('a')], has_more: true, last_id: 'a' }))
    await list()
    expect(fake.requests.length).toBeLessThanOrEqual(20)
  })
})
