import { afterAll, describe, expect, it } from 'vitest'
import { byJavascript } from './by-javascript'
import { createScripts } from './script/pool'

const scripts = createScripts()
afterAll(() => scripts.close())
const answer = byJavascript(scripts)

async function run(
  code: string,
  options: { input?: Record<string, unknown>; seconds?: number; signal?: AbortSignal } = {},
) {
  const { input = {}, seconds = 5, signal = new AbortController().signal } = options
  const way = { by: 'javascript' as const, code, seconds, megabytes: 16 }
  const handled = await answer(way, { input, signal })
  if (handled === null) throw new Error('A script always answers.')
  return { ...handled.result, console: handled.console }
}

describe('A script', () => {
  it('answers with what it returns: a text as it is, content blocks as blocks, the rest as JSON', async () => {
    const [text, json, promised, blocks, nothing] = await Promise.all([
      run('return "Hello, " + input.name', { input: { name: 'Ada' } }),
      run('return { sum: input.numbers.reduce((a, b) => a + b) }', { input: { numbers: [1, 2] } }),
      run('const half = await Promise.resolve(21)\nreturn half * 2 // the last line'),
      run('return [{ type: "text", text: "one" }]'),
      run('console.log("no return")'),
    ])
    expect(text).toMatchObject({ content: 'Hello, Ada', isError: false })
    expect(json).toMatchObject({ content: '{"sum":3}', isError: false })
    expect(promised).toMatchObject({ content: '42', isError: false })
    expect(blocks).toMatchObject({ content: [{ type: 'text', text: 'one' }], isError: false })
    expect(nothing).toEqual({ content: '', isError: false, console: ['no return'] })
  })

  it('tells what it threw and in which of its lines, be it thrown, rejected or no script at all', async () => {
    const [thrown, rejected, text, syntax] = await Promise.all([
      run('const a = 1\nthrow new RangeError("too far")'),
      run('await 0\n\nnull.x'),
      run('throw "just so"'),
      run('return 1 +'),
    ])
    expect(thrown).toMatchObject({ content: 'RangeError: too far (line 2)', isError: true })
    expect(rejected.content).toMatch(/^TypeError: .*null.* \(line 3\)$/)
    expect(text).toMatchObject({ content: 'just so', isError: true })
    expect(syntax).toMatchObject({ content: expect.stringMatching(/^SyntaxError/), isError: true })
  })

  it('hands over each of its characters, be it a NUL or half a pair, whatever it has replaced', async () => {
    const text = 'before\u0000after \ud800 \u{1f600}'
    const literal = JSON.stringify(text)
    const evil = `JSON.stringify = String.prototype.slice = Object.prototype.toJSON = () => 'evil'
      String.prototype.toJSON = Function.prototype.call = Function.prototype.bind = () => 'evil'\n`
    const [returned, inside, thrown, evilly] = await Promise.all([
      run(`console.log(${literal})\nreturn ${literal}`),
      run(`return { text: ${literal} }`),
      run(`throw new Error(${literal})`),
      run(`${evil} console.log(${literal})\nreturn ${literal}`),
    ])
    expect(returned).toEqual({ content: text, isError: false, console: [text] })
    expect(evilly).toEqual(returned)
    expect(JSON.parse(String(inside.content))).toEqual({ text })
    expect(thrown.content).toBe(`Error: ${text} (line 1)`)
  })

  it('writes numbers, kinds and the like as Node does', async () => {
    const said = await run(
      'console.log(NaN, Infinity, -Infinity, 10n, -0, 0, undefined, null, true)',
    )
    expect(said.console).toEqual(['NaN Infinity -Infinity 10n -0 0 undefined null true'])
  })

  it('is heard while it runs: what it wrote is known of one that is stopped', async () => {
    const stop = new AbortController()
    const heard: string[] = []
    const onConsole = (line: string) => {
      heard.push(line)
      if (line === 'second') stop.abort(new Error('stopped'))
    }
    const code = 'console.log("first"); console.log("second"); for (;;);'
    const endless = { by: 'javascript' as const, code, seconds: 30, megabytes: 16 }
    await expect(answer(endless, { input: {}, signal: stop.signal, onConsole })).rejects.toThrow(
      'stopped',
    )
    expect(heard).toEqual(['first', 'second'])
    const late = await run(code, { seconds: 0.2 })
    expect([late.isError, late.console]).toEqual([true, ['first', 'second']])
  })

  it('writes to a console that has bounds', async () => {
    const said = await run('console.log("a", 1, { b: [2] }); console.warn(new Error("c"))')
    expect(said.console).toEqual(['a 1 {"b":[2]}', 'warn: Error: c'])
    const [lines, long] = await Promise.all([
      run('for (let i = 0; i < 1e4; i++) console.log(i)'),
      run('console.log("x".repeat(1e6)); console.log("y")'),
    ])
    expect([lines.console.length, lines.console.at(-1)]).toEqual([201, '…'])
    expect(long.console).toEqual(['x'.repeat(64_000), '…'])
  })
})

