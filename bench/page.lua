-- Pages of a thousand candles that begin at random minutes of random markets: wrk -s page.lua ORIGIN -- MARKETS FIRST LAST AS_OF
-- with the markets between commas and the first and last beginning in seconds since 1970.
local markets, first, last, moment = {}, 0, 0, ""

function init(args)
  for market in args[1]:gmatch("[^,]+") do markets[#markets + 1] = market end
  first, last, moment = tonumber(args[2]) / 60, tonumber(args[3]) / 60, args[4]
  math.randomseed(7)
end

function request()
  local from = math.random(first, last) * 60
  return wrk.format("GET", string.format("/v1/candles/%s?interval=1m&from=%d000&to=%d000&limit=1000&as_of=%s",
    markets[math.random(#markets)], from, from + 60000, moment))
end

function done(summary)
  if summary.errors.status > 0 then print("Failed requests: " .. summary.errors.status) end
end
