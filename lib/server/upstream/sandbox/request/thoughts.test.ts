import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { MODEL_TABLE } from '@/lib/domain/models-table'
import { serveSandbox } from '../served-sandbox'

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

type Block = { type: string; [field: string]: unknown }
type Turn = { role: 'user' | 'assistant'; content: Block[] }
type Body = {
  model: string
  system: string
  max_tokens: number
  tools: object[]
  messages: Turn[]
  thinking?: object
}

const CHECKED = 'claude-opus-5-5'
const FREE = 'claude-opus-4-8'
const look = { name: 'look', input_schema: { type: 'object' } }
const text = (words: string): Block => ({ type: 'text', text: words })
const user = (...content: Block[]): Turn => ({ role: 'user', content })
const result = (id: string): Block => ({ type: 'tool_result', tool_use_id: id, content: 'A cat' })

async function send(body: object, headers: Record<string, string> = {}) {
  const response = await sandbox.post(body, headers)
  const answer = await response.json()
  return {
    status: response.status,
    message: answer.error?.message as string | undefined,
    content: (answer.content ?? []) as Block[],
    usage: answer.usage,
  }
}

const thinkingOf = (model: string) =>
  model.includes('4-5') ? { type: 'enabled', budget_tokens: 1024 } : { type: 'adaptive' }

function bodyFor(model: string): Body {
  const messages = [user(text('What is in the picture? [[think=20]]'))]
  const thinking = thinkingOf(model)
  return { model, system: 'Be brief.', max_tokens: 4000, tools: [look], messages, thinking }
}

/** The request after an answer: with the results of its calls, one among them in any case, or with more words. */
async function goOn(body: Body, next: 'results' | string): Promise<Body> {
  const { status, message, content } = await send(body)
  expect([status, message]).toEqual([200, undefined])
  const callId = `toolu_${body.messages.length}`
  const thoughts = content.filter(({ type }) => type === 'thinking')
  const answer: Turn = {
    role: 'assistant',
    content:
      next === 'results'
        ? [...thoughts, { type: 'tool_use', id: callId, name: 'look', input: { b: 1, a: null } }]
        : content.filter(({ type }) => type !== 'tool_use'),
  }
  const question = next === 'results' ? result(callId) : text(next)
  return { ...body, messages: [...body.messages, answer, user(question)] }
}

/** A copy with one turn's blocks changed. */
function withTurn(body: Body, at: number, change: (content: Block[]) => Block[]): Body {
  const messages = body.messages.map((turn, index) =>
    index === at ? { ...turn, content: change(turn.content) } : turn,
  )
  return { ...body, messages }
}
const isThinking = ({ type }: Block) => type === 'thinking'
const edited = (field: 'thinking' | 'signature') => (content: Block[]) =>
  content.map((block) => (isThinking(block) ? { ...block, [field]: `${block[field]}A` } : block))
const unthought = (content: Block[]) => content.filter((block) => !isThinking(block))

