/** The two commands that make a room and a link into it. */
export function RoomLinkRecipe({ origin }: { origin: string }) {
  const json = "-H 'X-API-Key: YOUR_KEY' -H 'Content-Type: application/json'";
  const makeRoom = `curl ${origin}/v1/rooms ${json} -d '{"name":"lobby"}'`;
  const makeLink = `curl ${origin}/v1/rooms/lobby/link ${json} -d '{"role":"participant"}'`;
  return (
    <section className="recipe" aria-labelledby="recipe-title">
      <h2 id="recipe-title">Make a room link</h2>
      <p>With an API key, make a room, then a link that lets a person in without one. Open the url of the answer.</p>
      {/* Wide commands scroll sideways, so the block must be reachable by keyboard. */}
      <pre tabIndex={0} aria-label="Commands">
        <code>{makeRoom}</code>
        {'\n'}
        <code>{makeLink}</code>
      </pre>
    </section>
  );
}
