import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  API_VERSIONS,
  type ChatSettings,
  type Message,
  NO_CHOICES,
  type Withholdable,
} from '@/lib/domain/conversation'
import { type Judgement, judge } from '@/lib/domain/judge'
import type { ModelInfo } from '@/lib/domain/models'
import { EFFORT_LEVELS, THINKING_TYPES } from '@/lib/domain/models-row'
import { buildBody } from '@/lib/domain/request'
import { type ServedSandbox, serveSandbox } from './served-sandbox'

let sandbox: ServedSandbox
let models: ModelInfo[]
beforeAll(async () => {
  sandbox = await serveSandbox()
  const response = await sandbox.get('/v1/models?limit=1000')
  models = (await response.json()).data
})
afterAll(() => sandbox.close())

const path: Message[] = [
  {
    id: 'u',
    conversationId: 'c',
    parentId: null,
    role: 'user',
    content: [{ type: 'text', text: 'Hi [[tokens=1]]' }],
    runId: null,
    createdAt: 0,
  },
]

async function send(settings: ChatSettings, judgement: Partial<Judgement>) {
  const body = buildBody(path, new Map(), settings, judgement)
  const response = await sandbox.post(body, { 'anthropic-version': settings.apiVersion })
  return { status: response.status, text: await response.text(), body }
}

const CLOCK = {
  id: 'builtin:clock',
  definition: { name: 'clock', input_schema: { type: 'object' } },
}
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 })
const chosen = {
  maxTokens: fc.constantFrom(1, 1024, 1500, 4096, 190_000),
  temperature: nullable(fc.constantFrom(0, 0.5, 1)),
  topP: nullable(fc.constantFrom(0, 0.9, 0.95, 1)),
  topK: nullable(fc.constantFrom(0, 40)),
  stopSequences: fc.constantFrom<string[]>([], ['END'], ['END', ' ']),
  thinkingType: nullable(fc.constantFrom(...THINKING_TYPES)),
  budgetTokens: nullable(fc.constantFrom(1, 1023, 1024, 2000, 5000)),
  thinkingDisplay: nullable(fc.constantFrom('summarized' as const, 'omitted' as const)),
  effort: nullable(fc.constantFrom(...EFFORT_LEVELS)),
  tools: fc.constantFrom<ChatSettings['tools']>([], [CLOCK]),
  toolChoice: nullable(fc.constantFrom('any' as const, 'none' as const, { tool: 'clock' })),
}
const DEFAULTS: Partial<ChatSettings> = { temperature: 1, topP: 1, topK: 0 }

/** The fields that must come back with one for it to be on the wire at all. */
function broughtBack(field: Withholdable, { thinkingType }: ChatSettings): Withholdable[] {
  const isInside = field === 'budgetTokens' || field === 'thinkingDisplay'
  return isInside && thinkingType !== null ? [field, 'thinkingType'] : [field]
}

/** What is left out although the API would let it pass: at its default, or not on the wire alone. */
function passesAnyway(field: Withholdable, settings: ChatSettings): boolean {
  if (settings[field] === DEFAULTS[field] && field in DEFAULTS) return true
  const isInside = field === 'budgetTokens' || field === 'thinkingDisplay'
  return isInside && settings.thinkingType === null
}

describe('the judgement of the panel, against the one of the API', () => {
  it('What it lets through answers 200, what it withholds would answer 400, over all models and versions', async () => {
    let withheldOnes = 0
    const law = fc.asyncProperty(
      fc.constantFrom(...models),
      fc.constantFrom(...API_VERSIONS),
      fc.boolean(),
      fc.record(chosen),
      async ({ id: model }, apiVersion, isListed, parameters) => {
        const settings: ChatSettings = {
          upstream: 'sandbox',
          apiVersion,
          model,
          system: '',
          ...NO_CHOICES,
          stream: false,
          ...parameters,
        }
        // With the upstream's list, and with the built-in table alone.
        const judgement = judge(settings, isListed ? models : undefined)
        const { withheld, maxTokens } = judgement
        const sent = await send(settings, judgement)
        expect(sent).toMatchObject({ status: 200 })
        if (maxTokens !== null)
          expect(await send(settings, { withheld })).toMatchObject({ status: 400 })
        for (const field of withheld.filter((name) => !passesAnyway(name, settings))) {
          const back = broughtBack(field, settings)
          const others = withheld.filter((name) => !back.includes(name))
          const refused = await send(settings, { ...judgement, withheld: others })
          expect({ field, ...refused }).toMatchObject({ status: 400 })
          withheldOnes++
        }
      },
    )
    // A failure prints its seed and the smallest case.
    await fc.assert(law, { numRuns: 400 })
    expect(withheldOnes).toBeGreaterThan(120)
  })

  it.each(API_VERSIONS)(
    'Each parameter alone, at each of its values, on every model, with version %s',
    async (apiVersion) => {
      const alone: Partial<ChatSettings>[] = [
        { temperature: 0.5 },
        { topP: 0.5 },
        { topK: 40 },
        ...EFFORT_LEVELS.map((effort) => ({ effort })),
        ...THINKING_TYPES.map((thinkingType) => ({ thinkingType, budgetTokens: null })),
        { thinkingType: 'enabled', budgetTokens: 1024 },
        { tools: [CLOCK], toolChoice: 'any' },
        { tools: [CLOCK], toolChoice: { tool: 'clock' } },
      ]
      for (const { id: model } of models) {
        for (const change of alone) {
          const settings: ChatSettings = {
            upstream: 'sandbox',
            apiVersion,
            model,
            maxTokens: 2000,
            system: '',
            ...NO_CHOICES,
            stream: false,
            ...change,
          }
          const { withheld } = judge(settings, models)
          const { status } = await send(settings, {})
          const isRefused = withheld.length > 0
          expect([model, change, status]).toEqual([model, change, isRefused ? 400 : 200])
        }
      }
    },
  )
})
