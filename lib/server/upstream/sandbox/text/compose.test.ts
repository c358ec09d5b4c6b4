import { describe, expect, it } from 'vitest'
import type { Brief } from '../answer/brief'
import { answerTo, briefOf, documentOf } from './test-brief'

const PARIS = {
  name: 'get_weather',
  input: { city: 'Paris' },
  isError: false,
  text: '{"temperature": 18, "condition": "cloudy"}',
}
const LONDON = {
  ...PARIS,
  input: { city: 'London' },
  text: '{"temperature": 12, "condition": "rain"}',
}
const asked = (text: string): Brief['history'] => [{ role: 'user', text }]

describe('the results of tools', () => {
  it('become the answer, side by side', () => {
    const text = answerTo('What is the weather in Paris and London?', { results: [PARIS, LONDON] })
    expect(text).toContain('- **Paris**: temperature **18**, condition **cloudy**')
    expect(text).toContain('| London | 12 | rain |')
  })

  it('answer the question of the turn before, in its language', () => {
    const results = [
      { ...PARIS, input: { city: '北京' } },
      { ...LONDON, input: { city: '上海' } },
    ]
    const text = answerTo('', { history: asked('北京和上海哪个更热？'), results })
    expect(text).toContain('**北京**的 temperature 最高（**18**）')
    expect(text).toContain('相差 6')
  })

  it('that are errors are reported as errors', () => {
    const failed = { ...LONDON, isError: true, text: 'timeout' }
    const text = answerTo('Weather?', { results: [PARIS, failed] })
    expect(text).toContain('`get_weather` reported an error** for London: timeout')
    expect(text).toContain('**Paris**')
  })

  it('that are lists are tables to answer from', () => {
    const list = '[{"title":"Everest","height":8849},{"title":"K2","height":8611}]'
    const results = [{ name: 'search', input: {}, isError: false, text: list }]
    const text = answerTo('', { history: asked('Which mountain is the highest?'), results })
    expect(text).toContain('**Everest** has the highest height: **8849**')
  })

  it('that are long texts are answered from', () => {
    const page = `${'The tower is a landmark of the city and much visited. '.repeat(9)}It was built in 1889 by Gustave Eiffel.`
    const results = [{ name: 'fetch', input: {}, isError: false, text: page }]
    expect(answerTo('', { history: asked('When was it built?'), results })).toMatch(/^\*\*1889\*\*/)
  })
})

describe('images', () => {
  const red = {
    mediaType: 'image/png',
    width: 640,
    height: 480,
    frames: 1,
    colours: [
      { hex: '#d42020', share: 0.8 },
      { hex: '#ffffff', share: 0.2 },
    ],
  }
  const blue = {
    ...red,
    mediaType: 'image/jpeg',
    width: 1920,
    height: 1080,
    colours: [{ hex: '#2050d0', share: 1 }],
  }

  it('are measured: type, size, proportions and colours', () => {
    const text = answerTo('What colour is this image?', { images: [red] })
    expect(text).toContain('PNG, 640 × 480 pixels (4:3, landscape)')
    expect(text).toContain('main colour is **red** (80%)')
    expect(text).toContain('| white | `#ffffff` | 20% |')
  })

  it.each([
    ['Which colours?', 0.667, 'red** (about 67%)'],
    ['什么颜色？', 0.667, '红色**（约 67%）'],
    ['Which colours?', 0.004, 'red** (under 1%)'],
  ])('%j of a share of %d is answered in whole per cents', (ask, share, answer) => {
    const colours = [{ hex: '#d42020', share }]
    expect(answerTo(ask, { images: [{ ...red, colours }] })).toContain(answer)
  })

  it('are compared where there are two', () => {
    const text = answerTo('比较这两张图片', { images: [red, blue] })
    expect(text).toContain('图片 2 的像素数是图片 1 的 6.75 倍')
    expect(text).toContain('第一张以红色为主，第二张以蓝色为主')
  })

  it.each([
    ['#000000', 'black'],
    ['#808080', 'grey'],
    ['#f5f5dc', 'beige'],
    ['#8b4513', 'brown'],
    ['#ffff00', 'yellow'],
    ['#008000', 'dark green'],
    ['#ffc0cb', 'pink'],
    ['#800080', 'dark purple'],
  ])('%s is %s', (hex, name) => {
    expect(answerTo('Colour?', { images: [{ ...red, colours: [{ hex, share: 1 }] }] })).toContain(
      `**${name}**`,
    )
  })
})

