;;; emacs_drive.el --- a day's work in a text -*- lexical-binding: t; -*-

;; Loaded into a batch Emacs in which `package-activate-all' has run; prints a line for each thing it saw.

(require 'eglot)
(setq eglot-sync-connect t eglot-autoshutdown nil eglot-confirm-server-initiated-edits nil)

(defun saw (what value)
  "Print WHAT and VALUE."
  (princ (format "%s: %s\n" what (replace-regexp-in-string "\n" " | " (format "%s" value)))))

(defun wait-for (seen)
  "Return what SEEN returns as soon as that is something."
  (let ((end (+ (float-time) 20)) found)
    (while (and (not (setq found (funcall seen))) (< (float-time) end))
      (accept-process-output nil 0.02))
    (or found (error "Never: %S" seen))))

(defun take-first (start end table predicate)
  "Put the first completion there, as who presses return in a list of them."
  (let* ((text (buffer-substring-no-properties start end))
         (metadata (completion-metadata text table predicate))
         (all (completion-all-completions text table predicate (length text) metadata)))
    (setcdr (last all) nil)
    (delete-region start end)
    (insert (substring-no-properties (car all)))))
(setq completion-in-region-function #'take-first)

(defun complete-after (typed)
  "Type TYPED at the end and complete it; return the last line."
  (goto-char (point-max))
  (insert "\n" typed)
  (completion-at-point)
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun work ()
  "Do what a translator does."
  (find-file (getenv "DESK_TEXT"))
  ;; There is no markdown-mode on this machine; what text-mode has, its children have.
  (text-mode)
  (apply #'eglot--connect (eglot--guess-contact))
  (eglot--maybe-activate-editing-mode)
  (saw "server" (plist-get (eglot--server-info (eglot-current-server)) :name))
  (flymake-mode 1)
  (flymake-start)
  (wait-for #'flymake-diagnostics)
  (let ((found (car (flymake-diagnostics))))
    (saw "warning" (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found))))
  ;; Hover, as eldoc asks for it.
  (goto-char (point-min))
  (search-forward "new quality")
  (let (shown)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text)))
    (saw "hover" (wait-for (lambda () shown))))
  ;; The fix that the server prefers.
  (goto-char (point-min))
  (search-forward "new prod")
  (let ((fixes (eglot-code-actions (point) (point) "quickfix")))
    (saw "fix" (plist-get (car fixes) :title))
    (eglot--apply-workspace-edit (plist-get (car fixes) :edit)))
  (saw "fixed" (progn (goto-char (point-min)) (forward-line 2)
                      (buffer-substring (line-beginning-position) (line-end-position))))
  ;; Without a screen Emacs is never idle, which is when Eglot tells of changes.
  (eglot--signal-textDocument/didChange)
  (wait-for (lambda () (null (flymake-diagnostics))))
  ;; Completion, over blanks, from Chinese and from initials.
  (dolist (typed '("new quality prod" "说新质" "汉字😀 xzscl"))
    (saw typed (complete-after typed)))
  (glossary-add "low-altitude economy" "低空经济")
  (goto-char (point-min))
  (search-forward "planners")
  (glossary-add "planners" "规划者")
  (set-buffer-modified-p nil)
  (glossary-lookup "xzscl")
  (saw "lookup" (with-current-buffer "*glossary*" (buffer-string)))
  (eglot-shutdown (eglot-current-server)))

(condition-case failure
    (work)
  (error (princ (format "FAIL %S\n" failure)) (kill-emacs 1)))

;;; emacs_drive.el ends here
