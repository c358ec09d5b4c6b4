import type { FileView } from '@/lib/domain/files/file'
import { ApiError, parseErrorBody } from '@/lib/wire/errors'
import { goToSignIn, NETWORK_ERROR } from './api'

interface Watch {
  /** `isSent`: all has gone, and the server looks into it. */
  onProgress(sent: number, isSent: boolean): void
  signal: AbortSignal
}

/**
 * Sends a file to the server, and hears how far it is, which `fetch` does not tell. Throws the server's
 * ApiError, or one with status 0 where the connection was cut; the caller's abort as it is.
 */
export function sendFile(id: string, file: File, { onProgress, signal }: Watch): Promise<FileView> {
  const query = new URLSearchParams({ id, name: file.name })
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

function answer(
  { status, responseText }: XMLHttpRequest,
  resolve: (view: FileView) => void,
  reject: (error: ApiError) => void,
): void {
  if (status === 401) goToSignIn()
  // The server that answers was built with this very file: its answers are typed, not checked again.
  if (status < 300) resolve(JSON.parse(responseText) as FileView)
  else {
    const { error } = parseErrorBody(status, responseText)
    reject(new ApiError(status, error.message, { type: error.type }))
  }
}
