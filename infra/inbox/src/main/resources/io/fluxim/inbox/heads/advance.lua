-- Moves each head that stands where its writer expects it, and leaves the others alone.
-- KEYS    heads, all of one hash tag; each a decimal number
-- ARGV    time to live in ms, then for each head the number expected and the one to move to (integers, as text)
-- returns for each head the number that stood there before (integer), -1 where there was none: only the number expected
--         says that it was moved
local ttl = ARGV[1]
local found = {}
local many = 1000 -- what MGET is given at once: Lua bounds it
for first = 1, #KEYS, many do
    local last = math.min(first + many - 1, #KEYS)
    local heads = redis.call('MGET', unpack(KEYS, first, last))
    for i = first, last do
        local head = heads[i - first + 1]
        found[i] = head and tonumber(head) or -1
        -- compared as text: exact also above 2^53
        if head == ARGV[2 * i] then
            redis.call('SET', KEYS[i], ARGV[2 * i + 1], 'PX', ttl)
        end
    end
end
return found
