import 'server-only'
import { EMAIL } from '../../facts/patterns'
import { bullets } from '../markdown'
import { pastedText, type Skill, say } from './skill'

interface Extract {
  asked: RegExp
  find: RegExp
  en: string
  zh: string
}

const MOST_SHOWN = 100
const MOST_CHARACTERS = 2_000_000
const VERB =
  /\b(?:extract|find|list|get|pull|show|give|collect|identify|what|which|all|any)\b|提取|列出|找出|抽取|哪些|所有|全部/i

/** Asks for one, which a text may say in words too. */
const ASKS_ONE = /\bwhat (?:is|was)\b|\bwhat['’]s\b|是什么|是多少/i

const EXTRACTS: readonly Extract[] = [
  {
    asked: /\be-?mails?(?: addresses)?\b|邮箱|电子邮件|邮件地址/i,
    find: EMAIL,
    en: 'e-mail addresses',
    zh: '邮箱地址',
  },
  {
    asked: /\b(?:urls?|links?|web ?sites?|web addresses)\b|网址|链接/i,
    find: /https?:\/\/[^\s<>"'`，。；（）)\]】」]{1,500}|\bwww\.[^\s<>"'`，。；）)\]]{3,300}/g,
    en: 'links',
    zh: '链接',
  },
  {
    asked: /\bhash ?tags?\b|话题标签|标签|井号/i,
    find: /(?<![\w&])#[\p{L}\p{N}_]{1,60}/gu,
    en: 'hashtags',
    zh: '话题标签',
  },
  {
    asked: /\bmentions?\b|@ ?用户|提及的用户/i,
    find: /(?<![\w.])@[\w]{1,40}/g,
    en: 'mentions',
    zh: '提及',
  },
  {
    asked: /\b(?:phone|telephone|mobile)(?: numbers?)?\b|电话|手机号/i,
    find: /(?<![\w.])(?:\+\d{1,3}[ -]?)?(?:\(\d{1,4}\)[ -]?)?\d{2,5}(?:[ -]\d{2,5}){1,4}(?![\w-])|(?<!\d)1[3-9]\d{9}(?!\d)|\+\d{7,15}\b/g,
    en: 'phone numbers',
    zh: '电话号码',
  },
  {
    asked: /\bip(?:v4)?(?: addresses| address)?\b|IP ?地址/i,
    find: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
    en: 'IP addresses',
    zh: 'IP 地址',
  },
]

/** E-mail addresses, links, hashtags… of a text. */
export const extractPatterns: Skill = (task) => {
  if (!VERB.test(task.ask)) return null
  const asked = EXTRACTS.filter((one) => one.asked.test(task.ask))
  const text = (pastedText(task) ?? task.ask).slice(0, MOST_CHARACTERS)
  const lists = asked.map((one) => {
    const found = [
      ...new Set([...text.matchAll(one.find)].map(([match]) => match.replace(/[.,;:!?]+$/, ''))),
    ]
    return { one, found }
  })
  if (
    lists.length === 0 ||
    lists.every(
      ({ found }) => found.length === 0 && (task.materials.length === 0 || ASKS_ONE.test(task.ask)),
    )
  )
    return null
  return lists
    .map(({ one, found }) => {
      const head = say(
        task,
        `**${found.length} ${found.length === 1 ? one.en.replace(/(?<=ss)es$|s$/, '') : one.en}**`,
        `**${found.length} 个${one.zh}**`,
      )
      const more = found.length > MOST_SHOWN ? `\n\n… +${found.length - MOST_SHOWN}` : ''
      return found.length === 0 ? head : `${head}\n\n${bullets(found.slice(0, MOST_SHOWN))}${more}`
    })
    .join('\n\n')
}