describe('a conversation', () => {
  const TEXT =
    'The tower was built in 1889. It is made of iron. Seven million people visit it each year.'
  const history: Brief['history'] = [
    { role: 'user', text: `Summarize this as 3 points:\n\n${TEXT}` },
    { role: 'assistant', text: 'Points:\n\n- Built in 1889.\n- Made of iron.\n- Many visitors.' },
  ]

  it('gives the material that a later question lacks', () => {
    expect(answerTo('When was it built?', { turn: 2, history })).toMatch(/^\*\*1889\*\*/)
    expect(answerTo('总结一下', { turn: 2, history })).toContain('The tower was built in 1889.')
    expect(answerTo('Now in one sentence', { turn: 2, history })).toMatch(
      /\n\nThe tower was built in 1889\.\n\n/,
    )
  })

  it('lets a question point at an entry of the answer before', () => {
    expect(answerTo('and the second one?', { turn: 2, history })).toContain('Made of iron.')
    expect(answerTo('第三点呢？', { turn: 2, history })).toContain('Many visitors.')
  })

  it('lets a question about a table go on with another value', () => {
    const before = [...asked('Total sales in Berlin?\n\ncity,sales\nBerlin,10\nParis,20\nBerlin,5')]
    expect(answerTo('And Paris?', { turn: 2, history: before })).toContain('**Total sales: 20**')
  })

  it('is remembered: what was said of oneself, and what the system prompt says', () => {
    const named = asked('Hi, my name is Ana Lopez.')
    expect(answerTo('What is my name?', { turn: 2, history: named })).toMatch(/^\*\*Ana Lopez\*\*/)
    const system = 'You serve the Blue Cafe. The cafe opens at 8:00 and closes at 18:00.'
    expect(answerTo('When do you open?', { system })).toMatch(/^\*\*8:00\*\*/)
  })
})

describe('the answer', () => {
  it.each(['Hello', 'Write a poem about the sea', 'What is the capital of France?'])(
    'to %j says what can be done here, and that there is no model',
    (ask) => {
      const text = answerTo(ask)
      expect(text).toContain('[[gallery]]')
      expect(text).toMatch(/This is Parley’s sandbox: no language model.* You wrote: “.*”$/)
      expect(text.split(/\s+/).length).toBeGreaterThan(60)
    },
  )

  it('is in the language of the question, whatever the material is in', () => {
    expect(answerTo('总结一下：The tower was built in 1889. It is made of iron.')).toContain(
      '不是语言模型',
    )
    expect(answerTo('Summarize: 铁塔建于1889年，用铁建成。每年有七百万人参观这座铁塔。')).toContain(
      'no language model',
    )
  })

  it('follows a language, a length or upper case that the system prompt asks for', () => {
    const sources = [
      documentOf('The tower was built in 1889. It is made of iron. Many people visit it.'),
    ]
    expect(answerTo('Summarize', { sources, system: 'Always answer in Chinese.' })).toContain(
      '摘要',
    )
    expect(answerTo('Summarize', { sources, system: 'Answer in one sentence.' })).toContain(
      '\n\nThe tower was built in 1889.\n\n',
    )
    expect(answerTo('Hello', { system: 'Respond only in uppercase.' })).not.toMatch(/[a-z]/)
  })

  it('names what it has not looked into', () => {
    const text = answerTo('What does it say?', { unread: ['https://example.com/a.pdf'] })
    expect(text).toMatch(/^\*\*Not looked into\*\*: https:\/\/example.com\/a.pdf/)
    const sources = [documentOf('The tower was built in 1889.')]
    expect(answerTo('When was it built?', { unread: ['b.pdf'], sources })).toMatch(
      /^\*\*1889[\s\S]*b\.pdf/,
    )
  })

  it('is the same for the same brief', () => {
    const brief = briefOf('Compare', { sources: [documentOf('One is old. Two is new.')] })
    expect(answerTo(brief.text, brief)).toBe(answerTo(brief.text, brief))
  })

  it('takes values from JSON by the words of the question', () => {
    const json = '{"order":{"id":7,"status":"shipped","total":19.99}}'
    expect(answerTo(`What is the status?\n${json}`)).toContain('**order › status: shipped**')
  })
})
