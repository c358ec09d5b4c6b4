import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { gatewayRun } from '@/e2e/harness/gateway-run'
import type { Transport, Upstream, UpstreamCall } from '../upstream/sink'
import { attempt } from './attempt'
import { Recorder } from './recorder'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const CALL: Omit<UpstreamCall, 'signal'> = {
  ...{ method: 'POST', path: '/v1/messages', headers: [], body: null, silenceFrom: 'start' },
}

function upstreamOf(transport: Transport): Upstream {
  return {
    ...{
      name: 'test',
      label: 'Test',
      isSandbox: false,
      baseUrl: null,
      isReady: true,
      models: null,
    },
    ...{ keyVariable: null, keyId: null, keyMark: null, workspaceId: null, passes: [], transport },
  }
}

it.each<[string, PromiseSettledResult<unknown>['status'], Transport]>([
  ['resolves', 'fulfilled', async () => {}],
  ['rejects', 'rejected', () => Promise.reject(new Error('The sink threw.'))],
])('An attempt leaves no limit running when its transport %s', async (_, status, transport) => {
  const hooks = { onNews: () => {}, onChange: () => {}, onEnd: () => {} }
  const recorder = new Recorder(gatewayRun(), hooks)
  const call = { ...CALL, signal: new AbortController().signal }
  const [result] = await Promise.allSettled([attempt(upstreamOf(transport), call, recorder)])
  expect(result?.status).toBe(status)
  expect(vi.getTimerCount()).toBe(0)
})
