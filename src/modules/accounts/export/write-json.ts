/** A field's name and its value; a list that is still to be read is written as an array. */
export type JsonField = readonly [name: string, value: AsyncIterable<object> | object | string | null];

/** Writes a JSON object piece by piece, as its lists are read. */
export async function* writeJson(fields: readonly JsonField[]): AsyncGenerator<string> {
  let before = '{';
  for (const [name, value] of fields) {
    yield `${before}${JSON.stringify(name)}:`;
    if (isList(value)) yield* writeList(value);
    else yield JSON.stringify(value);
    before = ',';
  }
  yield fields.length === 0 ? '{}' : '}\n';
}

async function* writeList(list: AsyncIterable<object>): AsyncGenerator<string> {
  let before = '[';
  for await (const item of list) {
    yield before + JSON.stringify(item);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function isList(value: JsonField[1]): value is AsyncIterable<object> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
