import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isLoopback, readConfig, secretsOf } from './env'

let cwd: string

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'parley-env-'))
})

afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const local = { name: 'local', baseUrl: 'http://127.0.0.1:8080/', auth: 'none' }

function writeUpstreams(...upstreams: object[]): void {
  writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify({ upstreams }))
}

/** The message with which the start is refused; the code says that it is the configuration. */
function problem(env: Record<string, string>): string {
  try {
    readConfig(env, cwd)
  } catch (error) {
    expect(error).toMatchObject({ code: 'config_error' })
    return error instanceof Error ? error.message : ''
  }
  return 'none'
}

describe('What is not said', () => {
  test('Nothing set means: loopback, port 3000, ./data, the sandbox at 80 tokens a second', () => {
    expect(readConfig({}, cwd)).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: join(cwd, 'data'),
      anthropic: { baseUrl: 'https://api.anthropic.com', key: null, passes: [] },
      gatewayKey: null,
      password: null,
      allowedHosts: [],
      sandboxTps: 80,
      isPortable: false,
      isPseudo: false,
      logLevel: 'info',
      upstreams: [],
      tools: { httpHosts: [], mcp: [] },
      files: { urlHosts: [] },
    })
  })

  test('A variable that is empty is not set', () => {
    expect(readConfig({ PORT: '', ANTHROPIC_API_KEY: ' ', DATABASE_URL: '' }, cwd).port).toBe(3000)
  })
})

describe('What is said', () => {
  test('The environment wins over the .env file, and the file over what is not said', () => {
    writeFileSync(join(cwd, '.env'), 'PORT=4000\nLOG_LEVEL=debug\nPARLEY_PASSWORD="a b#c$d e"\n')
    const config = readConfig({ PORT: '5000', LOG_LEVEL: '' }, cwd)
    expect([config.port, config.logLevel]).toEqual([5000, 'debug'])
    expect(config.password?.reveal()).toBe('a b#c$d e')
  })

  test('No secret shows itself by being printed, logged or serialised', () => {
    const secrets = {
      ANTHROPIC_API_KEY: 'sk-ant-canary',
      PARLEY_API_KEY: 'canary-canary-canary',
      PARLEY_PASSWORD: 'canary password',
      LOCAL_KEY: 'canary-local',
    }
    writeUpstreams({ ...local, auth: 'bearer', keyVariable: 'LOCAL_KEY' })
    const config = readConfig(secrets, cwd)
    expect(config.upstreams[0]?.key?.reveal()).toBe('canary-local')
    expect(inspect(config, { depth: 9, showHidden: true })).not.toContain('canary')
    expect(JSON.stringify(config)).not.toContain('canary')
    expect(`${config.password}`).toBe('***')
  })

  test('Allowed hosts are a list in small letters', () => {
    const env = { PARLEY_ALLOWED_HOSTS: ' Box:3000, parley.example.com,,[::1]:80 ' }
    expect(readConfig(env, cwd).allowedHosts).toEqual([
      'box:3000',
      'parley.example.com',
      '[::1]:80',
    ])
  })

  test('A base URL loses its last slash', () => {
    const env = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:9/base/' }
    expect(readConfig(env, cwd).anthropic.baseUrl).toBe('http://127.0.0.1:9/base')
  })

  test('An upstream of the file has its key once its variable is set', () => {
    writeUpstreams(
      {
        ...local,
        name: 'vendor',
        auth: 'x-api-key',
        keyVariable: 'VENDOR_KEY',
        passes: ['/v1/skills'],
      },
      local,
    )
    expect(readConfig({}, cwd).upstreams).toMatchObject([
      {
        name: 'vendor',
        label: 'vendor',
        key: null,
        keyVariable: 'VENDOR_KEY',
        models: null,
        passes: ['/v1/skills'],
      },
      { name: 'local', baseUrl: 'http://127.0.0.1:8080', auth: 'none', keyVariable: null },
    ])
    const key = readConfig({ VENDOR_KEY: 'k' }, cwd).upstreams[0]?.key
    expect(key?.reveal()).toBe('k')
  })
})

