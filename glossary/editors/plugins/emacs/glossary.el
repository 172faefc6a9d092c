;;; glossary.el --- Terms of your glossary while you translate -*- lexical-binding: t; -*-

;; Author: The glossary contributors
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: convenience, i18n, wp
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; `glossary-lookup', `glossary-add', `glossary-propose' and `glossary-check' run the `glossary' program and need
;; nothing else.  With Eglot (part of Emacs from 29 on) `M-x eglot' in a text starts the language server: hover,
;; completion, warnings and fixes.  To have it in every text:
;;
;;     (add-hook 'text-mode-hook #'eglot-ensure)

;;; Code:

(require 'compile)
(require 'json)
(require 'subr-x)
(require 'thingatpt)

(defvar eglot-server-programs)
(declare-function eglot-current-server "ext:eglot")
(declare-function eglot--server-info "ext:eglot")
(declare-function eglot--TextDocumentPositionParams "ext:eglot")
(declare-function eglot--lsp-position-to-point "ext:eglot")
(declare-function jsonrpc-request "jsonrpc")

(defgroup glossary nil
  "Terms of your glossary while you translate."
  :group 'text
  :prefix "glossary-")

;; Set by "glossary editor install emacs".
(defcustom glossary-command '("glossary")
  "The program and its options."
  :type '(repeat string))

(defcustom glossary-modes
  '((markdown-mode . "markdown") (gfm-mode . "markdown") (org-mode . "org") (rst-mode . "rst") (po-mode . "po")
    (latex-mode . "latex") (LaTeX-mode . "latex") (plain-tex-mode . "latex"))
  "Modes in which Eglot runs our language server before any other.
With each, the name that servers know it by.  `text-mode' and what is
derived from it have it where Eglot knows no other server."
  :type '(alist :key-type symbol :value-type string))

;;; The language server

