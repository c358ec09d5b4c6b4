import 'server-only'

/** Why a call cannot be made of a template and these arguments: a sentence for the model. */
export class TemplateError extends Error {}
