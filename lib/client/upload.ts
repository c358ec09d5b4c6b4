import type { FetchLine, FileView } from '@/lib/domain/files/file'
import { ApiError, parseErrorBody } from '@/lib/wire/errors'
import { apiLines, goToSignIn, NETWORK_ERROR } from './api'

interface Watch {
  /** `isSent`: all has gone, and the server looks into it. */
  onProgress(sent: number, isSent: boolean): void
  /** What is known of a file that the server fetches, once its host has answered. */
  onFound?(name: string, sizeBytes: number | null): void
  signal: AbortSignal
}

/**
 * Sends a file to the server, and hears how far it is, which `fetch` does not tell. Throws the server's
 * ApiError, or one with status 0 where the connection was cut; the caller's abort as it is.
 */
export function sendFile(
  { id, sha256 }: { id: string; sha256?: string | undefined },
  file: File,
  { onProgress, signal }: Watch,
): Promise<FileView> {
  const query = new URLSearchParams({ id, name: file.name })
  if (sha256 !== undefined) query.set('sha256', sha256)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => {
      request.abort()
      reject(signal.reason)
    }
    const settle = (finish: () => void) => {
      signal.removeEventListener('abort', abort)
      finish()
    }
    signal.addEventListener('abort', abort)
    request.upload.onprogress = ({ loaded }) => onProgress(loaded, false)
    request.upload.onload = () => onProgress(file.size, true)
    request.onload = () => settle(() => answer(request, resolve, reject))
    request.onerror = () =>
      settle(() =>
        reject(new ApiError(0, 'The connection was cut on the way.', { type: NETWORK_ERROR })),
      )
    request.open('POST', `/api/files?${query}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
  })
}

/** Has the server fetch a file. Throws as `sendFile` does. */
export async function fetchFile(id: string, url: string, watch: Watch): Promise<FileView> {
  const { onProgress, onFound, signal } = watch
  const came: { file: FileView | null; error: ApiError | null } = { file: null, error: null }
  const call = { method: 'POST' as const, body: { id, url }, signal }
  await apiLines<FetchLine>('/api/files/by-url', call, (line) => {
    if ('file' in line) came.file = line.file
    else if ('failed' in line) {
      const { status, message, ...more } = line.failed
      came.error = new ApiError(status, message, more)
    } else {
      onFound?.(line.name, line.total)
      onProgress(line.received, line.received === line.total)
    }
  })
  if (came.error !== null) throw came.error
  if (came.file !== null) return came.file
  throw new ApiError(0, 'The connection was cut on the way.', { type: NETWORK_ERROR })
}

function answer(
  { status, responseText }: XMLHttpRequest,
  resolve: (view: FileView) => void,
  reject: (error: ApiError) => void,
): void {
  if (status === 401) goToSignIn()
  if (status >= 300) {
    const { error } = parseErrorBody(status, responseText)
    const { message, ...more } = error
    reject(new ApiError(status, message, more))
    return
  }
  try {
    // The server that answers was built with this very file: its answers are typed, not checked again.
    resolve(JSON.parse(responseText) as FileView)
  } catch {
    // What stands between may answer in the server's place.
    reject(new ApiError(status, 'It was not Parley that answered.', { type: 'api_error' }))
  }
}
