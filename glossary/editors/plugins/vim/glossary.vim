" Glossary for Vim 8.2 and newer: completion of terms (CTRL-X CTRL-U), :GlossaryLookup, :GlossaryAdd,
" :GlossaryPropose and :GlossaryCheck without any other plugin; with ALE also hover, warnings and fixes by the
" language server.
"
" Set in the vimrc, where the defaults don't fit:
"   g:glossary_command    the program and its options, a list
"   g:glossary_filetypes  where ALE runs the server, a list

if exists('g:loaded_glossary') || &compatible || has('nvim')
  finish
endif
let g:loaded_glossary = 1

" Set by "glossary editor install vim".
let s:command = ['glossary']

let s:command = get(g:, 'glossary_command', s:command)
let s:filetypes = get(g:, 'glossary_filetypes',
      \ ['text', 'markdown', 'tex', 'plaintex', 'gitcommit', 'po', 'xml', 'rst', 'org', 'asciidoc'])
let s:completions = []
let s:language_ids = {'text': 'plaintext', 'tex': 'latex', 'plaintex': 'latex', 'gitcommit': 'git-commit'}

" Server, through ALE ---------------------------------------------------------------------------------------------

" The folder with the settings of the project, else of the repository, else of the file.
function! s:Root(buffer) abort
  let l:folder = expand('#' . a:buffer . ':p:h')
  let l:settings = findfile('glossary.toml', fnameescape(l:folder) . ';')
  if !empty(l:settings)
    return fnamemodify(l:settings, ':p:h')
  endif
  let l:repository = finddir('.git', fnameescape(l:folder) . ';')
  return empty(l:repository) ? l:folder : fnamemodify(l:repository, ':p:h:h')
endfunction

" XML only where it holds translations; without a root ALE starts nothing.
function! s:WantedRoot(buffer) abort
  let l:is_xml = getbufvar(a:buffer, '&filetype') is# 'xml'
  return l:is_xml && bufname(a:buffer) !~? '\.\(tmx\|xlf\|xliff\)$' ? '' : s:Root(a:buffer)
endfunction

function! s:DefineLinters() abort
  if exists(':ALELint') != 2 || !executable(s:command[0])
    return
  endif
  " ALE takes the protocol's columns for bytes, whatever the protocol says; so the server must count bytes.
  let l:options = join(map(copy(s:command[1:]) + ['lsp'], 'ale#Escape(v:val)'))
  for l:filetype in s:filetypes
    call ale#linter#Define(l:filetype, {
          \ 'name': 'glossary',
          \ 'lsp': 'stdio',
          \ 'executable': s:command[0],
          \ 'command': '%e ' . l:options,
          \ 'language': get(s:language_ids, l:filetype, l:filetype),
          \ 'project_root': function('s:WantedRoot'),
          \ 'initialization_options': {'positionEncoding': 'utf-8'},
          \})
  endfor
  " ALE runs nothing on plain text unless it is told to.
  let g:ale_linters = get(g:, 'ale_linters', {})
  if !has_key(g:ale_linters, 'text') && !get(g:, 'ale_linters_explicit') && index(s:filetypes, 'text') >= 0
    let g:ale_linters.text = ['glossary']
  endif
  " ALE has looked at the files of the command line before there was anything of ours to run.
  if v:vim_did_enter && get(g:, 'ale_enabled') && index(s:filetypes, &filetype) >= 0
    call ale#Queue(0, 'lint_file')
  endif
endfunction

function! s:OfferCompletion() abort
  if empty(&completefunc) && index(s:filetypes, &filetype) >= 0
    setlocal completefunc=GlossaryComplete
  endif
endfunction

augroup glossary
  autocmd!
  autocmd VimEnter * call s:DefineLinters()
  autocmd FileType * call s:OfferCompletion()
augroup END
if v:vim_did_enter
  call s:DefineLinters()
endif

" Commands --------------------------------------------------------------------------------------------------------

function! s:Say(text) abort
  echomsg 'glossary: ' . substitute(trim(a:text), '^glossary: ', '', '')
endfunction

function! s:Complain(text) abort
  echohl ErrorMsg
  call s:Say(a:text)
  echohl None
endfunction

