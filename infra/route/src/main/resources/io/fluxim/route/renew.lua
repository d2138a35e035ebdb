-- Registers or renews one route for several users, and drops routes of theirs that have expired.
-- KEYS    routes of users, all of one hash tag; each a sorted set of routes by expiry in ms, by this server's clock
-- ARGV    the route (text), its time to live in ms (integer)
-- returns for how many users it was not there (integer)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local route, ttl = ARGV[1], tonumber(ARGV[2])
local absent = 0
for _, key in ipairs(KEYS) do
    redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now))
    absent = absent + redis.call('ZADD', key, string.format('%.0f', now + ttl), route)
    redis.call('PEXPIRE', key, ttl)
end
return absent
