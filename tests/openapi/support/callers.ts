import { AccessToken } from 'livekit-server-sdk';
import type { Role } from '../../../src/contracts/roles.ts';
import { deriveKey } from '../../../src/core/secrets.ts';
import { createAccessTokens, type TokenSubject } from '../../../src/platform/livekit/access-tokens.ts';
import { toLivekitRoom } from '../../../src/platform/livekit/room-names.ts';
import type { TestServer } from '../../support/server.ts';
import type { Fixture } from '../fixtures/index.ts';
import type { Operation } from './operations.ts';
import type { Scene } from './scene.ts';
import { addSession, cookieOf } from './scene-account.ts';
import type { Withdrawn } from './withdrawn.ts';
import type { Workspaces } from './workspaces.ts';

/** Somebody who makes a call, and the answer that the operation's `x-callers` and `x-scope` promise them. */
export interface Caller {
  name: string;
  /** The credential, for a call about this scene. */
  headers(scene: Scene): Record<string, string> | Promise<Record<string, string>>;
  /** `2xx`, or a status and a problem's code. */
  expected: string;
  /** Speaks for another workspace, so that no answer may hold anything of the owner's. */
  isStranger?: boolean;
}

const roles: Role[] = ['host', 'moderator', 'participant', 'viewer'];

/** Everybody for whom an operation is tried; the owner comes first. */
export function listCallers(
  server: TestServer,
  workspaces: Workspaces,
  withdrawn: Withdrawn,
  operation: Operation,
  { inOwnWorkspace, inMeeting, needsSession, notForHosts, onlyHosts, session = ({ account }) => account.session }: Fixture,
): Caller[] {
  const isPublic = operation.callers.includes('anyone');
  const inRoom = /\{(roomId|meetingId)\}/.test(operation.path);
  const refused = isPublic ? '2xx' : '401 unauthorized';
  const isAdmitted = (role: Role) => admits(operation, role) && !(role === 'host' ? notForHosts : onlyHosts);
  const asRole = (role: Role) => (isPublic || isAdmitted(role) ? '2xx' : '403 forbidden');
  const ofAdmin = operation.callers.includes('admin');
  const admitsKey = isPublic || ofAdmin || operation.callers.includes('key');
  const asKey = admitsKey && !needsSession ? '2xx' : '403 forbidden';
  const asSession = admitsKey || operation.callers.includes('session') ? '2xx' : '403 forbidden';
  const isHidden = (answer: string) => inMeeting && answer === '403 forbidden';
  const asOutsider = (answer: string) => (ofAdmin ? '403 forbidden' : isHidden(answer) ? '404 not-found' : elsewhere(answer));
  const fromElsewhere = isPublic || operation.method === 'GET' ? asSession : '403 forbidden';
  const elsewhere = (answer: string) => (answer === '2xx' && !isPublic && !inOwnWorkspace ? '404 not-found' : answer);
  const lacksScope = operation.scope && !isPublic ? '403 missing-scope' : asKey;
  const { ownerId, strangerId } = workspaces;
  const { issue, ...bad } = createSigners(server);
  const placeOf = ({ roomId, meeting }: Scene) => (inMeeting ? meeting.meetingId : roomId);
  const token = (role: Role, workspaceId = ownerId) => (scene: Scene) => bearer(issue(workspaceId, placeOf(scene), role));

  return [
    { name: 'owner', headers: () => key(workspaces.ownerKey), expected: asKey },
    { name: 'owner, as bearer', headers: () => bearer(workspaces.ownerKey), expected: asKey },
    { name: 'key with the scope', headers: () => key(workspaces.keyWith[operation.scope ?? 'rooms:read']), expected: asKey },
    { name: 'key without the scope', headers: () => key(workspaces.keyWithout[operation.scope ?? 'rooms:read']), expected: lacksScope },
    { name: 'stranger', headers: () => key(workspaces.strangerKey), expected: asOutsider(asKey), isStranger: true },
    { name: 'session', headers: async (scene) => cookieOf(server, await session(scene)), expected: asSession },
    {
      name: "session from another site's page",
      headers: async (scene) => ({ ...cookieOf(server, await session(scene)), origin: 'https://evil.example' }),
      expected: fromElsewhere,
    },
    {
      name: "stranger's session",
      headers: async () => cookieOf(server, await addSession(server, strangerId)),
      expected: asOutsider(asSession),
      isStranger: true,
    },
    { name: 'unknown session', headers: () => cookieOf(server, `ps_${'a'.repeat(40)}`), expected: refused },
    { name: 'unknown key', headers: () => key(`mk_${'x'.repeat(40)}`), expected: refused },
    { name: 'expired key', headers: () => key(workspaces.expiredKey), expected: refused },
    ...roles.map((role) => ({ name: role, headers: token(role), expected: asRole(role) })),
    {
      name: 'host of another room',
      headers: () => bearer(issue(ownerId, 'another', 'host')),
      expected: inRoom && !isPublic ? '403 forbidden' : asRole('host'),
    },
    { name: "host of a stranger's room of that name", headers: token('host', strangerId), expected: elsewhere(asRole('host')), isStranger: true },
    { name: 'host made a viewer', headers: () => bearer(withdrawn.demoted), expected: asRole('viewer') },
    { name: 'kicked host', headers: () => bearer(withdrawn.kicked), expected: refused },
    { name: 'host before the room was deleted', headers: ({ deletedToken }) => bearer(deletedToken), expected: refused },
    { name: 'host with an expired token', headers: (scene) => bearer(bad.expired(ownerId, placeOf(scene))), expected: refused },
    { name: "host by LiveKit's secret alone", headers: async (scene) => bearer(await bad.foreign(ownerId, placeOf(scene))), expected: refused },
    { name: 'host by a forged claim', headers: (scene) => bearer(bad.forged(ownerId, placeOf(scene))), expected: refused },
    { name: 'host by a wrong secret', headers: (scene) => bearer(bad.misSigned(ownerId, placeOf(scene))), expected: refused },
    { name: 'nobody', headers: () => ({}), expected: refused },
    ...(inMeeting ? adminTokenHolders(operation, isPublic) : []),
  ];
}

