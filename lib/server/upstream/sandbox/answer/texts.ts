import 'server-only'
import type { Language, Measure } from './measure'

/** The sandbox's own words. It speaks over the wire, so they are no part of the screens' messages. */
export interface Texts {
  introduction: string
  gap: string
  restated: (text: string) => string
  place: (turn: number, opening: string) => string
  nothingSaid: string
  greeting: string
  thanks: string
  whoIAm: string
  cannot: (text: string) => string
  seen: string
  canDo: string
  skills: readonly string[]
  tryThis: string
  unread: (names: string) => string
  size: (measure: Measure) => string
  turn: (turn: number, opening: string) => string
  system: (measure: Measure, beginning: string) => string
  filler: (number: number) => string
}

const count = (number: number, noun: string) =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`

const EN: Texts = {
  introduction:
    'This is Parley’s sandbox: no language model, but a double of the API that works on what it is sent.',
  gap: ' ',
  restated: (text) => `You wrote: “${text}”`,
  place: (turn, opening) => ` (turn ${turn}; it began with “${opening}”)`,
  nothingSaid: 'Your message has no text of its own.',
  greeting: 'Hello! Nobody is thinking here, but there is a good deal that works without.',
  thanks: 'You are welcome. Ask for more, or paste something to work on.',
  whoIAm:
    'I am the sandbox that comes with Parley: a program that answers as the API would, without a language model behind it.',
  cannot: (text) =>
    `“${text}” would take a language model’s knowledge or imagination, and there is none here; your message also brings no material from which it could be answered.`,
  seen: 'What arrived:',
  canDo: 'What can be done here with a text, a table, a file or a picture of yours:',
  skills: [
    '**summarize** it, or **answer questions** from it, with citations where they are on',
    'list the **figures, dates and amounts** in it',
    '**compute**: sums, statistics of a table, groups, conditions, the top of a column',
    'count, sort, convert, extract: “How many r in strawberry?”, “Convert this CSV to JSON: …”',
    'call **tools** that fit the question, and fill **JSON** for a schema',
  ],
  tryThis:
    'To see how an answer arrives, write `[[tokens=400]]`, `[[gallery]]`, `[[think=60]]` or `[[error=529]]` into a message.',
  unread: (names) =>
    `**Not looked into**: ${names}. The sandbox makes no network calls and reads only what came with the request.`,
  size: ({ words, han, characters }) =>
    `**Size**: ${count(words + han, 'word')}, ${count(characters, 'character')}`,
  turn: (turn, opening) =>
    `**Conversation**: turn ${turn}${opening === '' ? '' : `; it began with “${opening}”`}`,
  system: ({ words, han }, beginning) =>
    `**System prompt**: ${count(words + han, 'word')}, beginning “${beginning}”`,
  filler: (number) =>
    `Sentence ${number} of this sample says nothing but its own number, which is ${number}.`,
}

const ZH: Texts = {
  introduction: '这里是 Parley 的沙盒：它不是语言模型，只是照着 API 的样子应答，并处理收到的材料。',
  gap: '',
  restated: (text) => `你写的是：“${text}”`,
  place: (turn, opening) => `（第 ${turn} 轮；对话开头是“${opening}”）`,
  nothingSaid: '你的消息里没有正文。',
  greeting: '你好！这里没有会思考的模型，不过不需要模型的事情可以做不少。',
  thanks: '不客气。可以继续提问，或者贴一段材料来处理。',
  whoIAm: '我是 Parley 自带的沙盒：一个照着 API 应答的程序，背后没有语言模型。',
  cannot: (text) =>
    `“${text}”需要语言模型的知识或想象力，而这里没有；你的消息里也没有可以用来回答的材料。`,
  seen: '收到的内容：',
  canDo: '对于你给出的文字、表格、文件或图片，这里可以：',
  skills: [
    '做**摘要**，或根据材料**回答问题**（开启引用时附出处）',
    '列出其中的**数字、日期和金额**',
    '**计算**：算式、表格统计、分组、条件筛选、排名',
    '计数、排序、转换、提取，例如“strawberry 中有几个 r”“把这段 CSV 转成 JSON：……”',
    '调用与问题相符的**工具**，按模式填写 **JSON**',
  ],
  tryThis:
    '想看回答如何逐步到达，可以在消息里写 `[[tokens=400]]`、`[[gallery]]`、`[[think=60]]` 或 `[[error=529]]`。',
  unread: (names) => `**没有读取**：${names}。沙盒不访问网络，只处理随请求送来的内容。`,
  size: ({ characters, han }) => `**篇幅**：${characters} 个字符，其中汉字 ${han} 个`,
  turn: (turn, opening) => `**对话**：第 ${turn} 轮${opening === '' ? '' : `，开头是“${opening}”`}`,
  system: ({ characters }, beginning) => `**系统提示**：${characters} 个字符，开头是“${beginning}”`,
  filler: (number) => `这是示例文字的第 ${number} 句，除了编号 ${number} 之外什么也没说。`,
}

export const TEXTS: Readonly<Record<Language, Texts>> = { en: EN, zh: ZH }
