import { ANSWER_ACTS, PANEL_ACTS, SHELL_ACTS, TREE_ACTS } from './acts'
import { CIRCUMSTANCES } from './circumstances'
import { test } from './fixtures'
import { setStage } from './stage'

// Each act once; the circumstances take turns, so that each pair of them is met.
const ACTS = [...ANSWER_ACTS, ...TREE_ACTS, ...PANEL_ACTS, ...SHELL_ACTS]

for (const [row, circumstance] of CIRCUMSTANCES.entries()) {
  test.describe(`With ${circumstance.title}`, () => {
    test.use({
      ...circumstance.use,
      contextOptions: { reducedMotion: 'no-preference' },
      // An answer 403 or 404 that an act provokes is a line in the console.
      tolerated: /Failed to load resource/,
    })
    test('Somebody can do one thing after another', async ({ page, upstream }) => {
      const stage = setStage(page, upstream, circumstance)
      for (const { does, play } of ACTS.filter((_, at) => at % CIRCUMSTANCES.length === row)) {
        await test.step(`Somebody can ${does}`, async () => {
          upstream.reset()
          await play(stage)
        })
      }
    })
  })
}
