import { ApiFailure } from '../api/api-failure.ts';
import { joinMeeting, pathOf, type MeetingTicket } from '../api/meetings.ts';
import { requestJson, type Method } from '../api/request.ts';

/** Speaks to the API as one person of a meeting, also after their token has run out. */
export class MeetingSession {
  readonly meetingId: string;
  readonly #name: string;
  readonly #adminToken: string | undefined;
  #token: string;

  constructor({ meetingId, token }: MeetingTicket, name: string, adminToken: string | undefined) {
    this.meetingId = meetingId;
    this.#name = name;
    this.#adminToken = adminToken;
    this.#token = token;
  }

  get token(): string {
    return this.#token;
  }

  /** Takes a newer token that came over the gateway. */
  take(token: unknown): void {
    if (typeof token === 'string') this.#token = token;
  }

  /** Joins again for a new token, by what the server knows the person by. Throws ApiFailure, such as `kicked`. */
  async renew(): Promise<MeetingTicket> {
    const wish = { name: this.#name, ...(this.#adminToken ? { adminToken: this.#adminToken } : {}) };
    const ticket = await joinMeeting(this.meetingId, wish);
    if (ticket.status === 'waiting') throw new ApiFailure('denied', 'The place in the meeting is lost.');
    this.#token = ticket.token;
    return ticket;
  }

  /** Calls the API below the meeting's own path, such as `/lock`. Throws ApiFailure. */
  call<Answer = void>(method: Method, path: string, body?: object): Promise<Answer> {
    return this.callAt<Answer>(method, pathOf(this.meetingId) + path, body);
  }

  /** Calls the API anywhere. Throws ApiFailure. */
  async callAt<Answer = void>(method: Method, path: string, body?: object): Promise<Answer> {
    try {
      return await requestJson<Answer>(method, path, body, this.#token);
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.code !== 'unauthorized') throw error;
      await this.renew();
      return requestJson<Answer>(method, path, body, this.#token);
    }
  }
}
