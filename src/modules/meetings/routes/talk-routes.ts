import { downloadTranscriptRoute } from '../chat/routes/download-transcript.ts';
import { getTranscriptRoute } from '../chat/routes/get-transcript.ts';
import { listMessagesRoute } from '../chat/routes/list-messages.ts';
import { getNotesRoute } from '../notes/routes/get-notes.ts';
import { updateNotesRoute } from '../notes/routes/update-notes.ts';
import { closePollRoute } from '../polls/routes/close-poll.ts';
import { createPollRoute } from '../polls/routes/create-poll.ts';
import { listPollsRoute } from '../polls/routes/list-polls.ts';
import { voteRoute } from '../polls/routes/vote.ts';
import { askQuestionRoute } from '../questions/routes/ask-question.ts';
import { listQuestionsRoute } from '../questions/routes/list-questions.ts';
import { updateQuestionRoute } from '../questions/routes/update-question.ts';
import { upvoteQuestionRoute } from '../questions/routes/upvote-question.ts';

/** What people say, ask, answer and write in a meeting. */
export const talkRoutes = [
  ...[listMessagesRoute, getTranscriptRoute, downloadTranscriptRoute],
  ...[listPollsRoute, createPollRoute, voteRoute, closePollRoute],
  ...[listQuestionsRoute, askQuestionRoute, upvoteQuestionRoute, updateQuestionRoute],
  ...[getNotesRoute, updateNotesRoute],
];