describe('thinking that comes back', () => {
  it('Item 37: with a character in its signature that no base64 has answers 400 as any other edit', async () => {
    const foreign = (content: Block[]) =>
      content.map((block) =>
        isThinking(block)
          ? { ...block, signature: String(block.signature).replace(/.$/, '€') }
          : block,
      )
    // Thoughts of different sizes have signatures of different padding.
    for (const padding of [0, 1, 2]) {
      const said = { ...bodyFor(FREE), messages: [user(text(`Hi [[think=${10 ** padding}]]`))] }
      const { status, message } = await send(withTurn(await goOn(said, 'More'), 1, foreign))
      expect([status, message]).toEqual([
        400,
        'messages.1.content.0: Invalid `signature` in `thinking` block',
      ])
    }
  })

  it.each([CHECKED, FREE, 'claude-haiku-4-5', 'claude-opus-4-6'])(
    'Item 37: is taken as it was on %s, and answers 400 when its text or signature is edited',
    async (model) => {
      const body = await goOn(bodyFor(model), 'results')
      expect(body.messages[1]?.content[0]).toMatchObject({ type: 'thinking' })
      expect(String(body.messages[1]?.content[0]?.signature).length).toBeGreaterThan(80)
      expect((await send(body)).status).toBe(200)
      const later = await goOn(body, 'And now?')
      for (const replay of [body, later]) {
        for (const field of ['thinking', 'signature'] as const) {
          const { status, message } = await send(withTurn(replay, 1, edited(field)))
          expect([status, message]).toEqual([
            400,
            'messages.1.content.0: Invalid `signature` in `thinking` block',
          ])
        }
      }
    },
  )

  it('Item 37: answers 400 on a model that checks what stands before it once that has changed', async () => {
    for (const { id, checksPrefix, thinking } of MODEL_TABLE) {
      if (!checksPrefix || !thinking.types.includes('adaptive')) continue
      const body = await goOn(bodyFor(id), 'results')
      for (const change of [{ system: 'Be long.' }, { system: undefined }, { tools: [] }]) {
        const { status, message } = await send({ ...body, ...change })
        expect([id, status]).toEqual([id, 400])
        expect(message).toMatch(/^messages\.1\.content\.0: .* bound to a different conversation/)
      }
    }
    const body = await goOn(bodyFor(FREE), 'results')
    expect((await send({ ...body, system: 'Be long.' })).status).toBe(200)
  })

  it('fits however the same content before it is written', async () => {
    const body = await goOn(bodyFor(CHECKED), 'results')
    const marks = { cache_control: { type: 'ephemeral' } }
    const [question, ...rest] = body.messages
    const words = question?.content[0] ?? text('')
    const same = [
      { system: [{ type: 'text', text: body.system }] },
      { system: [{ type: 'text', text: body.system, ...marks }] },
      { tools: [{ type: 'custom', input_schema: look.input_schema, name: 'look', ...marks }] },
      { messages: [{ role: 'user', content: words.text }, ...rest] },
      { messages: [user({ ...words, ...marks, citations: null }), ...rest] },
      { max_tokens: 300, thinking: undefined, tool_choice: { type: 'none' } },
    ]
    for (const change of same) {
      expect([change, (await send({ ...body, ...change })).message]).toEqual([change, undefined])
    }
  })

  it('fits whether neighbouring turns are one or two, and whatever the order of keys', async () => {
    const first = { ...bodyFor(CHECKED), messages: [user(text('One'), text('Two'))] }
    const body = await goOn(await goOn(first, 'results'), 'Go on')
    const [, ...rest] = body.messages
    const split = { ...body, messages: [user(text('One')), user(text('Two')), ...rest] }
    expect((await send(split)).status).toBe(200)
    const turned = withTurn(body, 1, (content) =>
      content.map((block) =>
        block.type === 'tool_use' ? { ...block, input: { a: null, b: 1 } } : block,
      ),
    )
    expect((await send(turned)).status).toBe(200)
    const other = withTurn(body, 1, (content) =>
      content.map((block) => (block.type === 'tool_use' ? { ...block, input: { b: 1 } } : block)),
    )
    expect((await send(other)).status).toBe(400)
  })

  it('all of it may be left out from a change on, and none that later thinking followed', async () => {
    const body = await goOn(await goOn(bodyFor(CHECKED), 'First'), 'Second')
    const withoutFirst = withTurn(body, 1, unthought)
    expect((await send(withoutFirst)).message).toMatch(/^messages\.3\.content\.0: /)
    const withoutAny = withTurn(withoutFirst, 3, unthought)
    expect((await send(withoutAny)).status).toBe(200)
    expect((await send({ ...withoutAny, system: 'Be long.' })).status).toBe(200)
    // What is thought then goes on to fit.
    const further = await goOn({ ...withoutAny, system: 'Be long.' }, 'Third')
    expect((await send(further)).status).toBe(200)
  })

  it('does not fit at another place', async () => {
    const body = await goOn(await goOn(bodyFor(CHECKED), 'First'), 'Second')
    const moved = withTurn(body, 1, (content) => [...unthought(content), ...content].slice(0, 2))
    expect((await send(moved)).status).toBe(400)
  })

  it('is dropped instead where the beta asks for it, and is not counted then', async () => {
    const body = await goOn(bodyFor(CHECKED), 'Go on')
    const thinking = {
      type: 'adaptive',
      block_binding: { prefix_mismatch_behavior: 'drop_block' },
    }
    const changed = { ...body, system: 'Be kind.', thinking }
    const headers = { 'anthropic-beta': 'thinking-binding-controls-2026-08-01' }
    expect((await send(changed)).message).toBe(
      'thinking.adaptive.block_binding: Extra inputs are not permitted',
    )
    const dropped = await send(changed, headers)
    const without = await send(withTurn(changed, 1, unthought), headers)
    expect(dropped.status).toBe(200)
    expect(dropped.usage.input_tokens).toBe(without.usage.input_tokens)
    const broken = withTurn({ ...body, thinking }, 1, edited('signature'))
    expect((await send(broken, headers)).status).toBe(400)
  })

  it('of another model is passed over, and counted all the same', async () => {
    const body = await goOn(bodyFor(FREE), 'Go on')
    for (const model of [CHECKED, 'claude-opus-4-7']) {
      const there = { ...body, model, system: 'Changed' }
      const { status, usage } = await send(there)
      expect(status).toBe(200)
      const without = await send(withTurn(there, 1, unthought))
      expect(usage.input_tokens - without.usage.input_tokens).toBe(20)
    }
  })

  it('costs its real size although its text is omitted, and nothing in earlier turns up to Claude 4.5', async () => {
    const sizeIn = async (body: Body) => {
      const [all, without] = [await send(body), await send(withTurn(body, 1, unthought))]
      return all.usage.input_tokens - without.usage.input_tokens
    }
    const omitted = await goOn(bodyFor(FREE), 'Go on')
    expect(omitted.messages[1]?.content[0]).toMatchObject({ thinking: '' })
    expect(await sizeIn(omitted)).toBe(20)
    expect(await sizeIn(await goOn(bodyFor('claude-opus-4-6'), 'Go on'))).toBe(20)
    expect(await sizeIn(await goOn(bodyFor('claude-haiku-4-5'), 'Go on'))).toBe(0)
    const loop = await goOn(bodyFor('claude-haiku-4-5'), 'results')
    // With thinking on, a loop without it would be refused.
    expect(await sizeIn({ ...loop, thinking: { type: 'disabled' } })).toBe(20)
  })

  it('that max_tokens has cut is signed as it is', async () => {
    for (const model of [CHECKED, 'claude-opus-4-6']) {
      const body = await goOn({ ...bodyFor(model), max_tokens: 5 }, 'Go on')
      expect(body.messages[1]?.content.map(({ type }) => type)).toEqual(['thinking'])
      expect((await send({ ...body, max_tokens: 4000 })).status).toBe(200)
    }
  })
})

