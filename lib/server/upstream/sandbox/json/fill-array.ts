import 'server-only'
import type { Facts } from '../facts/facts'
import { findValues } from '../facts/find-values'
import { SCORES } from '../facts/found'
import { type Wanted, wantedBy } from '../facts/kinds'
import { labelFit } from '../facts/labels'
import { saidByVerb } from '../facts/said-by-verb'
import { overlaps } from '../facts/span'
import { chooseEnum } from './choose-enum'
import { fitTo } from './constraints'
import { readEntities } from './entities'
import type { Fill, Filled, Filling, Place } from './filling'
import { keywordsOf, sentencesOf } from './gist'
import { readInvited } from './invited'
import { splitRecords } from './records'
import { flatten, namesOf, propertiesOf, type Schema, textOr, typesOf } from './schema'

const MOST_ITEMS = 200
const MOST_POINTS = 5

/** Fills a list with all that a text names for it; null where it names nothing. */
export function fillArray(
  schema: Schema,
  facts: Facts,
  filling: Filling,
  place: Place,
  fill: Fill,
): Filled | null {
  const item = flatten(schema.items ?? {}, filling.root)
  const values =
    typesOf(item)[0] === 'object' && !Array.isArray(item.enum)
      ? recordsFor(item, facts, filling, place, fill)
      : valuesFor(item, schema, facts, filling, place)
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : MOST_ITEMS
  const least = typeof schema.minItems === 'number' ? schema.minItems : 0
  const distinct = [
    ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
  ].slice(0, most)
  if (distinct.length === 0 || distinct.length < least || Array.isArray(schema.prefixItems))
    return null
  return { value: distinct, known: distinct.length }
}

function valuesFor(
  item: Schema,
  schema: Schema,
  facts: Facts,
  filling: Filling,
  place: Place,
): unknown[] {
  const [type] = typesOf(item)
  const wanted = wantedBy(
    singular(place.name),
    {
      type: type === 'integer' || type === 'number' ? type : 'string',
      description: `${textOr(schema.description, '')} ${textOr(item.description, '')}`.trim(),
      format: typeof item.format === 'string' ? item.format : null,
    },
    place.parent,
  )
  if (Array.isArray(item.enum)) {
    return chooseEnum(item.enum, wanted, facts)
      .filter(({ score }) => score >= SCORES.likely)
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value)
  }
  if (type === 'array' || type === 'boolean' || type === 'null') return []
  return listFor(wanted, item, facts, filling, place)
}

/** `cities` are many a `city`. */
const singular = (name: string) => name.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '')

function listFor(
  wanted: Wanted,
  item: Schema,
  facts: Facts,
  filling: Filling,
  place: Place,
): (string | number)[] {
  const named = labelledList(wanted, place, facts)
  if (named.length > 0 && wanted.type === 'string')
    return named.flatMap((text) => fitTo(text, item) ?? [])
  if (filling.isDocument && /point|takeaway|highlight|fact|sentence/.test(place.name)) {
    return sentencesOf(facts.text).slice(0, MOST_POINTS)
  }
  if (
    filling.isDocument &&
    (wanted.kind === 'query' ||
      wanted.kind === 'keywords' ||
      /^(?:keyword|tag|topic)$/.test(wanted.name))
  ) {
    return keywordsOf(facts.text).flatMap((word) => fitTo(word, item) ?? [])
  }
  const invited = COMPANY.test(place.name) ? readInvited(facts) : []
  if (invited.length > 0) return invited.flatMap(({ text }) => fitTo(text, item) ?? [])
  const found = findValues(wanted, facts).filter(({ value }) => !filling.taken.has(String(value)))
  const least = Math.max(SCORES.likely, (found[0]?.score ?? 0) - SCORES.likely)
  const kept: typeof found = []
  for (const one of found.filter(
    ({ score }) => score >= (wanted.type === 'string' ? least : SCORES.weak),
  )) {
    if (!kept.some(({ span }) => overlaps(span, one.span))) kept.push(one)
  }
  return kept
    .sort((a, b) => a.span.start - b.span.start)
    .flatMap(({ value }) => fitTo(value, item) ?? [])
}

/** Those who come along. */
const COMPANY = /attendee|participant|guest|invitee|member|people|参会|参与|嘉宾/i

