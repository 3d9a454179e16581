/** What one line on the control socket asks, or why it asks nothing. */
export type ControlRequest =
  | { readonly ok: true; readonly id: RequestId; readonly route: string; readonly input: unknown }
  | { readonly ok: false; readonly id: RequestId | null; readonly message: string }

/** Chosen by the client; its reply bears it. */
export type RequestId = string | number

/** Reads a line. Never throws. */
export function parseControlRequest(line: string): ControlRequest {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return {
      ok: false,
      id: null,
      message: `The line is not JSON. Send one request per line, such as ${example}`,
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, id: null, message: `A request is a JSON object, such as ${example}` }
  }
  const id: unknown = Reflect.get(value, 'id')
  if (typeof id !== 'string' && typeof id !== 'number') {
    return {
      ok: false,
      id: null,
      message: 'A request needs an "id", a number or a string, which its reply will bear.',
    }
  }
  const route: unknown = Reflect.get(value, 'route')
  if (typeof route !== 'string') {
    return { ok: false, id, message: 'A request needs a "route", such as "app.status".' }
  }
  return { ok: true, id, route, input: Reflect.get(value, 'input') }
}

const example = '{"id":1,"route":"app.status","input":{}}'
