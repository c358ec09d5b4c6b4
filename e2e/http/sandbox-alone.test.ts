import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Anthropic, { toFile } from '@anthropic-ai/sdk'
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import Anthropic0 from 'anthropic-sdk-0'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type SandboxProgram, startSandboxProgram } from '../harness/sandbox-program'

const SDKS: [string, typeof Anthropic][] = [
  ['1.10', Anthropic],
  // Another major with the same calls as far as they are used here.
  ['0.120', Anthropic0 as unknown as typeof Anthropic],
]
const MODEL = 'claude-sonnet-4-6'
const ask = (content: string) => ({
  model: MODEL,
  max_tokens: 1024,
  messages: [{ role: 'user' as const, content }],
})
const textOf = (message: { content: { type: string; text?: string }[] }) =>
  message.content.map(({ text = '' }) => text).join('')

let sandbox: SandboxProgram
beforeAll(async () => {
  sandbox = await startSandboxProgram(['--tps', '0'])
})
afterAll(async () => {
  await sandbox.stop()
})

describe.each(SDKS)('npm run sandbox under the official SDK %s', (_, Sdk) => {
  const client = () => new Sdk({ baseURL: sandbox.url, apiKey: 'any', maxRetries: 0 })

  it('Streams an answer by the helper’s events', async () => {
    const stream = client().messages.stream(ask('What is 6 * 7?'))
    let text = ''
    stream.on('text', (delta) => {
      text += delta
    })
    const message = await stream.finalMessage()
    expect(text).toContain('42')
    expect(textOf(message)).toBe(text)
  })

  it('Drives the tool runner to the end: two calls at once, both results used', async () => {
    const asked: string[] = []
    const weather = {
      type: 'custom' as const,
      name: 'get_weather',
      description: 'Get the current weather in a city',
      input_schema: {
        type: 'object' as const,
        properties: { city: { type: 'string', description: 'Name of the city' } },
        required: ['city'],
      },
      parse: (input: unknown) => z.object({ city: z.string() }).parse(input),
      run: ({ city }: { city: string }) => {
        asked.push(city)
        return JSON.stringify({ city, temperature: city === 'Oslo' ? -3 : 19, unit: 'celsius' })
      },
    }
    const message = await client().beta.messages.toolRunner({
      ...ask('What is the weather in Oslo and Lisbon?'),
      tools: [weather],
    })
    expect(asked.sort()).toEqual(['Lisbon', 'Oslo'])
    expect(textOf(message)).toMatch(/Oslo.*-3|-3.*Oslo/s)
    expect(textOf(message)).toContain('19')
    expect(message.stop_reason).toBe('end_turn')
  })

  it('Parses a structured output', async () => {
    const person = z.object({ name: z.string(), age: z.number(), city: z.string() })
    const message = await client().messages.parse({
      ...ask('Extract the person: Maria Keller is 41 years old and lives in Zurich.'),
      output_config: { format: zodOutputFormat(person) },
    })
    expect(message.parsed_output).toEqual({ name: 'Maria Keller', age: 41, city: 'Zurich' })
  })

  it('Uploads a file, asks about it, lists it by pages and deletes it', async () => {
    const uploaded = []
    for (const name of ['one', 'two', 'three']) {
      const text = `The harbour of ${name} opened in 1931. Ships come at noon.`
      const file = await toFile(Buffer.from(text), `${name}.txt`, { type: 'text/plain' })
      uploaded.push(await client().files.upload({ file }))
    }
    const [first] = uploaded
    const answer = await client().messages.create({
      ...ask(''),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'document', source: { type: 'file', file_id: first?.id ?? '' } },
            { type: 'text', text: 'When did the harbour open?' },
          ],
        },
      ],
    })
    expect(textOf(answer)).toContain('1931')
    const listed: string[] = []
    for await (const file of client().files.list({ limit: 2 })) listed.push(file.id)
    expect(listed).toEqual(uploaded.map(({ id }) => id).reverse())
    for (const { id } of uploaded) {
      expect(await client().files.delete(id)).toEqual({ id, type: 'file_deleted' })
    }
    await expect(client().files.retrieveMetadata(first?.id ?? '')).rejects.toMatchObject({
      status: 404,
    })
  })

  it('Item 70: reads the results of a batch from the address that the batch gives', async () => {
    const requests = ['7 * 6', '[[refusal]]', 'bad'].map((content, at) => ({
      custom_id: `row-${at}`,
      params: content === 'bad' ? { ...ask('Hi'), max_tokens: -1 } : ask(content),
    }))
    const { id } = await client().messages.batches.create({ requests })
    await expect
      .poll(async () => (await client().messages.batches.retrieve(id)).processing_status)
      .toBe('ended')
    const results = new Map<string, string>()
    for await (const { custom_id, result } of await client().messages.batches.results(id)) {
      results.set(
        custom_id,
        result.type === 'succeeded' ? String(result.message.stop_reason) : result.type,
      )
    }
    expect(Object.fromEntries(results)).toEqual({
      'row-0': 'end_turn',
      'row-1': 'refusal',
      'row-2': 'errored',
    })
    await client().messages.batches.delete(id)
  })

  it('Item 61: gets through a fault that passes', async () => {
    const retrying = new Sdk({ baseURL: sandbox.url, apiKey: 'any', maxRetries: 2 })
    // The stream's name keeps the two SDKs' counts apart.
    const passing = ask(`Hi from ${Sdk === Anthropic ? 'new' : 'old'} [[error=529 times=1]]`)
    expect((await retrying.messages.create(passing)).stop_reason).toBe('end_turn')
  })
})

