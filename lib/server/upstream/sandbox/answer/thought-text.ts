import 'server-only'
import type { Brief } from './brief'
import { excerpt, type Language, measure } from './measure'

/** What the sandbox says before it answers: what it was given, and that nothing here can reason. */
interface ThoughtTexts {
  asks: (text: string) => string
  nothingAsked: string
  material: (counts: string[]) => string
  noMaterial: string
  counts: Record<'sources' | 'images' | 'unread', (count: number) => string>
  place: (turn: number, hasSystem: boolean) => string
  tools: (count: number) => string
  plan: string
  results: (names: string[], size: number) => string
  failures: (count: number) => string
  gap: string
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

const EN: ThoughtTexts = {
  asks: (text) => `There is no model here that could reason; the request asks: “${text}”.`,
  nothingAsked: 'There is no model here that could reason, and the last message has no text.',
  material: (counts) => `With it came ${counts.join(', ')}.`,
  noMaterial: 'No document and no image came with it.',
  counts: {
    sources: (count) => plural(count, 'text'),
    images: (count) => plural(count, 'image'),
    unread: (count) => `${plural(count, 'attachment')} that cannot be looked into`,
  },
  place: (turn, hasSystem) =>
    `It stands in turn ${turn}, ${hasSystem ? 'under a system prompt' : 'without a system prompt'}.`,
  tools: (count) =>
    count === 0 ? 'No tool is offered.' : `${plural(count, 'tool')} may be called.`,
  plan: 'So I will say plainly what the request holds, and take every fact from there.',
  results: (names, size) =>
    `The ${names.join(', ')} ${names.length === 1 ? 'call has' : 'calls have'} come back with ${plural(size, 'word')}; the answer can go on from there.`,
  failures: (count) => `${plural(count, 'call')} failed.`,
  gap: ' ',
}

const ZH: ThoughtTexts = {
  asks: (text) => `这里没有能够推理的模型；请求问的是：“${text}”。`,
  nothingAsked: '这里没有能够推理的模型，最后一条消息也没有正文。',
  material: (counts) => `随附的有${counts.join('、')}。`,
  noMaterial: '没有随附文档或图片。',
  counts: {
    sources: (count) => `${count} 份文本`,
    images: (count) => `${count} 张图片`,
    unread: (count) => `${count} 个无法查看的附件`,
  },
  place: (turn, hasSystem) => `它处于第 ${turn} 轮，${hasSystem ? '有' : '没有'}系统提示。`,
  tools: (count) => (count === 0 ? '没有可用的工具。' : `有 ${count} 个工具可以调用。`),
  plan: '所以我只如实说明请求里有什么，所有内容都取自其中。',
  results: (names, size) => `${names.join('、')} 的调用返回了 ${size} 个词，可以据此继续回答。`,
  failures: (count) => `其中 ${count} 个调用失败了。`,
  gap: '',
}

const TEXTS: Readonly<Record<Language, ThoughtTexts>> = { en: EN, zh: ZH }
const QUOTED = 80

/** A thought about a request, in at most `sentences` of them. */
export function thoughtOn(brief: Brief, tools: number, sentences: number): string {
  const texts = TEXTS[brief.language]
  const material = (['sources', 'images', 'unread'] as const)
    .filter((kind) => brief[kind].length > 0)
    .map((kind) => texts.counts[kind](brief[kind].length))
  return [
    brief.text === '' ? texts.nothingAsked : texts.asks(excerpt(brief.text, QUOTED)),
    texts.plan,
    material.length === 0 ? texts.noMaterial : texts.material(material),
    texts.tools(tools),
    texts.place(brief.turn, brief.system !== ''),
  ]
    .slice(0, sentences)
    .join(texts.gap)
}

/** A thought about what tools gave back: shorter than the one before they were called. */
export function thoughtOnResults({ results, language }: Brief): string {
  const texts = TEXTS[language]
  const size = results.reduce((sum, { text }) => {
    const { words, han } = measure(text)
    return sum + words + han
  }, 0)
  const failed = results.filter(({ isError }) => isError).length
  const said = texts.results(
    results.map(({ name }) => name),
    size,
  )
  return failed === 0 ? said : `${said}${texts.gap}${texts.failures(failed)}`
}
