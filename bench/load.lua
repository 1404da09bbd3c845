-- What wrk sends: the lines of a file, one request each, in turn:  METHOD <tab> TOKEN <tab> PATH <tab> BODY
-- @N@ in a body is a number of its own. Usage: wrk … URL -- FILE FIRST_NUMBER; one line of JSON at the end.
local requests, templates, turn, number = {}, {}, 0, 0

local function headers(token)
  local sent = {["Content-Type"] = "application/json"}
  if token ~= "" then sent["Authorization"] = "Bearer " .. token end
  return sent
end

function init(args)
  number = tonumber(args[2])
  for line in io.lines(args[1]) do
    local method, token, path, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    if body == "" then
      requests[#requests + 1] = wrk.format(method, path, headers(token))
    else
      requests[#requests + 1] = false
      templates[#requests] = {method, path, headers(token), body}
    end
  end
end

function request()
  turn = turn % #requests + 1
  if requests[turn] then return requests[turn] end
  number = number + 1
  local one = templates[turn]
  return wrk.format(one[1], one[2], one[3], (one[4]:gsub("@N@", tostring(number))))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"per_s": %.1f, "p50_ms": %.3f, "p99_ms": %.3f, "bytes": %d, "requests": %d, "refused": %d, "broken": %d}\n',
    summary.requests * 1e6 / summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.bytes / math.max(summary.requests, 1), summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
