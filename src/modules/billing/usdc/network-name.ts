const names: Record<number, string> = {
  1: 'ethereum',
  10: 'optimism',
  137: 'polygon',
  8453: 'base',
  42161: 'arbitrum',
  11155111: 'sepolia',
};

/** What people call a chain; else its CAIP-2 identifier. */
export function networkName(chainId: number): string {
  return names[chainId] ?? `eip155:${chainId}`;
}