" Run the program; returns the lines of its output, its exit code, and what it told beside.
function! s:Run(arguments) abort
  if !executable(s:command[0])
    call s:Complain(s:command[0] . ' is not there; set g:glossary_command')
    return [[], 2, '']
  endif
  let l:errors = tempname()
  let l:command = join(map(s:command + a:arguments, 'shellescape(v:val)')) . ' 2>' . shellescape(l:errors)
  let l:before = getcwd()
  try
    execute 'lcd' fnameescape(s:Root(bufnr('')))
    " Vim's own encoding may be another one, the program always writes UTF-8.
    let l:lines = map(split(system(l:command), "\n"), "iconv(v:val, 'utf-8', &encoding)")
    let l:code = v:shell_error
  finally
    execute 'lcd' fnameescape(l:before)
  endtry
  let l:told = filereadable(l:errors) ? iconv(join(readfile(l:errors), ' '), 'utf-8', &encoding) : ''
  call delete(l:errors)
  if l:code != 0 && l:code != 1
    call s:Complain(l:told)
  endif
  return [l:lines, l:code, l:told]
endfunction

" The text of the last selection.
function! s:Selected() abort
  let [l:register, l:kind] = [getreg('"'), getregtype('"')]
  let l:view = winsaveview()
  silent noautocmd normal! gvy
  let l:text = getreg('"')
  call setreg('"', l:register, l:kind)
  call winrestview(l:view)
  return trim(substitute(l:text, '\_s\+', ' ', 'g'))
endfunction

" What a command is about: its argument, else the selection, else nothing.
function! s:Subject(arguments, range) abort
  return !empty(a:arguments) ? trim(a:arguments) : a:range > 0 ? s:Selected() : ''
endfunction

function! s:IsChinese(text) abort
  return a:text =~# '[\u2e80-\u9fff\U20000-\U3ffff]'
endfunction

" The sentence of the current line that has a term in it, as its usage example.
function! s:SentenceWith(term) abort
  for l:sentence in split(getline('.'), '[.!?]["'']*\zs\s\+')
    if stridx(l:sentence, a:term) >= 0 && l:sentence =~# '[.!?]["'']*\s*$'
      return trim(l:sentence)
    endif
  endfor
  return ''
endfunction

function! s:Show(lines, title) abort
  if exists('*popup_atcursor')
    call popup_atcursor(a:lines, {'border': [], 'padding': [0, 1, 0, 1], 'title': ' ' . a:title . ' ', 'wrap': 1,
          \ 'moved': 'any', 'close': 'click'})
    return
  endif
  pedit glossary
  let l:window = bufwinnr('^glossary$')
  call setbufvar('glossary', '&buftype', 'nofile')
  call setbufvar('glossary', '&bufhidden', 'wipe')
  let l:here = winnr()
  execute l:window . 'wincmd w'
  call setline(1, a:lines)
  execute l:here . 'wincmd w'
endfunction

function! s:Lookup(arguments, range) abort
  let l:query = s:Subject(a:arguments, a:range)
  let l:query = empty(l:query) ? expand('<cword>') : l:query
  if empty(l:query)
    call s:Complain('what shall be looked up?')
    return
  endif
  let [l:lines, l:code, l:told] = s:Run(['lookup', '--', l:query])
  if l:code == 0
    call s:Show(l:lines, l:query)
  elseif l:code == 1
    call s:Say('nothing found for ' . l:query)
  endif
endfunction

" Store a term in either language. `TERM = EQUIVALENT` asks nothing.
function! s:Store(action, arguments, range) abort
  let l:term = s:Subject(a:arguments, a:range)
  let l:context = empty(a:arguments) && !empty(l:term) ? s:SentenceWith(l:term) : ''
  let l:parts = matchlist(l:term, '^\(.\{-}\)\s\+=\s\+\(.\+\)$')
  if !empty(l:parts)
    let [l:term, l:equivalent] = [trim(l:parts[1]), trim(l:parts[2])]
  else
    let l:term = empty(l:term) ? trim(input('Term: ')) : l:term
    if empty(l:term)
      return
    endif
    let l:prompt = (s:IsChinese(l:term) ? 'English' : 'Chinese') . ' of "' . l:term . '": '
    let l:cancelled = nr2char(0xfdd0)
    let l:equivalent = trim(inputdialog(l:prompt, '', l:cancelled))
    redraw
    if l:equivalent is# l:cancelled
      return
    endif
  endif
  let l:options = empty(l:context) || s:IsChinese(l:term) ? [] : ['--context', l:context]
  if a:action isnot# 'add'
    let l:named = (empty(l:equivalent) ? [] : ['--equivalent', l:equivalent]) + ['--', l:term]
  elseif !s:IsChinese(l:term)
    let l:named = ['--', l:term] + (empty(l:equivalent) ? [] : [l:equivalent])
  elseif empty(l:equivalent)
    call s:Complain('a Chinese term needs its English to be added; propose it instead')
    return
  else
    let l:named = ['--', l:equivalent, l:term]
  endif
  let [l:lines, l:code, l:told] = s:Run([a:action] + l:options + l:named)
  if l:code == 0
    call s:Say(empty(l:lines) ? l:told : l:lines[0])
  elseif l:code == 1
    call s:Complain(l:told)
  endif
