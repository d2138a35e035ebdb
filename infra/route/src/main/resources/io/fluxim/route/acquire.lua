-- Takes a lease that is free or already ours, and extends it.
-- KEYS    the lease: its holder (text)
-- ARGV    who wants it (text), for how long in ms (integer)
-- returns 1 where it is theirs now, else 0
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
    return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
