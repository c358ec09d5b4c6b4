import { expect, test } from 'vitest'
import { clientName } from './client-name'

test.each([
  ['Anthropic/JS 1.10.0', 'ts-sdk 1.10'],
  ['Anthropic/Python 2.1.0', 'python 2.1'],
  ['AsyncAnthropic/Python 0.84.0', 'python 0.84'],
  ['Anthropic/Go 2.3.1', 'Go 2.3'],
  ['OpenAI/JS 7.55.0', 'openai 7.55'],
  ['AsyncOpenAI/Python 3.0.2', 'openai-python 3.0'],
  ['ai/7.0.173 ai-sdk-provider-utils/5.0.81 node.js/v20.20.2', 'ai-sdk 7.0'],
  ['curl/8.14.1', 'curl'],
  ['python-requests/2.32.3', 'python-requests'],
  ['x'.repeat(100), 'x'.repeat(40)],
  [' ', null],
  [null, null],
])('A program that sends the user-agent %j is called %j', (agent, name) => {
  expect(clientName((header) => (header === 'user-agent' ? agent : null))).toBe(name)
})
