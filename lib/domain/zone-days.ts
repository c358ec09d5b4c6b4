const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** From a moment on, local time is this far ahead of UTC, ms. */
export interface ZoneOffset {
  from: number
  ahead: number
}

/** How far a zone's clocks are ahead of UTC within a span: the first entry holds from its beginning. */
export function zoneOffsets(zone: string, since: number, until: number): ZoneOffset[] {
  const aheadAt = createClock(zone)
  const offsets: ZoneOffset[] = [{ from: since, ahead: aheadAt(since) }]
  for (let day = since; day < until; day += DAY_MS) {
    const end = Math.min(day + DAY_MS, until)
    if (aheadAt(end) === offsets.at(-1)?.ahead) continue
    const from = turnOf(aheadAt, day, end)
    offsets.push({ from, ahead: aheadAt(from) })
  }
  return offsets
}

/** The day of a local day number, `2026-11-22`. */
export function dayName(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** The first minute after `before` that has the offset of `after`. */
function turnOf(aheadAt: (at: number) => number, before: number, after: number): number {
  let low = Math.floor(before / MINUTE_MS)
  let high = Math.ceil(after / MINUTE_MS)
  const then = aheadAt(after)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (aheadAt(middle * MINUTE_MS) === then) high = middle
    else low = middle
  }
  return high * MINUTE_MS
}

function createClock(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
    const local = Date.UTC(
      get('year'),
      get('month') - 1,
      get('day'),
      get('hour'),
      get('minute'),
      get('second'),
    )
    return local - (at - (at % 1000))
  }
}