test('Hosts of tools are origins, as URLs spell them', () => {
  const write = (httpHosts: unknown) =>
    writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify({ tools: { httpHosts } }))
  write(['HTTPS://Api.example.com:443/', 'http://127.1:8080', 'http://[::1]'])
  expect(readConfig({}, cwd).tools.httpHosts).toEqual([
    'https://api.example.com',
    'http://127.0.0.1:8080',
    'http://[::1]',
  ])
  const wrong = ['api.example.com', 'http://h/path', 'http://u:p@h', 'ftp://h', 'https://*.h', 1]
  for (const host of wrong) {
    write([host])
    expect(problem({})).toMatch(
      /^parley\.config\.json: tools\.httpHosts\[0\] must be a scheme, a host/,
    )
  }
})

test('Files may be fetched from origins, and from any public host by a star alone', () => {
  const write = (urlHosts: unknown) =>
    writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify({ files: { urlHosts } }))
  write(['*', 'HTTPS://Docs.example.com:443/'])
  expect(readConfig({}, cwd).files.urlHosts).toEqual(['*', 'https://docs.example.com'])
  for (const host of ['docs.example.com', 'https://*.example.com', '**', 1]) {
    write([host])
    expect(problem({})).toMatch(
      /^parley\.config\.json: files\.urlHosts\[0\] must be a scheme, a host/,
    )
  }
})

test('MCP servers are programs or addresses, with what they take from the environment', () => {
  const write = (mcp: unknown) =>
    writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify({ tools: { mcp } }))
  write({
    files: {
      command: 'npx',
      args: ['server', '; rm x'],
      env: { A: 'plain', B: '$TOKEN', C: '$NO' },
    },
    far: { url: 'https://h.example/mcp?x=1', headers: { Authorization: 'Bearer $TOKEN' } },
  })
  const [files, far] = readConfig({ TOKEN: 'secret-of-it' }, cwd).tools.mcp
  expect(files).toMatchObject({
    kind: 'stdio',
    args: ['server', '; rm x'],
    problem: 'The environment variable NO is not set.',
  })
  expect(files?.kind === 'stdio' && String(files.env.B)).toBe('***')
  expect(far?.kind === 'http' && far.headers.Authorization?.reveal()).toBe('Bearer secret-of-it')
  expect(
    secretsOf(readConfig({ TOKEN: 'secret-of-it' }, cwd)).map((one) => one.reveal()),
  ).toContain('secret-of-it')
  const wrong: [unknown, RegExp][] = [
    [
      { Up: { command: 'x' } },
      /^parley\.config\.json: tools\.mcp\.Up has a name that must be 1 to/,
    ],
    [{ a: {} }, /tools\.mcp\.a must have either command or url$/],
    [{ a: { command: 'x', url: 'http://h' } }, /tools\.mcp\.a must have either command or url$/],
    [{ a: { url: 'file:///x' } }, /tools\.mcp\.a\.url must be an http/],
    [{ a: { url: 'http://h', env: {} } }, /must not have args or env beside url$/],
    [{ a: { url: 'http://h', headers: { Host: 'x' } } }, /headers\.Host has a name that cannot be/],
    [{ a: { command: 'x', env: { K: '$ANTHROPIC_API_KEY' } } }, /no MCP server is given those$/],
    [{ a: { command: 'x', shell: true } }, /must not have the field "shell"$/],
  ]
  for (const [mcp, text] of wrong) {
    write(mcp)
    expect(problem({})).toMatch(text)
  }
})