endfunction

" Completion of whole terms (CTRL-X CTRL-U), over blanks and by pinyin; ALE completes one word. Asked for is every
" beginning of a term that may stand before the cursor, all in one run; the longest that leads to one counts.
function! GlossaryComplete(findstart, base) abort
  if !a:findstart
    return s:completions
  endif
  let l:text = strpart(getline('.'), 0, col('.') - 1)
  let l:starts = s:Starts(l:text)
  let l:queries = map(copy(l:starts), 'strpart(l:text, v:val)')
  for l:mode in empty(l:queries) ? [] : ['prefix', 'pinyin']
    let l:asked = l:mode is# 'prefix' ? l:queries : l:queries[-1:]
    let l:options = ['lookup', '--no-log', '--json', '--limit', '30', '--mode', l:mode, '--']
    let l:hits = map(s:Run(l:options + l:asked)[0], 'json_decode(v:val)')
    for l:query in l:asked
      let l:of_query = filter(copy(l:hits), 'v:val.query is# l:query')
      if l:mode is# 'prefix'
        call filter(l:of_query, 'stridx(tolower(v:val.match.term), tolower(l:query)) == 0')
      endif
      if !empty(l:of_query)
        let s:completions = map(l:of_query, 's:Completion(v:val)')
        return strlen(l:text) - strlen(l:query)
      endif
    endfor
  endfor
  return -3
endfunction

" Where a term may begin: at a word, and at a Chinese character, the farthest first.
function! s:Starts(text) abort
  let [l:starts, l:place, l:before] = [[], 0, ' ']
  for l:character in split(a:text, '\zs')
    let l:is_word = l:character =~# '\k'
    if l:is_word && (l:before !~# '\k' || s:IsChinese(l:character) || s:IsChinese(l:before))
      call add(l:starts, l:place)
    endif
    let [l:place, l:before] = [l:place + strlen(l:character), l:character]
  endfor
  return l:before =~# '\k' ? l:starts[max([0, len(l:starts) - 8]) :] : []
endfunction

function! s:Completion(hit) abort
  let l:is_english = a:hit.match.language is# 'en'
  let l:others = filter(copy(a:hit.entry.terms), '(v:val.language is# "en") != l:is_english')
  let l:accepted = filter(l:others, 'v:val.status is# "preferred" || v:val.status is# "admitted"')
  return {'word': a:hit.match.term, 'menu': join(map(l:accepted, 'v:val.term'), ', '), 'icase': 1}
endfunction

" Findings of the file as it is on disk into the quickfix list. Their columns count characters, a list's bytes.
function! s:Check(arguments) abort
  let l:name = empty(a:arguments) ? expand('%:p') : expand(a:arguments)
  if empty(l:name) || empty(a:arguments) && &modified
    call s:Complain('write the file first')
    return
  endif
  let [l:lines, l:code, l:told] = s:Run(['check', '--format', 'json', '--', l:name])
  if l:code > 1
    return
  endif
  let [l:found, l:texts] = [[], {}]
  for l:finding in map(l:lines, 'json_decode(v:val)')
    if !has_key(l:texts, l:finding.file)
      let l:texts[l:finding.file] = readfile(l:finding.file)
    endif
    let l:text = get(l:texts[l:finding.file], l:finding.line - 1, '')
    call add(l:found, {
          \ 'filename': l:finding.file,
          \ 'lnum': l:finding.line,
          \ 'col': byteidx(l:text, l:finding.column - 1) + 1,
          \ 'text': l:finding.message,
          \ 'type': get(l:finding, 'severity', '') is# 'error' ? 'E' : 'W',
          \})
  endfor
  call setqflist([], ' ', {'title': 'glossary check ' . l:name, 'items': l:found})
  if empty(l:found)
    call s:Say(empty(l:told) ? 'no findings' : l:told)
  else
    copen
  endif
endfunction

command! -nargs=* -range GlossaryLookup call s:Lookup(<q-args>, <range>)
command! -nargs=* -range GlossaryAdd call s:Store('add', <q-args>, <range>)
command! -nargs=* -range GlossaryPropose call s:Store('propose', <q-args>, <range>)
command! -nargs=? -complete=file GlossaryCheck call s:Check(<q-args>)
