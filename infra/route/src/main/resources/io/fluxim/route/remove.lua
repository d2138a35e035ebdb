-- Takes one route away from several users.
-- KEYS    routes of users, all of one hash tag; each a sorted set of routes by expiry in ms
-- ARGV    the route (text)
-- returns for how many users it was there (integer)
local removed = 0
for _, key in ipairs(KEYS) do
    removed = removed + redis.call('ZREM', key, ARGV[1])
end
return removed
