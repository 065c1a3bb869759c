import type postgres from 'postgres';

/**
 * Has the database keep every statement that comes with parameters, by its text: the ORM would have each parsed and
 * planned anew, and would ask for its types in a round trip of its own.
 */
export function prepareStatements<Client extends postgres.Sql>(client: Client): Client {
  return new Proxy(client, {
    get(target, property, receiver) {
      if (property === 'unsafe') return prepareUnsafe(target);
      if (property === 'begin' || property === 'savepoint') return prepareScope(target, property);
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
}

function prepareUnsafe(client: postgres.Sql): postgres.Sql['unsafe'] {
  return (query, parameters, options) => client.unsafe(query, parameters, { ...options, prepare: true });
}

type Scope = (run: (client: postgres.Sql) => Promise<unknown>) => Promise<unknown>;

/** What runs in a transaction gets a client of its own. */
function prepareScope(client: postgres.Sql, name: 'begin' | 'savepoint'): Scope {
  const open = Reflect.get(client, name) as Scope;
  return (run) => open((inner) => run(prepareStatements(inner)));
}
