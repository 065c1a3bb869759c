import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';

/** A transfer of the token, as the chain has it. */
export interface Transfer {
  txHash: string;
  logIndex: number;
  blockNumber: bigint;
  blockHash: string;
  /** One of the addresses that were asked for, in lower case. */
  to: string;
  /** The token's smallest units. */
  units: bigint;
}

/** An ERC-20 token on an Ethereum chain, as a node tells of it. Calls reject when the answer cannot be believed. */
export interface TokenChain {
  /** The token's address, in lower case. */
  contract: string;
  readChainId(): Promise<number>;
  /** How many decimals the token has. */
  readDecimals(): Promise<number>;
  /** The number of the newest block. */
  readHead(): Promise<bigint>;
  /** Null when the node has no such block. */
  readBlockHash(number: bigint): Promise<string | null>;
  /** All transfers to these addresses (lower case) in these blocks, both included. */
  readTransfers(from: bigint, to: bigint, addresses: readonly string[]): Promise<Transfer[]>;
}

export interface ChainSettings {
  /** JSON-RPC over HTTP; may have a secret in it. */
  rpcUrl: string;
  contract: string;
}

/** The library's own type knows each method; its answers are not checked by it. */
type Call = (call: { method: string; params: unknown[] }) => Promise<unknown>;
type Request = (method: string, params: unknown[]) => Promise<unknown>;

const timeoutMs = 10_000;
/** keccak256('Transfer(address,address,uint256)') */
const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
/** The selector of decimals(). */
const decimalsCall = '0x313ce567';
/** Far more than there is of any such token. What does not fit is no amount but a lie. */
const mostUnits = 2n ** 62n;

const Quantity = Type.String({ pattern: '^0x[0-9a-fA-F]{1,16}$' });
const Word = Type.String({ pattern: '^0x[0-9a-fA-F]{64}$' });
const Block = Type.Object({ number: Quantity, hash: Word });
const Log = Type.Object({
  address: Type.String({ pattern: '^0x[0-9a-fA-F]{40}$' }),
  topics: Type.Array(Word, { minItems: 3, maxItems: 3 }),
  data: Word,
  blockNumber: Quantity,
  blockHash: Word,
  transactionHash: Word,
  logIndex: Quantity,
  removed: Type.Optional(Type.Literal(false)),
});
const Logs = Type.Array(Log, { maxItems: 10_000 });

/** @param stopping ends what is under way. */
export function createTokenChain({ rpcUrl, contract }: ChainSettings, stopping: AbortSignal): TokenChain {
  const request = createRequest(rpcUrl, stopping);
  const key = contract.toLowerCase();
  return {
    contract: key,
    readChainId: async () => Number(await readQuantity(request, 'eth_chainId')),
    readDecimals: () => readDecimals(request, contract),
    readHead: () => readQuantity(request, 'eth_blockNumber'),
    readBlockHash: (number) => readBlockHash(request, number),
    readTransfers: (from, to, addresses) => readTransfers(request, { contract: key, from, to, addresses }),
  };
}

/** With limits of time and size. The library, which is large, is loaded with the first request. */
function createRequest(rpcUrl: string, signal: AbortSignal): Request {
  let client: Promise<Call> | null = null;
  return async (method, params) => {
    client ??= import('viem').then(({ createPublicClient, http }) => {
      const transport = http(rpcUrl, { timeout: timeoutMs, retryCount: 1, fetchOptions: { signal } });
      return createPublicClient({ transport }).request as Call;
    });
    try {
      return await (await client)({ method, params });
    } catch (error) {
      throw new ChainError(`${method}: ${shortMessage(error)}`);
    }
  };
}

/** What a node answers is of no use. Without the address of the node, which may have a secret in it. */
export class ChainError extends Error {}

function shortMessage(error: unknown): string {
  const isShort = error instanceof Error && 'shortMessage' in error;
  return isShort ? String(error.shortMessage) : 'The node does not answer as it should.';
}

async function readQuantity(request: Request, method: string): Promise<bigint> {
  const answer = await request(method, []);
  if (!Check(Quantity, answer)) throw new ChainError(`${method}: The answer is no quantity.`);
  return BigInt(answer);
}

async function readDecimals(request: Request, contract: string): Promise<number> {
  const answer = await request('eth_call', [{ to: contract, data: decimalsCall }, 'latest']);
  if (!Check(Word, answer)) throw new ChainError('There is no token at the address of the contract.');
  return Number(BigInt(answer));
}

async function readBlockHash(request: Request, number: bigint): Promise<string | null> {
  const block = await request('eth_getBlockByNumber', [toHex(number), false]);
  if (block === null) return null;
  if (!Check(Block, block) || BigInt(block.number) !== number) {
    throw new ChainError('The answer is not the block that was asked for.');
  }
  return block.hash.toLowerCase();
}

interface Filter {
  contract: string;
  from: bigint;
  to: bigint;
  addresses: readonly string[];
}

async function readTransfers(request: Request, filter: Filter): Promise<Transfer[]> {
  const { contract, from, to, addresses } = filter;
  const topics = [transferTopic, null, addresses.map(toTopic)];
  const filterObject = { address: contract, fromBlock: toHex(from), toBlock: toHex(to), topics };
  const logs = await request('eth_getLogs', [filterObject]);
  if (!Check(Logs, logs)) throw new ChainError('The answer is no list of transfers.');
  const wanted = new Set(addresses);
  return logs.map((log) => toTransfer(log, filter, wanted));
}

function toTransfer(log: Static<typeof Log>, { contract, from, to }: Filter, wanted: ReadonlySet<string>): Transfer {
  const [topic, , recipient = ''] = log.topics.map((word) => word.toLowerCase());
  const transfer = {
    txHash: log.transactionHash.toLowerCase(),
    logIndex: Number(log.logIndex),
    blockNumber: BigInt(log.blockNumber),
    blockHash: log.blockHash.toLowerCase(),
    to: `0x${recipient.slice(-40)}`,
    units: BigInt(log.data),
  };
  const isAsked =
    log.address.toLowerCase() === contract &&
    topic === transferTopic &&
    wanted.has(transfer.to) && toTopic(transfer.to) === recipient &&
    transfer.blockNumber >= from && transfer.blockNumber <= to;
  if (!isAsked) throw new ChainError('The answer has transfers that were not asked for.');
  const isPossible = transfer.units <= mostUnits && transfer.logIndex < 2 ** 31;
  if (!isPossible) throw new ChainError('The answer has a transfer that cannot be.');
  return transfer;
}

const toHex = (number: bigint) => `0x${number.toString(16)}`;
const toTopic = (address: string) => `0x${address.slice(2).toLowerCase().padStart(64, '0')}`;
