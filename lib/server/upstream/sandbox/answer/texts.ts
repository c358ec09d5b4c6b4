import 'server-only'
import type { Language, Measure } from './measure'

/** The sandbox's own words. It speaks over the wire, so they are no part of the screens' messages. */
export interface Texts {
  introduction: string
  restated: (text: string) => string
  nothingSaid: string
  size: (measure: Measure) => string
  turn: (turn: number, opening: string) => string
  system: (measure: Measure, beginning: string) => string
  toolResults: (count: number) => string
  thought: (measure: Measure, turn: number) => string
  filler: (number: number) => string
}

const count = (number: number, noun: string) =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`

const EN: Texts = {
  introduction:
    'This is Parley’s sandbox: no language model, but a double of the API that reports what it was sent.',
  restated: (text) => `You wrote: “${text}”`,
  nothingSaid: 'Your message has no text of its own.',
  size: ({ words, han, characters }) =>
    `**Size**: ${count(words + han, 'word')}, ${count(characters, 'character')}`,
  turn: (turn, opening) =>
    `**Conversation**: turn ${turn}${opening === '' ? '' : `; it began with “${opening}”`}`,
  system: ({ words, han }, beginning) =>
    `**System prompt**: ${count(words + han, 'word')}, beginning “${beginning}”`,
  toolResults: (number) => `**Tool results**: ${number}`,
  thought: ({ words, han }, turn) =>
    `The last message has ${count(words + han, 'word')} and stands in turn ${turn}. There is no model here that could reason about it, so I will say plainly what the request holds.`,
  filler: (number) =>
    `Sentence ${number} of this sample says nothing but its own number, which is ${number}.`,
}

const ZH: Texts = {
  introduction: '这里是 Parley 的沙盒：它不是语言模型，只是照着 API 的样子应答，并说明收到了什么。',
  restated: (text) => `你写的是：“${text}”`,
  nothingSaid: '你的消息里没有正文。',
  size: ({ characters, han }) => `**篇幅**：${characters} 个字符，其中汉字 ${han} 个`,
  turn: (turn, opening) => `**对话**：第 ${turn} 轮${opening === '' ? '' : `，开头是“${opening}”`}`,
  system: ({ characters }, beginning) => `**系统提示**：${characters} 个字符，开头是“${beginning}”`,
  toolResults: (number) => `**工具结果**：${number} 个`,
  thought: ({ characters }, turn) =>
    `最后一条消息有 ${characters} 个字符，处于第 ${turn} 轮。这里没有能够推理的模型，所以我只如实说明请求里有什么。`,
  filler: (number) => `这是示例文字的第 ${number} 句，除了编号 ${number} 之外什么也没说。`,
}

export const TEXTS: Readonly<Record<Language, Texts>> = { en: EN, zh: ZH }
