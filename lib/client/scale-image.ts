import { IMAGE_LIMIT } from '@/lib/domain/files/ways'

/** The longest edge that any model sees (claude-api.md §2.7): more pixels than that are scaled down there. */
const LONGEST_EDGE = 2576
/** What a canvas writes (no GIF), and how its names end. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
}
/** How well JPEG and WebP keep what they are given; what differs is not seen. */
const QUALITY = 0.92

/** An image with fewer pixels. */
export interface Scaled {
  file: File
  width: number
  height: number
}

/** Scales an image down to what models see, in the format that it has if that fits into a request. Rejects for one that this browser cannot read. */
export async function scaleImage(
  file: File,
  { width, height }: { width: number; height: number },
  type: string,
): Promise<Scaled> {
  const share = Math.min(1, LONGEST_EDGE / Math.max(width, height))
  const size = {
    width: Math.max(1, Math.round(width * share)),
    height: Math.max(1, Math.round(height * share)),
  }
  const bitmap = await createImageBitmap(file, {
    resizeWidth: size.width,
    resizeHeight: size.height,
    resizeQuality: 'high',
  })
  try {
    const canvas = document.createElement('canvas')
    canvas.width = size.width
    canvas.height = size.height
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
    const blob = await written(canvas, type)
    if (blob === null) throw new Error('The browser could not write the image.')
    const name = file.name.replace(/\.[^.]*$/, '') + ENDINGS[blob.type]
    return { file: new File([blob], name, { type: blob.type }), ...size }
  } finally {
    bitmap.close()
  }
}

/** JPEG has no transparency: what shows through would be black. */
function layGround(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
}

/** In its own format; what is too large in that one, such as a photo as PNG, in another. */
async function written(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  let smallest: Blob | null = null
  for (const wanted of [type in ENDINGS ? type : 'image/png', 'image/webp', 'image/jpeg']) {
    if (wanted === 'image/jpeg') layGround(canvas)
    const blob = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, wanted, QUALITY),
    )
    if (blob !== null && blob.size < (smallest?.size ?? Number.POSITIVE_INFINITY)) smallest = blob
    if (smallest !== null && smallest.size <= IMAGE_LIMIT) break
  }
  return smallest
}
