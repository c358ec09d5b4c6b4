import 'server-only'
import { serveJobs } from '../../../worker/serve-jobs'
import { JOBS } from './jobs'

serveJobs(JOBS)
