import 'server-only'
import { serveJobs } from '../../worker/serve-jobs'
import { createChecks } from './checks'

serveJobs(createChecks())
