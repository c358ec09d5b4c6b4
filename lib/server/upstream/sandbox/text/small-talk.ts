import 'server-only'
import { findings } from '../answer/report'
import { TEXTS } from '../answer/texts'
import { asWritten, bullets, onOneLine, shorten } from './markdown'
import type { Part } from './parts'
import { sentencesOf } from './passages'
import { findSentences } from './prose/answer-question'
import { shortAnswer } from './prose/entity'
import { say } from './skills/skill'
import type { Task } from './task'

const GREETING =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|howdy|yo)\b[\s,!.?\w]{0,30}$|^(?:你好|您好|嗨|哈喽|早上好|下午好|晚上好|大家好|早安|晚安)/i
const THANKS =
  /^(?:thanks?|thank you|thx|cheers|great|perfect|ok(?:ay)?|got it|bye|goodbye)\b[\s,!.\w]{0,30}$|^(?:谢谢|多谢|感谢|好的|明白了|再见|拜拜)/i
const ASKS_WHO =
  /\bwho (?:are|is) you\b|\bwhat are you\b|\byour name\b|\bwhat (?:can|do) you do\b|\bwho answers\b|\b(?:what|which) (?:ai |language )?(?:model|llm|ai)\b.{0,20}\byou\b|\bhelp\b\W*$|你是谁|你叫什么|你能做什么|你会什么|介绍一下(?:你)?自己|介绍.{0,6}自己|什么模型|自我介绍/i
/** So much of the question must be in a sentence of the system prompt or the conversation to answer it. */
const LEAST_MET = 0.5

/** What was said before answers some questions: "What is my name?" */
export function recall(task: Task): Part[] | null {
  const { brief, ask } = task
  if (ask.trim() === '' || task.materials.length > 0) return null
  const said = brief.history
    .filter(({ role, text }) => role === 'user' && text.length < 20_000)
    .map(({ text }) => text)
  const places: [string, string[]][] = [
    [say(task, 'you wrote earlier:', '你之前写过：'), said],
    [
      say(task, 'the system prompt says:', '系统提示写道：'),
      brief.system === '' ? [] : [brief.system.slice(0, 200_000)],
    ],
  ]
  for (const [lead, texts] of places) {
    const sentences = sentencesOf([{ kind: 'inline', title: null, pieces: texts, cite: null }])
    const best = findSentences(
      sentences.filter(({ text }) => !/[?？]$/.test(text)),
      ask,
    )[0]
    if (best === undefined || best.met < LEAST_MET) continue
    const { text } = best.sentence
    const place = shortAnswer(text, ask)
    const head = place === null ? '' : `**${asWritten(text.slice(place.start, place.end))}** — `
    const open = head === '' ? `${lead[0]?.toUpperCase() ?? ''}${lead.slice(1)}` : lead
    return [`${head}${open}${say(task, ' ', '')}“${asWritten(onOneLine(text, 400))}”`]
  }
  return null
}

/** Where there is nothing to work on: what was sent, what can be done here, what to try. */
export function smallTalk(task: Task): Part[] {
  const { brief, ask, language } = task
  const texts = TEXTS[language]
  const open = GREETING.test(ask)
    ? texts.greeting
    : THANKS.test(ask)
      ? texts.thanks
      : ASKS_WHO.test(ask)
        ? texts.whoIAm
        : ask.trim() === ''
          ? texts.nothingSaid
          : texts.cannot(asWritten(shorten(onOneLine(ask, 160), 160)))
  const parts = [open, `${texts.seen}\n\n${bullets(findings(brief, texts))}`]
  // What can be done is said once.
  if (brief.turn === 1) parts.push(`${texts.canDo}\n\n${bullets(texts.skills)}`, texts.tryThis)
  return [parts.join('\n\n')]
}
