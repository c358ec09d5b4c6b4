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
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    launchOptions: { executablePath },
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    // A trace takes longer than the tests themselves: `--trace on` where one is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
})
