import type OpenAI from 'openai'
import { expect } from 'vitest'
import { OLD_MODEL, type Place, RED_PNG, type Step, WEATHER } from './step'

/** What a program does with the OpenAI SDK for TypeScript. */
export function openAiSteps(Sdk: typeof OpenAI, { url, key }: Place): Step[] {
  const client = new Sdk({ baseURL: url, apiKey: key, maxRetries: 0 })
  const ask = (content: string) => ({
    model: OLD_MODEL,
    messages: [{ role: 'user' as const, content }],
  })
  const { completions } = client.chat
  const tool = { type: 'function' as const, function: { name: 'weather', parameters: WEATHER } }
  return [
    [
      'lists the models',
      async () => {
        const ids: string[] = []
        for await (const { id } of client.models.list()) ids.push(id)
        expect(ids).toContain('claude-opus-5-5')
      },
    ],
    [
      'retrieves a model',
      async () => {
        const model = await client.models.retrieve('claude-opus-5-5')
        expect(model).toMatchObject({ object: 'model', owned_by: 'anthropic' })
      },
    ],
    [
      'asks for a completion',
      async () => {
        const answer = await completions.create(ask('What is 6 * 7?'))
        expect(answer).toMatchObject({
          object: 'chat.completion',
          choices: [{ finish_reason: 'stop', message: { role: 'assistant' } }],
        })
        expect(answer.choices[0]?.message.content).toContain('42')
      },
    ],
    [
      'asks with system, developer and earlier turns',
      async () => {
        const answer = await completions.create({
          model: OLD_MODEL,
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'developer', content: 'Use digits.' },
            { role: 'user', content: 'Hello' },
            { role: 'assistant', content: 'Hello!' },
            { role: 'user', content: 'What is 8 * 8?' },
          ],
        })
        expect(answer.choices[0]?.message.content).toContain('64')
      },
    ],
    [
      'is cut at its most tokens',
      async () => {
        const answer = await completions.create({ ...ask('Tell me a long story'), max_tokens: 4 })
        expect(answer.choices[0]?.finish_reason).toBe('length')
      },
    ],
    [
      'samples warmer than the API does',
      async () => {
        const answer = await completions.create({ ...ask('What is 5 + 5?'), temperature: 1.7 })
        expect(answer.choices[0]?.message.content).toContain('10')
      },
    ],
    [
      'streams to the same text, with its usage at the end',
      async () => {
        const whole = await completions.create(ask('What is 12 * 12?'))
        const stream = await completions.create({
          ...ask('What is 12 * 12?'),
          stream: true,
          stream_options: { include_usage: true },
        })
        let text = ''
        let tokens = 0
        for await (const { choices, usage } of stream) {
          text += choices[0]?.delta.content ?? ''
          tokens = usage?.completion_tokens ?? tokens
        }
        expect(text).toBe(whole.choices[0]?.message.content)
        expect(tokens).toBe(whole.usage?.completion_tokens)
      },
    ],
    [
      'has a tool called and gives back its result',
      async () => {
        const choice = { type: 'function' as const, function: { name: 'weather' } }
        const first = await completions.create({
          ...ask('Weather in Rome?'),
          tools: [tool],
          tool_choice: choice,
        })
        const said = first.choices[0]?.message
        const call = said?.tool_calls?.[0]
        if (said === undefined || call === undefined) throw new Error('No tool was called.')
        const second = await completions.create({
          model: OLD_MODEL,
          tools: [tool],
          messages: [
            ...ask('Weather in Rome?').messages,
            said,
            { role: 'tool', tool_call_id: call.id, content: '21 °C, sunny' },
          ],
        })
        expect(second.choices[0]?.finish_reason).toBe('stop')
      },
    ],
    [
      'streams a tool call',
      async () => {
        const choice = { type: 'function' as const, function: { name: 'weather' } }
        const stream = await completions.create({
          ...ask('Weather in Rome?'),
          tools: [tool],
          tool_choice: choice,
          stream: true,
        })
        let json = ''
        for await (const { choices } of stream) {
          json += choices[0]?.delta.tool_calls?.[0]?.function?.arguments ?? ''
        }
        expect(JSON.parse(json)).toHaveProperty('city')
      },
    ],
    [
      'shows an image',
      async () => {
        const url = `data:image/png;base64,${RED_PNG}`
        const content = [
          { type: 'image_url' as const, image_url: { url } },
          { type: 'text' as const, text: 'What is in the picture?' },
        ]
        const answer = await completions.create({
          model: OLD_MODEL,
          messages: [{ role: 'user', content }],
        })
        expect(answer.choices[0]?.message.content).toBeTruthy()
      },
    ],
    [
      'stops at a sequence',
      async () => {
        const answer = await completions.create({ ...ask('Say: one STOP two'), stop: ['STOP'] })
        expect(answer.choices[0]?.message.content).not.toContain('STOP')
      },
    ],
    [
      'meets an overload, retries by itself, and reads an error',
      async () => {
        const calm = new Sdk({ baseURL: url, apiKey: key, maxRetries: 2 })
        const answer = await calm.chat.completions.create(
          ask('[[error=529 times=1]] What is 3 * 3?'),
        )
        expect(answer.object).toBe('chat.completion')
        const wrong = completions.create({ ...ask('Hi'), model: 'no-such-model' })
        await expect(wrong).rejects.toMatchObject({ status: 404, type: 'not_found_error' })
      },
    ],
  ]
}
