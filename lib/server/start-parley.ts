import 'server-only'
import { join } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { createDoor } from './door/door'
import { readConfig, secretsOf } from './env'
import { Copies } from './files/copies'
import { FileFetcher } from './files/fetch-in'
import { FileLibrary } from './files/library'
import { noteGone } from './files/note-gone'
import { FileInserter } from './files/put-in'
import { FileSender } from './files/send-up'
import { KeptSoon } from './gateway/kept-soon'
import { OpenCalls } from './gateway/open-calls'
import { openGatewayKey } from './gateway-key'
import { CallRate } from './gateway-keys/call-rate'
import { GatewayKeys } from './gateway-keys/gateway-keys'
import { Keyring } from './keys/keyring'
import { openMasterKey } from './keys/master-key'
import { Limits } from './limits/limits'
import { createLog } from './log'
import { Metrics } from './metrics/metrics'
import { KEY, type Parley } from './parley'
import { readDefaultUpstream, readKeeping, readPrices, readSandbox } from './preferences'
import type { RunsEars } from './runs/ears'
import { PriceBook } from './runs/price-book'
import { recoverRuns } from './runs/recover'
import { Runs } from './runs/runs'
import { createSessions } from './sign-in'
import { startText } from './start-text'
import { openStore } from './store/open'
import { OWNER } from './store/schema'
import { mayTakeUp } from './sweeps/may-take-up'
import { Sweeps } from './sweeps/sweeps'
import { ToolLoop } from './tools/loop'
import { createToolRunner } from './tools/runner'
import { createUpstreams } from './upstream/table'

/** Builds the one Parley object. Called once, by instrumentation.ts. */
export async function startParley(
  env: Record<string, string | undefined>,
  cwd: string,
): Promise<Parley> {
  const config = readConfig(env, cwd)
  const store = await openStore(config.dataDir)
  const prices = new PriceBook(await readPrices(store.db))
  // First of all: whoever adds up what has ended adds these up, too.
  const recovered = await recoverRuns(store.db, prices)
  const gatewayKey = openGatewayKey(config)
  const gatewayKeys = await GatewayKeys.open(store.db, gatewayKey)
  const secrets = new Set([gatewayKey.value, ...secretsOf(config)])
  const master = openMasterKey(config.dataDir)
  const keyring = await Keyring.open(store.db, master, (secret) => secrets.add(secret))
  const log = createLog(config.logLevel, secrets)
  const upstreams = createUpstreams(config, keyring, env)
  upstreams.setDefault(await readDefaultUpstream(store.db))
  upstreams.configureSandbox(await readSandbox(store.db))
  const keeping = await readKeeping(store.db)
  if (recovered > 0) log.warn({ count: recovered }, 'runs of a dead process marked interrupted')
  const calls = new OpenCalls()
  const limits = await Limits.open(store.db)
  const metrics = new Metrics({
    liveRuns: () => runs.liveCount,
    openCalls: () => calls.size,
    limits: () => limits.read().groups,
  })
  const copies = new Copies(store.db, join(config.dataDir, 'files'), keeping, (err) =>
    log.error({ err }, 'copies of files were not looked through'),
  )
  const files = new FileLibrary({ db: store.db, copies, upstreams })
  const fileFetcher = new FileFetcher({ files, config: config.files, env, log })
  const fileSender = new FileSender(files)
  const fileInserter = new FileInserter(files, fileSender)
  const ears: RunsEars = {
    around: (upstream, model) => limits.around(upstream, model),
    onEnd: (run, cost) => metrics.runEnded(run, cost),
    onStored: (owner, run) => {
      loop.runEnded(owner, run)
      sweeps.runEnded(run)
      noteGone(store.db, upstreams, run).catch((err) =>
        log.error({ err }, 'a file was not noted as gone'),
      )
    },
    onStoreFailure: () => metrics.storeFailed(),
  }
  const runs: Runs = new Runs(
    store.db,
    upstreams,
    log,
    prices,
    keeping,
    ears,
    (turns, upstream, signal) => fileInserter.send(turns, upstream, signal),
  )
  const tools = createToolRunner(config.tools, env, log, files)
  const loop: ToolLoop = new ToolLoop({
    db: store.db,
    runs,
    log,
    tools,
    mayGoOn: (run, next) => sweeps.mayGoOn(run, next),
  })
  const sweeps: Sweeps = new Sweeps({ db: store.db, runs, loop, limits, upstreams, log })
  limits.onChange((groups) => {
    runs.live.limits(OWNER, groups)
    sweeps.wake()
  })
  const { lost, removed, left } = await copies.start()
  if (lost > 0) log.warn({ count: lost }, 'local copies of files are not there any more')
  if (removed + left > 0) log.warn({ removed, left }, 'local copies that no file is known of')
  const built: Parley = {
    version: packageJson.version,
    config,
    log,
    door: createDoor({ config, gatewayKeys }),
    gatewayKey,
    gatewayKeys,
    keyring,
    store,
    sessions: createSessions({ db: store.db, password: config.password }),
    upstreams,
    runs,
    loop,
    sweeps,
    limits,
    metrics,
    calls,
    keptSoon: new KeptSoon(),
    refusals: new CallRate(),
    copies,
    files,
    fileFetcher,
    fileSender,
    fileInserter,
    tools,
    keep: async (changed) => {
      await Promise.all([copies.configure(changed), runs.pruner.configure(changed)])
    },
    startedAt: performance.now(),
    endCalls: async (hurry) => {
      // First of all: what is closed below waits for them, and they may wait for an upload.
      runs.refuseStarts()
      await sweeps.close()
      await loop.close()
      await runs.close(calls.close(hurry))
    },
    close: async () => {
      await upstreams.close()
      await tools.close()
      await fileFetcher.close()
      await files.close()
      await copies.close()
      await gatewayKeys.close()
      await limits.close()
      await store.close()
    },
    describe: (port) => startText(built, port),
  }
  Reflect.set(globalThis, KEY, built)
  await loop.recover((turn) => mayTakeUp(store.db, turn))
  await sweeps.recover()
  return built
}
