/** A page is as wide as its place at 1. */
export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const

export const FITTING = 1

export const zoomIn = (zoom: number) => ZOOMS.find((next) => next > zoom) ?? zoom
export const zoomOut = (zoom: number) => ZOOMS.findLast((next) => next < zoom) ?? zoom
