/** The Claude model for those who chose none: the current Sonnet as of 2026-11-21. */
export const defaultClaudeModel = 'claude-sonnet-5-5'
