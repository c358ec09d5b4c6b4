import 'server-only'
import { serveJobs } from '../../worker/serve-jobs'
import { QUERIES } from './queries'

serveJobs(QUERIES)
