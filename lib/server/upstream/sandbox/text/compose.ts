import 'server-only'
import type { Brief, Passage } from '../answer/brief'
import { reportOn } from '../answer/report'

/** The answer in words. The same brief gets the same passages. */
export function compose(brief: Brief): Passage[] {
  return [{ text: reportOn(brief), citations: [] }]
}
