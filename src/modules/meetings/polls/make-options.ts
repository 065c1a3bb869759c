import type { PollRequest } from '../../../contracts/polls.ts';
import { invalidField } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import type { PollOption } from './tables.ts';

const ratings = ['1', '2', '3', '4', '5'];

/** The answers to choose from; a 400 when there is nothing to choose. */
export function makeOptions({ type, options }: PollRequest): PollOption[] {
  if (type === 'yes_no') return [{ id: 'yes', text: 'Yes' }, { id: 'no', text: 'No' }];
  if (type === 'rating') return ratings.map((text) => ({ id: text, text }));
  if (options === undefined || options.length < 2) throw invalidField('/options', 'A multiple choice needs two options or more to choose from.');
  return options.map((text) => ({ id: newId('opt'), text }));
}