describe('A wrong value stops the start with one line that names the variable and what is allowed', () => {
  test.each<[Record<string, string>, RegExp]>([
    [{ PORT: '70000' }, /^PORT must be a whole number from 0 to 65535$/],
    [{ PORT: '3e3' }, /^PORT must be/],
    [{ PORT: 'abc' }, /^PORT must be a whole number from 0 to 65535$/],
    [{ HOST: 'local host' }, /^HOST must be an IP address or a host name/],
    [{ HOST: 'http://x' }, /^HOST must be/],
    [{ PARLEY_PASSWORD: 'short' }, /^PARLEY_PASSWORD must have at least 8/],
    [{ PARLEY_API_KEY: 'short' }, /^PARLEY_API_KEY must have at least 16/],
    [{ PARLEY_API_KEY: 'two words and more' }, /^PARLEY_API_KEY must consist of visible ASCII/],
    [{ ANTHROPIC_API_KEY: 'a\nb' }, /^ANTHROPIC_API_KEY must consist/],
    [{ ANTHROPIC_BASE_URL: 'https://user:pw@x.example' }, /^ANTHROPIC_BASE_URL must be an http/],
    [{ ANTHROPIC_BASE_URL: 'ftp://x' }, /^ANTHROPIC_BASE_URL must be an http/],
    [{ ANTHROPIC_BASE_URL: 'x.example' }, /^ANTHROPIC_BASE_URL must/],
    [{ ANTHROPIC_BASE_URL: 'https://x.example?a=b' }, /^ANTHROPIC_BASE_URL must/],
    [{ PARLEY_ALLOWED_HOSTS: 'https://x.example' }, /^PARLEY_ALLOWED_HOSTS must be a comma-sep/],
    [{ PARLEY_ALLOWED_HOSTS: '*' }, /^PARLEY_ALLOWED_HOSTS must/],
    [{ PARLEY_SANDBOX_TPS: '-1' }, /^PARLEY_SANDBOX_TPS must be/],
    [{ PARLEY_SANDBOX_TPS: 'fast' }, /^PARLEY_SANDBOX_TPS must be a whole number/],
    [{ HTTPS_PROXY: 'proxy.example:3128' }, /^HTTPS_PROXY must be a URL such as http:/],
    [{ http_proxy: 'http://' }, /^http_proxy must be a URL such as http:/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of silent, error, warn/],
    [{ LOG_LEVEL: 'trace' }, /^LOG_LEVEL must be one of silent, error, warn, info, debug$/],
    [{ DATABASE_URL: 'postgres://x' }, /^DATABASE_URL is set, but PostgreSQL is not built yet/],
  ])('%j', (env, text) => {
    const said = problem(env)
    expect(said).toMatch(text)
    expect(said).not.toContain('\n')
  })

  test.each(['0.0.0.0', '::', '192.168.1.5', 'box', '0', '::ffff:127.0.0.1'])(
    'HOST=%s, which others may reach, needs a password',
    (host) => {
      expect(problem({ HOST: host })).toMatch(/^HOST is \S+, .* PARLEY_PASSWORD/)
      expect(() => readConfig({ HOST: host, PARLEY_PASSWORD: 'long enough' }, cwd)).not.toThrow()
    },
  )

  test.each(['localhost', '127.0.0.1', '127.9.9.9', '::1'])('HOST=%s needs none', (host) => {
    expect(isLoopback(host)).toBe(true)
    expect(readConfig({ HOST: host }, cwd).host).toBe(host)
  })

  test.each([
    ['0', '0.0.0.0'],
    ['0::0', '::'],
    ['127.1', '127.0.0.1'],
    ['2001:DB8:0::1', '2001:db8::1'],
    ['Box', 'box'],
  ])('HOST=%s is %s, as a browser spells it', (host, spelt) => {
    expect(readConfig({ HOST: host, PARLEY_PASSWORD: 'long enough' }, cwd).host).toBe(spelt)
  })

  test.each(['.env', 'parley.config.json'])('A %s that is no file', (name) => {
    mkdirSync(join(cwd, name))
    expect(problem({})).toBe(`${name} must be a file that this user may read: ${join(cwd, name)}`)
  })

  test.each<[object, string]>([
    [{ ...local, name: 'sandbox' }, 'upstreams[0].name must not be sandbox or anthropic'],
    [{ ...local, name: 'My model' }, 'upstreams[0].name must be 1 to 32 small letters'],
    [{ ...local, name: undefined }, 'upstreams[0].name must be a text'],
    [{ ...local, baseUrl: 'file:///etc/passwd' }, 'upstreams[0].baseUrl must be an http or https'],
    [{ ...local, baseUrl: undefined }, 'upstreams[0].baseUrl must be an http or https'],
    [{ ...local, auth: 'basic' }, 'upstreams[0].auth must be one of x-api-key, bearer, none'],
    [{ ...local, auth: 'bearer' }, 'upstreams[0].keyVariable must be given, unless auth is none'],
    [{ ...local, keyVariable: 'sk-ant-pasted' }, 'upstreams[0].keyVariable must be the name of'],
    [
      { ...local, models: [{ id: 'qwen', max_tokens: '8k' }] },
      'upstreams[0].models[0].max_tokens must be a number',
    ],
    [{ ...local, key: 'sk-ant-pasted' }, 'upstreams[0] must not have the field "key"'],
    [{ ...local, label: '' }, 'upstreams[0].label must have at least 1 character'],
    [{ ...local, label: 'x'.repeat(61) }, 'upstreams[0].label must have at most 60 characters'],
    [{ ...local, label: 7 }, 'upstreams[0].label must be a text'],
    [{ ...local, models: [] }, 'upstreams[0].models must have at least 1 item'],
    [{ ...local, models: {} }, 'upstreams[0].models must be a list'],
    [[], 'upstreams[0] must be an object'],
  ])('parley.config.json with %j', (upstream, text) => {
    writeUpstreams(upstream)
    const said = problem({})
    expect(said).toContain(`parley.config.json: `)
    expect(said).toContain(text)
    expect(said).not.toContain('sk-ant')
  })

  test('Two upstreams of one name, a file that is no JSON', () => {
    writeUpstreams(local, local)
    expect(problem({})).toBe('parley.config.json: upstreams must have a different name each')
    writeFileSync(join(cwd, 'parley.config.json'), '{')
    expect(problem({})).toBe('parley.config.json is not valid JSON')
    writeFileSync(join(cwd, 'parley.config.json'), '[]')
    expect(problem({})).toBe('parley.config.json: the file must be an object')
  })
})

