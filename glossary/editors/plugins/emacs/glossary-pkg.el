;;; glossary-pkg.el --- description of the package -*- no-byte-compile: t; lexical-binding: nil; -*-
;; Set by "glossary editor install emacs".
(define-package "glossary" "0.1.0" "Terms of your glossary while you translate" '((emacs "27.1")))
