import { defineConfig } from '@playwright/test'
import { findChromium } from './e2e/harness/chromium'

const executablePath = await findChromium()
// Found once: Playwright reads this file again in every worker.
process.env.PLAYWRIGHT_CHROMIUM_PATH = executablePath

// No retries: a test that passes now and then is a fault to be found.
export default defineConfig({
  testDir: 'e2e/browser',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/browser',
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // For a slow machine: what passes waits for nothing.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // A law that shares its page with others is a step.
  reporter: [
    ['list', { printSteps: true }],
    ['json', { outputFile: 'test-results/browser.json' }],
  ],
  use: {
    // No page lives as long as its code takes to be made fast: an eighth of all work was that.
    launchOptions: { executablePath, args: ['--js-flags=--no-turbofan --no-maglev'] },
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    // What moves costs a tenth of all work: it moves where all acts are done (work-in-any-circumstance).
    contextOptions: { reducedMotion: 'reduce' },
    // A trace takes longer than the tests themselves: `--trace on` where one is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
})
