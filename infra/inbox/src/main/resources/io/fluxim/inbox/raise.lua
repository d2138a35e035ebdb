-- Raises visible heads. A lower value changes nothing, the expiry included: one that is too high must heal.
-- KEYS    visible heads, all of one hash tag; each a decimal number
-- ARGV    time to live in ms, then the number for each head (integers, as text)
-- returns how many stand at the number given (integer)
local raised = 0
for i, key in ipairs(KEYS) do
    -- what is no number is no head: it must not keep the pipeline from going on
    local head = tonumber(redis.call('GET', key) or '-1') or -1
    if head <= tonumber(ARGV[i + 1]) then
        redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1])
        raised = raised + 1
    end
end
return raised
