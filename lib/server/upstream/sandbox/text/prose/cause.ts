import 'server-only'
import type { Sentence } from '../passages'
import type { Ranked } from '../ranking'

const ASKS_WHY =
  /\bwhy\b|\bhow come\b|\bwhat (?:caused?|causes|led to|made|(?:is|was|were|are) the (?:causes?|reasons?))\b|\b(?:reasons?|causes?) (?:for|of|why|behind)\b|为什么|为何|为啥|何以|因何|原因|怎么会/i
const CAUSE =
  /\b(?:because|due to|owing to|since(?! (?:\d|then))|as a result of|led to|caused?|causing|result(?:s|ed|ing) (?:from|in)|thanks to|on account of|reasons?|stem(?:s|med) from|attributed to|blamed?|so that|in order to|therefore|hence|consequently|for this reason|this is why|that is why)\b|由于|因为|因此|所以|导致|原因|造成|致使|归因|源于|缘于|出于|受[^，。]{1,20}影响|因[\u4e00-\u9fff]{2,20}(?:而|，)/i
/** These point at a cause in the sentence before. */
const POINTS_BACK =
  /^(?:therefore|thus|hence|consequently|as a result\b(?! of)|for this reason|this is why|that is why|so,|因此|所以|于是|为此|因而)/i
/** So far from the event its cause may stand. */
const AROUND = [1, 2, -1] as const
/** A sentence on the matter with a cause goes before one without that scores better by less than this. */
const RIVALS = 0.45

/** Whether a question wants a cause. */
export const asksWhy = (question: string): boolean => ASKS_WHY.test(question)

/** The sentences that say why, in their order: the event's own, a near rival's, else the event's and its neighbour's. */
export function causesOf(found: readonly Ranked[], sentences: readonly Sentence[]): Sentence[] {
  const [event] = found
  if (event === undefined) return []
  const { sentence, at, score } = event
  const neighbourAt = (offset: number) => {
    const one = sentences[at + offset]
    return one?.source === sentence.source && !one.isHeading ? one : undefined
  }
  const before = neighbourAt(-1)
  if (POINTS_BACK.test(sentence.text)) return before === undefined ? [sentence] : [before, sentence]
  if (CAUSE.test(sentence.text)) return [sentence]
  const rival = found.find((one) => one.score >= RIVALS * score && saysWhy(one, event))
  if (rival !== undefined) return [rival.sentence]
  const near = AROUND.map(neighbourAt).find(
    (one) => one !== undefined && CAUSE.test(one.text) && !POINTS_BACK.test(one.text),
  )
  const [next, afterNext] = [neighbourAt(1), neighbourAt(2)]
  if (near === undefined)
    return next !== undefined && afterNext !== undefined && POINTS_BACK.test(afterNext.text)
      ? [sentence, next, afterNext]
      : []
  return sentences.indexOf(near) < at ? [near, sentence] : [sentence, near]
}

/** A rival has words of the question of its own; what only stands behind the event is shown with it. */
const saysWhy = (one: Ranked, event: Ranked) =>
  CAUSE.test(one.sentence.text) &&
  !POINTS_BACK.test(one.sentence.text) &&
  one.met >= event.met / 2 &&
  one.rarest >= event.rarest * 0.9
