import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Abi, encodeDeployData, encodeFunctionData, type Hex } from 'viem';
import { findFreePort, stopProcess } from '../../../support/server.ts';
import { systemEnvironment } from '../../../support/stack.ts';

export const chainId = 31_415;

/** A real Ethereum chain in a process of its own, with real ERC-20 contracts on it. Blocks are mined with each transaction. */
export interface TestChain {
  rpcUrl: string;
  /** The token that is watched, of six decimals. */
  token: Token;
  /** Puts another one on the chain. */
  deploy(decimals: number): Promise<Token>;
  mine(blocks: number): Promise<void>;
  snapshot(): Promise<string>;
  /** Goes back to a snapshot, which can be done once. */
  revert(snapshot: string): Promise<void>;
  stop(): Promise<void>;
}

export interface Token {
  address: Hex;
  /** Pays from somebody who has enough; tells the transaction. `units` are millionths of a dollar. */
  pay(to: string, units: bigint): Promise<Hex>;
  /** Pays several in one transaction. */
  payAll(to: string[], units: bigint): Promise<Hex>;
}

const entry = createRequire(import.meta.url).resolve('ganache/dist/node/cli.js');

export async function startChain(): Promise<TestChain> {
  const port = await findFreePort();
  const args = ['--server.host', '127.0.0.1', '--server.port', String(port), '--chain.chainId', String(chainId), '--wallet.seed', 'plenum'];
  const child = spawn(process.execPath, [entry, ...args], { env: systemEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const log: string[] = [];
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => {
    log.push(String(chunk));
    if (log.join('').includes('RPC Listening')) resolve();
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The chain ended:\n${log.join('')}`)));
  await Promise.race([listening, ended]);
  ended.catch(() => {});
  const rpcUrl = `http://127.0.0.1:${port}`;
  const request = createRequest(rpcUrl);
  const contract = await compileToken();
  return {
    rpcUrl,
    token: await deployToken(request, contract, 6),
    deploy: (decimals) => deployToken(request, contract, decimals),
    mine: async (blocks) => void (await request('evm_mine', { blocks })),
    snapshot: async () => String(await request('evm_snapshot')),
    revert: async (snapshot) => void (await request('evm_revert', snapshot)),
    stop: () => stopProcess(child),
  };
}

type Request = (method: string, ...params: unknown[]) => Promise<unknown>;

function createRequest(rpcUrl: string): Request {
  return async (method, ...params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const answer = await fetch(rpcUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { result, error } = (await answer.json()) as { result?: unknown; error?: { message: string } };
    if (error) throw new Error(`${method}: ${error.message.slice(0, 300)}`);
    return result;
  };
}

interface Contract {
  abi: Abi;
  bytecode: Hex;
}

interface SolcOutput {
  errors?: { severity: string; formattedMessage: string }[];
  contracts?: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>;
}

async function compileToken(): Promise<Contract> {
  const { default: solc } = (await import('solc')) as unknown as { default: { compile(input: string): string } };
  const content = await readFile(new URL('token.sol', import.meta.url), 'utf8');
  const settings = { evmVersion: 'london', outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } };
  const input = { language: 'Solidity', sources: { 'token.sol': { content } }, settings };
  const { contracts, errors = [] } = JSON.parse(solc.compile(JSON.stringify(input))) as SolcOutput;
  const compiled = contracts?.['token.sol']?.['Token'];
  if (!compiled) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  return { abi: compiled.abi, bytecode: `0x${compiled.evm.bytecode.object}` };
}

async function deployToken(request: Request, { abi, bytecode }: Contract, decimals: number): Promise<Token> {
  const [from] = (await request('eth_accounts')) as Hex[];
  // The chain mines each before it answers.
  const send = async (call: { to?: Hex; data: Hex }) => (await request('eth_sendTransaction', { from, gas: '0x2dc6c0', ...call })) as Hex;
  const hash = await send({ data: encodeDeployData({ abi, bytecode, args: [decimals] }) });
  const { contractAddress: to } = (await request('eth_getTransactionReceipt', hash)) as { contractAddress: Hex };
  const call = (functionName: string, args: unknown[]) => send({ to, data: encodeFunctionData({ abi, functionName, args }) });
  await call('mint', [from, 10n ** 18n]);
  return {
    address: to,
    pay: (recipient, units) => call('transfer', [recipient, units]),
    payAll: (recipients, units) => call('payAll', [recipients, units]),
  };
}
