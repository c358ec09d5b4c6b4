import 'server-only'
import { BuiltinError } from './builtin-error'
import { closest } from './closest'

/** The date and the time in a zone, as JSON. */
export function tellTime(zone: string, now: number): string {
  const format = formatOf(zone.trim())
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]))
  const offset =
    part.timeZoneName === 'GMT' ? '+00:00' : (part.timeZoneName ?? '').replace('GMT', '')
  return JSON.stringify({
    time_zone: format.resolvedOptions().timeZone,
    date: `${part.year}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}:${part.second}`,
    weekday: part.weekday,
    utc_offset: offset,
    utc: new Date(now).toISOString(),
  })
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      weekday: 'long',
      timeZoneName: 'longOffset',
    })
  } catch {
    throw new BuiltinError(unknownZone(zone.slice(0, 100)))
  }
}

function unknownZone(zone: string): string {
  const place = zone.replaceAll(' ', '_')
  const zones = Intl.supportedValuesOf('timeZone')
  const like = closest(place, zones)
  const near = like.length > 0 ? like : closestPlaces(place, zones)
  const hint = near.length === 0 ? '' : ` Perhaps ${near.join(', ')}.`
  return `There is no time zone ${JSON.stringify(zone)}. Taken are IANA names, such as Asia/Shanghai or America/New_York, and UTC.${hint}`
}

/** By the last part of the name: Europe/Pariis is written for Europe/Paris, and so is Pariis. */
function closestPlaces(place: string, zones: readonly string[]): string[] {
  const last = (zone: string) => zone.split('/').at(-1) ?? ''
  const likes = new Set(closest(last(place), zones.map(last)))
  return zones.filter((zone) => likes.has(last(zone))).slice(0, 3)
}
