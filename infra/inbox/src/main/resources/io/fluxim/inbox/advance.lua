-- Adds to each head that stands where its writer expects it, and leaves the others alone.
-- KEYS    heads, all of one hash tag; each a decimal number
-- ARGV    time to live in ms, then for each head the number expected and how much to add (integers, as text)
-- returns for each head the number that stood there before (integer), -1 where there was none: only the number expected
--         says that it was added to
local ttl = ARGV[1]
local found = {}
for i, key in ipairs(KEYS) do
    local head = redis.call('GET', key)
    found[i] = head and tonumber(head) or -1
    if head == ARGV[2 * i] then
        -- compared as text and added by Redis: exact also above 2^53
        redis.call('INCRBY', key, ARGV[2 * i + 1])
        redis.call('PEXPIRE', key, ttl)
    end
end
return found