(defun glossary--server (&optional _interactive &rest _)
  "Return the command of the language server."
  (append glossary-command '("lsp")))

(defun glossary--register ()
  "Make our language server known to Eglot."
  (add-to-list 'eglot-server-programs
               (cons (mapcar (lambda (mode) (list (car mode) :language-id (cdr mode))) glossary-modes)
                     #'glossary--server))
  (add-to-list 'eglot-server-programs '((text-mode :language-id "plaintext") . glossary--server) t)
  (add-hook 'eglot-managed-mode-hook #'glossary--complete-terms))

(defun glossary--complete-terms ()
  "Complete whole terms where our server manages the buffer."
  (let* ((server (and (bound-and-true-p eglot--managed-mode) (eglot-current-server)))
         (name (and server (plist-get (eglot--server-info server) :name))))
    (if (and name (string-prefix-p "glossary" name))
        (add-hook 'completion-at-point-functions #'glossary-completion-at-point -50 t)
      (remove-hook 'completion-at-point-functions #'glossary-completion-at-point t))))

(defun glossary-completion-at-point ()
  "Return the terms that complete what stands before point.
Eglot's own function completes one word and keeps only what begins
with it: not a term of several words, not Chinese by its pinyin."
  (when-let* ((server (eglot-current-server))
              ;; Deferred, Eglot tells of changes in the text first.
              (answer (jsonrpc-request server :textDocument/completion (eglot--TextDocumentPositionParams)
                                       :deferred :textDocument/completion))
              (items (append (if (vectorp answer) answer (plist-get answer :items)) nil))
              (start (glossary--start-of (car items))))
    (let* ((there (seq-filter (lambda (item) (eql start (glossary--start-of item))) items))
           (terms (mapcar #'glossary--candidate there)))
      (list start (point)
            (lambda (text predicate action)
              (cond ((eq action 'metadata)
                     '(metadata (category . glossary) (display-sort-function . identity)))
                    ((eq (car-safe action) 'boundaries) nil)
                    (t (complete-with-action action terms text predicate))))
            :annotation-function
            (lambda (term) (concat "  " (or (plist-get (get-text-property 0 'glossary-item term) :detail) "")))))))

(defun glossary--start-of (item)
  "Return where the text begins that ITEM, a completion, takes the place of."
  (let ((range (plist-get (plist-get item :textEdit) :range)))
    (and range (eglot--lsp-position-to-point (plist-get range :start)))))

(defun glossary--candidate (item)
  "Return the text of ITEM, a completion, that knows its item."
  (propertize (plist-get (plist-get item :textEdit) :newText) 'glossary-item item))

(defun glossary--try (text table predicate point)
  "Complete TEXT where TABLE has but one term for PREDICATE.
Else leave it, and POINT in it, as they are."
  (let ((all (all-completions "" table predicate)))
    (cond ((null all) nil)
          ((null (cdr all)) (cons (car all) (length (car all))))
          (t (cons text point)))))

(defun glossary--all (_text table predicate _point)
  "Return all terms of TABLE for PREDICATE; the server has chosen."
  (all-completions "" table predicate))

(add-to-list 'completion-styles-alist
             '(glossary-chosen glossary--try glossary--all "What the glossary's language server has chosen."))
(add-to-list 'completion-category-defaults '(glossary (styles glossary-chosen)))

(with-eval-after-load 'eglot (glossary--register))

;;; Commands

(defun glossary--run (&rest arguments)
  "Run the program with ARGUMENTS.
Return its output, what it told beside it, and its exit code.
Signal an error on wrong use."
  (let ((told (make-temp-file "glossary"))
        (coding-system-for-read 'utf-8)
        (coding-system-for-write 'utf-8))
    (unwind-protect
        (with-temp-buffer
          (let* ((code (apply #'call-process (car glossary-command) nil (list t told) nil
                              (append (cdr glossary-command) arguments)))
                 (output (buffer-string))
                 (beside (with-temp-buffer
                           (insert-file-contents told)
                           (string-trim (buffer-string)))))
            (unless (member code '(0 1))
              (user-error "%s" beside))
            (list output beside code)))
      (delete-file told))))

(defun glossary--say (output beside)
  "Show the first line of OUTPUT, else of BESIDE."
  (message "glossary: %s"
           (string-remove-prefix "glossary: " (car (split-string (if (string= output "") beside output) "\n")))))

(defun glossary--at-point ()
  "Return the selected text, else the word at point."
  (if (use-region-p)
      (replace-regexp-in-string "[ \t\n]+" " " (buffer-substring-no-properties (region-beginning) (region-end)))
    (thing-at-point 'word t)))

(defun glossary--is-chinese (text)
  "Return whether TEXT has Chinese characters."
  (string-match-p "\\cC" text))

(defun glossary--read-term (what)
  "Ask for a term to WHAT."
  (let* ((default (glossary--at-point))
         (term (string-trim (read-string (if default (format "%s (default %s): " what default) (concat what ": "))
                                         nil nil default))))
    (if (string= term "") (user-error "No term") term)))

(defun glossary--read-equivalent (term)
  "Ask for the equivalent of TERM in the other language."
  (string-trim (read-string (format "%s of %s: " (if (glossary--is-chinese term) "English" "Chinese") term))))

(defun glossary--context (term)
  "Return options that give the sentence at point as a usage example of TERM."
  (let ((sentence (and (derived-mode-p 'text-mode)
                       (not (glossary--is-chinese term))
                       (thing-at-point 'sentence t))))
    (when (and sentence (string-match-p (regexp-quote term) sentence))
      (list "--context" (string-trim (replace-regexp-in-string "[ \t\n]+" " " sentence))))))

;;;###autoload
(defun glossary-lookup (query)
  "Show what the glossary has for QUERY, in either language, pinyin or initials."
  (interactive (list (glossary--read-term "Look up")))
  (pcase-let ((`(,output ,_ ,code) (glossary--run "lookup" "--" query)))
    (if (eql code 1)
        (message "glossary: nothing found for %s" query)
      (with-current-buffer (get-buffer-create "*glossary*")
        (let ((inhibit-read-only t))
          (erase-buffer)
          (insert output)
          (goto-char (point-min)))
        (special-mode)
        (display-buffer (current-buffer))))))

;;;###autoload
(defun glossary-add (term equivalent)
  "Add TERM with its EQUIVALENT in the other language.
For an English TERM it may be empty."
  (interactive (let ((term (glossary--read-term "Add"))) (list term (glossary--read-equivalent term))))
  (let ((is-chinese (glossary--is-chinese term)))
    (when (and is-chinese (string= equivalent ""))
      (user-error "A Chinese term needs its English to be added; propose it instead"))
    (pcase-let ((`(,output ,beside ,_)
                 (apply #'glossary--run
                        `("add" ,@(glossary--context term) "--"
                          ,@(cond (is-chinese (list equivalent term))
                                  ((string= equivalent "") (list term))
                                  (t (list term equivalent)))))))
      (glossary--say output beside))))

;;;###autoload
(defun glossary-propose (term equivalent)
  "Propose TERM as a candidate, with an EQUIVALENT that may be empty."
  (interactive (let ((term (glossary--read-term "Propose"))) (list term (glossary--read-equivalent term))))
  (pcase-let ((`(,output ,beside ,_)
               (apply #'glossary--run
                      `("propose" ,@(glossary--context term)
                        ,@(unless (string= equivalent "") (list "--equivalent" equivalent))
                        "--" ,term))))
    (glossary--say output beside)))

;;;###autoload
(defun glossary-check (file)
  "Check FILE and list the findings, as `compile' lists errors."
  (interactive (list (or buffer-file-name (read-file-name "Check: " nil nil t))))
  (let ((buffer (find-buffer-visiting file))
        ;; The program counts characters, `compilation-mode' may count columns of the screen.
        (compilation-error-screen-columns nil))
    (when (and buffer (buffer-modified-p buffer))
      (user-error "Save the file first"))
    (compilation-start (mapconcat #'shell-quote-argument
                                  (append glossary-command (list "check" "--" (expand-file-name file)))
                                  " ")
                       nil (lambda (_) "*glossary check*"))
    (with-current-buffer "*glossary check*"
      (setq-local compilation-error-screen-columns nil))))

(provide 'glossary)

;;; glossary.el ends here
