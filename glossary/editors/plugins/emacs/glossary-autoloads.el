;;; glossary-autoloads.el --- what is there before it is loaded -*- no-byte-compile: t; lexical-binding: t; -*-

;; Set by "glossary editor install emacs".

;;; Code:

(add-to-list 'load-path (directory-file-name (file-name-directory (or load-file-name buffer-file-name))))

(autoload 'glossary-lookup "glossary" "Show what the glossary has for a query." t)
(autoload 'glossary-add "glossary" "Add a term with its equivalent." t)
(autoload 'glossary-propose "glossary" "Propose a term as a candidate." t)
(autoload 'glossary-check "glossary" "Check a file and list the findings." t)
(with-eval-after-load 'eglot (require 'glossary))

(provide 'glossary-autoloads)

;;; glossary-autoloads.el ends here
