-- Raises visible heads. A lower value changes nothing, the expiry included: one that is too high must heal.
-- KEYS    visible heads, all of one hash tag; each a decimal number
-- ARGV    time to live in ms, then the number for each head (integers, as text)
-- returns how many stand at the number given (integer)
local raised = 0
local many = 1000 -- what MGET is given at once: Lua bounds it
for first = 1, #KEYS, many do
    local last = math.min(first + many - 1, #KEYS)
    local heads = redis.call('MGET', unpack(KEYS, first, last))
    for i = first, last do
        -- what is no number is no head: it must not keep the pipeline from going on
        local head = tonumber(heads[i - first + 1] or '-1') or -1
        if head <= tonumber(ARGV[i + 1]) then
            redis.call('SET', KEYS[i], ARGV[i + 1], 'PX', ARGV[1])
            raised = raised + 1
        end
    end
end
return raised
