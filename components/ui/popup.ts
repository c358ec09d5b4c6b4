/** What floats: menus, lists, pickers. Inner radius 8 = 12 minus the inset of 4. */
export const popupClass =
  'rise z-50 rounded-xl bg-raised text-ink shadow-float outline-none max-h-(--available-height)'

/** A row of a menu or list. */
export const rowClass =
  'flex min-h-8 select-none items-center gap-2.5 rounded-lg px-2.5 py-1 text-ui outline-none data-highlighted:bg-hover dark:data-highlighted:bg-active phone:min-h-11 phone:text-column'
