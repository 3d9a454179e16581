/** The one name that this runtime has for a zone, so that Asia/Calcutta and Asia/Kolkata are the same; unknown ones stay. */
export function canonicalZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return timeZone
  }
}
