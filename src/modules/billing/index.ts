import type { HttpServer } from '../../http/http-server.ts';
import type { BillingDeps } from './deps.ts';
import { createCheckoutRoute } from './routes/create-checkout.ts';
import { creditAccountRoute } from './routes/credit-account.ts';
import { getBalanceRoute } from './routes/get-balance.ts';
import { getDepositAddressRoute } from './routes/get-deposit-address.ts';
import { getSettingsRoute } from './routes/get-settings.ts';
import { listHistoryRoute } from './routes/list-history.ts';
import { receiveStripeEventRoute } from './routes/receive-stripe-event.ts';
import { updateSettingsRoute } from './routes/update-settings.ts';

export type { BillingDeps, Payers } from './deps.ts';
export { billingFigures } from './figures.ts';
export { creditWorkspace } from './ledger/credit-workspace.ts';
export { moveBalance } from './ledger/move-balance.ts';
export { findBalance } from './ledger/repository.ts';
export { readDepositAddresses, readLedger } from './leaving/read-workspace.ts';
export { assertCanCreate } from './meetings/assert-can-create.ts';
export { type BillingPolicy, chargeMeeting, type EndedMeeting, type MeetingCharge } from './meetings/charge-meeting.ts';
export { areDepositsWatched } from './usdc/deposit-address.ts';
export { runDepositWatch } from './usdc/run-deposit-watch.ts';
export { watchDeposits } from './usdc/watch-deposits.ts';
export type { Presence } from './meetings/meeting-cost.ts';

const routes = [
  getBalanceRoute,
  listHistoryRoute,
  createCheckoutRoute,
  receiveStripeEventRoute,
  getDepositAddressRoute,
  getSettingsRoute,
  updateSettingsRoute,
  creditAccountRoute,
];

/** Adds the calls about money. */
export function addBillingRoutes(app: HttpServer, deps: BillingDeps): void {
  for (const addRoute of routes) addRoute(app, deps);
}
