-- Glossary for Neovim 0.7 and newer: hover, completion, warnings and fixes by the language server, and the commands
-- :GlossaryLookup, :GlossaryAdd, :GlossaryPropose and :GlossaryCheck, which work without the server, too.
--
-- Set before this file is loaded, where the defaults don't fit:
--   vim.g.glossary_command    the program and its options, a list
--   vim.g.glossary_filetypes  where the server runs, a list
-- On Neovim 0.11 and newer, vim.lsp.config("glossary", { ... }) overrides anything else of the server.

if vim.g.loaded_glossary then
  return
end
vim.g.loaded_glossary = true

-- Set by "glossary editor install nvim".
local command = { "glossary" }

command = vim.g.glossary_command or command
local filetypes = vim.g.glossary_filetypes
  or { "text", "markdown", "tex", "plaintex", "gitcommit", "po", "xml", "rst", "org", "asciidoc" }
local language_ids = { text = "plaintext", tex = "latex", plaintex = "latex", gitcommit = "git-commit" }

-- Server ----------------------------------------------------------------------------------------------------------

local function server_command()
  local whole = vim.deepcopy(command)
  table.insert(whole, "lsp")
  return whole
end

local function language_id(_, filetype)
  return language_ids[filetype] or filetype
end

-- The folder with the settings of the project, else of the repository, else of the file.
local function find_root(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  local folder = name ~= "" and vim.fn.fnamemodify(name, ":p:h") or vim.fn.getcwd()
  for _, mark in ipairs({ "glossary.toml", ".git" }) do
    local here = folder
    while true do
      if vim.loop.fs_stat(here .. "/" .. mark) then
        return here
      end
      local above = vim.fn.fnamemodify(here, ":h")
      if above == here then
        break
      end
      here = above
    end
  end
  return folder
end

-- XML only where it holds translations; never what is no file, such as help and terminals.
local function is_wanted(bufnr)
  if vim.bo[bufnr].buftype ~= "" or not vim.tbl_contains(filetypes, vim.bo[bufnr].filetype) then
    return false
  end
  local ending = vim.api.nvim_buf_get_name(bufnr):match("%.(%w+)$")
  return vim.bo[bufnr].filetype ~= "xml" or vim.tbl_contains({ "tmx", "xlf", "xliff" }, (ending or ""):lower())
end

local function own_client(bufnr)
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  for _, client in pairs(get and get({ bufnr = bufnr }) or vim.lsp.buf_get_clients(bufnr)) do
    if client.name == "glossary" then
      return client
    end
  end
end

local function ask(client, method, params)
  local how = vim.fn.has("nvim-0.11") == 1 and { client } or {}
  local answer = client.request_sync(unpack(vim.list_extend(how, { method, params, 1000, vim.api.nvim_get_current_buf() })))
  return answer and answer.result
end

local function byte_of(line, character, encoding)
  return encoding == "utf-8" and character or vim.str_byteindex(line, character, encoding ~= "utf-32")
end

-- Neovim's own completes the last word, or puts only the first word of a term there, depending on the version.
local completions = {}

function _G.glossary_omnifunc(findstart, base)
  if findstart == 0 then
    return #completions > 0 and completions or vim.lsp.omnifunc(findstart, base)
  end
  completions = {}
  local client = own_client(0)
  local found = client
    and ask(client, "textDocument/completion", vim.lsp.util.make_position_params(0, client.offset_encoding))
  local items = found and (found.items or found) or {}
  local start
  for _, item in ipairs(items) do
    local edit = item.textEdit
    start = start or edit.range.start.character
    if edit.range.start.character == start then
      table.insert(completions, { word = edit.newText, abbr = item.label, menu = item.detail, dup = 1 })
    end
  end
  if not start then
    return vim.lsp.omnifunc(findstart, base)
  end
  return byte_of(vim.api.nvim_get_current_line(), start, client.offset_encoding)
end

-- Markdown has one for HTML tags by default.
local replaceable = { "", "v:lua.vim.lsp.omnifunc", "htmlcomplete#CompleteTags", "xmlcomplete#CompleteTags" }

local function on_attach(_, bufnr)
  if vim.tbl_contains(replaceable, vim.bo[bufnr].omnifunc) then
    vim.bo[bufnr].omnifunc = "v:lua.glossary_omnifunc"
  end
  if vim.fn.has("nvim-0.10") == 0 and vim.fn.mapcheck("K", "n") == "" then
    vim.api.nvim_buf_set_keymap(bufnr, "n", "K", "<Cmd>lua vim.lsp.buf.hover()<CR>", { noremap = true, silent = true })
  end
end

local function settings_for(bufnr)
  return {
    name = "glossary",
    cmd = server_command(),
    root_dir = find_root(bufnr),
    get_language_id = language_id,
    on_attach = on_attach,
  }
end

-- Before 0.8 nobody keeps one server a folder: this does.
local clients, waiting = {}, {}

local function start_by_hand(bufnr)
  local settings = settings_for(bufnr)
  local id = clients[settings.root_dir]
  local client = id and vim.lsp.get_client_by_id(id)
  if client and client.initialized then
    vim.lsp.buf_attach_client(bufnr, id)
    return
  elseif client or waiting[settings.root_dir] then
    table.insert(waiting[settings.root_dir], bufnr)
    return
  end
  waiting[settings.root_dir] = { bufnr }
  settings.on_init = function(started)
    for _, one in ipairs(waiting[settings.root_dir] or {}) do
      if vim.api.nvim_buf_is_valid(one) then
        vim.lsp.buf_attach_client(one, started.id)
      end
    end
    waiting[settings.root_dir] = nil
  end
  settings.on_exit = function()
    clients[settings.root_dir], waiting[settings.root_dir] = nil, nil
  end
  clients[settings.root_dir] = vim.lsp.start_client(settings)
end

local function start(bufnr)
  if not is_wanted(bufnr) then
    return
  elseif vim.lsp.start then
    vim.lsp.start(settings_for(bufnr), { bufnr = bufnr })
  else
    start_by_hand(bufnr)
  end
end

local group = vim.api.nvim_create_augroup("glossary", {})

local function on_filetype(callback, once)
  vim.api.nvim_create_autocmd("FileType", { group = group, pattern = filetypes, callback = callback, once = once })
end

if vim.fn.executable(command[1]) == 0 then
  on_filetype(function()
    vim.notify("glossary: " .. command[1] .. " is not there; set vim.g.glossary_command", vim.log.levels.WARN)
  end, true)
elseif vim.fn.has("nvim-0.11") == 1 then
  vim.lsp.config("glossary", {
    cmd = server_command(),
    filetypes = filetypes,
    get_language_id = language_id,
    on_attach = on_attach,
    root_dir = function(bufnr, use)
      if is_wanted(bufnr) then
        use(find_root(bufnr))
      end
    end,
  })
  vim.lsp.enable("glossary")
else
  on_filetype(function(event)
    start(event.buf)
  end, false)
end

-- Commands --------------------------------------------------------------------------------------------------------

local function complain(text)
  vim.notify("glossary: " .. vim.trim(text):gsub("^glossary: ", ""), vim.log.levels.ERROR)
end

-- Run the program; returns its lines, and its exit code. What goes wrong is shown.
local function run(arguments)
  local whole = vim.list_extend(vim.deepcopy(command), arguments)
  local errors = {}
  local lines = {}
  local job = vim.fn.jobstart(whole, {
    cwd = find_root(vim.api.nvim_get_current_buf()),
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, data)
      lines = data
    end,
    on_stderr = function(_, data)
      errors = data
    end,
  })
  if job <= 0 then
    complain(command[1] .. " can't be run; set vim.g.glossary_command")
    return {}, 2
  end
  local code = vim.fn.jobwait({ job }, 60000)[1]
  if lines[#lines] == "" then
    table.remove(lines)
  end
  if code ~= 0 and code ~= 1 then
    complain(code == -1 and "no answer within a minute" or table.concat(errors, "\n"))
  end
  return lines, code, vim.trim(table.concat(errors, "\n"))
end

-- The text of the last selection; a selection may end within a character of several bytes.
local function selected()
  local first, last = vim.api.nvim_buf_get_mark(0, "<"), vim.api.nvim_buf_get_mark(0, ">")
  local lines = vim.api.nvim_buf_get_lines(0, first[1] - 1, last[1], false)
  if #lines == 0 then
    return ""
  end
  if vim.fn.visualmode() ~= "V" then
    local tail = lines[#lines]
    local final = vim.fn.matchstr(tail:sub(last[2] + 1), ".")
    lines[#lines] = tail:sub(1, last[2] + math.max(#final, 1))
    lines[1] = lines[1]:sub(first[2] + 1)
  end
  return vim.trim((table.concat(lines, " "):gsub("%s+", " ")))
end

-- What a command is about: its argument, else the selection, else nothing; and the sentence around a selection.
local function subject(options)
  if options.args ~= "" then
    return vim.trim(options.args)
  end
  return options.range > 0 and selected() or ""
end

local function is_chinese(text)
  return vim.fn.match(text, "[\\u2e80-\\u9fff\\U20000-\\U3ffff]") >= 0
end

-- The sentence of the current line that has a term in it, as its usage example.
local function sentence_with(term)
  for sentence in (vim.api.nvim_get_current_line() .. " "):gmatch("(.-[%.!?][\"')]*)%s") do
    if sentence:find(term, 1, true) then
      return vim.trim(sentence)
    end
  end
end

local function show(lines, title)
  if #lines == 0 then
    vim.notify("glossary: nothing found for " .. title)
    return
  end
  vim.lsp.util.open_floating_preview(lines, "", { border = "rounded", focus_id = "glossary", wrap = true })
end

local function lookup(options)
  local query = subject(options)
  if query == "" then
    query = vim.fn.expand("<cword>")
  end
  if query == "" then
    complain("what shall be looked up?")
    return
  end
  local lines, code = run({ "lookup", "--", query })
  if code <= 1 then
    show(lines, query)
  end
end

-- Store a term in either language. `TERM = EQUIVALENT` asks nothing.
local function store(action, options)
  local term = subject(options)
  local from_text = options.args == "" and term or nil
  local left, right = term:match("^(.-)%s+=%s+(.+)$")
  local function keep(equivalent)
    if not equivalent then
      return
    end
    local context = from_text and not is_chinese(term) and sentence_with(from_text)
    local arguments = { action }
    if context then
      vim.list_extend(arguments, { "--context", context })
    end
    if action == "add" and is_chinese(term) then
      if equivalent == "" then
        complain("a Chinese term needs its English to be added; propose it instead")
        return
      end
      vim.list_extend(arguments, { "--", equivalent, term })
    elseif action == "add" then
      vim.list_extend(arguments, equivalent == "" and { "--", term } or { "--", term, equivalent })
    else
      vim.list_extend(arguments, equivalent == "" and {} or { "--equivalent", equivalent })
      vim.list_extend(arguments, { "--", term })
    end
    local lines, code, told = run(arguments)
    if code == 0 then
      vim.notify("glossary: " .. (lines[1] or told or term))
    elseif code == 1 then
      complain(told)
    end
  end
  if left then
    term = left
    keep(right)
  elseif term == "" then
    vim.ui.input({ prompt = "Term: " }, function(answer)
      if answer and vim.trim(answer) ~= "" then
        store(action, { args = answer, range = 0 })
      end
    end)
  else
    local other = is_chinese(term) and "English" or "Chinese"
    vim.ui.input({ prompt = string.format("%s of %q: ", other, term) }, function(answer)
      keep(answer and vim.trim(answer))
    end)
  end
end

-- Findings of the file as it is on disk into the quickfix list. Their columns count characters, a list's bytes.
local function check(options)
  local name = options.args ~= "" and vim.fn.expand(options.args) or vim.api.nvim_buf_get_name(0)
  if name == "" or (options.args == "" and vim.bo.modified) then
    complain("write the file first")
    return
  end
  local lines, code, told = run({ "check", "--format", "json", "--", name })
  if code > 1 then
    return
  end
  local found, texts = {}, {}
  for _, line in ipairs(lines) do
    local finding = vim.fn.json_decode(line)
    local file = finding.file
    texts[file] = texts[file] or vim.fn.readfile(file)
    local text = texts[file][finding.line] or ""
    local byte = vim.fn.byteidx(text, finding.column - 1)
    table.insert(found, {
      filename = file,
      lnum = finding.line,
      col = byte + 1,
      text = finding.message,
      type = finding.severity == "error" and "E" or "W",
    })
  end
  vim.fn.setqflist({}, " ", { title = "glossary check " .. name, items = found })
  if #found == 0 then
    vim.notify("glossary: " .. (told ~= "" and told:gsub("^glossary: ", "") or "no findings"))
  else
    vim.cmd("copen")
  end
end

local function create(name, run_it, options)
  vim.api.nvim_create_user_command(name, run_it, vim.tbl_extend("force", { nargs = "*", range = true }, options))
end

create("GlossaryLookup", lookup, { desc = "look up a term, the selection or the word under the cursor" })
create("GlossaryAdd", function(options)
  store("add", options)
end, { desc = "add a term or the selection; TERM = EQUIVALENT asks nothing" })
create("GlossaryPropose", function(options)
  store("propose", options)
end, { desc = "propose a term or the selection as a candidate" })
create("GlossaryCheck", check, { complete = "file", desc = "check a file into the quickfix list" })
