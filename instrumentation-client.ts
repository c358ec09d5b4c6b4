import { config } from 'zod'

// Runs before the app: Zod would try `new Function`, which the pages' policy forbids and reports.
config({ jitless: true })
