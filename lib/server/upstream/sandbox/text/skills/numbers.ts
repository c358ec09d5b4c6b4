import 'server-only'
import { type Skill, say } from './skill'

const COUNT =
  /^(?:please |can you |could you )?(?:count|list the numbers|print the numbers|write the numbers)(?: up)?(?: from)? (-?\d{1,6}) ?(?:to|up to|through|until|-) ?(-?\d{1,6})\b|从 ?(-?\d{1,6}) ?(?:数|列|写)?到 ?(-?\d{1,6})/i
const MOST = 1_000

/** "Count from 1 to 10." */
export const countUp: Skill = ({ ask, materials }) => {
  const match = ask.length > 80 || materials.length > 0 ? null : COUNT.exec(ask)
  if (match === null) return null
  const [from, to] = [Number(match[1] ?? match[3]), Number(match[2] ?? match[4])]
  const length = Math.abs(to - from) + 1
  if (length > MOST || (match[3] !== undefined && !/[数列写]/.test(ask))) return null
  return Array.from({ length }, (_, at) => (to >= from ? from + at : from - at)).join(', ')
}

const PRIME =
  /\bis (\d{1,12}) (?:a )?prime\b|(\d{1,12}) ?(?:是不是|是否是|是)(?:一个)?(?:质数|素数)/i

/** "Is 91 a prime number?" */
export const testPrime: Skill = (task) => {
  const match = task.ask.length > 100 ? null : PRIME.exec(task.ask)
  if (match === null) return null
  const number = Number(match[1] ?? match[2])
  const divisor = number < 2 ? null : leastDivisor(number)
  if (divisor === number)
    return say(task, `**Yes**, ${number} is a prime number.`, `**是**，${number} 是质数。`)
  const why = divisor === null ? '' : `${number} = ${divisor} × ${number / divisor}`
  return say(
    task,
    `**No**, ${number} is no prime number${why && `: ${why}`}.`,
    `**不是**，${number} 不是质数${why && `：${why}`}。`,
  )
}

function leastDivisor(number: number): number {
  for (let divisor = 2; divisor * divisor <= number; divisor++)
    if (number % divisor === 0) return divisor
  return number
}
