import 'server-only'

/** Whether a text turns a thing on or off, wants it or does not. */

const OFF_BEFORE =
  /(?:\b(?:no|not|never|without|don't|doesn't|isn't|aren't|didn't|won't|can't|cannot|non|exclud(?:e|ing)|disabl(?:e|ing)|deactivat(?:e|ing)|hid(?:e|ing)|remov(?:e|ing)|skip(?:ping)?|omit(?:ting)?|stop(?:ping)?|mut(?:e|ing)|(?:turn|switch|shut)(?:ing|ning|ting)?\soff|off|un)[\s-](?:(?!and\b|but\b)[\w-]+\s){0,2}|(?:不要|不用|不加|不放|不需要|不带|不含|无需|禁用|关闭|关掉|关上|停用|取消|去掉|没有|别|无|未|没|否|不)\p{Script=Han}{0,3})$/iu
const ON_BEFORE =
  /(?:\b(?:with|enabl(?:e|ing)|activat(?:e|ing)|includ(?:e|ing)|show(?:ing)?|add(?:ing)?|(?:turn|switch)(?:ing|ning)?\son|want|need|yes to)\s(?:(?!and\b|but\b)[\w-]+\s){0,2}|(?:打开|开启|启用|加上?|要|需要|带|包含)\p{Script=Han}{0,3})$/iu
const OFF_AFTER =
  /^[\p{Ll}\p{Lu}]{0,12}\s(?:[\p{L}]{1,12}\s){0,2}?(?:off|disabled|deactivated|not \p{L}{2,12})\b|^\p{Script=Han}{0,2}(?:关掉|关闭|关了|关上|禁用|停用|不要|去掉|取消)/u
const ON_AFTER =
  /^[\p{Ll}\p{Lu}]{0,12}\s(?:[\p{L}]{1,12}\s){0,2}?(?:on|enabled|activated)\b|^\p{Script=Han}{0,2}(?:打开|开启|启用)/u
const BOUND = /[,;.!?，。；！？、\n]|\s(?:and|but|while|yet)\s|(?:但是?|而|并且?|和)/g

/** What a text says of the thing that stands at a place: the words around it, else those that an enumeration carries on. */
export function isWantedAt(text: string, start: number, end: number): boolean {
  const bounds = Array.from(
    text.slice(0, start).matchAll(BOUND),
    (match) => match.index + match[0].length,
  )
  const next = text.slice(end).search(BOUND)
  const after = text.slice(end, next < 0 ? end + 40 : Math.min(end + next, end + 40))
  if (OFF_AFTER.test(after)) return false
  if (ON_AFTER.test(after)) return true
  const before = text.slice(Math.max(bounds.at(-1) ?? 0, start - 32), start)
  if (OFF_BEFORE.test(before)) return false
  if (ON_BEFORE.test(before)) return true
  // "Without milk and sugar" goes on to the sugar.
  return !CARRIED.test(text.slice(Math.max(0, start - 60), start))
}

const CARRIED =
  /(?:\b(?:without|neither|disable|exclude|hide|remove|skip|(?:turn|switch)\soff)\s(?:the\s)?[\w-]+(?:\s[\w-]+)?(?:,\s[\w -]{1,20})?,?\s(?:and|or|nor)\s(?:the\s)?|(?:不要|不加|关闭|禁用|去掉)\p{Script=Han}{1,6}[、和或])$/iu