/** Where neither host nor moderator is named, an admin token does not suffice. */
function adminTokenHolders({ callers }: Operation, isPublic: boolean): Caller[] {
  const suffices = isPublic || callers.includes('host') || callers.includes('moderator');
  return [
    { name: 'admin token', headers: ({ meeting }) => ({ 'x-admin-token': meeting.adminToken }), expected: suffices ? '2xx' : '403 forbidden' },
    { name: 'wrong admin token', headers: () => ({ 'x-admin-token': 'x'.repeat(43) }), expected: isPublic ? '2xx' : '403 forbidden' },
  ];
}

/** As the `x-callers` of the document are meant: a host may what a moderator may, and both what a participant may. */
function admits({ callers }: Operation, role: Role): boolean {
  if (callers.includes('participant')) return true;
  if (role === 'moderator') return callers.includes('moderator');
  return role === 'host' && (callers.includes('host') || callers.includes('moderator'));
}

function key(apiKey = ''): Record<string, string> {
  return { 'x-api-key': apiKey };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function subject(workspaceId: string, roomId: string, role: Role): TokenSubject {
  return { workspaceId, roomId, role, identity: `caller-${role}`, name: 'Caller', metadata: {} };
}

/** Makes tokens as the server does, and such as it must not take. */
function createSigners({ env }: TestServer) {
  const apiKey = env['LIVEKIT_API_KEY'] ?? '';
  const apiSecret = env['LIVEKIT_API_SECRET'] ?? '';
  const claimKey = deriveKey(env['PLENUM_SECRET'] ?? '', 'participant-claim');
  const good = createAccessTokens({ apiKey, apiSecret, claimKey });
  const forging = createAccessTokens({ apiKey, apiSecret, claimKey: Buffer.alloc(32) });
  const other = createAccessTokens({ apiKey, apiSecret: 'x'.repeat(40), claimKey });
  const hour = 3_600_000;
  return {
    issue: (workspace: string, room: string, role: Role) => good.issue(subject(workspace, room, role), Date.now(), 600).token,
    expired: (workspace: string, room: string) => good.issue(subject(workspace, room, 'host'), Date.now() - hour, 60).token,
    forged: (workspace: string, room: string) => forging.issue(subject(workspace, room, 'host'), Date.now(), 600).token,
    misSigned: (workspace: string, room: string) => other.issue(subject(workspace, room, 'host'), Date.now(), 600).token,
    foreign: (workspace: string, room: string) => {
      const token = new AccessToken(apiKey, apiSecret, { identity: 'caller-host', metadata: '{"role":"host"}' });
      token.addGrant({ roomJoin: true, roomAdmin: true, room: toLivekitRoom(workspace, room) });
      return token.toJwt();
    },
  };
}
