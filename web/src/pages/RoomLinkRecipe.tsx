/** The command that makes a link into a room. */
export function RoomLinkRecipe({ origin }: { origin: string }) {
  const url = `${origin}/v1/rooms/lobby/link`;
  return (
    <section className="recipe" aria-labelledby="recipe-title">
      <h2 id="recipe-title">Make a room link</h2>
      <p>With an API key, this makes a link into the room “lobby”. Whoever opens its url can join, no key needed.</p>
      <pre>
        <code>{`curl -H 'X-API-Key: YOUR_KEY' --json '{"role":"participant"}' \\\n  ${url}`}</code>
      </pre>
    </section>
  );
}
