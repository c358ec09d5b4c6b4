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
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    launchOptions: { executablePath },
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
