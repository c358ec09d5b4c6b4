import { useEffect } from 'react'

/**
 * A file that is dropped where nothing takes it would be opened in place of the page. Listens before all
 * others: what takes files says after it what it makes of them.
 */
export function useDropGuard(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'none'
    }
    window.addEventListener('dragover', refuse, true)
    window.addEventListener('drop', refuse, true)
    return () => {
      window.removeEventListener('dragover', refuse, true)
      window.removeEventListener('drop', refuse, true)
    }
  }, [])
}
