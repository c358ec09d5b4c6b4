const SIGNED = { type: 'thinking', thinking: 'Let me see.', signature: 'EqQBCkYIBxgCKkBzaWduZWQ=' }
const REDACTED = { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' }
const CALL = {
  type: 'tool_use',
  id: 'toolu_01',
  name: 'read',
  input: { path: 'a.txt', deep: [1, { z: null, a: 0.1 }] },
}
const RESULT = {
  type: 'tool_result',
  tool_use_id: 'toolu_01',
  content: [
    { type: 'text', text: 'one' },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } },
  ],
  cache_control: { type: 'ephemeral', ttl: '1h' },
}
const TOOLS = [
  {
    name: 'read',
    description: 'Reads a file.',
    input_schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
    cache_control: { type: 'ephemeral' },
  },
  { type: 'web_search_20260209', name: 'web_search', max_uses: 3 },
]
const say = (content: unknown, role = 'user') => ({ role, content })
const text = (value: string, more: object = {}) => ({ type: 'text', text: value, ...more })

/** Bodies as programs send them, each with what no panel sets; the model is one that takes the most. */
export const CORPUS: readonly [name: string, body: Record<string, unknown>][] = [
  [
    'only what is required, its content a string',
    { model: 'm', max_tokens: 9, messages: [say('Hi')] },
  ],
  [
    'every parameter of the panel, and fields in an order of its own',
    {
      stream: true,
      messages: [say([text('Hi')])],
      system: 'Be brief.',
      stop_sequences: ['END'],
      temperature: 0.4,
      top_k: 3,
      max_tokens: 9,
      model: 'claude-sonnet-4-20250514',
    },
  ],
  [
    'a system prompt of blocks, cached for an hour and for five minutes',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      system: [
        text('Long.', { cache_control: { type: 'ephemeral', ttl: '1h' } }),
        text('Short.', { cache_control: { type: 'ephemeral' } }),
      ],
      messages: [say([text('Hi', { cache_control: { type: 'ephemeral', ttl: '5m' } })])],
    },
  ],
  [
    'a tool loop with signed and redacted thinking, whose last turn is the result',
    {
      model: 'claude-opus-5-5',
      max_tokens: 4096,
      stream: true,
      tools: TOOLS,
      tool_choice: { type: 'auto', disable_parallel_tool_use: true },
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'xhigh' },
      messages: [
        say('Read a.txt'),
        say([SIGNED, REDACTED, text('I read.'), CALL], 'assistant'),
        say([RESULT]),
      ],
    },
  ],
  [
    'a tool call that nobody has answered',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      tools: TOOLS,
      messages: [say('Read'), say([SIGNED, CALL], 'assistant'), say('Never mind the result.')],
    },
  ],
  [
    'a result that failed, with text after it',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      tools: TOOLS,
      messages: [
        say('Read'),
        say([CALL], 'assistant'),
        say([
          { type: 'tool_result', tool_use_id: 'toolu_01', is_error: true, content: 'gone' },
          text('Go on.'),
        ]),
      ],
    },
  ],
  [
    'an image, documents with citations, and a search result',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      messages: [
        say([
          { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: '/9j/4AA=' } },
          {
            type: 'document',
            title: 'T',
            context: 'C',
            citations: { enabled: true },
            source: { type: 'text', media_type: 'text/plain', data: 'D' },
          },
          { type: 'document', source: { type: 'file', file_id: 'file_01' } },
          {
            type: 'search_result',
            source: 'https://a.example',
            title: 'A',
            content: [text('x')],
            citations: { enabled: true },
          },
          text('Compare them.'),
        ]),
      ],
    },
  ],
  [
    'server tools and a cited answer',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      tools: TOOLS,
      messages: [
        say('Search'),
        say(
          [
            {
              type: 'server_tool_use',
              id: 'srvtoolu_01',
              name: 'web_search',
              input: { query: 'q' },
            },
            {
              type: 'web_search_tool_result',
              tool_use_id: 'srvtoolu_01',
              content: [
                {
                  type: 'web_search_result',
                  url: 'https://a.example',
                  title: 'A',
                  encrypted_content: 'Eo8=',
                  page_age: null,
                },
              ],
            },
            text('Found.', {
              citations: [
                {
                  type: 'web_search_result_location',
                  url: 'https://a.example',
                  title: 'A',
                  encrypted_index: 'E=',
                  cited_text: 'x',
                },
              ],
            }),
          ],
          'assistant',
        ),
        say('And now?'),
      ],
    },
  ],
  [
    'a message of the role system, and neighbours of one role',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      messages: [
        say('One'),
        say([text('Two')]),
        say([text('From now on in French.')], 'system'),
        say('Oui.', 'assistant'),
        say('', 'assistant'),
        say('Three'),
      ],
    },
  ],
  [
    'blocks and fields of tomorrow, with nothing in them and with much',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      messages: [
        {
          role: 'user',
          content: [{ type: 'hologram', beams: [[1, 2], []], '2': 'b', '1': 'a' }, text(' ')],
          name: 'ann',
          weight: 0,
        },
        say([{ type: 'plan', steps: null }], 'assistant'),
        say([]),
      ],
      tomorrow: { deep: { er: [true, null, -0.5e-7] } },
      nothing: null,
    },
  ],
  [
    'a prefill that ends in white space',
    {
      model: 'claude-sonnet-4-5',
      max_tokens: 9,
      messages: [say('Count'), say([text('1, 2, ')], 'assistant')],
    },
  ],
  [
    'a prefill that is a string',
    {
      model: 'claude-sonnet-4-5',
      max_tokens: 9,
      messages: [say('Count'), say('1, 2, ', 'assistant')],
    },
  ],
  [
    'a format of the answer beside an effort',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      messages: [say('Ann, 5')],
      output_config: {
        effort: 'low',
        format: {
          type: 'json_schema',
          schema: {
            type: 'object',
            properties: { n: { type: 'integer' } },
            additionalProperties: false,
          },
        },
        task_budget: 5,
      },
    },
  ],
  [
    'fields of betas',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      messages: [say('Hi')],
      mcp_servers: [
        { type: 'url', url: 'https://mcp.example/sse', name: 'm', authorization_token: 't' },
      ],
      context_management: {
        edits: [{ type: 'clear_tool_uses_20250919', keep: { type: 'tool_uses', value: 3 } }],
      },
      container: {
        id: 'container_01',
        skills: [{ type: 'anthropic', skill_id: 'pdf', version: 'latest' }],
      },
      metadata: { user_id: 'u-1' },
      service_tier: 'standard_only',
      inference_geo: 'us',
      cache_control: { type: 'ephemeral' },
      thinking: { type: 'adaptive', block_binding: { prefix_mismatch_behavior: 'drop_block' } },
      stream: false,
    },
  ],
  [
    'parameters that the model refuses, and that no panel could set',
    {
      model: 'claude-opus-5-5',
      max_tokens: 900_000,
      temperature: 1,
      top_p: 1.5,
      top_k: null,
      stop_sequences: [],
      thinking: { type: 'enabled', budget_tokens: 10 },
      output_config: { effort: 'utmost' },
      system: '',
      messages: [say('Hi')],
    },
  ],
  [
    'nulls where fields could be absent',
    {
      model: 'claude-opus-5-5',
      max_tokens: 9,
      thinking: null,
      output_config: null,
      system: null,
      tools: [],
      messages: [say('Hi')],
    },
  ],
  [
    'a key that is a number, escapes, and half a pair',
    {
      model: 'm',
      max_tokens: 9,
      metadata: { '7': 1, a: '\ud83d' },
      messages: [say('"\\\n\u0000 简 \ud800')],
    },
  ],
]
