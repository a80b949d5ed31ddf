// Reads a node of the simulated chain with ethers, which makes hashes and senders of transactions again
// from their signed bytes. Usage: node ethers-sandbox.mjs ETHERS URL BLOCKS
import { pathToFileURL } from 'node:url';

const [library, url, blocks] = process.argv.slice(2);
const {
  JsonRpcProvider, WebSocketProvider, Contract, Transaction, recoverAddress, hashAuthorization,
} = await import(pathToFileURL(library).href);
const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true });
const network = await provider.getNetwork();
const fields = new Set();
let transactions = 0;

function check(is, what) {
  if (!is) throw new Error(what);
}

const newest = await provider.getBlockNumber();
for (let number = newest - Number(blocks) + 1; number <= newest; number++) {
  const block = await provider.getBlock(number, true);
  for (const said of block.prefetchedTransactions) {
    const signed = Transaction.from({
      ...said.toJSON(),
      from: null,
      hash: null,
      gasPrice: said.type < 2 ? said.gasPrice : null,
      data: said.data,
      signature: said.signature,
      blobVersionedHashes: said.blobVersionedHashes,
      authorizationList: said.authorizationList,
    });
    check(signed.hash === said.hash, `hash of ${said.hash}: ${signed.hash}`);
    check(signed.from === said.from, `sender of ${said.hash}: ${signed.from}, not ${said.from}`);
    for (const each of said.authorizationList ?? []) {
      recoverAddress(hashAuthorization(each), each.signature);
    }
    if (said.index === 0) {
      const receipt = await provider.getTransactionReceipt(said.hash);
      check(receipt.blockHash === block.hash && receipt.from === said.from, `receipt of ${said.hash}`);
    }
    fields.add(said.type);
    transactions++;
  }
}

const abi = [
  'function symbol() view returns (string)',
  'function decimals() view returns (uint8)',
  'function totalSupply() view returns (uint256)',
  'function getReserves() view returns (uint112, uint112, uint32)',
  'function slot0() view returns (uint160, int24, uint16, uint16, uint16, uint8, bool)',
  'function token0() view returns (address)',
  'event Swap(address indexed sender, uint256 a, uint256 b, uint256 c, uint256 d, address indexed to)',
];
const [pairAddress, poolAddress] = process.argv.slice(5);
const pair = new Contract(pairAddress, abi, provider);
const usdc = new Contract(await pair.token0(), abi, provider);
check((await usdc.symbol()) === 'USDC' && (await usdc.decimals()) === 6n, 'usdc');
const [dollars, ether] = await pair.getReserves();
const [root, tick] = await new Contract(poolAddress, abi, provider).slot0();
const inPair = (Number(dollars) * 1e12) / Number(ether);
const inPool = 1e12 / (Number(root) / 2 ** 96) ** 2;
check(Math.abs(inPair / inPool - 1) < 0.003, `prices ${inPair} and ${inPool}`);
check(Math.abs(1e12 / 1.0001 ** Number(tick) / inPool - 1) < 0.0002, `tick ${tick}`);
const swaps = await pair.queryFilter('Swap', newest - 500, newest);
check(swaps.length > 0, 'swaps');
const fees = await provider.getFeeData();
check(fees.gasPrice > 0n, 'fees');

const socket = new WebSocketProvider(url.replace('http', 'ws'));
check((await socket.getBlockNumber()) === newest, 'the socket');
await socket.destroy();
provider.destroy();
console.log(`chain ${network.chainId}, ${transactions} transactions of types ${[...fields].sort()}`);
