import 'server-only'
import type { Language } from '../../answer/measure'
import { counted } from '../skills/skill'

/** The words around what is taken from texts. Where there are several, the seed of a request chooses. */
interface ProseWords {
  summary: readonly ((of: string, size: string, count: number) => string)[]
  theText: string
  theTexts(count: number): string
  size(words: number, sentences: number): string
  noAnswer: string
  nearest: string
  about: string
  also: readonly string[]
  page(number: number): string
  figures(count: number, of: string): string
  noFigures(of: string): string
  figure: string
  kind: string
  context: string
  more(count: number): string
  kinds: Readonly<Record<string, string>>
  says: readonly string[]
  gap: string
  earlier: string
}

const EN: ProseWords = {
  summary: [
    (of, size, count) =>
      `**Summary of ${of}** (${size}) in the sentences of the text: ${count === 1 ? 'the one that says' : `the ${count} that say`} most.`,
    (of, size, count) =>
      `**In short, ${of}** (${size}): ${count === 1 ? 'the key sentence of the text' : `${count} key sentences of the text`}.`,
    (of, size, count) =>
      `**What ${of} says** (${size}), by ${count === 1 ? 'one sentence' : `${count} sentences`} of the text.`,
  ],
  theText: 'the text',
  theTexts: (count) => `the ${count} texts`,
  size: (words, sentences) => `${counted(words, 'word')}, ${counted(sentences, 'sentence')}`,
  noAnswer:
    '**The material does not answer this**: no sentence of it has the words of the question.',
  nearest: 'The material does not say this plainly. What comes nearest:',
  about: 'What it is about:',
  also: ['The material says further:', 'Also on this:', 'Related passages:'],
  page: (number) => `page ${number}`,
  figures: (count, of) => `**${counted(count, 'figure')} found** in ${of}:`,
  noFigures: (of) => `There are none in ${of}.`,
  figure: 'Figure',
  kind: 'Kind',
  context: 'Where it stands',
  more: (count) => `… and ${count.toLocaleString('en')} more.`,
  kinds: {
    date: 'date',
    time: 'time',
    money: 'amount of money',
    percent: 'percentage',
    duration: 'duration',
    quantity: 'quantity',
    number: 'number',
    phone: 'phone number',
    email: 'e-mail',
    url: 'link',
  },
  says: ['The material says:', 'From the material:', 'The passage that fits best:'],
  gap: ' ',
  earlier: 'the text from earlier in this conversation',
}

const ZH: ProseWords = {
  summary: [
    (of, size, count) => `**${of}的摘要**（${size}），由原文中最有代表性的 ${count} 句组成：`,
    (of, size, count) => `**${of}要点**（${size}），取自原文的 ${count} 句话：`,
    (of, size, count) => `**${of}主要讲了什么**（${size}），原文的 ${count} 个关键句：`,
  ],
  theText: '这段文字',
  theTexts: (count) => `这 ${count} 份文字`,
  size: (words, sentences) => `${words} 字词，${sentences} 句`,
  noAnswer: '**材料中没有回答这个问题**：没有任何一句包含问题中的关键词。',
  nearest: '材料中没有直接说明，最接近的是：',
  about: '材料主要讲的是：',
  also: ['材料中还提到：', '与此相关的还有：', '相关段落：'],
  page: (number) => `第 ${number} 页`,
  figures: (count, of) => `在${of}中**找到 ${count} 项数据**：`,
  noFigures: (of) => `${of}中没有这类数据。`,
  figure: '数据',
  kind: '类型',
  context: '上下文',
  more: (count) => `……另有 ${count} 项。`,
  kinds: {
    date: '日期',
    time: '时间',
    money: '金额',
    percent: '百分比',
    duration: '时长',
    quantity: '数量',
    number: '数字',
    phone: '电话',
    email: '邮箱',
    url: '链接',
  },
  says: ['材料中写道：', '根据材料：', '最相关的一句：'],
  gap: '',
  earlier: '之前对话中的文字',
}

export const PROSE_WORDS: Readonly<Record<Language, ProseWords>> = { en: EN, zh: ZH }

/** One of several ways to say a thing; the first where nothing asks for another. */
export function choose<Choice>(choices: readonly Choice[], seed: number): Choice | undefined {
  return choices[Math.abs(Math.trunc(seed)) % choices.length]
}
