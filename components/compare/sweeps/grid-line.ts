/** The look of the lines of an axis: what lies over a dialog is lighter in the dark. */
export const GRID_LINE = 'stroke-line dark:stroke-line-strong/30'
