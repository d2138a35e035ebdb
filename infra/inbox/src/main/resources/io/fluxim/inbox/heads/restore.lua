-- Sets heads to what the store of record proved, also lower.
-- KEYS    heads, all of one hash tag
-- ARGV    time to live in ms, then the number of each head (integers, as text)
-- returns how many were set (integer)
for i, key in ipairs(KEYS) do
    redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1])
end
return #KEYS
