import { describe, expect, it } from 'vitest'
import { ApiError } from '@/lib/wire/errors'
import { FIRST_HOLDER } from '../gateway-keys/holder'
import type { HeaderList, Upstream } from '../upstream/sink'
import { targetsOf } from './targets'

const upstream = (name: string, isReady = true): Upstream => ({
  ...{ name, label: name, isSandbox: false, baseUrl: null, isReady, keyVariable: null },
  ...{ keyId: null, keyMark: null, workspaceId: null, models: null, passes: [] },
  transport: async () => {},
})

/** The places of a call whose key, or whose header, says where it may fall back to. */
function placesOf(names: string[], headers: HeaderList = []): string[] {
  const known = [upstream('anthropic'), upstream('vendor'), upstream('keyless', false)]
  const get = (name: string) => {
    const found = known.find((one) => one.name === name)
    if (found === undefined) throw new ApiError(404, 'unknown')
    return found
  }
  const upstreams = { names: known.map(({ name }) => name), get }
  const gatewayKeys = { checkUpstream: () => {}, checkModel: () => {} }
  const fallback = names.map((name) => ({ upstream: name, model: null }))
  const call = {
    ...{ parley: { upstreams, gatewayKeys }, upstream: get('anthropic') },
    ...{ holder: FIRST_HOLDER, asked: { headers } },
  }
  const text = '{"model":"m"}'
  return targetsOf(call, fallback, Buffer.from(text), text).map((target) => target.upstream.name)
}

describe('the places of a call', () => {
  it('Leaves out those of its key that are not there any more, or have no key', () => {
    expect(placesOf(['gone', 'keyless', 'vendor'])).toEqual(['anthropic', 'vendor'])
  })

  it('Refuses one that its header names and nobody knows', () => {
    const headers: HeaderList = [['x-parley-fallback', 'upstream=gone']]
    expect(() => placesOf(['gone'], headers)).toThrow('unknown')
  })
})
