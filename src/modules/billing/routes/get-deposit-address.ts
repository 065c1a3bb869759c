import { Type } from 'typebox';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { BillingDeps } from '../deps.ts';
import { getDepositAddress } from '../usdc/deposit-address.ts';
import { networkName } from '../usdc/network-name.ts';

/** `GET /v1/billing/usdc/address`: where the workspace pays in USDC; always the same. */
export function getDepositAddressRoute(app: HttpServer, deps: BillingDeps): void {
  app.get(
    '/v1/billing/usdc/address',
    {
      config: { access: { by: ['key'], scope: 'billing:read', errors: ['payments-unavailable'] } },
      schema: {
        operationId: 'getDepositAddress',
        tags: ['Billing'],
        summary: 'Get the address for USDC',
        description:
          "The workspace's own. What comes in is credited after 12 confirmations; less than `minDeposit` waits for more.",
        response: {
          200: Type.Object({
            address: Type.String(),
            network: Type.String({ description: 'Of the chain: `ethereum`, or `eip155:<chain id>`.' }),
            minDeposit: Type.Literal('5.0000'),
          }),
        },
      },
    },
    async (request) => {
      const { address, chainId } = await getDepositAddress(deps, workspaceOf(request.actor));
      return { address, network: networkName(chainId), minDeposit: '5.0000' as const };
    },
  );
}
