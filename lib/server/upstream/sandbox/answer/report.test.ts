import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { briefOf } from '../text/test-brief'
import { excerpt, languageOf, measure } from './measure'
import { closing, findings } from './report'
import { TEXTS } from './texts'

const brief = briefOf('Hello')

describe('the closing paragraph', () => {
  it('says that there is no language model, in the language of the answer', () => {
    expect(closing(brief, 'Hello', 'en')).toContain('This is Parley’s sandbox: no language model')
    expect(closing(brief, 'Hello', 'zh')).toContain('不是语言模型')
  })

  it('restates the question without the material, and how the conversation began', () => {
    const history = [{ role: 'user' as const, text: 'Good morning' }]
    const text = closing({ ...brief, text: 'Sum up: long text', turn: 3, history }, 'Sum up', 'en')
    expect(text).toContain('You wrote: “Sum up” (turn 3; it began with “Good morning”)')
    expect(closing({ ...brief, text: '' }, '', 'en')).toContain('no text of its own')
  })

  it('restates what Markdown would take for its own as it was written', () => {
    const text = 'What is 17*23*2, **so** _so_ `so`, in snake_case, [a](b) [x] ~~y~~ <b> \\* &amp;?'
    const tree = fromMarkdown(closing(brief, text, 'en'), {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    })
    const [paragraph] = tree.children
    expect(paragraph?.type === 'paragraph' && paragraph.children.map(({ type }) => type)).toEqual([
      'text',
    ])
    expect(JSON.stringify(tree)).toContain(JSON.stringify(`You wrote: “${text}”`).slice(1, -1))
  })

  it('keeps a long question short, and its characters whole', () => {
    expect(closing(brief, '😀'.repeat(5000), 'en')).toContain(`“${'😀'.repeat(160)}…”`)
    expect(excerpt('a\n\n b', 10)).toBe('a b')
  })
})

describe('the findings', () => {
  it('say what came, and leave out what did not', () => {
    const full = { ...brief, text: 'Describe these', turn: 2, system: 'You are a poet.' }
    expect(findings(full, TEXTS.en).join('\n')).toMatch(
      /2 words, 14 characters\n.*turn 2\n.*4 words, beginning “You are a poet.”/,
    )
    expect(findings(brief, TEXTS.en).join('\n')).not.toContain('System')
  })
})

describe('the language', () => {
  it.each([
    ['Hello there', 'en'],
    ['请解释一下 TCP 是什么', 'zh'],
    ['What does 你好 mean in English please', 'en'],
    ['', 'en'],
    ['12345', 'en'],
    ['15% × 240 + 12 等于多少？', 'zh'],
  ])('of %j is %s', (text, language) => {
    expect(languageOf(measure(text))).toBe(language)
  })

  it('counts words, Chinese characters and characters by code point', () => {
    expect(measure('Hello, world! 你好，世界 😀')).toEqual({
      words: 3,
      spelt: 2,
      han: 4,
      characters: 21,
    })
  })
})
