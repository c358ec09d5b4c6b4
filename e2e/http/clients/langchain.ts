import { ChatAnthropic } from '@langchain/anthropic'
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { expect } from 'vitest'
import { z } from 'zod'
import { NEW_MODEL, OLD_MODEL, type Place, RED_PNG, type Step } from './step'

/** What a program does with LangChain's chat model. */
export function langChainSteps({ url, key }: Place): Step[] {
  const create = (more: Partial<ConstructorParameters<typeof ChatAnthropic>[0] & object> = {}) =>
    new ChatAnthropic({
      model: OLD_MODEL,
      apiKey: key,
      anthropicApiUrl: url,
      maxRetries: 0,
      maxTokens: 2048,
      ...more,
    })
  const model = create()
  const weather = tool(async () => '21 °C, sunny', {
    name: 'weather',
    description: 'Weather of a city',
    schema: z.object({ city: z.string() }),
  })
  return [
    [
      'invokes the model',
      async () => expect((await model.invoke('What is 6 * 7?')).text).toContain('42'),
    ],
    [
      'takes a system prompt and earlier turns',
      async () => {
        const answer = await model.invoke([
          new SystemMessage('Be brief.'),
          new HumanMessage('Hello'),
          new AIMessage('Hello!'),
          new HumanMessage('What is 8 * 8?'),
        ])
        expect(answer.text).toContain('64')
      },
    ],
    [
      'streams',
      async () => {
        let text = ''
        for await (const chunk of await model.stream('What is 12 * 12?')) text += chunk.text
        expect(text).toContain('144')
      },
    ],
    [
      'tells its usage',
      async () => {
        const { usage_metadata } = await model.invoke('What is 1 + 1?')
        expect(usage_metadata).toMatchObject({ output_tokens: expect.any(Number) })
      },
    ],
    [
      'asks several at once',
      async () => {
        const answers = await model.batch(['What is 2 + 2?', 'What is 3 + 3?'])
        expect(answers.map(({ text }) => text).join(' ')).toMatch(/4.*6/s)
      },
    ],
    [
      'has a tool called and gives back its result',
      async () => {
        const bound = model.bindTools([weather])
        const question = new HumanMessage('Weather in Rome?')
        const said = await bound.invoke([question])
        const call = said.tool_calls?.[0]
        if (call?.id === undefined) throw new Error('No tool was called.')
        const result = new ToolMessage({ tool_call_id: call.id, content: '21 °C, sunny' })
        const answer = await bound.invoke([question, said, result])
        expect(answer.response_metadata.stop_reason).toBe('end_turn')
      },
    ],
    [
      'makes an object by a schema',
      async () => {
        const schema = z.object({ city: z.string() })
        const answer = await model.withStructuredOutput(schema).invoke('Rome, please')
        expect(typeof answer.city).toBe('string')
      },
    ],
    [
      'thinks, with a budget',
      async () => {
        const thinking = { type: 'enabled' as const, budget_tokens: 1024 }
        const answer = await create({ thinking }).invoke('Why is the sky blue?')
        expect(JSON.stringify(answer.content)).toContain('"signature"')
      },
    ],
    [
      'asks a model of today',
      async () => {
        const answer = await create({ model: NEW_MODEL }).invoke('What is 5 + 5?')
        expect(answer.text).toContain('10')
      },
    ],
    [
      'shows an image',
      async () => {
        const image_url = { url: `data:image/png;base64,${RED_PNG}` }
        const content = [
          { type: 'image_url' as const, image_url },
          { type: 'text' as const, text: 'What is in the picture?' },
        ]
        expect((await model.invoke([new HumanMessage({ content })])).text).not.toBe('')
      },
    ],
    [
      'leaves in mid-stream',
      async () => {
        const abort = new AbortController()
        const stream = await model.stream('Tell me a long story', { signal: abort.signal })
        for await (const _ of stream) break
        abort.abort()
        expect(abort.signal.aborted).toBe(true)
      },
    ],
    [
      'meets an overload, retries by itself, and reads an error',
      async () => {
        const calm = create({ maxRetries: 2 })
        expect((await calm.invoke('[[error=529 times=1]] What is 3 * 3?')).text).not.toBe('')
        await expect(create({ model: 'no-such-model' }).invoke('Hi')).rejects.toMatchObject({
          status: 404,
        })
      },
    ],
  ]
}
