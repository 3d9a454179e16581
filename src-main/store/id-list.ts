/** What `json_group_array(id) AS ids` gives: of thousands of ids one value costs far less than a row each. */
export interface IdList {
  readonly ids: string
}

export function idsOf(list: IdList | undefined): string[] {
  return list === undefined ? [] : (JSON.parse(list.ids) as string[])
}
