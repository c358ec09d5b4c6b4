/** What the sandbox can be told to answer with, for the tables of directives and of the fault lab. */

/** The statuses of claude-api.md §5.1, and two more that clients retry. */
export const ERROR_STATUSES = [
  400, 401, 402, 403, 404, 408, 409, 413, 429, 500, 503, 504, 529,
] as const

/** `details.error_code` by what it is, and the status that it comes with (claude-api.md §5.2). */
export const ERROR_CODES: Readonly<Record<string, number>> = {
  organization_on_hold: 400,
  cmek_key_disabled: 400,
  cmek_key_network_blocked: 400,
  available_tools_limit_exceeded: 400,
  tool_name_conflict: 400,
  tool_reference_unresolved: 400,
  user_profile_required: 400,
  user_profile_not_found: 400,
  storage_quota_exceeded: 400,
  linked_organization_billing_unavailable: 402,
  linked_organization_spend_limit_reached: 402,
  user_profile_not_billable: 403,
  user_profile_billing_not_authorized: 403,
  thread_not_found: 404,
  file_expired: 404,
  skill_read_blocked_undecryptable: 409,
  request_body_too_large_after_decoding: 413,
  enforced_spend_limit_reached: 429,
  contract_spend_limit_reached: 429,
  ramp_limit_exceeded: 429,
  cmek_key_unreachable: 503,
  cmek_context_unavailable: 503,
  compaction_unavailable: 529,
}

/**
 * What readers of a stream stumble over. `json`, `event` and `delta` put one frame among the others:
 * data that is no JSON, an event and a delta of a type that nobody knows. The others change how every
 * frame from there on is written.
 */
export const MALFORMATIONS = [
  'json',
  'event',
  'delta',
  'nameless',
  'crlf',
  'comments',
  'lines',
] as const
export type Malformation = (typeof MALFORMATIONS)[number]

/** Stop reasons that nothing in a request brings about; the last one is not of the API. */
export const STOP_REASONS = [
  'pause_turn',
  'model_context_window_exceeded',
  'something_new',
] as const
