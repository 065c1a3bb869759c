import { AppError } from '../../core/errors.ts';

/** 503: this way to pay does not work here, or not now. */
export function paymentsOff(detail = 'This way to pay is switched off here.'): AppError {
  return new AppError('payments-unavailable', detail);
}
