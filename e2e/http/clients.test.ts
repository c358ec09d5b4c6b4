import Anthropic from '@anthropic-ai/sdk'
import Anthropic0 from 'anthropic-sdk-0'
import OpenAI from 'openai'
import OpenAI4 from 'openai-sdk-4'
import { afterAll, describe, expect, it } from 'vitest'
import { startParley } from '../harness/server'
import { storedRuns } from '../harness/stored-runs'
import { aiSdkSteps } from './clients/ai-sdk'
import { anthropicSteps } from './clients/anthropic'
import { curlSteps } from './clients/curl'
import { langChainSteps } from './clients/langchain'
import { openAiSteps } from './clients/openai'
import { pythonSteps } from './clients/python'
import type { Step } from './clients/step'

// The steps are made of it, so it must be there before they are listed.
const parley = await startParley()
afterAll(() => parley.stop())
const place = { url: parley.url, key: parley.gatewayKey }

/** Other majors, with the same calls as far as they are used here. */
const older = {
  anthropic: Anthropic0 as unknown as typeof Anthropic,
  openai: OpenAI4 as unknown as typeof OpenAI,
}

/** Each with the name under which its calls are listed. */
const CLIENTS: [name: string, steps: Step[], client: RegExp][] = [
  ['@anthropic-ai/sdk 1.10', anthropicSteps(Anthropic, place), /^ts-sdk 1\.10$/],
  ['@anthropic-ai/sdk 0.120', anthropicSteps(older.anthropic, place), /^ts-sdk 0\.120$/],
  ['openai 7.55', openAiSteps(OpenAI, place), /^openai 7\.55$/],
  ['openai 4.104', openAiSteps(older.openai, place), /^openai 4\.104$/],
  ['@ai-sdk/anthropic 4.0', aiSdkSteps(place), /^ai-sdk 7\.0$/],
  ['@langchain/anthropic 1.5', langChainSteps(place), /./],
  ['curl', curlSteps(place), /^curl$/],
  ['the requests of the Python SDKs', pythonSteps(place), /^python (0|2)\./],
]

describe.each(CLIENTS)('With base URL and key changed and nothing else, %s', (_, steps, client) => {
  it.each(steps)('%s', async (_title, run) => {
    await run()
  })

  it('did all of it in 12 steps, and its calls are runs under its name', async () => {
    expect(steps).toHaveLength(12)
    const names = () => storedRuns(parley.dataDir).map((run) => run.client ?? '')
    await expect.poll(names).toContainEqual(expect.stringMatching(client))
  })
})
