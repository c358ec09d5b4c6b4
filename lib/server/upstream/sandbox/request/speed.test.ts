import { afterAll, describe, expect, it } from 'vitest'
import { MODEL_TABLE } from '@/lib/domain/models-table'
import { serveSandbox } from '../served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

async function send(change: object, headers: Record<string, string> = {}) {
  const messages = [{ role: 'user', content: '[[tokens=1]]' }]
  const body = { model: 'claude-opus-5-5', max_tokens: 300, messages, ...change }
  const response = await sandbox.post(body, headers)
  return { status: response.status, answer: await response.json() }
}

describe('speed', () => {
  it('is fast on the models that have it, with the header where one is needed, and usage says so', async () => {
    const seen: Record<string, string> = {}
    for (const { id, lifecycle } of MODEL_TABLE) {
      if (lifecycle === 'retired' && id.includes('4-1-')) continue
      const headers = { 'anthropic-beta': 'fast-mode-2026-02-01' }
      const plain = await send({ model: id, speed: 'fast' })
      const preview = await send({ model: id, speed: 'fast' }, headers)
      const found = [plain, preview].map(({ answer }) => answer.usage?.speed ?? 400).join()
      if (found !== '400,400') seen[id] = found
    }
    expect(seen).toEqual({
      'claude-fable-5-2': 'fast,fast',
      'claude-mythos-5-2': 'fast,fast',
      'claude-opus-5-5': 'fast,fast',
      'claude-opus-5': '400,fast',
      'claude-opus-4-8': '400,fast',
      'claude-opus-4-6': 'standard,standard',
    })
  })

  it('of a request that asks for none is standard', async () => {
    for (const change of [{}, { speed: null }, { speed: 'standard' }]) {
      expect((await send(change)).answer.usage.speed).toBe('standard')
    }
  })
})

it('the tier and the place of an answer are said in usage', async () => {
  const { answer } = await send({ service_tier: 'standard_only', inference_geo: 'us' })
  expect(answer.usage).toMatchObject({ service_tier: 'standard', inference_geo: 'us' })
  expect((await send({})).answer.usage.inference_geo).toBe('global')
  expect((await send({ inference_geo: 'eu' })).answer.error.message).toBe(
    "inference_geo: Input should be 'global' or 'us'",
  )
  expect((await send({ service_tier: 'priority' })).status).toBe(400)
})
