import 'server-only'
import type { Skill } from './skill'

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
