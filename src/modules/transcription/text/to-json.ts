/** An object whose last field is a list that is not held in memory, as pieces of JSON. */
export async function* writeJson(head: object, name: string, items: AsyncIterable<object>): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(name)}:[`;
  let separator = '';
  for await (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',';
  }
  yield ']}';
}
