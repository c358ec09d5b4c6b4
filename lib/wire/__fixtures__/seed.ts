import fc from 'fast-check'

/** Sets the seed of all property tests of the file that imports this; SEED=n repeats a run. */
export const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
fc.configureGlobal({ seed })
process.stdout.write(`seed ${seed}\n`)
