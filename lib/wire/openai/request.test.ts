import { describe, expect, test } from 'vitest'
import { bodyOf, map, PLAIN } from './__fixtures__/map-request'
import type { RequestOptions } from './request'

describe('The request as a whole', () => {
  test('The least request becomes the least body', () => {
    expect(map({})).toEqual({ body: PLAIN, stream: false, includeUsage: false })
  })

  test('Item 76: fields without a counterpart change nothing', () => {
    const ignored = {
      logprobs: true,
      top_logprobs: 3,
      logit_bias: { 50256: -100 },
      metadata: { a: 'b' },
      prediction: { type: 'content', content: 'x' },
      presence_penalty: 1,
      frequency_penalty: 1,
      seed: 7,
      service_tier: 'flex',
      audio: { voice: 'alloy', format: 'mp3' },
      modalities: ['text', 'audio'],
      store: true,
      user: 'u',
      verbosity: 'low',
      prompt_cache_key: 'k',
      prompt_cache_retention: '24h',
      safety_identifier: 's',
      web_search_options: {},
      moderation: {},
      response_format: { type: 'json_schema', json_schema: { name: 'n', schema: {} } },
      reasoning_effort: 'high',
      a_field_of_tomorrow: [1],
      n: 1,
    }
    expect(map(ignored)).toEqual(map({}))
    const nulls = Object.fromEntries(
      'n stream stream_options stop temperature top_p tools tool_choice functions function_call parallel_tool_calls max_tokens max_completion_tokens thinking'
        .split(' ')
        .map((name) => [name, null]),
    )
    expect(map(nulls)).toEqual(map({}))
  })

  test.each<[fields: object, tokens: number]>([
    [{ max_tokens: 5 }, 5],
    [{ max_completion_tokens: 6 }, 6],
    [{ max_tokens: 5, max_completion_tokens: 6 }, 6],
    [{ max_tokens: 5, max_completion_tokens: null }, 5],
    [{ max_tokens: 0 }, 0],
  ])('%j gives %i tokens', (fields, tokens) => {
    expect(bodyOf(fields).max_tokens).toBe(tokens)
  })

  test.each<[fields: object, stream: boolean, includeUsage: boolean]>([
    [{ stream: true }, true, false],
    [{ stream: true, stream_options: { include_usage: true } }, true, true],
    [{ stream: true, stream_options: {} }, true, false],
    [{ stream: true, stream_options: { include_usage: null } }, true, false],
    [{ stream: false, stream_options: { include_usage: true } }, false, false],
  ])('Item 77: %j asks for stream %s, usage %s', (fields, stream, includeUsage) => {
    const { body, ...told } = map(fields)
    expect(told).toEqual({ stream, includeUsage })
    expect(body).toEqual(stream ? { ...PLAIN, stream: true } : PLAIN)
  })

  test.each<[stop: unknown, sequences: string[] | undefined]>([
    ['END', ['END']],
    [
      ['a', ' \n', '', 'b'],
      ['a', 'b'],
    ],
    [' ', undefined],
    [[], undefined],
  ])('The stop %j becomes %j', (stop, sequences) => {
    expect(bodyOf({ stop }).stop_sequences).toEqual(sequences)
  })

  test('Thinking passes as it is', () => {
    const thinking = { type: 'enabled', budget_tokens: 2000, a_key_of_tomorrow: null }
    expect(bodyOf({ thinking })).toEqual({ ...PLAIN, thinking })
  })
})

describe('Sampling', () => {
  const both = { temperature: 0.3, top_p: 0.9 }
  test.each<[law: string, fields: object, rules: [boolean, boolean, boolean], sent: object]>([
    [
      'Item 76: a temperature of 1.7 goes as 1',
      { temperature: 1.7 },
      [true, true, true],
      { temperature: 1 },
    ],
    ['Zero is a temperature', { temperature: 0 }, [true, true, false], { temperature: 0 }],
    ['Both go where the model takes both', both, [true, true, true], both],
    [
      'Of two that exclude each other the temperature stays',
      both,
      [true, true, false],
      { temperature: 0.3 },
    ],
    ['top_p alone goes', { top_p: 0.9 }, [true, true, false], { top_p: 0.9 }],
    ['A refused temperature leaves room for top_p', both, [false, true, false], { top_p: 0.9 }],
    ['A model that takes neither gets neither', both, [false, false, false], {}],
  ])('%s', (_law, fields, [temperature, topP, isBoth], sent) => {
    const canSample = () => ({ temperature, topP, both: isBoth })
    expect(bodyOf(fields, { canSample })).toEqual({ ...PLAIN, ...sent })
  })

  test('The judge of sampling is asked with model, thinking and top_p, and only when there is something to judge', () => {
    const asked: unknown[] = []
    const canSample: RequestOptions['canSample'] = (...call) => {
      asked.push(call)
      return { temperature: false, topP: false, both: false }
    }
    bodyOf({ thinking: { type: 'adaptive' } }, { canSample })
    expect(asked).toEqual([])
    bodyOf({ top_p: 0.5, thinking: { type: 'adaptive' } }, { canSample })
    expect(asked).toEqual([[PLAIN.model, { thinking: { type: 'adaptive' }, topP: 0.5 }]])
  })
})

describe('The optional mapping to output_config', () => {
  const schema = { type: 'object', properties: {}, additionalProperties: false }
  const mapping: RequestOptions['mapping'] = {
    responseFormat: (model) => model === PLAIN.model,
    reasoningEffort: (model, level) => model === PLAIN.model && level !== 'max',
  }
  const json = (more: object) => ({ response_format: { type: 'json_schema', ...more } })
  test.each<[fields: object, config: object | undefined]>([
    [
      json({ json_schema: { name: 'n', strict: true, schema } }),
      { format: { type: 'json_schema', schema } },
    ],
    [{ response_format: { type: 'json_object' } }, undefined],
    [{ response_format: { type: 'text' } }, undefined],
    [{ reasoning_effort: 'high' }, { effort: 'high' }],
    [{ reasoning_effort: 'minimal' }, { effort: 'low' }],
    [{ reasoning_effort: 'none' }, undefined],
    [{ reasoning_effort: 'max' }, undefined],
    [{ reasoning_effort: 'high', model: 'other' }, undefined],
    [{ reasoning_effort: null, response_format: null }, undefined],
    [
      { ...json({ json_schema: { schema } }), reasoning_effort: 'low' },
      { format: { type: 'json_schema', schema }, effort: 'low' },
    ],
  ])('Where it is on, %j gives %j', (fields, config) => {
    expect(bodyOf(fields, { mapping }).output_config).toEqual(config)
  })

  test('Where it is on, a format without its schema is refused', () => {
    expect(() => map(json({ json_schema: {} }), { mapping })).toThrow(
      'response_format.json_schema.schema: Field required',
    )
  })
})
