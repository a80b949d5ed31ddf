// Reads the sandbox with ccxt: every public address of the seven exchanges is answered by the local
// server, with the public host as the first part of the path. Usage: node ccxt-sandbox.mjs CCXT PORT
import { pathToFileURL } from 'node:url';

const [library, port] = process.argv.slice(2);
const { default: ccxt } = await import(pathToFileURL(library).href);
const symbols = {
  binance: 'BTC/USDT',
  coinbase: 'BTC/USD',
  kraken: 'BTC/USD',
  bybit: 'BTC/USDT',
  gemini: 'BTC/USD',
  okx: 'BTC/USDT',
  bitstamp: 'BTC/USD',
};
const spotOnly = { binance: ['spot'], bybit: ['spot'], okx: ['spot'] };

function local(urls, hostname) {
  return Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [
      name,
      url.replace('{hostname}', hostname ?? '').replace('https://', `http://127.0.0.1:${port}/`),
    ]),
  );
}

function expect(condition, message) {
  if (!condition) {
    throw new Error(message);
  }
}

for (const [id, symbol] of Object.entries(symbols)) {
  const exchange = new ccxt[id]({ enableRateLimit: false });
  exchange.urls.api = local(exchange.urls.api, exchange.hostname);
  if (spotOnly[id]) {
    exchange.options.fetchMarkets = { ...exchange.options.fetchMarkets, types: spotOnly[id] };
  }
  exchange.has.fetchCurrencies = id === 'coinbase' || id === 'kraken' || id === 'bitstamp';
  const markets = await exchange.fetchMarkets();
  await exchange.loadMarkets();
  expect(markets.length >= 10, `${id}: ${markets.length} markets`);
  const ticker = await exchange.fetchTicker(symbol);
  expect(ticker.bid < ticker.ask && ticker.last > 1000, `${id}: ticker ${JSON.stringify(ticker)}`);
  const trades = await exchange.fetchTrades(symbol, undefined, 20);
  expect(trades.length >= 10, `${id}: ${trades.length} trades`);
  for (const trade of trades) {
    expect(trade.price > 1000 && trade.amount > 0 && trade.timestamp > 1.7e12, `${id}: trade`);
    expect(trade.side === 'buy' || trade.side === 'sell', `${id}: side ${trade.side}`);
    expect(/^\d+$/.test(trade.id), `${id}: id ${trade.id}`);
  }
  const candles = await exchange.fetchOHLCV(symbol, '1m', undefined, 10);
  expect(candles.length >= 5, `${id}: ${candles.length} candles`);
  for (const [time, open, high, low, close, volume] of candles) {
    expect(time % 60000 === 0 && low <= open && close <= high && volume > 0, `${id}: candle`);
  }
  console.log(`${id} ${markets.length} markets, ${trades.length} trades, ${candles.length} candles`);
}
