// Mends postgres 3.4.9, which after a connection was lost in the middle of a transaction goes on to use it: that ends the
// whole process, or keeps the connection from ever being used again (its issues 1066, 1154 and 1208; not released yet).
// npm runs this after each install; run twice, it changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';

const edits = {
  'index.js': [
    // A transaction holds its connection until that is closed, and no longer.
    ['      c.reserved = () => queries.length\n        ? c.execute(queries.shift())\n        : move(c, reserved)\n    }\n  }\n\n  function move', '      hold = c.reserved = () => queries.length\n        ? c.execute(queries.shift())\n        : move(c, reserved)\n    }\n  }\n\n  function move'],
    ['    let savepoints = 0\n      , connection\n', '    let savepoints = 0\n      , hold = null\n      , connection\n'],
    [
      '        q.catch(e => uncaughtError || (uncaughtError = e))\n        c.queue === full',
      "        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (c.reserved !== hold)\n          return q.reject(Errors.connection('CONNECTION_CLOSED', options, options))\n        c.queue === full",
    ],
  ],
  'connection.js': [
    // What is written to a connection that has just closed is refused, not thrown where nobody can catch it.
    [
      '  function nextWrite(fn) {\n    const x = socket.write(chunk, fn)',
      "  function nextWrite(fn) {\n    if (socket === null) {\n      const lost = Errors.connection('CONNECTION_CLOSED', options, socket)\n      chunk = nextWriteTimer = null\n      query && queryError(query, lost)\n      while (sent.length) queryError(sent.shift(), lost)\n      return false\n    }\n    const x = socket.write(chunk, fn)",
    ],
    // However a connection ends, everything that waits for its answers is told, and the next one begins with nothing of it.
    [
      "    if (initial)\n      return reconnect()\n\n    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
      "    const lost = Errors.connection('CONNECTION_CLOSED', options, socket)\n    query && queryError(query, lost)\n    while (sent.length) queryError(sent.shift(), lost)\n    query = results = errorResponse = null\n    result = new Result()\n\n    if (initial)\n      return reconnect()\n\n    stream && (stream.destroy(lost), stream = null)\n",
    ],
    // What was not sent any more must not be sent first on the next connection, nor keep it from sending.
    [
      'incomings = null\n    clearImmediate(nextWriteTimer)\n    socket.removeListener',
      'incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
    ],
  ],
};

for (const [name, changes] of Object.entries(edits)) {
  const file = new URL(`../node_modules/postgres/src/${name}`, import.meta.url);
  let text = readFileSync(file, 'utf8');
  for (const [before, after] of changes) {
    if (text.includes(after)) continue;
    if (!text.includes(before)) throw new Error(`${file.pathname} is another version: does it still need mending?`);
    text = text.replace(before, after);
  }
  writeFileSync(file, text);
}
