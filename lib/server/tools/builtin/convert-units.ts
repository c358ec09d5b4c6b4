import 'server-only'
import { fromDouble, readDecimal, writeDecimal } from '../../arithmetic/decimal'
import { add, divide, type Fraction, multiply, subtract } from '../../arithmetic/fraction'
import { BuiltinError } from './builtin-error'
import { within } from './calculator-functions'
import { closest } from './closest'
import { PREFIXES, QUANTITIES, type Quantity, type Unit } from './units'

/** A unit with its prefix. */
interface Found {
  quantity: Quantity
  symbol: string
  factor: Fraction
  offset: Fraction
}

/** Such as `26.2188 mi`. Throws a {@link BuiltinError} that names close units. */
export function convertUnits(value: number, from: string, to: string): string {
  const [source, target] = [findUnit(from), findUnit(to)]
  if (source.quantity !== target.quantity) {
    throw new BuiltinError(
      `${source.symbol} is a unit of ${source.quantity.name}, ${target.symbol} one of ${target.quantity.name}.`,
    )
  }
  const given = within(fromDouble(value))
  const base = within(multiply(within(add(given, source.offset)), source.factor))
  const converted = within(subtract(within(divide(base, target.factor)), target.offset))
  return `${writeDecimal(converted)} ${target.symbol}`
}

function findUnit(written: string): Found {
  const wanted = written.trim().replaceAll('μ', 'µ')
  const name = wanted.toLowerCase()
  const found =
    BY_SYMBOL.get(wanted) ??
    BY_SYMBOL.get(wanted.replace(/^u/, 'µ')) ??
    BY_NAME.get(name) ??
    BY_NAME.get(name.replace(/s$/, ''))
  if (found !== undefined && found !== null) return found
  const near = closest(wanted, SUGGESTED)
  const hint = near.length === 0 ? '' : ` Perhaps ${near.join(', ')}.`
  const quantities = QUANTITIES.map(({ name }) => name).join(', ')
  throw new BuiltinError(
    `There is no unit ${JSON.stringify(wanted.slice(0, 100))}.${hint} There are units of ${quantities}.`,
  )
}

const ONE: Fraction = { top: 1n, bottom: 1n }
const NONE: Fraction = { top: 0n, bottom: 1n }

function readFactor(text: string): Fraction {
  const [top, bottom] = text.split('/').map((part) => within(readDecimal(part)))
  return within(divide(top ?? ONE, bottom ?? ONE))
}

/** A unit by itself and with each of its prefixes: the symbols and the names of each. */
function forms(quantity: Quantity, unit: Unit): { found: Found; names: string[] }[] {
  const factor = readFactor(unit.factor)
  const offset = unit.offset === undefined ? NONE : readFactor(unit.offset)
  const plain = { found: { quantity, symbol: unit.symbol, factor, offset }, names: [...unit.names] }
  const prefixes = unit.prefixes === undefined ? [] : PREFIXES[unit.prefixes]
  const prefixed = prefixes.map(([short, long, times]) => ({
    found: {
      quantity,
      symbol: short + unit.symbol,
      factor: within(multiply(factor, readFactor(times))),
      offset,
    },
    // Short names are symbols in other letters.
    names: unit.names.map((name) => (name.length < 3 ? short : long) + name),
  }))
  return [plain, ...prefixed]
}

const FORMS = QUANTITIES.flatMap((quantity) =>
  quantity.units.flatMap((one) => forms(quantity, one)),
)
/** As they are written; what is a unit by itself is none with a prefix (ft, min, Pa). */
const BY_SYMBOL: ReadonlyMap<string, Found> = new Map(
  FORMS.flatMap(({ found, names }) =>
    [found.symbol, ...names].map((name): [string, Found] => [name, found]),
  ).sort(([, a], [, b]) => Number(isPlain(a)) - Number(isPlain(b))),
)

function isPlain({ quantity, symbol }: Found): boolean {
  return quantity.units.some((unit) => unit.symbol === symbol)
}

/** In small letters; null where that may be several (MB, Mb). */
const BY_NAME: ReadonlyMap<string, Found | null> = byName()

function byName(): Map<string, Found | null> {
  const names = new Map<string, Found | null>()
  for (const [name, found] of BY_SYMBOL) {
    const lower = name.toLowerCase()
    const other = names.get(lower)
    names.set(lower, other === undefined || other === found ? found : null)
  }
  return names
}

/** What somebody may have meant: not all prefixes are to be offered. */
const SUGGESTED = FORMS.filter(({ found }) => isPlain(found) || /^(?:k|c|m|M|G)/.test(found.symbol))
  .flatMap(({ found, names }) => [found.symbol, ...names])
  .filter((name) => name.length > 1)
