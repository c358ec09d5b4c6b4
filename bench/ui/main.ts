import { cpus } from 'node:os'
import { type Bed, makeBed } from './bed'
import { benchColumns } from './columns'
import { benchFirstLoad } from './first-load'
import { benchOpening } from './opening'
import { benchPdf } from './preview-pdf'
import { benchTable } from './preview-table'
import { benchGrowth, benchStreaming } from './streaming'
import { benchTyping } from './typing'
import { benchTypingLong } from './typing-long'

/** `npm run bench:ui -- only=typing rounds=1 tokens=2000 growth=4000 kinds=prose,code keys=60 turns=400 rows=100000 pages=500`. */
const COUNTS = {
  rounds: 5,
  tokens: 2000,
  growth: 20_000,
  keys: 150,
  turns: 2000,
  rows: 1_000_000,
  pages: 500,
}
/** `kinds`: of the growing answers, these alone. */
type Counts = typeof COUNTS & { kinds: string | undefined }

const BENCHES: Record<string, (bed: Bed, counts: Counts) => Promise<void>> = {
  load: benchFirstLoad,
  opening: benchOpening,
  streaming: benchStreaming,
  columns: benchColumns,
  typing: async (bed, counts) => {
    await benchTyping(bed, counts)
    await benchTypingLong(bed, counts)
  },
  previews: async (bed, counts) => {
    await benchTable(bed, counts)
    await benchPdf(bed, counts)
  },
  growth: (bed, { growth, kinds }) => benchGrowth(bed, { tokens: growth, kinds }),
}

async function main(args: readonly string[]): Promise<void> {
  const given = new Map(
    args.map((arg) => arg.split('=', 2)).map(([name = '', value = '']) => [name, value]),
  )
  const count = (name: keyof typeof COUNTS) => Number(given.get(name) ?? COUNTS[name])
  const counts: Counts = {
    rounds: count('rounds'),
    tokens: count('tokens'),
    growth: count('growth'),
    keys: count('keys'),
    turns: count('turns'),
    rows: count('rows'),
    pages: count('pages'),
    kinds: given.get('kinds'),
  }
  const only = given.get('only')?.split(',') ?? Object.keys(BENCHES)
  const bed = await makeBed(counts.turns)
  try {
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`
    console.log(`Chromium ${bed.browser.version()}, Node ${process.version}, ${machine}; medians`)
    for (const name of only) await BENCHES[name]?.(bed, counts)
  } finally {
    await bed.close()
  }
}

await main(process.argv.slice(2))
