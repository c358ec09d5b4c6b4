/** The longest edge that any model sees (claude-api.md §2.7): more pixels than that are scaled down there. */
const LONGEST_EDGE = 2576
/** How well JPEG and WebP keep what they are given; what differs is not seen. */
const QUALITY = 0.92

/** An image with fewer pixels. */
export interface Scaled {
  file: File
  width: number
  height: number
}

/** Scales an image down to what models see, in the format that it has. Rejects for one that this browser cannot read. */
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
    // A canvas writes no GIF.
    const wanted = type === 'image/gif' ? 'image/png' : type
    const blob = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, wanted, QUALITY),
    )
    if (blob === null) throw new Error('The browser could not write the image.')
    return { file: new File([blob], file.name, { type: blob.type }), ...size }
  } finally {
    bitmap.close()
  }
}
