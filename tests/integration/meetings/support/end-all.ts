/** A process that ends all these meetings at once: `node end-all.ts <ids as JSON>`, with the settings of a server. */
import { readConfig } from '../../../../src/config/index.ts';
import { createDeps } from '../../../../src/deps.ts';
import { endMeetingOfRoom, findMeeting } from '../../../../src/modules/meetings/index.ts';

if (process.send) await endAll(JSON.parse(process.argv[2] ?? '[]') as string[]);

/** Tells the parent of each as soon as it is done. */
async function endAll(meetingIds: string[]): Promise<void> {
  const { meetings, close } = createDeps(readConfig(process.env));
  await Promise.all(meetingIds.map(async (meetingId) => {
    const meeting = await findMeeting(meetings.db, { meetingId });
    if (meeting) await endMeetingOfRoom(meetings, { workspaceId: meeting.workspaceId, roomId: meetingId });
    process.send?.(meetingId);
  }));
  await close();
  process.exit();
}
