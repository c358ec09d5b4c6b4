import { takeSeed } from '../harness/upstream/random'
import { runCode } from './code'
import { runCsv } from './csv'
import { runCuts } from './cuts'
import { runEdits } from './edits'
import { runFiles } from './files'
import { runKills } from './kills'
import { runLeaks } from './leaks'
import { runMutations } from './mutations'
import { runPhases } from './phases'
import { runPreflight } from './preflight'
import { runReloads } from './reloads'
import { formatReport, type Report } from './report'
import { runRequests } from './requests'
import { runStreams } from './streams'
import { runUpload } from './upload'

/** Every scenario with its full count; `npm run soak -- kills=20 cuts=0` sets others, 0 leaves one out. */
const SCENARIOS: Record<
  string,
  { count: number; run(count: number, seed: number): Promise<Report> }
> = {
  kills: { count: 100, run: (kills, seed) => runKills({ kills, streams: 20, seed }) },
  cuts: { count: 2000, run: (cuts, seed) => runCuts({ cuts, seed }) },
  mutations: { count: 10_000, run: (streams, seed) => runMutations({ streams, seed }) },
  requests: {
    count: 2000,
    run: (requests, seed) => runRequests({ requests, silent: Math.ceil(requests / 50), seed }),
  },
  phases: { count: 100, run: (aborts, seed) => runPhases({ aborts, seed }) },
  streams: { count: 1000, run: (streams, seed) => runStreams({ streams, seconds: 60, seed }) },
  leaks: { count: 20_000, run: (streams, seed) => runLeaks({ streams, seed }) },
  files: { count: 500, run: (megabytes, seed) => runFiles({ megabytes, cuts: 100, seed }) },
  csv: { count: 1, run: (tables, seed) => runCsv({ tables, seed }) },
  upload: { count: 500, run: (megabytes, seed) => runUpload({ megabytes, seed }) },
  edits: { count: 200, run: (sequences, seed) => runEdits({ sequences, seed }) },
  code: { count: 30, run: (requests, seed) => runCode({ requests, seed }) },
  preflight: { count: 200, run: (requests, seed) => runPreflight({ requests, seed }) },
  reloads: { count: 200, run: (reloads, seed) => runReloads({ reloads, seed }) },
}

async function main(args: readonly string[]): Promise<void> {
  const given = new Map(
    args.map((arg) => arg.split('=', 2)).map(([name = '', n]) => [name, Number(n)]),
  )
  const unknown = [...given.keys()].find((name) => !(name in SCENARIOS))
  if (unknown !== undefined) throw new Error(`There is no scenario "${unknown}".`)
  const seed = takeSeed()
  const reports: Report[] = []
  for (const [name, { count, run }] of Object.entries(SCENARIOS)) {
    const times = given.get(name) ?? count
    if (times === 0) continue
    console.log(`${name}: ${times}, seed ${seed}`)
    const report = await run(times, seed)
    reports.push(report)
    console.log(formatReport(report))
  }
  process.exitCode = reports.some(({ violations }) => violations.length > 0) ? 1 : 0
}

await main(process.argv.slice(2))
