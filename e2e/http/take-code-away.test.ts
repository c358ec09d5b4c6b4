import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CodeRequest } from '@/lib/domain/code/code-request'
import { parseExact } from '@/lib/domain/code/exact-json'
import { LANGUAGES } from '@/lib/domain/code/programs'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { generatedRequest } from '../harness/generated-requests'
import { upstreamEnv } from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'
import { findDifferences, makeProgramRoom, runTypeScript } from '../harness/taken-code'
import { messageOf, textEvents } from '../harness/upstream/answers'
import { takeSeed } from '../harness/upstream/random'
import { json } from '../harness/upstream/script'

const seed = takeSeed()
let upstream: FakeUpstream
let parley: ParleyServer
const room = makeProgramRoom()
beforeAll(async () => {
  upstream = await startFakeUpstream()
  parley = await startParley({ env: upstreamEnv(upstream.url) })
})
afterAll(async () => {
  room.remove()
  await parley.stop()
  await upstream.close()
})
beforeEach(() => upstream.reset())

it(`Programs made of a request send what the app sends, by curl and in TypeScript (seed ${seed})`, async () => {
  const requests = fc.sample(generatedRequest, { seed, numRuns: 5 })
  expect(await findDifferences({ parley, upstream }, requests)).toEqual([])
}, 120_000)

describe('A program with tools', () => {
  const TOOLS = ['get-weather', 'convert'].map((name) => ({
    name,
    input_schema: { type: 'object' },
  }))
  const HI = { role: 'user', content: 'Weather in Rome?' }
  const call = (id: string, name: string) => ({
    type: 'tool_use',
    id,
    name,
    input: { city: 'Rome' },
  })
  const calls = [call('toolu_1', 'get-weather'), call('toolu_2', 'convert')]
  const paused = [{ type: 'text', text: 'I look.' }]
  const answer = (content: object[], stop_reason: string) =>
    json({ ...messageOf(textEvents(1)), content, stop_reason })
  /** The turns of the last call. */
  const turns = () => JSON.parse(upstream.requests.at(-1)?.body.toString() ?? '{}').messages

  function request(stream: boolean): CodeRequest {
    const tool_choice = { type: 'any' }
    const text = JSON.stringify({
      ...{ model: 'm', max_tokens: 9, tools: TOOLS, tool_choice, messages: [HI], stream },
    })
    return {
      base: parley.url,
      path: '/v1/messages',
      headers: [['anthropic-version', '2023-06-01']],
      auth: 'x-api-key',
      keyVariable: 'PARLEY_API_KEY',
      // The text of an object.
      body: parseExact(text) as CodeRequest['body'],
      text,
      scripts: new Map([['convert', 'return { celsius: input.city.length }']]),
      maxSteps: 4,
      openAi: { responseFormat: false, reasoningEffort: false },
    }
  }

  async function run(id: 'typescript' | 'openai-typescript', isStream: boolean): Promise<string> {
    const program = LANGUAGES[id].write(request(isStream))?.text ?? ''
    const filled = program.replace(
      / {2}throw new NotImplemented\(.*\)/,
      '  return "21 in " + input.city',
    )
    const file = join(room.directory, `${id}-${isStream}.mts`)
    writeFileSync(file, filled)
    return runTypeScript(parley.gatewayKey, file)
  }

  it('answers the calls of an answer in one turn, sends a paused one back, and ends with the text', async () => {
    upstream.enqueue(answer(calls, 'tool_use'), answer(paused, 'pause_turn'))
    const said = await run('typescript', false)
    expect(upstream.requests).toHaveLength(3)
    expect(turns()).toEqual([
      HI,
      { role: 'assistant', content: calls },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'toolu_1', content: '21 in Rome' },
          { type: 'tool_result', tool_use_id: 'toolu_2', content: '{"celsius":4}' },
        ],
      },
      { role: 'assistant', content: paused },
    ])
    const choices = upstream.requests.map(
      ({ body }) => JSON.parse(body.toString()).tool_choice.type,
    )
    expect(choices).toEqual(['any', 'auto', 'auto'])
    expect(said).toContain('[pause_turn]')
  })

  it('does it in a stream, and with the OpenAI SDK', async () => {
    for (const id of ['typescript', 'openai-typescript'] as const) {
      upstream.reset()
      const said = await run(id, true)
      expect(upstream.requests).toHaveLength(2)
      expect(JSON.stringify(turns().at(-1))).toContain('21 in undefined')
      expect(said).toContain('The tool said: 21 in undefined')
    }
  })

  it('sends what a script returns as the app does, and leaves out one that would break the program', async () => {
    const scripts = new Map([
      ['nothing', 'console.log(input)'],
      ['blocks', 'return [{ type: "text", text: "one" }, { type: "text", text: "two" }]'],
      ['value', 'return [{ type: "row" }]'],
      ['function', 'return () => 1'],
      ['broken', 'return 1 +'],
      ['open', 'return "a'],
    ])
    const names = [...scripts.keys()]
    const tools = names.map((name) => ({ name, input_schema: { type: 'object' } }))
    const content = names.slice(0, 4).map((name) => call(`toolu_${name}`, name))
    for (const id of ['typescript', 'openai-typescript'] as const) {
      upstream.reset()
      upstream.enqueue(answer(content, 'tool_use'))
      const asked = request(false)
      const body = { ...asked.body, tools }
      const file = join(room.directory, `${id}-scripts.mts`)
      const program = LANGUAGES[id].write({ ...asked, body, scripts })?.text ?? ''
      expect(program.match(/is no JavaScript/g)).toHaveLength(2)
      writeFileSync(file, program)
      await runTypeScript(parley.gatewayKey, file)
      const [nothing, blocks, value, none] = turns().at(-1).content
      expect(nothing.content ?? '').toBe('')
      expect(blocks.content).toEqual([
        { type: 'text', text: 'one' },
        { type: 'text', text: 'two' },
      ])
      expect(value.content).toBe('[{"type":"row"}]')
      expect(none.content).toBe('Error: The function returned a function, which is no data.')
    }
  })

  it('stops with an error at a tool that nobody has filled in', async () => {
    upstream.setDefault(answer(calls.slice(0, 1), 'tool_use'))
    const file = join(room.directory, 'empty.mts')
    writeFileSync(file, LANGUAGES.typescript.write(request(false)).text)
    await expect(runTypeScript(parley.gatewayKey, file)).rejects.toThrow('Fill in get_weather')
    expect(upstream.requests).toHaveLength(1)
  })
})
