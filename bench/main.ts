import { cpus } from 'node:os'
import { benchCommit } from './commit-cost'
import { benchFold } from './fold-cost'
import { benchGateway } from './gateway'
import { benchSandbox } from './sandbox-pace'

/** `npm run bench -- rounds=9 only=gateway`: medians over the rounds. */
const BENCHES: Record<string, (rounds: number) => Promise<void> | void> = {
  fold: benchFold,
  commit: benchCommit,
  gateway: benchGateway,
  sandbox: benchSandbox,
}

async function main(args: readonly string[]): Promise<void> {
  const given = new Map(
    args.map((arg) => arg.split('=', 2)).map(([name = '', v = '']) => [name, v]),
  )
  const rounds = Number(given.get('rounds') ?? 9)
  const only = given.get('only')
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`
  console.log(`Node ${process.version}, ${process.platform}, ${machine}; ${rounds} rounds, medians`)
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (only === undefined || only === name) await bench(rounds)
  }
}

await main(process.argv.slice(2))
