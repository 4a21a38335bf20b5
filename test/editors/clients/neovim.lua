-- Uses the language server as Neovim's own client does, and writes what each step showed to a file, as JSON.
local server, report = vim.env.ASYNCLINT_SERVER, vim.env.ASYNCLINT_REPORT
local shown = {}

local function write()
  local file = assert(io.open(report, 'w'))
  file:write(vim.json.encode(shown))
  file:close()
end

local function fail(message)
  shown.failure = message
  write()
  vim.cmd('cquit')
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then fail('waited in vain until ' .. what) end
end

local function open(name)
  vim.cmd('edit ' .. name)
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, shown.client)
  return buffer
end

local function findings(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, { line = diagnostic.lnum + 1, code = diagnostic.code, message = diagnostic.message, severity = diagnostic.severity })
  end
  return found
end

local function run()
  shown.client = vim.lsp.start_client({ name = 'asynclint', cmd = { vim.env.ASYNCLINT_NODE, server, 'lsp', '--stdio' }, root_dir = vim.fn.getcwd() })
  wait('the client is ready', function()
    local client = vim.lsp.get_client_by_id(shown.client)
    return client ~= nil and client.initialized == true
  end)

  local orders = open('orders.ts')
  wait('a finding is shown', function() return #findings(orders) > 0 end)
  shown.opened = findings(orders)

  vim.api.nvim_win_set_cursor(0, { shown.opened[1].line, 2 })
  local parameters = vim.lsp.util.make_range_params()
  parameters.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(orders) }
  local actions = vim.lsp.buf_request_sync(orders, 'textDocument/codeAction', parameters, 10000)
  local client = vim.lsp.get_client_by_id(shown.client)
  shown.titles = {}
  for _, action in ipairs(actions[shown.client].result) do table.insert(shown.titles, action.title) end
  local first = actions[shown.client].result[1]
  if first.edit == nil then first = client.request_sync('codeAction/resolve', first, 10000, orders).result end
  vim.lsp.util.apply_workspace_edit(first.edit, client.offset_encoding)
  wait('the repaired finding is gone', function() return #findings(orders) == #shown.opened - 1 end)
  shown.repaired = vim.api.nvim_buf_get_lines(orders, 0, -1, false)

  local handler = open('server.ts')
  wait('a finding is shown that comes through another file', function() return #findings(handler) > 0 end)
  shown.through = findings(handler)
  local helper = open('settings.ts')
  vim.api.nvim_buf_set_lines(helper, 0, -1, false, { 'export const readSettings = () => "{}";' })
  wait('unsaved text of the other file takes the finding away', function() return #findings(handler) == 0 end)

  local python = open('service.py')
  wait('a finding is shown in Python', function() return #findings(python) > 0 end)
  shown.python = findings(python)

  vim.lsp.stop_client(shown.client)
  wait('the server has ended', function() return vim.lsp.client_is_stopped(shown.client) end)
  write()
  vim.cmd('qall!')
end

local ok, message = pcall(run)
if not ok then fail(tostring(message)) end