describe('A hostile script', () => {
  it.each<[what: string, code: string, problem: string, seconds?: number]>([
    ['runs for ever', 'while (true) {}', 'longer than 0.3 s'],
    ['catches whatever ends it', 'for (;;) try { for (;;); } catch {}', 'longer than 0.3 s'],
    [
      'queues promises for ever',
      'const f = () => Promise.resolve().then(f); await f()',
      'longer|nothing can settle',
    ],
    ['has a pattern that backtracks', '/^(a+)+$/.test("a".repeat(40) + "b")', 'longer than 0.3 s'],
    ['writes for ever', 'for (;;) console.log("x")', 'longer than 0.3 s'],
    ['has a result that writes itself', 'return { toJSON() { for (;;); } }', 'longer than 0.3 s'],
    ['takes all memory', 'const a = []; for (;;) a.push("x".repeat(1e5) + a.length)', 'memory', 10],
    ['takes memory in one call', 'const a = []; for (;;) a.push(new Array(1e6))', 'memory|longer'],
    ['takes all memory at once', 'new ArrayBuffer(2 ** 31)', 'memory|length'],
    ['recurses', '(function f() { f() })()', 'overflow'],
    ['recurses in the engine', 'let o = []; for (let i = 0; i < 1e5; i++) o = [o]; return o', '.'],
    ['doubles a text', 'let s = "x"; for (;;) s += s', 'memory|too long'],
    ['returns a huge text', 'return "x".repeat(2e6)', 'at most 1000000'],
    ['waits for nothing', 'await new Promise(() => {})', 'nothing can settle'],
    ['returns no data', 'return () => 1', 'no data'],
    ['returns a ring', 'const a = {}; a.a = a; return a', 'circular'],
    ['throws what throws', 'throw { get message() { throw 1 } }', '.'],
  ])('that %s is an error for the model', async (_, code, problem, seconds = 0.3) => {
    const { content, isError } = await run(code, { seconds })
    expect({ content, isError }).toEqual({
      content: expect.stringMatching(new RegExp(problem)),
      isError: true,
    })
  })

  it('finds nothing of the machine: no process, no require, no network, no timers, no import', async () => {
    const names = ['process', 'require', 'fetch', 'setTimeout', 'WebAssembly', 'module', 'Buffer']
    const found = await run(
      `return ${JSON.stringify(names)}.filter((name) => name in globalThis
        || typeof globalThis.constructor.constructor('return typeof ' + name)() !== 'string'
        || globalThis.constructor.constructor('return typeof ' + name)() !== 'undefined')`,
    )
    expect(found.content).toBe('[]')
    const tries = await Promise.all([
      run('return process.env'),
      run('return require("fs")'),
      run('return fetch("http://127.0.0.1/")'),
      run('return globalThis.constructor.constructor("return process")()'),
      run('return console.log.constructor("return process")()'),
      run('return (await import("node:fs")).readFileSync("/etc/passwd")'),
    ])
    expect(tries.map(({ isError }) => isError)).toEqual(tries.map(() => true))
  })

  it('leaves nothing behind for the next', async () => {
    await run('Object.prototype.evil = 1; JSON.stringify = () => "evil"; globalThis.left = 1')
    const own = 'return { evil: {}.evil ?? null, left: typeof left, json: JSON.stringify([1]) }'
    const after = await Promise.all([run(own), run(own), run(own)])
    for (const { content } of after) {
      expect(content).toBe('{"evil":null,"left":"undefined","json":"[1]"}')
    }
  })

  it('is ended by who asked, while it runs and while it waits, and holds up nobody for ever', async () => {
    const stop = new AbortController()
    const why = new Error('stopped')
    const endless = Array.from({ length: 4 }, () =>
      run('for (;;);', { seconds: 30, signal: stop.signal }),
    )
    const settled = Promise.allSettled(endless)
    const quick = run('return 1')
    stop.abort(why)
    expect(await settled).toEqual(endless.map(() => ({ status: 'rejected', reason: why })))
    expect(await quick).toMatchObject({ content: '1' })
  })
})
