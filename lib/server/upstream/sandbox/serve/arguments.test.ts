import { describe, expect, it } from 'vitest'
import { readArguments } from './arguments'

describe('the arguments of npm run sandbox', () => {
  it('Come from the command line, then from the environment, else they are the usual ones', () => {
    const env = { SANDBOX_PORT: '1', SANDBOX_TPS: '9', SANDBOX_FAULTS: 'error=529 times=2' }
    expect(readArguments([], {})).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      tps: 80,
      data: null,
      settings: { tier: 'tier4', isStrict: true, faults: '' },
    })
    expect(readArguments(['--port', '0', '--loose', '--tier=tiny'], env)).toMatchObject({
      port: 0,
      tps: 9,
      settings: { tier: 'tiny', isStrict: false, faults: 'error=529 times=2' },
    })
    expect(readArguments(['--help'], {})).toBe('help')
  })

  it.each(['--port=x', '--port=65536', '--tps=-1', '--tier=huge', '--faults=error=9', '--no=1'])(
    '%s is refused by its name',
    (argument) => {
      const name = argument.split('=', 1)[0] ?? ''
      expect(readArguments([argument], {})).toEqual({ problem: expect.stringContaining(name) })
    },
  )
})
