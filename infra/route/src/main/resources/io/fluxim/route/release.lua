-- Gives a lease back if it is ours.
-- KEYS    the lease: its holder (text)
-- ARGV    who gives it back (text)
-- returns 1 where it was theirs, else 0
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0
