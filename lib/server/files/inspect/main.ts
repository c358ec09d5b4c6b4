import 'server-only'
import { serveJobs } from '../../worker/serve-jobs'
import { look } from './look'
import { readText } from './read-text'

serveJobs({ look, readText })
