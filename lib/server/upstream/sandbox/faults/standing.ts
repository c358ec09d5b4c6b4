import 'server-only'
import {
  type Directives,
  parseDirectiveList,
  parseDirectives,
} from '@/lib/domain/sandbox-directives'
import { ApiError } from '@/lib/wire/errors'
import { header } from '../../headers'
import type { HeaderList } from '../../sink'

const FAULTS_HEADER = 'x-sandbox-faults'
const SEED_HEADER = 'x-sandbox-seed'
/** `off` spares a call the faults of the lab. */
const LAB_HEADER = 'x-sandbox-lab'

/** Directives that a call comes with, whatever its text says. */
export interface Standing {
  /** By request header: they go before those of the text. */
  header: Directives
  /** Of the fault lab: those of the text go before them. */
  lab: Directives
}

/** Reads the directives of a call's headers and of the lab; throws the 400 that names the header. */
export function readStanding(headers: HeaderList, labText: string): Standing {
  const said = headers.filter(([name]) => name === FAULTS_HEADER).map(([, value]) => value)
  const { directives, problem } = parseDirectiveList(said.join(';'))
  if (problem !== null) throw new ApiError(400, `${FAULTS_HEADER}: ${problem}`)
  return {
    header: { ...directives, ...readSeed(header(headers, SEED_HEADER)) },
    lab: header(headers, LAB_HEADER) === 'off' ? {} : parseDirectiveList(labText).directives,
  }
}

function readSeed(value: string | null): Directives {
  if (value === null) return {}
  const { directives } = parseDirectives(`[[seed=${value}]]`)
  if (directives.seed !== undefined) return directives
  throw new ApiError(
    400,
    `${SEED_HEADER}: ${JSON.stringify(value)} is no whole number up to nine digits`,
  )
}
