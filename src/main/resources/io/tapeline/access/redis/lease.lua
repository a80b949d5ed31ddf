-- Takes up to so many units of a limit; GCRA in virtual scheduling, by the clock of Redis.
-- KEYS[1] the theoretical arrival time, microseconds. ARGV: microseconds a unit, burst, units wanted, units
-- that were taken before and come back unused.
-- Answers units granted, units left, and microseconds until there is one more.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local emission, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = tonumber(redis.call('GET', KEYS[1]) or now)
-- of a limit that was another before, no more than all of it is used
local used = math.min(kept, now + burst * emission)
local arrival = math.max(now, used - tonumber(ARGV[4]) * emission)
local free = math.max(0, math.floor((now + burst * emission - arrival) / emission + 0.000001))
local granted = math.min(wanted, free)
arrival = arrival + granted * emission
if arrival ~= kept then
  redis.call('SET', KEYS[1], string.format('%.3f', arrival), 'PX', math.ceil((arrival - now) / 1000) + 1000)
end
local left = free - granted
local wait = 0
if left == 0 then
  wait = math.max(1, math.ceil(arrival + emission - burst * emission - now))
end
return {granted, left, wait}