describe('a turn that is continued with results', () => {
  it('begins with its thinking where there is a budget', async () => {
    const body = await goOn(bodyFor('claude-haiku-4-5'), 'results')
    const without = withTurn(body, 1, unthought)
    expect((await send(without)).message).toMatch(
      /^messages\.1\.content\.0\.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`/,
    )
    expect((await send({ ...without, thinking: undefined })).status).toBe(200)
    const asked = withTurn(without, 2, (content) => [...content, text('And now?')])
    expect((await send(asked)).status).toBe(200)
    // A later answer of the loop need not begin with any.
    expect((await send(await goOn(body, 'results'))).status).toBe(200)
  })
})

describe('a conversation that the sandbox has made', () => {
  const models = fc.constantFrom(
    ...['claude-fable-5-2', CHECKED, 'claude-sonnet-5-5', 'claude-haiku-5-5', 'claude-opus-5'],
    ...[FREE, 'claude-opus-4-6', 'claude-mythos-preview', 'claude-haiku-4-5'],
  )
  const steps = fc.array(
    fc.constantFrom('results', 'Go on [[tokens=5]]', '那么呢？[[tokens=5]]', '[[think=3]]'),
    {
      minLength: 1,
      maxLength: 5,
    },
  )

  it('Item 37: is always taken back, and with one edit before or in its last thought never', async () => {
    let edits = 0
    const law = fc.asyncProperty(models, steps, fc.nat(), async (model, wanted, pick) => {
      let body = bodyFor(model)
      for (const step of wanted) body = await goOn(body, step)
      expect((await send(body)).message).toBeUndefined()
      const thoughts = placesOf(body, isThinking)
      const last = thoughts.at(-1)
      if (last === undefined) return
      const row = MODEL_TABLE.find(({ id, alias }) => id === model || alias === model)
      const changes: ((body: Body) => Body)[] = [
        ...thoughts.flatMap(([turn, block]) => [
          editAt(turn, block, 'thinking'),
          editAt(turn, block, 'signature'),
        ]),
        ...(row?.checksPrefix === true
          ? [
              (whole: Body) => ({ ...whole, system: `${whole.system} ` }),
              (whole: Body) => ({ ...whole, tools: [{ ...look, description: 'Looks' }] }),
              ...placesOf(body, ({ type }) => type === 'text')
                .filter(([turn]) => turn < last[0])
                .map(([turn, block]) => editAt(turn, block, 'text')),
            ]
          : []),
      ]
      const change = changes[pick % changes.length]
      if (change === undefined) return
      edits++
      expect(await send(change(body))).toMatchObject({ status: 400 })
    })
    // A failure prints its seed and the smallest case.
    await fc.assert(law, { numRuns: 40 })
    expect(edits).toBeGreaterThan(20)
  })
})

function placesOf(body: Body, isWanted: (block: Block) => boolean): [number, number][] {
  return body.messages.flatMap(({ content }, turn) =>
    content.flatMap((block, at): [number, number][] => (isWanted(block) ? [[turn, at]] : [])),
  )
}

const editAt =
  (turn: number, at: number, field: string) =>
  (body: Body): Body =>
    withTurn(body, turn, (content) =>
      content.map((block, index) =>
        index === at ? { ...block, [field]: `${block[field]}x` } : block,
      ),
    )