const WORD = "[\\p{L}\\d+#.'-]{1,30}"
const ITEM = `${WORD}(?:\\s(?!(?:and|or|to|in|on|at|for|from|with|by)\\b)${WORD}){0,2}`
/** A list in running text, after the name of what it lists. */
const LISTED = `\\b(?:\\s(?:are|is|include|includes|including|such as|like))?\\s(${ITEM}(?:,\\s?${ITEM}){0,20},?\\sand\\s${ITEM})`

/** "Skills: Python, SQL and Go". */
function labelledList(wanted: Wanted, place: Place, facts: Facts): string[] {
  const own = wantedBy(place.name, wanted, place.parent)
  const label = facts
    .labels()
    .find((one) => Math.max(labelFit(one, own), labelFit(one, wanted)) >= 0.5)
  if (label !== undefined) return splitList(label.value.text.split(/[.。!?]\s/)[0] ?? '')
  const byVerb = saidByVerb(own, facts.text)[0]
  if (byVerb !== undefined) return splitList(byVerb.span.text)
  const names = [...new Set([own.words.join(' '), wanted.words.join(' ')])].join('|')
  const spoken = new RegExp(`\\b(?:${names})${LISTED}`, 'iu').exec(facts.text.slice(0, 8000))?.[1]
  if (spoken !== undefined) return splitList(spoken)
  if (wanted.kind === 'thing' || wanted.kind === 'plain' || wanted.kind === 'text') {
    const given = GIVEN.exec(facts.text.slice(0, 8000))
    const list = splitList(given?.[1] ?? given?.[2] ?? given?.[3] ?? '').map((one) =>
      one.replace(/^(?:some|the|an?)\s/i, ''),
    )
    if (list.length > 0) return list
  }
  const bullets = Array.from(
    facts.text.matchAll(/^[ \t]*(?:[-*•]|\d{1,3}[.)])[ \t]+(.{1,300})$/gm),
    ([, text = '']) => text.trim(),
  )
  return bullets.length >= 2 &&
    ['thing', 'plain', 'text', 'summary', 'title', 'name'].includes(wanted.kind)
    ? bullets
    : []
}

/** "Add milk, eggs and bread to the list", "a dish with rice and beans". */
const GIVEN =
  /\b(?:add|buy|put|order|include|pack|purchase|need)\s(?!me\b)([^\n.!?]{2,300}?)(?=\s(?:to|on|onto|in|into|from|for)\s|[.!?\n]|$)|(?:把|买|添加|加上|购买)([^，。！？\n]{2,100}?)(?=(?:加入|加到|添加到|放进|放到)|[，。！？\n]|$)|\b(?:with|using|containing|from)\s([^\n.!?]{2,200}?)(?=[.!?\n]|$)/i

/** The parts of "a, b and c". */
const splitList = (text: string): string[] =>
  text
    .split(/\s*(?:,\s*and\s|,|，|、|;|；|\n|\/|\s(?:and|or|&)\s|和|及|以及)\s*/)
    .map((part) => part.trim().replace(/^["'“]|["'”.。]$/g, ''))
    .filter((part) => part !== '')

function recordsFor(
  item: Schema,
  facts: Facts,
  filling: Filling,
  place: Place,
  fill: Fill,
): unknown[] {
  const entities = readEntities(item, facts, filling.root)
  if (entities !== null) return entities
  const wanted = Object.entries(propertiesOf(item))
    .slice(0, 40)
    .map(([name, property]) => {
      const flat = flatten(property, filling.root)
      const [type] = typesOf(flat)
      const about = {
        type: type === 'integer' || type === 'number' ? type : 'string',
        description: textOr(flat.description, ''),
        format: null,
      } as const
      return wantedBy(name, about, place.name)
    })
  const records = splitRecords(facts, wanted)
  const isRequiredPair = namesOf(item.required).length > 1
  const isCounted = wanted.some(({ type }) => type !== 'string')
  // One thing alone says little: it may be anything in a text that is no list.
  const isPair = records.length < 2 || (isCounted && isRequiredPair)
  const least = Math.min(isPair ? 2 : 1, wanted.length)
  const taken: string[] = []
  const kept = records.flatMap((record, at) => {
    const trial: Filling = { ...filling, missing: [], taken: new Set(filling.taken) }
    const filled = fill(item, record, trial, {
      ...place,
      path: `${place.path}[${at}]`,
      isRequired: true,
      depth: place.depth + 1,
    })
    filling.left = trial.left
    if (filled === null || filled.known < least || trial.missing.length > 0) return []
    taken.push(...trial.taken)
    return [filled.value]
  })
  for (const text of taken) filling.taken.add(text)
  return kept
}
