import { createAnthropic } from '@ai-sdk/anthropic'
import { APICallError, generateText, Output, stepCountIs, streamText, tool } from 'ai'
import { expect } from 'vitest'
import { z } from 'zod'
import { NEW_MODEL, OLD_MODEL, type Place, RED_PNG, type Step } from './step'

/** What a program does with Vercel's AI SDK. */
export function aiSdkSteps({ url, key }: Place): Step[] {
  const anthropic = createAnthropic({ baseURL: `${url}/v1`, apiKey: key })
  const model = anthropic(OLD_MODEL)
  const weather = tool({
    description: 'Weather of a city',
    inputSchema: z.object({ city: z.string() }),
    execute: async () => '21 °C, sunny',
  })
  const plain = { model, maxRetries: 0 }
  return [
    [
      'generates a text',
      async () => {
        const { text, finishReason } = await generateText({ ...plain, prompt: 'What is 6 * 7?' })
        expect(text).toContain('42')
        expect(finishReason).toBe('stop')
      },
    ],
    [
      'takes a system prompt and earlier turns',
      async () => {
        const { text } = await generateText({
          ...plain,
          system: 'Be brief.',
          messages: [
            { role: 'user', content: 'Hello' },
            { role: 'assistant', content: 'Hello!' },
            { role: 'user', content: 'What is 8 * 8?' },
          ],
        })
        expect(text).toContain('64')
      },
    ],
    [
      'streams a text',
      async () => {
        let text = ''
        for await (const part of streamText({ ...plain, prompt: 'What is 12 * 12?' }).textStream) {
          text += part
        }
        expect(text).toContain('144')
      },
    ],
    [
      'tells the usage of a stream',
      async () => {
        const result = streamText({ ...plain, prompt: 'What is 1 + 1?' })
        await result.consumeStream()
        expect((await result.usage).outputTokens).toBeGreaterThan(0)
      },
    ],
    [
      'runs a tool loop',
      async () => {
        const { steps } = await generateText({
          ...plain,
          prompt: 'Weather in Rome?',
          tools: { weather },
          stopWhen: stepCountIs(3),
        })
        expect(steps[0]?.toolCalls[0]?.toolName).toBe('weather')
        expect(steps.at(-1)?.finishReason).toBe('stop')
      },
    ],
    [
      'makes an object by a schema',
      async () => {
        const schema = z.object({ city: z.string(), days: z.number() })
        const { output } = await generateText({
          ...plain,
          prompt: 'Rome for 3 days',
          output: Output.object({ schema }),
        })
        expect(typeof output.city).toBe('string')
      },
    ],
    [
      'thinks, with a budget',
      async () => {
        const thinking = { type: 'enabled' as const, budgetTokens: 1024 }
        const { reasoningText } = await generateText({
          ...plain,
          prompt: 'Why is the sky blue?',
          providerOptions: { anthropic: { thinking } },
        })
        expect(reasoningText).toBeTruthy()
      },
    ],
    [
      'asks a model of today',
      async () => {
        const { text } = await generateText({
          model: anthropic(NEW_MODEL),
          maxRetries: 0,
          prompt: 'What is 5 + 5?',
        })
        expect(text).toContain('10')
      },
    ],
    [
      'marks a prompt for the cache',
      async () => {
        const cacheControl = { type: 'ephemeral' as const }
        const { providerMetadata } = await generateText({
          ...plain,
          messages: [
            {
              role: 'user',
              content: [
                {
                  type: 'text',
                  text: 'A long rule. '.repeat(3000),
                  providerOptions: { anthropic: { cacheControl } },
                },
                { type: 'text', text: 'What is 2 + 2?' },
              ],
            },
          ],
        })
        expect(JSON.stringify(providerMetadata)).toMatch(/cache_creation_input_tokens":[1-9]/)
      },
    ],
    [
      'shows an image',
      async () => {
        const { text } = await generateText({
          ...plain,
          messages: [
            {
              role: 'user',
              content: [
                { type: 'file', data: Buffer.from(RED_PNG, 'base64'), mediaType: 'image/png' },
                { type: 'text', text: 'What is in the picture?' },
              ],
            },
          ],
        })
        expect(text).not.toBe('')
      },
    ],
    [
      'leaves in mid-stream',
      async () => {
        const abort = new AbortController()
        const { textStream } = streamText({
          ...plain,
          prompt: 'Tell me a long story',
          abortSignal: abort.signal,
        })
        for await (const _ of textStream) break
        abort.abort()
        expect(abort.signal.aborted).toBe(true)
      },
    ],
    [
      'meets an overload, retries by itself, and reads an error',
      async () => {
        const { text } = await generateText({
          model,
          maxRetries: 2,
          prompt: '[[error=529 times=1]] What is 3 * 3?',
        })
        expect(text).not.toBe('')
        const wrong = generateText({ ...plain, model: anthropic('no-such-model'), prompt: 'Hi' })
        const error = await wrong.then(
          () => null,
          (reason: unknown) => reason,
        )
        expect(APICallError.isInstance(error) && error.statusCode).toBe(404)
      },
    ],
  ]
}
