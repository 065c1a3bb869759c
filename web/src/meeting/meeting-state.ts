import type { MeetingSettings } from '../../../src/contracts/meetings.ts';
import type { Role } from '../../../src/contracts/roles.ts';
import type { ToldPerson } from '../api/meetings.ts';

/** Somebody in the meeting. */
export type Person = ToldPerson;

/** Who put an emoji on a message, by emoji. */
export type ReactionsOfMessage = Record<string, string[]>;

export interface Message {
  msgId: string;
  participantId: string;
  name: string;
  text: string;
  /** The id of the message that it answers. */
  replyTo: string | null;
  reactions: ReactionsOfMessage;
  createdAt: string;
}

/** Somebody at the door. */
export interface Waiting {
  waitingId: string;
  name: string;
}

export interface Breakout {
  id: string;
  name: string;
  /** The ids of those who are in it, and of those whom the host sent there. */
  participants: string[];
  assigned: string[];
}

export interface Poll {
  pollId: string;
  question: string;
  type: 'multiple_choice' | 'yes_no' | 'rating';
  options: { id: string; text: string; votes: number }[];
  totalVotes: number;
  isOpen: boolean;
  createdAt: string;
}

/** An emoji that rises over the stage for a moment. */
export interface Floating {
  key: number;
  name: string;
  emoji: string;
}

/** How a meeting was over for this person. */
export type MeetingEnd = { kind: 'kicked' | 'ended'; reason: string };

/** What is known of a meeting that one is in. */
export interface MeetingState {
  myId: string;
  title: string;
  settings: MeetingSettings;
  /** In the order in which they came. */
  people: Person[];
  /** The ids of those who raise a hand, who did first comes first. */
  hands: string[];
  isRecording: boolean;
  isStreaming: boolean;
  messages: Message[];
  /** Where older messages go on; null when there are none. */
  earlier: string | null;
  /** How many messages of others came since the chat was last looked at. */
  unread: number;
  isChatOpen: boolean;
  waiting: Waiting[];
  breakouts: Breakout[];
  /** When they close by themselves. */
  breakoutsCloseAt: string | null;
  /** Where the host sent this person. */
  assigned: { roomId: string; name: string } | null;
  /** What the host last told all breakouts. */
  broadcast: { from: string; text: string } | null;
  /** The newest first. */
  polls: Poll[];
  floating: Floating[];
  /** The host asked this person to speak. */
  isAskedToUnmute: boolean;
  end: MeetingEnd | null;
}

/** What an answer to joining says. Oneself need not be among the participants yet. */
export interface Snapshot {
  participantId: string;
  role: Role;
  title: string;
  settings: MeetingSettings;
  participants: Person[];
  isRecording: boolean;
  isStreaming: boolean;
}

/** The state right after joining under a name. */
export function stateOf({
  participantId,
  role,
  name,
  title,
  settings,
  participants,
  isRecording,
  isStreaming,
}: Snapshot & { name: string }): MeetingState {
  const me = {
    participantId,
    name,
    role,
    isMuted: true,
    isVideoOff: true,
    isScreenSharing: false,
    isHandRaised: false,
  };
  const people = participants.some((person) => person.participantId === participantId)
    ? participants
    : [...participants, me];
  return {
    myId: participantId,
    title,
    settings,
    people,
    hands: people.filter((person) => person.isHandRaised).map((person) => person.participantId),
    isRecording,
    isStreaming,
    messages: [],
    earlier: null,
    unread: 0,
    isChatOpen: false,
    waiting: [],
    breakouts: [],
    breakoutsCloseAt: null,
    assigned: null,
    broadcast: null,
    polls: [],
    floating: [],
    isAskedToUnmute: false,
    end: null,
  };
}
