import 'server-only'
import { serveJobs } from '../../worker/serve-jobs'
import { runScript } from './run-script'

serveJobs({ runScript })
