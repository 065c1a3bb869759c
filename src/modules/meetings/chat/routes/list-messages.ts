import { Type } from 'typebox';
import { MeetingParams } from '../../../../contracts/meetings.ts';
import { NextCursor, PageQuery } from '../../../../contracts/pagination.ts';
import type { HttpServer } from '../../../../http/http-server.ts';
import type { MeetingsDeps } from '../../deps.ts';
import { callerIn } from '../../meeting-caller.ts';
import { listMessages } from '../list-messages.ts';
import { ChatMessageView, toMessageView } from '../message-view.ts';

const ChatQuery = Type.Object({
  ...PageQuery.properties,
  order: Type.Enum(['asc', 'desc'], { default: 'asc', description: '`asc`: oldest first, `desc`: newest first.' }),
});

/** `GET /v1/meetings/:meetingId/chat` (seed 001): what was said, with reactions. */
export function listMessagesRoute(app: HttpServer, deps: MeetingsDeps): void {
  app.get(
    '/v1/meetings/:meetingId/chat',
    {
      config: { access: { by: ['key', 'host', 'participant'], scope: 'meetings:read', errors: ['not-found'] } },
      schema: {
        operationId: 'listChatMessages',
        tags: ['Chat'],
        summary: 'List chat messages',
        params: MeetingParams,
        querystring: ChatQuery,
        response: { 200: Type.Object({ messages: Type.Array(ChatMessageView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const caller = callerIn(request.actor, request.params.meetingId);
      const { items, nextCursor } = await listMessages(deps, caller, request.query);
      return { messages: items.map((item) => toMessageView(item, item.reactions)), nextCursor };
    },
  );
}