describe('npm run sandbox', () => {
  it('Item 5: refuses a call without a key, and takes any key in either header', async () => {
    const call = (headers: Record<string, string>) =>
      fetch(`${sandbox.url}/v1/models`, {
        headers: { 'anthropic-version': '2023-06-01', ...headers },
      })
    const refused = await call({})
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ error: { type: 'authentication_error' } })
    expect((await call({ 'x-api-key': 'a' })).status).toBe(200)
    expect((await call({ authorization: 'Bearer b' })).status).toBe(200)
    expect((await call({ 'x-api-key': 'a', authorization: 'Bearer b' })).status).toBe(401)
  })

  it('Item 71: a batch that a kill interrupts ends after the next start, each row once', async () => {
    const data = mkdtempSync(join(tmpdir(), 'parley-alone-'))
    const args = ['--data', data]
    let alone = await startSandboxProgram([...args, '--tps', '80'])
    try {
      const client = () => new Anthropic({ baseURL: alone.url, apiKey: 'any', maxRetries: 0 })
      const requests = Array.from({ length: 12 }, (_, at) => ({
        custom_id: `row-${at}`,
        params: ask(`What is ${at} + 1?`),
      }))
      const { id } = await client().messages.batches.create({ requests })
      expect((await client().messages.batches.retrieve(id)).processing_status).toBe('in_progress')
      expect(await alone.stop('SIGKILL')).toBeNull()
      alone = await startSandboxProgram([...args, '--tps', '0'])
      await expect
        .poll(async () => (await client().messages.batches.retrieve(id)).processing_status)
        .toBe('ended')
      const seen: string[] = []
      for await (const { custom_id } of await client().messages.batches.results(id)) {
        seen.push(custom_id)
      }
      expect(seen.sort()).toEqual(requests.map(({ custom_id }) => custom_id).sort())
    } finally {
      await alone.stop()
      rmSync(data, { recursive: true, force: true })
    }
  })

  it('Ends by a signal with code 0, and says what is wrong with an argument', async () => {
    const alone = await startSandboxProgram(['--tier', 'tiny', '--faults', 'error=529'])
    const refused = await fetch(`${alone.url}/v1/models`, {
      headers: { 'anthropic-version': '2023-06-01', 'x-api-key': 'a' },
    })
    expect(refused.status).toBe(529)
    expect(await alone.stop()).toBe(0)
    await expect(startSandboxProgram(['--tier=huge'])).rejects.toThrow('--tier')
  })
})
