import 'server-only'
import { findFigures } from '../figures'
import { type Day, dayNumber, toDay } from '../table/day'
import { type Skill, say } from './skill'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const HAN_WEEKDAYS = '日一二三四五六'

function daysIn(ask: string): { text: string; day: Day }[] {
  return findFigures(ask).flatMap(({ kind, text }) => {
    const day =
      kind === 'date'
        ? toDay(
            text
              .replace(/(\d)(?:st|nd|rd|th)\b/, '$1')
              .replace(/ of /, ' ')
              .replace(/(\d) (?=[年月日])|([年月]) /g, '$1$2'),
          )
        : null
    return day === null || day.day === null ? [] : [{ text, day }]
  })
}

/** "How many days between two dates?" and "What weekday is a date?" */
export const reckonDays: Skill = (task) => {
  if (task.materials.length > 0 || task.ask.length > 300) return null
  const days = daysIn(task.ask)
  const [one, other] = days
  if (one === undefined) return null
  if (
    other !== undefined &&
    days.length === 2 &&
    /\bdays?\b|\bweeks?\b|\bhow long\b|\bdifference\b|天|多久|相差|相隔/i.test(task.ask)
  ) {
    const count = Math.abs(dayNumber(other.day) - dayNumber(one.day))
    const weeks = `${Math.floor(count / 7)}${say(task, ' weeks and ', ' 周零 ')}${count % 7}${say(task, ' days', ' 天')}`
    return say(
      task,
      `**${count} days** lie between ${one.text} and ${other.text} (${weeks}; the first day not counted).`,
      `${one.text}与${other.text}相隔 **${count} 天**（${weeks}，不含首日）。`,
    )
  }
  if (
    days.length !== 1 ||
    !/\b(?:what|which) (?:day|weekday)\b|\bday of the week\b|\bweekday\b|星期几|周几|礼拜几/i.test(
      task.ask,
    )
  )
    return null
  const weekday = (((dayNumber(one.day) + 4) % 7) + 7) % 7
  return say(
    task,
    `${one.text} is a **${WEEKDAYS[weekday]}**.`,
    `${one.text}是**星期${HAN_WEEKDAYS[weekday]}**。`,
  )
}
