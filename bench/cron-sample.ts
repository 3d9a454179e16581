/** What people ask of a schedule, with everything that a cron expression can say. */
export const expressions = [
  '*/15 * * * *',
  '*/10 * * * * *',
  '0 */2 * * *',
  '0 8 * * *',
  '30 2 * * *',
  '0 7,19 * * *',
  '0 9 * * 1-5',
  '30 18 * * MON,THU',
  '0 9-17/2 * * 1-5',
  '0 9 1 * *',
  '0 9 15W * *',
  '0 8 L * *',
  '0 17 LW * *',
  '0 10 * * MON#1',
  '0 16 * * FRI#L',
  '0 12 1 6 *',
  '0 0 29 2 *',
] as const

/** Northern and southern changes of the clock, none at all, halves and quarters of an hour, and a whole day. */
export const timeZones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
] as const
