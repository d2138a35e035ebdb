-- Finds the routes of several users that have not expired.
-- KEYS    routes of users, all of one hash tag; each a sorted set of routes by expiry in ms, by this server's clock
-- ARGV    none
-- returns for each user the list of their routes (texts)
local time = redis.call('TIME')
local after = '(' .. string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local found = {}
for i, key in ipairs(KEYS) do
    found[i] = redis.call('ZRANGEBYSCORE', key, after, '+inf')
end
return found