describe('An upstream that is this very server stops the start', () => {
  const own = { PORT: '3000', PARLEY_ALLOWED_HOSTS: 'parley.example.com, box:8080' }

  test.each([
    'http://127.0.0.1:3000',
    'http://127.9.9.9:3000',
    'http://localhost:3000/v1',
    'http://[::1]:3000',
    'http://[::ffff:127.0.0.1]:3000',
    'http://0.0.0.0:3000',
    'http://[::]:3000',
    'http://parley.example.com:3000',
    'https://parley.example.com',
    'http://BOX:8080',
    ...Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .map(({ address, family }) => `http://${family === 'IPv6' ? `[${address}]` : address}:3000`),
  ])('%s', (baseUrl) => {
    expect(problem({ ...own, ANTHROPIC_BASE_URL: baseUrl })).toMatch(
      /^ANTHROPIC_BASE_URL is http\S+, which is this server itself: unset it here/,
    )
    writeUpstreams({ ...local, name: 'first' }, { ...local, baseUrl })
    expect(problem(own)).toMatch(
      /^parley\.config\.json: upstreams\[1\]\.baseUrl is http\S+, which is this server itself: give/,
    )
  })

  test.each([
    'http://127.0.0.1:3001',
    'http://localhost',
    'https://localhost:443',
    'http://parley.example.com:8080',
    'http://box:8081',
    'http://192.0.2.7:3000',
    'https://api.anthropic.com',
  ])('%s is another one', (baseUrl) => {
    expect(problem({ ...own, ANTHROPIC_BASE_URL: baseUrl })).toBe('none')
  })
})
